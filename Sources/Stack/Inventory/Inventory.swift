package import Deployment
package import Diagnostics
package import PromQL
package import Quantities
import Synchronization

/// Which series exist, of which kind, with which labels, and who produces them.
///
/// Where it has no say (a job whose metrics nobody declared, service discovery) it says nothing: unknown is not undefined.
package struct Inventory: Sendable {
  /// The series of one name from one producer.
  package struct Series: Sendable {
    package var name: String
    /// The family it belongs to; nil for recorded and built-in series.
    package var metric: Metric?
    package var kind: Metric.Kind
    /// Nil for what a rule records.
    package var job: Job?
    package var labels: PromQL.LabelSet
    package var origin: Origin
  }

  package private(set) var jobs: [Job] = []
  package private(set) var series: [String: [Series]] = [:]
  /// Added to alerts on their way out, where absent.
  package private(set) var externalLabels: [String: String] = [:]
  /// Whether the jobs listed are all there are.
  package private(set) var isClosed = false
  /// What somebody says exists beside that; nil when nobody does.
  package internal(set) var listed: KnownMetrics?
  /// Whether a server's own series (`up` and its like) come from the jobs listed alone.
  private var hasAllJobs = true
  /// Answers that were given before, once nothing more is added.
  private var answers: Answers?

  package init() {}

  init(jobs: [Job], externalLabels: [String: String], isClosed: Bool, hasAllJobs: Bool) {
    self.hasAllJobs = hasAllJobs
    self.jobs = jobs
    self.externalLabels = externalLabels
    self.isClosed = isClosed
    for job in jobs {
      for name in Self.scrapeSeries {
        add(Series(name: name, metric: nil, kind: .gauge, job: job, labels: job.labels, origin: .builtin))
      }
    }
    for name in ["ALERTS", "ALERTS_FOR_STATE"] {
      add(Series(name: name, metric: nil, kind: .gauge, job: nil, labels: .unknown, origin: .builtin))
    }
  }

  /// What Prometheus itself adds for every target.
  private static let scrapeSeries = [
    "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling",
    "scrape_series_added", "scrape_timeout_seconds", "scrape_sample_limit", "scrape_body_size_bytes",
  ]

  /// Ends the inventory: from now on answers are kept, since checks ask the same of the same selectors.
  mutating func close() { answers = Answers() }

  mutating func add(_ one: Series) { series[one.name, default: []].append(one) }

  /// Adds every series of a family that a job exposes.
  mutating func add(_ metric: Metric, exposedBy job: Job) {
    let isNative = metric.kind.value == .histogram && job.scrapesNativeHistograms
    var shared = job.labels
    for (label, values) in metric.labels {
      // A scraped label that clashes with the target's is renamed, unless the job honours it.
      let isTaken = !job.honorsLabels && job.labels.presence(of: label.value) == .certain
      let known = values.map { PromQL.ValueSet.oneOf(Set($0.map(\.value))) }
      shared.set(isTaken ? "exported_" + label.value : label.value, known == nil ? .possible : .certain, known ?? .any)
    }
    for name in metric.seriesNames + (isNative ? [metric.name.value] : []) {
      var labels = shared
      if name.hasSuffix("_bucket"), metric.kind.value == .histogram { labels.set("le", .certain, .any) }
      if metric.kind.value == .summary, name == metric.name.value { labels.set("quantile", .certain, .any) }
      if job.hasMetricRelabeling { labels.isClosed = false }
      add(
        Series(
          name: name, metric: metric, kind: metric.kind.value, job: job, labels: labels, origin: metric.name.origin))
    }
  }
}

extension Inventory {
  /// Whether something produces a series of this name; `unknown` when an undeclared producer might.
  package func has(_ name: String, selectedBy selector: PromQL.VectorSelector) -> Answer {
    if series[name] != nil { return .yes }
    if let listed { return Self.scrapeSeries.contains(name) ? .yes : listed.has(name) }
    return isComplete(for: selector) ? .no : .unknown
  }

  /// Whether it can be told of some metric that it doesn't exist.
  package var knowsWhatExists: Bool { isClosed || listed != nil }

  /// Every name that is known, in order.
  package var names: [String] { (listed?.names.union(series.keys)).map { $0.sorted() } ?? series.keys.sorted() }

  /// Whether every job that the selector can select from has declared what it exposes.
  package func isComplete(for selector: PromQL.VectorSelector) -> Bool {
    guard isClosed else { return false }
    let name = selector.metricName ?? ""
    return jobs.allSatisfy { job in
      if job.isCatalogued, !job.openPrefixes.contains(where: name.hasPrefix) { return true }
      return !job.mayHave(selector)
    }
  }

  /// What is known of the labels of the series that a selector selects; nil when nothing is.
  package func labels(of selector: PromQL.VectorSelector) -> PromQL.LabelSet? {
    guard let name = selector.metricName, let candidates = series[name] else { return nil }
    guard let answers else { return foundLabels(of: selector, among: candidates) }
    return answers.answer(to: selector) { foundLabels(of: selector, among: candidates) }
  }

  private func foundLabels(of selector: PromQL.VectorSelector, among candidates: [Series]) -> PromQL.LabelSet? {
    if !hasAllJobs, candidates.contains(where: { $0.metric != nil || $0.job != nil }) { return nil }
    // Another, undeclared job may expose the same name.
    if !isComplete(for: selector), candidates.contains(where: { $0.metric != nil }) { return nil }
    var union: PromQL.LabelSet?
    for candidate in candidates {
      var labels = candidate.labels
      for matcher in selector.matchers where matcher.label.name != "__name__" { labels.apply(matcher) }
      if labels.isEmpty { continue }
      union = union?.union(labels) ?? labels
    }
    return union
  }

  /// What is known of the labels of an expression's result.
  package func labels(of expression: PromQL.Expression) -> PromQL.LabelSet {
    expression.labels { labels(of: $0) }
  }

  /// The same for every node of an expression: for those who ask about several of them.
  package func labelsOfNodes(in expression: PromQL.Expression) -> PromQL.NodeLabels {
    expression.labelsOfNodes { labels(of: $0) }
  }
}

extension Inventory {
  /// The shortest scrape interval among the jobs that a selector can select from; nil when that is not known, as for a
  /// series that a rule records.
  package func shortestInterval(of selector: PromQL.VectorSelector) -> PromDuration? {
    let producers = selector.metricName.flatMap { series[$0] } ?? []
    guard producers.allSatisfy({ $0.job != nil }) else { return nil }
    let candidates = producers.isEmpty ? jobs : producers.compactMap(\.job)
    return candidates.filter { $0.mayHave(selector) }.map(\.scrapeInterval).min()
  }
}

/// The labels of selectors that somebody asked for.
private final class Answers: Sendable {
  private struct Question: Hashable {
    var name: PromQL.LabelName?
    var matchers: [PromQL.Matcher]
  }

  private let known = Mutex<[Question: PromQL.LabelSet?]>([:])

  func answer(
    to selector: PromQL.VectorSelector, _ find: () -> PromQL.LabelSet?
  ) -> PromQL.LabelSet? {
    let question = Question(name: selector.name, matchers: selector.matchers)
    if let answer = known.withLock({ $0[question] }) { return answer }
    let answer = find()
    known.withLock { $0[question] = .some(answer) }
    return answer
  }
}
