package import Diagnostics

/// A document to be written: what an emitter makes. Ordered; every value may say where it came from.
///
/// Literals make values without an origin: `["job_name": .string(name, at: origin), "honor_labels": true]`.
package struct Draft: Sendable {
  package indirect enum Content: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    /// A number with a decimal text of its own, written as it stands (`0.001`, `14.4`).
    case number(String)
    case string(String)
    case list([Draft])
    case map([(key: String, value: Draft)])
  }

  package var content: Content
  /// Nil means "as the value around it".
  package var origin: Origin?

  package init(_ content: Content, at origin: Origin? = nil) {
    self.content = content
    self.origin = origin
  }

  package static var null: Draft { Draft(.null) }
  package static func bool(_ value: Bool, at origin: Origin? = nil) -> Draft { Draft(.bool(value), at: origin) }
  package static func int(_ value: Int, at origin: Origin? = nil) -> Draft { Draft(.int(Int64(value)), at: origin) }
  package static func number(_ text: String, at origin: Origin? = nil) -> Draft { Draft(.number(text), at: origin) }
  package static func string(_ text: String, at origin: Origin? = nil) -> Draft { Draft(.string(text), at: origin) }
  package static func string(_ text: Located<String>) -> Draft { Draft(.string(text.value), at: text.origin) }
  package static func list(_ items: [Draft], at origin: Origin? = nil) -> Draft { Draft(.list(items), at: origin) }
  package static func map(_ entries: [(key: String, value: Draft)], at origin: Origin? = nil) -> Draft {
    Draft(.map(entries), at: origin)
  }

  /// Any value by its description, as a string: durations, sizes, versions.
  package static func text<T: CustomStringConvertible>(_ value: T, at origin: Origin? = nil) -> Draft {
    .string(value.description, at: origin)
  }
  package static func text<T: CustomStringConvertible>(_ value: Located<T>) -> Draft {
    .string(value.value.description, at: value.origin)
  }

  package func at(_ origin: Origin?) -> Draft {
    var copy = self
    copy.origin = origin ?? copy.origin
    return copy
  }

  /// The entries of a map; empty for anything else.
  package var entries: [(key: String, value: Draft)] {
    if case .map(let entries) = content { entries } else { [] }
  }
  package var items: [Draft] { if case .list(let items) = content { items } else { [] } }
  package var isEmptyCollection: Bool {
    switch content {
    case .list(let items): items.isEmpty
    case .map(let entries): entries.isEmpty
    default: false
    }
  }

  /// The value under a key of a map. Setting replaces in place or appends; setting nil removes.
  package subscript(key: String) -> Draft? {
    get { entries.first { $0.key == key }?.value }
    set {
      guard case .map(var entries) = content else { return }
      let at = entries.firstIndex { $0.key == key }
      switch (at, newValue) {
      case (let at?, let value?): entries[at].value = value
      case (let at?, nil): entries.remove(at: at)
      case (nil, let value?): entries.append((key, value))
      case (nil, nil): break
      }
      content = .map(entries)
    }
  }

  /// This map with `other` laid over it: maps merge key by key, anything else is replaced. What `native:` does.
  package func overlaid(with other: Draft) -> Draft {
    guard case .map = content, case .map(let entries) = other.content else { return other }
    var copy = self
    for (key, value) in entries { copy[key] = copy[key]?.overlaid(with: value) ?? value }
    return copy
  }
}

extension Draft: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self.init(.string(value)) }
  package init(integerLiteral value: Int64) { self.init(.int(value)) }
  package init(booleanLiteral value: Bool) { self.init(.bool(value)) }
  package init(arrayLiteral elements: Draft...) { self.init(.list(elements)) }
  /// Entries whose value is nil are left out, so that optional settings read in one expression.
  package init(dictionaryLiteral elements: (String, Draft?)...) {
    self.init(.map(elements.compactMap { key, value in value.map { (key, $0) } }))
  }
}

extension Draft: Equatable {
  /// Content alone, as with `Located`.
  package static func == (a: Draft, b: Draft) -> Bool {
    switch (a.content, b.content) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.list(let a), .list(let b)): a == b
    case (.map(let a), .map(let b)): a.elementsEqual(b) { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }
}
