package import Diagnostics

/// Decodes one mapping, key by key, and remembers what was asked for, so that `finish` can name the keys nobody knows.
///
///     var alert = MappingReader(node, "an alert")
///     let name = alert.required("alert", .name)
///     let hold = alert.optional("for", .duration)
///     let labels = alert.map("labels", .string)
///     for rule in alert.items("rules") { decodeRule(rule, into: &alert.diagnostics) }
///     alert.finish(into: &diagnostics)
///
/// Wrong types are collected and read as absent; nothing is thrown. A key whose value is null counts as absent.
package struct MappingReader {
  package let node: Node
  /// What is being read, for messages: `an alert`.
  package let what: String
  package var diagnostics: [Diagnostic] = []
  private var known: [String] = []
  /// Which entries were asked for, a bit for each of the first 64.
  private var asked: UInt64 = 0

  /// Beyond this many unknown keys in one mapping the rest says nothing new.
  private static let enough = 50

  /// Something that is neither a mapping nor null is reported and then read as empty.
  package init(_ node: Node, _ what: String) {
    self.node = node
    self.what = what
    if node.kind != .mapping, !node.isNull {
      diagnostics.append(
        Diagnostic("schema/wrong-type", "\(what) must be a mapping, not \(node.phrase)", at: node.origin))
    }
  }

  package var origin: Origin { node.origin }

  // MARK: Single values

  /// The node under a key whatever it is; nil when it is absent or null.
  package mutating func node(_ key: String) -> Node? {
    guard let node = nodeOrNull(key), !node.isNull else { return nil }
    return node
  }

  /// As `node`, with null kept apart from absence.
  package mutating func nodeOrNull(_ key: String) -> Node? {
    if known.isEmpty { known.reserveCapacity(8) }
    known.append(key)
    guard let position = node.position(of: key) else { return nil }
    if position < 64 { asked |= 1 << UInt64(position) }
    return node.entries[position].value
  }

  /// Whether the key is there, null or not.
  package mutating func has(_ key: String) -> Bool { nodeOrNull(key) != nil }

  package mutating func optional<Value>(_ key: String, _ shape: Shape<Value>) -> Located<Value>? {
    node(key).flatMap { decode($0, shape, name: key) }
  }

  package mutating func required<Value>(_ key: String, _ shape: Shape<Value>) -> Located<Value>? {
    guard let node = requiredNode(key) else { return nil }
    return decode(node, shape, name: key)
  }

  package mutating func requiredNode(_ key: String) -> Node? {
    if let node = node(key) { return node }
    if node.kind == .mapping || node.isNull { diagnostics.append(missing([key])) }
    return nil
  }

  /// A value with a default that has no place of its own.
  package mutating func value<Value>(_ key: String, _ shape: Shape<Value>, default fallback: Value) -> Located<Value> {
    optional(key, shape) ?? Located(fallback, at: origin)
  }

  /// The first of several spellings that is there. More than one is an error.
  package mutating func oneOf(_ keys: [String], isRequired: Bool = false) -> (key: String, node: Node)? {
    var found: [(key: String, node: Node)] = []
    for key in keys { if let node = node(key) { found.append((key, node)) } }
    if found.count > 1, let second = entry(found[1].key) {
      diagnostics.append(
        Diagnostic(
          "schema/exclusive-keys", "\(quoted(found[1].key)) can't stand beside \(quoted(found[0].key))",
          at: second.key.origin, notes: [.init("\(quoted(found[0].key)) is here", at: entry(found[0].key)?.key.origin)])
      )
    }
    if found.isEmpty, isRequired, node.kind == .mapping || node.isNull { diagnostics.append(missing(keys)) }
    return found.first
  }

  // MARK: Lists and maps

  /// The items of a list; empty when it is absent.
  package mutating func items(_ key: String) -> [Node] {
    guard let node = node(key) else { return [] }
    guard node.kind == .sequence else {
      report(key, "a list", node)
      return []
    }
    return Array(node.items)
  }

  /// The items of a list, or the one value that stands in its place.
  package mutating func oneOrMoreItems(_ key: String) -> [Node] {
    guard let node = node(key) else { return [] }
    return node.kind == .sequence ? Array(node.items) : [node]
  }

  package mutating func list<Value>(_ key: String, _ shape: Shape<Value>) -> [Located<Value>] {
    items(key).compactMap { decode($0, shape, name: key, isItem: true) }
  }

  package mutating func oneOrMore<Value>(_ key: String, _ shape: Shape<Value>) -> [Located<Value>] {
    oneOrMoreItems(key).compactMap { decode($0, shape, name: key, isItem: true) }
  }

  /// The entries of a mapping; empty when it is absent.
  package mutating func entries(_ key: String) -> [(key: Located<String>, value: Node)] {
    guard let node = node(key) else { return [] }
    guard node.kind == .mapping else {
      report(key, "a mapping", node)
      return []
    }
    return node.entries.map { (Located($0.key.text, at: $0.key.origin), $0.value) }
  }

  /// A mapping from names to values of one shape.
  package mutating func map<Value>(
    _ key: String, _ shape: Shape<Value>
  ) -> [(key: Located<String>, value: Located<Value>)] {
    entries(key).compactMap { name, node in decode(node, shape, name: name.value).map { (name, $0) } }
  }

  /// A nested mapping's reader; nil when it is absent. Its findings come back with `take`.
  package mutating func nested(_ key: String, _ what: String) -> MappingReader? {
    node(key).map { MappingReader($0, what) }
  }

  // MARK: Findings

  /// One value that doesn't stand under a key of its own, such as a list's item.
  package mutating func decode<Value>(
    _ node: Node, _ shape: Shape<Value>, name: String, isItem: Bool = false
  ) -> Located<Value>? {
    let (value, problem) = shape.decode(node, name: name)
    if var problem {
      if isItem { problem.message = "an item of " + problem.message }
      diagnostics.append(problem)
    }
    return value
  }

  /// Names further keys that are read elsewhere.
  package mutating func allow(_ keys: String...) { known += keys }

  /// Ends a nested reader and keeps its findings.
  package mutating func take(_ nested: MappingReader) { nested.finish(into: &diagnostics) }

  /// Reports the keys that were never asked for, and hands over everything that was found.
  package func finish(into all: inout [Diagnostic]) {
    all += diagnostics
    let count = node.entries.count
    // Mostly every entry was asked for, and there is nothing to compare.
    if count < 64, asked == (1 << UInt64(count)) - 1 { return }
    var unknown = 0
    for (key, _) in node.entries where !known.contains(key.text) && unknown < Self.enough {
      all.append(.unknownKey(key, known: known))
      unknown += 1
    }
  }

  private mutating func report(_ key: String, _ expected: String, _ node: Node) {
    diagnostics.append(
      Diagnostic("schema/wrong-type", "\(quoted(key)) must be \(expected), not \(node.phrase)", at: node.origin))
  }

  private func missing(_ keys: [String]) -> Diagnostic {
    let wanted = keys.map { quoted($0) }.joined(separator: " or ")
    return Diagnostic("schema/missing-key", "\(what) needs \(wanted)", at: origin)
  }

  private func entry(_ name: String) -> (key: Node, value: Node)? { node.entries.first { $0.key.text == name } }
}

extension Diagnostic {
  /// A key that isn't among those `known`, with the one that was probably meant.
  package static func unknownKey(_ key: Node, known: [String]) -> Diagnostic {
    let candidates = known.sorted()
    guard let meant = nearest(to: key.text, among: candidates) else {
      let help = candidates.isEmpty ? nil : "use one of " + candidates.map { quoted($0) }.joined(separator: ", ")
      return Diagnostic("schema/unknown-key", "unknown key \(quoted(key.text))", at: key.origin, help: help)
    }
    let fix = FixIt("rename it", replacing: key.span, with: YAMLWriter.scalar(meant))
    return Diagnostic(
      "schema/unknown-key", "unknown key \(quoted(key.text))", at: key.origin, help: "did you mean \(quoted(meant))?",
      fixes: key.file.path.hasSuffix(".json") ? [] : [fix])
  }
}
