package import Deployment

/// Which metrics exist, as somebody says who has asked the servers or the programs.
package struct KnownMetrics: Sendable {
  package private(set) var names: Set<String> = []
  /// Beginnings of names of which no more is known.
  private var prefixes: [String] = []
  /// Whether those of recorded series are among them.
  private var hasRecorded = false

  package init() {}

  /// All names that a server has, of what it scraped, and perhaps of what it recorded.
  package mutating func add(_ names: some Sequence<String>, withRecorded: Bool) {
    hasRecorded = hasRecorded || withRecorded
    self.names.formUnion(names)
  }

  /// What one program exposes.
  package mutating func add(_ metrics: [Metric], prefixes: [String]) {
    for metric in metrics { names.formUnion(metric.seriesNames) }
    self.prefixes += prefixes
  }

  func has(_ name: String) -> Answer {
    if names.contains(name) { return .yes }
    // Whoever keeps to the naming of recorded series has a rule for it, here or elsewhere.
    if !hasRecorded, name.contains(":") { return .unknown }
    return prefixes.contains { name.hasPrefix($0) } ? .unknown : .no
  }
}
