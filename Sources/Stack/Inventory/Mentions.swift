package import Document

/// Looks for metrics' names in texts that nobody has parsed, at a small part of what parsing them takes.
///
/// It finds every name that an expression selects, and may find one that is there for another reason.
package struct Mentions: Sendable {
  /// The names' digests, each at the slot that its last bits say or at the next free one; 0 is free.
  private var slots: [UInt64]
  private var found: Set<UInt64> = []

  /// - Parameter names: The scalars that give the names.
  package init(of names: [Node]) {
    // Half of them free, so that most words are told from all names at the first look.
    var size = 64
    while size < 2 * names.count { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    for name in names {
      guard let digest = Self.digest(of: name) else { continue }
      var at = Int(truncatingIfNeeded: digest) & (size - 1)
      while slots[at] != 0, slots[at] != digest { at = (at + 1) & (size - 1) }
      slots[at] = digest
    }
  }

  /// Remembers what was found in texts.
  package mutating func add(_ digests: some Sequence<UInt64>) { found.formUnion(digests) }

  /// Whether a name was found. One that needs quotes can stand where no word of it is to be seen, so it counts as found.
  package func include(_ name: Node) -> Bool { Self.digest(of: name).map(found.contains) ?? true }

  /// Of the words in a text, those that are names.
  package func digests(in text: Node) -> [UInt64] {
    var found: [UInt64] = []
    text.textBytes.withUnsafeBufferPointer { bytes in
      slots.withUnsafeBufferPointer { slots in
        var digest = Self.empty
        for byte in bytes where !Self.extend(&digest, by: byte) {
          if digest != Self.empty, Self.holds(slots, digest) { found.append(digest) }
          digest = Self.empty
        }
        if digest != Self.empty, Self.holds(slots, digest) { found.append(digest) }
      }
    }
    return found
  }

  private static func holds(_ slots: UnsafeBufferPointer<UInt64>, _ digest: UInt64) -> Bool {
    var at = Int(truncatingIfNeeded: digest) & (slots.count - 1)
    while slots[at] != 0 {
      if slots[at] == digest { return true }
      at = (at + 1) & (slots.count - 1)
    }
    return false
  }

  // MARK: Digests

  /// FNV-1a, by which two names may have one digest: then both are found where one of them is, which is no harm.
  private static let empty: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Nil for a name that needs quotes.
  private static func digest(of name: Node) -> UInt64? {
    name.textBytes.withUnsafeBufferPointer { bytes in
      var digest = empty
      for byte in bytes where !extend(&digest, by: byte) { return nil }
      return digest
    }
  }

  /// Takes in one more byte of a name; false for one that no name has without quotes.
  @inline(__always)
  private static func extend(_ digest: inout UInt64, by byte: UInt8) -> Bool {
    let lower = byte | 0x20
    // Letters, digits and the colon after them, the underscore.
    guard lower &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 11 || byte == UInt8(ascii: "_") else {
      return false
    }
    digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    return true
  }
}
