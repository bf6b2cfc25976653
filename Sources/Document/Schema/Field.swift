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
  /// Whether an empty text or list is as bad as none.
  package var isFilled: Bool
  /// Keys that may not stand beside it.
  package var excludes: [String]
  /// What the server takes when the key isn't there, as one would write it.
  package var `default`: String?

  package init(
    _ name: String, _ type: FieldType, since: Version? = nil, deprecated: (in: Version, instead: String)? = nil,
    removed: (in: Version, instead: String)? = nil, isSecret: Bool = false, isRequired: Bool = false,
    isFilled: Bool = false, excludes: [String] = [], default: String? = nil
  ) {
    self.name = name
    self.type = type
    self.since = since
    self.deprecated = deprecated
    self.removed = removed
    self.isSecret = isSecret
    self.isRequired = isRequired
    self.isFilled = isFilled
    self.excludes = excludes
    self.default = `default`
  }

  /// Whether it is not of every version, or not meant to be used in every one.
  var isDated: Bool { since != nil || removed != nil || deprecated != nil }

  /// Whether a server of this version takes the key.
  package func isKnown(to version: Version) -> Bool {
    if let since, version < since { return false }
    if let removed, version >= removed.in { return false }
    return true
  }
}

extension [Field] {
  /// The same fields, but for what another server or another place has differently.
  package func changed(_ change: (inout Field) -> Void) -> [Field] {
    map { field in
      var field = field
      change(&field)
      return field
    }
  }
}

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
  func isWritten(as kind: Node.Kind) -> Bool {
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

  /// Whether a scalar says something this type takes. Where the server expands it, a reference to the environment
  /// (`${NAME}`) may say anything.
  func accepts(_ node: Node, isExpanded: Bool) -> Bool {
    switch self {
    case .string, .regex, .any: return true
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
    case .goDuration: return isGoDuration(text)
    case .nanoDuration: return node.doubleValue.map { $0.magnitude < 0x1p63 } ?? isGoDuration(text)
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

/// `datasize.ByteSize`, as Loki uses it: a whole number, and a unit in letters of any case that isn't binary.
private func isDataSize(_ text: String) -> Bool {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  guard !digits.isEmpty, let count = UInt64(digits) else { return false }
  var unit = text.dropFirst(digits.count)
  while unit.first == " " { unit = unit.dropFirst() }
  let scales: [(names: [String], shift: UInt64)] = [
    (["", "b", "byte"], 0), (["k", "kb", "kilo", "kilobyte", "kilobytes"], 10),
    (["m", "mb", "mega", "megabyte", "megabytes"], 20), (["g", "gb", "giga", "gigabyte", "gigabytes"], 30),
    (["t", "tb", "tera", "terabyte", "terabytes"], 40), (["p", "pb", "peta", "petabyte", "petabytes"], 50),
    (["e", "eb"], 60),
  ]
  guard let scale = scales.first(where: { $0.names.contains(unit.lowercased()) }) else { return false }
  return count <= UInt64.max >> scale.shift
}

/// `units.ParseBase2Bytes`: signed decimal numbers with units of one family, `KB` or `KiB`; a bare zero needs none.
private func isUnitSize(_ text: String) -> Bool {
  var rest = Substring(text)
  if rest.hasPrefix("-") || rest.hasPrefix("+") { rest = rest.dropFirst() }
  if rest == "0" { return true }
  guard !rest.isEmpty else { return false }
  var isShort = true
  var isLong = true
  var total = 0.0
  while !rest.isEmpty {
    let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    rest = rest.dropFirst(number.count)
    let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
    rest = rest.dropFirst(unit.count)
    let dots = number.utf8.count { $0 == UInt8(ascii: ".") }
    let scale = ["", "K", "M", "G", "T", "P", "E"].firstIndex { unit == $0 + "B" || unit == $0 + "iB" && $0 != "" }
    guard dots < 2, number.utf8.count > dots, let scale, let count = Double("0" + number + "0") else { return false }
    if scale > 0 {
      isShort = isShort && !unit.hasSuffix("iB")
      isLong = isLong && unit.hasSuffix("iB")
    }
    total += count / (dots == 0 ? 10 : 1) * Double(sign: .plus, exponent: scale * 10, significand: 1)
  }
  return (isShort || isLong) && total < 0x1p63
}

/// A scheme, `://` and something after it.
private func isURL(_ text: String) -> Bool {
  guard let colon = text.firstIndex(of: ":") else { return false }
  let scheme = text[..<colon]
  let rest = text[colon...]
  return !scheme.isEmpty && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    && rest.hasPrefix("://") && rest.utf8.count > 3 && !text.contains(" ")
}
