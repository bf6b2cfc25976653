internal import Diagnostics
internal import Document
internal import Quantities

/// One mapping of a spec, read key by key.
struct Fields {
  let decoder: SpecDecoder
  var reader: MappingReader

  /// The value under a key; nil when the key is absent or its value is null.
  mutating func node(_ key: String) -> Node? { reader.node(key) }

  mutating func value<T>(_ key: String, _ decode: (Node) -> T?) -> T? {
    guard let node = reader.node(key) else { return nil }
    return decoder.naming(key) { decode(node) }
  }

  /// The value under a key that must be there; `placeholder` stands in once its absence has been reported.
  mutating func required<T>(_ key: String, _ decode: (Node) -> T?, or placeholder: T) -> T {
    guard let node = reader.requiredNode(key) else { return placeholder }
    return decoder.naming(key) { decode(node) } ?? placeholder
  }

  mutating func list<T>(_ key: String, _ decode: (Node) -> T?) -> [T] {
    value(key) { [decoder] in decoder.items($0, decode) } ?? []
  }

  mutating func itemOrItems<T>(_ key: String, _ decode: (Node) -> T?) -> [T] {
    value(key) { [decoder] in decoder.itemOrItems($0, decode) } ?? []
  }

  mutating func named<T>(_ key: String, _ decode: (Located<String>, Node) -> T?) -> [T] {
    value(key) { [decoder] in decoder.named($0, decode) } ?? []
  }

  mutating func string(_ key: String) -> Located<String>? { reader.optional(key, .string) }
  mutating func requiredString(_ key: String) -> Located<String> {
    reader.required(key, .nonEmpty) ?? Located("", at: reader.origin)
  }
  /// One string or a list of them.
  mutating func strings(_ key: String) -> [Located<String>] { itemOrItems(key, decoder.string) }
  mutating func bool(_ key: String) -> Located<Bool>? { reader.optional(key, .bool) }
  mutating func number(_ key: String) -> Located<Double>? { value(key, decoder.number) }
  mutating func duration(_ key: String) -> Located<PromDuration>? { reader.optional(key, .duration) }
  /// A duration that may not be zero.
  mutating func interval(_ key: String) -> Located<PromDuration>? { reader.optional(key, .positiveDuration) }
  mutating func requiredDuration(_ key: String) -> Located<PromDuration> {
    reader.required(key, .duration) ?? Located(.seconds(1), at: reader.origin)
  }
  mutating func size(_ key: String) -> Located<ByteSize>? { reader.optional(key, .size) }
  mutating func choice<T: RawRepresentable & CaseIterable & Sendable>(_ key: String) -> Located<T>?
  where T.RawValue == String {
    reader.optional(key, .choice())
  }
  mutating func labels(_ key: String) -> [Label] { value(key, decoder.labels) ?? [] }
  /// A backend's own keys, kept as they are.
  mutating func native() -> Draft? { value("native", decoder.native) }
}
