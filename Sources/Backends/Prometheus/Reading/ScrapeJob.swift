package import Document
package import PromConfig
package import Quantities

/// A label as it is written.
package struct LabelEntry: Sendable {
  package var name: Node
  package var value: Node
}

/// The labels that a mapping names, as they are written. What isn't a scalar is none.
package struct LabelEntries: Sequence, IteratorProtocol, Sendable {
  // Nothing is copied: every rule has them, and several checks look at each.
  private let entries: Node.Entries?
  private var position = 0

  init(of mapping: Node?) { entries = mapping?.entries }

  package mutating func next() -> LabelEntry? {
    guard let entries else { return nil }
    while position < entries.count {
      let (name, value) = entries[position]
      position += 1
      if value.kind == .scalar { return LabelEntry(name: name, value: value) }
    }
    return nil
  }
}

/// One address of `static_configs` and the labels it is given.
package struct StaticTarget: Sendable {
  package let address: Node
  /// The mapping of labels; nil when there is none.
  package let labelsNode: Node?
  package var labels: LabelEntries { labelsNode.labelEntries }
}

/// One job under `scrape_configs`.
package struct ScrapeJob: Sendable {
  package let node: Node
  private let global: Node?
  private let defaultInterval: PromDuration
  private let defaultTimeout: PromDuration?

  /// - Parameter global: the file's `global:`, for settings that a job takes over from it.
  package init(_ node: Node, global: Node?, defaultInterval: PromDuration, defaultTimeout: PromDuration?) {
    self.node = node
    self.global = global
    self.defaultInterval = defaultInterval
    self.defaultTimeout = defaultTimeout
  }

  package var name: Node? { node["job_name"].scalar }
  /// Its own or the global one.
  package var scrapeInterval: PromDuration { node["scrape_interval"]?.positiveDuration ?? defaultInterval }
  /// Its own, else the global one (10s by default), which gives way to a shorter interval.
  package var scrapeTimeout: PromDuration {
    node["scrape_timeout"]?.positiveDuration ?? min(defaultTimeout ?? .seconds(10), scrapeInterval)
  }
  package var metricsPath: String { node["metrics_path"].scalar?.text ?? "/metrics" }
  package var scheme: String { node["scheme"].scalar?.text ?? "http" }
  /// Whether labels of the scraped samples win over the target's.
  package var honorsLabels: Bool { node["honor_labels"]?.boolValue ?? false }

  /// Whether it asks for native histograms (Prometheus 3.8 and later; before, a feature flag did).
  package var scrapesNativeHistograms: Bool {
    (node["scrape_native_histograms"] ?? global?["scrape_native_histograms"])?.boolValue ?? false
  }

  package var staticTargets: [StaticTarget] { node.staticTargets }
  /// Mechanism and its list, for every `<mechanism>_sd_configs`.
  package var discovery: [(mechanism: String, configuration: Node)] { node.discovery }

  /// What becomes of each target's labels.
  package var relabeling: [RelabelRule] { node["relabel_configs"].mappings.map(RelabelRule.init) }
  /// What becomes of each sample's labels.
  package var metricRelabeling: [RelabelRule] { node["metric_relabel_configs"].mappings.map(RelabelRule.init) }
}
