package import Quantities

/// What may stand under a key. A null is fine everywhere: Go's decoders take it for absence.
package indirect enum FieldType: Sendable {
  /// Any scalar.
  case string
  case int, float, bool
  /// A whole number that Go keeps in an unsigned type.
  case unsigned
  /// Prometheus' durations: `5m`, `1d`.
  case duration
  /// One that may not be zero.
  case positiveDuration
  /// Go's durations: `1.5h`, `500ms`; no days.
  case goDuration
  /// The same where a bare number is taken too, for nanoseconds: yaml.v2 does that.
  case nanoDuration
  /// A number of bytes as Loki reads it, with a unit (`5MB`, not `5MiB`) or without.
  case size
  /// A number of bytes that must have a unit: `512MB`, `1.5GiB`.
  case unitSize
  /// A scheme and a host.
  case url
  /// Whatever Go's `url.Parse` takes, which is nearly anything.
  case anyURL
  /// A regular expression; checks that need it compile it.
  case regex
  case oneOf([String])
  /// One of the words, or a range of them (`monday:friday`), in capitals or not.
  case range(of: [String])
  case list(of: FieldType)
  case map(of: FieldType)
  /// A mapping with known keys. A closure, so that tables can contain themselves.
  case table(@Sendable () -> FieldTable)
  /// A value, or a list of them.
  case oneOrMore(FieldType)
  /// The first if it fits, else the second.
  case either(FieldType, FieldType)
  /// A part that the server took over from another one, judged by the version of that one.
  case dated(@Sendable (Version) -> Version, FieldType)
  /// One that must obey a rule as well.
  case ruled(FieldType, FieldRule)
  case any

  package static func list(_ table: @escaping @Sendable () -> FieldTable) -> FieldType { .list(of: .table(table)) }
  package static func map(_ table: @escaping @Sendable () -> FieldTable) -> FieldType { .map(of: .table(table)) }
  package static var strings: FieldType { .list(of: .string) }
  package static var labels: FieldType { .map(of: .string) }
}

extension FieldType {
  /// Completes `"for" must be …`.
  var expected: String {
    switch self {
    case .string, .regex: "a string"
    case .int: "a whole number"
    case .unsigned: "a whole number of 0 or more"
    case .float: "a number"
    case .bool: "true or false"
    case .duration: "a duration such as \"5m\""
    case .positiveDuration: "a duration of more than 0, such as \"5m\""
    case .goDuration, .nanoDuration: "a duration such as \"1h30m\""
    case .size, .unitSize: "a size such as \"16MB\""
    case .anyURL: "a URL"
    case .url: "a URL such as \"http://host:9090\""
    case .oneOf(let words): alternatives(words)
    case .range(let words): alternatives(words) + ", or a range of them"
    case .list: "a list"
    case .map, .table: "a mapping"
    case .oneOrMore(let type): "\(type.expected) or a list"
    case .either(let first, let second): "\(first.expected) or \(second.expected)"
    case .ruled(let type, _), .dated(_, let type): type.expected
    case .any: "anything"
    }
  }

  /// Whether a node is of the kind this type is written in; what it says may still be wrong.
  package func isWritten(as kind: Node.Kind) -> Bool {
    switch self {
    case .list: kind == .sequence
    case .map, .table: kind == .mapping
    case .oneOrMore(let type): kind == .sequence || type.isWritten(as: kind)
    case .either(let first, let second): first.isWritten(as: kind) || second.isWritten(as: kind)
    case .ruled(let type, _), .dated(_, let type): type.isWritten(as: kind)
    case .any: true
    default: kind == .scalar
    }
  }

  /// Whether whatever a scalar says is taken.
  var takesAnyText: Bool {
    switch self {
    case .string, .regex, .any: true
    default: false
    }
  }

  /// Whether a scalar says something this type takes. Where the server expands it, a reference to the environment
  /// (`${NAME}`) may say anything.
  func accepts(_ node: Node, isExpanded: Bool) -> Bool {
    if takesAnyText { return true }
    switch self {
    case .ruled(let type, _), .dated(_, let type): return type.accepts(node, isExpanded: isExpanded)
    default: if isExpanded, node.holds("${") { return true }
    }
    let text = node.text
    switch self {
    case .int: return node.intValue != nil || node.doubleValue.map { $0 < 0x1p63 } ?? false
    case .unsigned:
      if let int = node.intValue { return int >= 0 }
      return node.doubleValue.map { $0 < 0x1p64 } ?? false || UInt64(text).map { _ in node.isPlain } ?? false
    case .float: return node.doubleValue != nil
    case .bool: return node.boolValue != nil || node.isPlain && ["y", "Y", "n", "N"].contains(text)
    case .duration: return PromDuration(text) != nil
    case .positiveDuration: return PromDuration(text).map { $0.milliseconds > 0 } ?? false
    case .goDuration: return GoDuration.nanoseconds(text) != nil
    case .nanoDuration: return node.doubleValue.map { $0.magnitude < 0x1p63 } ?? (GoDuration.nanoseconds(text) != nil)
    case .size: return isDataSize(text)
    case .unitSize: return isUnitSize(text)
    case .url: return isURL(text)
    case .anyURL: return GoURL(text) != nil
    case .oneOf(let words): return words.contains(text)
    case .range(let words):
      let ends = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
      return ends.count <= 2 && ends.allSatisfy { words.contains(String($0)) }
    case .oneOrMore(let type): return type.accepts(node, isExpanded: isExpanded)
    case .either(let first, let second):
      return first.takes(node, isExpanded: isExpanded) || second.takes(node, isExpanded: isExpanded)
    case .ruled, .dated, .string, .regex, .any, .list, .map, .table: return false
    }
  }

  /// Whether Go takes a number and makes of it what nobody means: it cuts a fraction off, or counts in nanoseconds.
  func cuts(_ node: Node) -> Bool {
    switch self {
    case .int, .unsigned: node.doubleValue.map { $0 != $0.rounded() } ?? false
    case .nanoDuration: node.doubleValue.map { $0 != 0 } ?? false
    case .ruled(let type, _), .dated(_, let type): type.cuts(node)
    default: false
    }
  }

  /// Whether a node is of the right kind and, if a scalar, says the right thing.
  func takes(_ node: Node, isExpanded: Bool) -> Bool {
    isWritten(as: node.kind) && (node.kind != .scalar || accepts(node, isExpanded: isExpanded))
  }

  /// The same where nothing is expanded.
  package func takes(_ node: Node) -> Bool { takes(node, isExpanded: false) }

  /// The words it takes, for a suggestion.
  var choices: [String] {
    switch self {
    case .oneOf(let words), .range(let words): words
    case .oneOrMore(let type), .ruled(let type, _), .dated(_, let type): type.choices
    case .either(let first, let second): first.choices + second.choices
    default: []
    }
  }
}

/// A scheme, `://` and something after it.
private func isURL(_ text: String) -> Bool {
  guard let colon = text.firstIndex(of: ":") else { return false }
  let scheme = text[..<colon]
  let rest = text[colon...]
  return !scheme.isEmpty && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    && rest.hasPrefix("://") && rest.utf8.count > 3 && !text.contains(" ")
}
