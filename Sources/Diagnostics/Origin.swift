/// A range of bytes in a source file.
package struct Span: Sendable, Hashable {
  package let file: SourceFile
  /// Byte offset of the first byte.
  package let start: Int
  /// Byte offset just past the last byte.
  package let end: Int

  package init(file: SourceFile, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = max(start, end)
  }

  package var range: Range<Int> { start..<end }
}

/// Where a thing came from: a place in a file, a line of Swift, or something else by way of an expansion.
package indirect enum Origin: Sendable, Hashable {
  /// A place in a file that was read.
  case file(Span)
  /// A line of a Swift spec.
  case code(file: String, line: Int)
  /// Made by an expansion (`"the burn-rate expansion"`) of something that stands at the inner origin.
  case derived(from: Origin, by: String)
  /// Belfry's own default; there is no place to point at.
  case builtin

  /// The place in a file that caused this, if there is one.
  package var span: Span? {
    switch self {
    case .file(let span): span
    case .derived(let from, _): from.span
    case .code, .builtin: nil
    }
  }

  /// This origin, marked as the cause of something that `expansion` made.
  package func derived(by expansion: String) -> Origin { .derived(from: self, by: expansion) }
}

/// A value and where it came from. Equality looks at the value alone, so that two specs that say the same are equal.
@dynamicMemberLookup
package struct Located<Value> {
  package var value: Value
  package var origin: Origin

  package init(_ value: Value, at origin: Origin = .builtin) {
    self.value = value
    self.origin = origin
  }

  package subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }

  package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Located<Other> {
    Located<Other>(try transform(value), at: origin)
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {
  package static func == (a: Located, b: Located) -> Bool { a.value == b.value }
}
extension Located: Hashable where Value: Hashable {
  package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
