internal import Diagnostics
internal import Document
internal import Quantities

/// What holds for the periods of `schema_config`.
extension FieldRule {
  /// Each period begins after the one before it.
  static let periods = FieldRule { node, findings in
    guard let configs = node["configs"], configs.kind == .sequence else { return }
    if configs.items.isEmpty { return findings.missing("\"configs\" needs a period", at: configs) }
    var previous: (node: Node, day: Day)?
    for from in configs.items.compactMap({ $0.filled("from") }) {
      guard let day = Day(from.text) else { continue }
      if let previous, day <= previous.day {
        findings.report(
          "schema/invalid-value", "this period begins no later than the one before it", at: from,
          notes: [.init("the one before it begins here", at: previous.node.origin)],
          help: "periods stand in the order of time, and each has a day of its own")
      }
      previous = (from, day)
    }
  }

  /// Since 3.0 a period without stores is refused; before, it fell back to what there was.
  static let namedStores = FieldRule { node, findings in
    guard findings.isSince("3.0"), node.kind == .mapping else { return }
    for key in ["store", "object_store"] where node[key].map({ $0.isNull || $0.isEmpty }) ?? true {
      findings.missing("a period needs \(quoted(key))", at: node[key] ?? node)
    }
  }

  /// The index is kept by the day.
  static let indexPeriod = FieldRule { node, findings in
    guard let store = node.filled("store")?.text else { return }
    let index = node["index"]
    let period = index?["period"]
    if let period, period.holds("${") { return }
    let length = period?.duration ?? PromDuration(milliseconds: 0)
    guard period == nil || period?.isNull ?? false || period?.duration != nil else { return }
    let place = period ?? index ?? node
    if store == "tsdb" {
      guard length != .days(1) else { return }
      findings.invalid(
        length.milliseconds == 0 ? "\"tsdb\" needs an index period of 24h" : "\"tsdb\" takes no index period but 24h",
        at: place, help: "set \"period: 24h\" under \"index\"")
    } else if length.milliseconds % PromDuration.days(1).milliseconds != 0 {
      findings.invalid("an index period must be whole days", at: place, help: "take 24h")
    }
  }

  /// Legacy stores keep chunks in tables.
  static let chunkPrefix = FieldRule { node, findings in
    guard let store = node.filled("object_store") ?? node.filled("store"), !findings.isSince("4.0") else { return }
    let legacy = ["cassandra", "aws-dynamo", "bigtable-hashed", "gcp", "gcp-columnkey", "bigtable", "grpc-store"]
    guard legacy.contains(store.text), node["chunks"]?.filled("prefix") == nil else { return }
    findings.missing("\(quoted(store.text)) needs a \"prefix\" under \"chunks\"", at: store)
  }
}

/// `schema_config` as the rules look at it.
struct Periods {
  let nodes: [Node]

  init(_ root: Node) { nodes = root["schema_config"]?["configs"].map { $0.items.filter { $0.kind == .mapping } } ?? [] }

  /// Which one is in force depends on the day, so only what holds for all of them is sure.
  func all(_ condition: (Node) -> Bool) -> Bool { !nodes.isEmpty && nodes.allSatisfy(condition) }

  static func version(of period: Node) -> Int? {
    guard let text = period.filled("schema")?.text else { return nil }
    return Int(text.hasPrefix("v") ? String(text.dropFirst()) : text)
  }
}
