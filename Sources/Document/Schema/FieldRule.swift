package import Diagnostics
package import Quantities

/// What a server asks of a value beyond its type: which keys go together, which names are names.
///
/// A rule sees nodes as they were written, wrong types included; those are reported already, and read as absent.
package struct FieldRule: Sendable {
  package let check: @Sendable (Node, inout FieldFindings) -> Void

  package init(_ check: @escaping @Sendable (Node, inout FieldFindings) -> Void) { self.check = check }
}

/// What rules report into, and the version they judge for.
package struct FieldFindings {
  /// Nil when nobody named the server; then what some version takes is fine.
  package internal(set) var version: Version?
  /// The version that was named, where `version` is that of something built into the server.
  var outerVersion: Version?
  package internal(set) var diagnostics: [Diagnostic] = []
  /// Without a version, what is out of date for this one is worth a word.
  var oldest: Version?
  var expandsEnvironment = true

  package init(version: Version?) { self.version = version }

  /// Whether the server is known to be older.
  package func isBefore(_ other: Version) -> Bool { version.map { $0 < other } ?? false }
  /// Whether the server is known to be of this version or later.
  package func isSince(_ other: Version) -> Bool { version.map { $0 >= other } ?? false }

  /// Reports an error at a node.
  package mutating func report(
    _ id: String, _ message: String, at node: Node, notes: [Diagnostic.Note] = [], help: String? = nil
  ) {
    diagnostics.append(Diagnostic(id, message, at: node.origin, notes: notes, help: help))
  }

  /// A value that the server doesn't take.
  package mutating func invalid(_ message: String, at node: Node, help: String? = nil) {
    report("schema/invalid-value", message, at: node, help: help)
  }

  /// The same at bytes of a scalar's text.
  package mutating func invalid(_ message: String, at node: Node, bytes: Range<Int>) {
    diagnostics.append(Diagnostic("schema/invalid-value", message, at: .file(node.place(inText: bytes))))
  }

  /// A value that the server takes and can't do anything with.
  package mutating func doubtful(_ message: String, at node: Node, help: String? = nil) {
    diagnostics.append(Diagnostic("schema/invalid-value", .warning, message, at: node.origin, help: help))
  }

  /// A key that this combination of others needs.
  package mutating func missing(_ message: String, at node: Node, help: String? = nil) {
    report("schema/missing-key", message, at: node, help: help)
  }

  /// Two keys of which one may stand.
  package mutating func exclusive(_ key: Node, _ other: Node, help: String = "keep one of the two") {
    report(
      "schema/exclusive-keys", "\(quoted(key.text)) can't stand beside \(quoted(other.text))", at: key,
      notes: [.init("\(quoted(other.text)) is here", at: other.origin)], help: help)
  }
}

extension FieldFindings {
  /// Reports the later of two entries of a list that have one name. An empty name is none.
  package mutating func checkUnique(_ key: String, in list: Node?, _ id: String, message: (String) -> String) {
    checkUnique(key, in: Array(list?.items ?? Node.noItems), id, message: message)
  }

  package mutating func checkUnique(_ key: String, in items: [Node], _ id: String, message: (String) -> String) {
    var first: [String: Node] = [:]
    for name in items.compactMap({ $0.filled(key) }) {
      if let other = first[name.text] {
        report(id, message(quoted(name.text)), at: name, notes: [.init("the other is here", at: other.origin)])
      } else {
        first[name.text] = name
      }
    }
  }
}

extension FieldRule {
  /// At most one of the keys may have a value.
  package static func atMostOne(of names: [String], since: Version? = nil) -> FieldRule {
    FieldRule { node, findings in
      if let since, findings.isBefore(since) { return }
      let keys = node.keys(set: names)
      guard let first = keys.first else { return }
      for key in keys.dropFirst() { findings.exclusive(key, first) }
    }
  }

  /// One of the keys must have a value.
  package static func someOf(_ names: [String], what: String) -> FieldRule {
    FieldRule { node, findings in
      guard node.kind == .mapping, node.keys(set: names).isEmpty else { return }
      findings.missing("\(what) needs \(names.map { quoted($0) }.joined(separator: " or "))", at: node)
    }
  }

  /// Of two keys neither may have a value without the other.
  package static func together(_ first: [String], _ second: [String], since: Version? = nil) -> FieldRule {
    FieldRule { node, findings in
      if let since, findings.isBefore(since) { return }
      for (have, need) in [(first, second), (second, first)] {
        guard let key = node.keys(set: have).first, node.keys(set: need).isEmpty else { continue }
        findings.missing("\(quoted(key.text)) needs \(need.map { quoted($0) }.joined(separator: " or "))", at: key)
      }
    }
  }

  /// Go reads a null in a list of pointers as nothing, and most servers refuse that.
  package static func noNulls(_ what: String) -> FieldRule {
    FieldRule { node, findings in
      for item in node.items where item.isNull { findings.missing("\(what) can't be empty", at: item) }
    }
  }
}

extension Node {
  /// Whether Go has something other than its zero value after reading this: neither null nor empty, and not `false`.
  /// An empty mapping counts: for Go it is a block that is there.
  package var isSet: Bool { !isNull && !isEmpty && boolValue != false }

  /// An empty text or list.
  package var isEmpty: Bool {
    switch kind {
    case .scalar: textBytes.isEmpty
    case .sequence: items.isEmpty
    case .mapping: false
    }
  }

  /// The keys among `names` that have a value, in written order.
  package func keys(set names: [String]) -> [Node] {
    entries.compactMap { names.contains($0.key.text) && $0.value.isSet ? $0.key : nil }
  }

  /// The text of a scalar under a key; nil when there is none, or an empty one.
  package func filled(_ key: String) -> Node? {
    self[key].flatMap { $0.kind == .scalar && $0.isSet ? $0 : nil }
  }
}
