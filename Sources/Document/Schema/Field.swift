package import Quantities

/// One key of a server's configuration, as data.
package struct Field: Sendable {
  package var name: String
  package var type: FieldType
  /// The first version that knows it; nil for as long as anyone remembers.
  package var since: Version?
  /// From when on it is discouraged, and what takes its place.
  package var deprecated: (in: Version, instead: String)?
  /// The first version that refuses it, and what takes its place.
  package var removed: (in: Version, instead: String)?
  /// Its value is never printed.
  package var isSecret: Bool
  package var isRequired: Bool
  /// Keys that may not stand beside it.
  package var excludes: [String]

  package init(
    _ name: String, _ type: FieldType, since: Version? = nil, deprecated: (in: Version, instead: String)? = nil,
    removed: (in: Version, instead: String)? = nil, isSecret: Bool = false, isRequired: Bool = false,
    excludes: [String] = []
  ) {
    self.name = name
    self.type = type
    self.since = since
    self.deprecated = deprecated
    self.removed = removed
    self.isSecret = isSecret
    self.isRequired = isRequired
    self.excludes = excludes
  }

  /// Whether a server of this version takes the key.
  package func isKnown(to version: Version) -> Bool {
    if let since, version < since { return false }
    if let removed, version >= removed.in { return false }
    return true
  }
}

/// What may stand under a key. A null is fine everywhere: Go's decoders take it for absence.
package indirect enum FieldType: Sendable {
  /// Any scalar.
  case string
  case int, float, bool
  /// Prometheus' durations: `5m`, `1d`.
  case duration
  /// One that may not be zero.
  case positiveDuration
  /// Go's durations: `1.5h`, `500ms`; no days.
  case goDuration
  /// A number of bytes, with a unit or without.
  case size
  case url
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
    case .float: "a number"
    case .bool: "true or false"
    case .duration: "a duration such as \"5m\""
    case .positiveDuration: "a duration of more than 0, such as \"5m\""
    case .goDuration: "a duration such as \"1h30m\""
    case .size: "a size such as \"16MB\""
    case .url: "a URL such as \"http://host:9090\""
    case .oneOf(let words): alternatives(words)
    case .range(let words): alternatives(words) + ", or a range of them"
    case .list: "a list"
    case .map, .table: "a mapping"
    case .oneOrMore(let type): "\(type.expected) or a list"
    case .either(let first, let second): "\(first.expected) or \(second.expected)"
    case .any: "anything"
    }
  }

  /// Whether a node is of the kind this type is written in; what it says may still be wrong.
  func isWritten(as kind: Node.Kind) -> Bool {
    switch self {
    case .list: kind == .sequence
    case .map, .table: kind == .mapping
    case .oneOrMore(let type): kind == .sequence || type.isWritten(as: kind)
    case .either(let first, let second): first.isWritten(as: kind) || second.isWritten(as: kind)
    case .any: true
    default: kind == .scalar
    }
  }

  /// Whether a scalar says something this type takes. A reference to the environment (`${NAME}`) may say anything.
  func accepts(_ node: Node) -> Bool {
    switch self {
    case .string, .regex, .any: return true
    default: if node.holds("${") { return true }
    }
    let text = node.text
    switch self {
    case .int: return node.intValue != nil || node.doubleValue.map { $0 == $0.rounded() && abs($0) < 0x1p63 } ?? false
    case .float: return node.doubleValue != nil
    case .bool: return node.boolValue != nil
    case .duration: return PromDuration(text) != nil
    case .positiveDuration: return PromDuration(text).map { $0.milliseconds > 0 } ?? false
    case .goDuration: return isGoDuration(text)
    case .size: return node.intValue != nil || ByteSize(text) != nil
    case .url: return isURL(text)
    case .oneOf(let words): return words.contains(text)
    case .range(let words):
      let ends = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
      return ends.count <= 2 && ends.allSatisfy { words.contains(String($0)) }
    case .oneOrMore(let type): return type.accepts(node)
    case .either(let first, let second): return first.takes(node) || second.takes(node)
    case .string, .regex, .any, .list, .map, .table: return false
    }
  }

  /// Whether a node is of the right kind and, if a scalar, says the right thing.
  func takes(_ node: Node) -> Bool { isWritten(as: node.kind) && (node.kind != .scalar || accepts(node)) }

  /// The words it takes, for a suggestion.
  var choices: [String] {
    switch self {
    case .oneOf(let words), .range(let words): words
    case .oneOrMore(let type): type.choices
    case .either(let first, let second): first.choices + second.choices
    default: []
    }
  }
}

/// `time.ParseDuration`: signed decimal numbers with units, or a bare zero.
private func isGoDuration(_ text: String) -> Bool {
  var rest = Substring(text)
  if rest.hasPrefix("-") || rest.hasPrefix("+") { rest = rest.dropFirst() }
  if rest == "0" { return true }
  guard !rest.isEmpty else { return false }
  while !rest.isEmpty {
    let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    rest = rest.dropFirst(number.count)
    let unit = rest.prefix { $0.isLetter }
    rest = rest.dropFirst(unit.count)
    let dots = number.count { $0 == "." }
    guard dots < 2, number.count > dots, ["ns", "us", "µs", "μs", "ms", "s", "m", "h"].contains(unit) else {
      return false
    }
  }
  return true
}

/// A scheme, `://` and something after it.
private func isURL(_ text: String) -> Bool {
  guard let colon = text.firstIndex(of: ":") else { return false }
  let scheme = text[..<colon]
  let rest = text[colon...]
  return !scheme.isEmpty && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    && rest.hasPrefix("://") && rest.utf8.count > 3 && !text.contains(" ")
}
