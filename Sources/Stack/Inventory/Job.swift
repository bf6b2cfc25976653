package import Document
package import PromQL
package import Quantities

/// A scrape job as far as labels and time go.
package struct Job: Sendable {
  package var name: String
  /// Where its name stands.
  package var node: Node?
  package var scrapeInterval: PromDuration
  /// The labels that Prometheus puts on every series it scrapes there, one set a target; nil when they are not known
  /// (service discovery, or a relabel rule that can't be decided).
  package var targets: [[String: String]]?
  /// Whether the series may lose labels or be dropped after the scrape.
  package var hasMetricRelabeling = false
  package var honorsLabels = false
  /// Whether histograms are scraped in their native form, which is one series under the family's own name.
  package var scrapesNativeHistograms = false
  /// Whether everything that it exposes is known, but for what begins with one of `openPrefixes`.
  package var isCatalogued = false
  package var openPrefixes: [String] = []

  /// What is known of the labels that all its series carry. Asked for far more often than jobs are made.
  package let labels: PromQL.LabelSet

  static func labels(of targets: [[String: String]]?) -> PromQL.LabelSet {
    guard let targets else {
      var open = PromQL.LabelSet.unknown
      open.set("job", .possible, .any)
      open.set("instance", .certain, .any)
      return open
    }
    var union: PromQL.LabelSet?
    for target in targets {
      let set = PromQL.LabelSet(certain: target.mapValues { .only($0) }, isClosed: true)
      union = union?.union(set) ?? set
    }
    return union ?? .unknown
  }

  /// Whether a selector can select any of its series. Only the labels of the targets can rule that out; the metrics' own
  /// are what may not be known.
  func mayHave(_ selector: PromQL.VectorSelector) -> Bool {
    let matchers = selector.matchers.filter { ["job", "instance"].contains($0.label.name) }
    if matchers.isEmpty { return true }
    var labels = labels
    for matcher in matchers { labels.apply(matcher) }
    return !labels.isEmpty
  }
}
