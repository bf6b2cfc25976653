extension Array {
  /// The elements in the byte order of their names.
  ///
  /// A string hands out its bytes one by one, and a folder may hold thousands of names. Their first sixteen bytes, taken for
  /// numbers, tell most of them apart.
  func sorted(byBytesOf name: (Element) -> String) -> [Element] {
    map { (start: NameStart(name($0)), element: $0) }.sorted { one, other in
      one.start == other.start
        ? name(one.element).utf8.lexicographicallyPrecedes(name(other.element).utf8) : one.start < other.start
    }.map(\.element)
  }
}

/// The first sixteen bytes of a name, with zeros behind a shorter one: no name has any.
private struct NameStart: Comparable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0

  init(_ name: String) {
    for (at, byte) in name.utf8.prefix(16).enumerated() {
      if at < 8 { first |= UInt64(byte) << (56 - 8 * at) } else { second |= UInt64(byte) << (120 - 8 * at) }
    }
  }

  static func < (one: Self, other: Self) -> Bool {
    one.first == other.first ? one.second < other.second : one.first < other.first
  }
}
