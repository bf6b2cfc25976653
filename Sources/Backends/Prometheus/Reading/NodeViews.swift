internal import Document
internal import Quantities

/// What the views share: each takes a node of the wrong kind for one that isn't there.
extension Node? {
  /// A scalar that says something.
  var scalar: Node? { flatMap { $0.kind == .scalar && !$0.isNull ? $0 : nil } }
  var string: String? { scalar?.text }
  var scalars: [Node] { self?.items.filter { $0.kind == .scalar && !$0.isNull } ?? [] }
  var mappings: [Node] { self?.items.filter { $0.kind == .mapping } ?? [] }
  var labelEntries: LabelEntries { LabelEntries(of: self) }
}

extension Node {
  /// Zero means "not set" to Prometheus.
  var positiveDuration: PromDuration? { duration.flatMap { $0.milliseconds > 0 ? $0 : nil } }

  var staticTargets: [StaticTarget] {
    self["static_configs"].mappings.flatMap { group in
      group["targets"].scalars.map { StaticTarget(address: $0, labelsNode: group["labels"]) }
    }
  }

  var discovery: [(mechanism: String, configuration: Node)] {
    let suffix = "_sd_configs"
    return entries.compactMap { key, value in
      let name = key.text
      return name.hasSuffix(suffix) && !value.items.isEmpty ? (String(name.dropLast(suffix.count)), value) : nil
    }
  }
}
