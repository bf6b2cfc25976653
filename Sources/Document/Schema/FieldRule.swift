package import Quantities

/// What a server asks of a value beyond its type: which keys go together, which names are names.
///
/// A rule sees nodes as they were written, wrong types included; those are reported already, and read as absent.
package struct FieldRule: Sendable {
  package let check: @Sendable (Node, inout FieldFindings) -> Void

  package init(_ check: @escaping @Sendable (Node, inout FieldFindings) -> Void) { self.check = check }
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
