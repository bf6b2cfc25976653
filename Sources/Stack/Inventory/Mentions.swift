package import Document
import Parallel

/// Looks for metrics' names in texts that nobody has parsed, at a small part of what parsing them takes.
///
/// It finds every name that an expression selects, and may find one that is there for another reason.
package struct Mentions: Sendable {
  /// The names, by what their digest's last bits say.
  private let slots: [UInt64]
  /// Those that can stand where no word of them is to be seen, in quotes and with escapes: they count as mentioned.
  private let unusual: Set<String>
  private let usual: [(name: String, digest: UInt64)]

  package init(of names: Set<String>) {
    var usual: [(name: String, digest: UInt64)] = []
    var unusual: Set<String> = []
    for name in names {
      var digest = Self.empty
      if name.utf8.allSatisfy({ Self.extend(&digest, by: $0) }) {
        usual.append((name, digest))
      } else {
        unusual.insert(name)
      }
    }
    // Half of them free, so that most words are told from all names at the first look.
    var size = 64
    while size < 2 * usual.count { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for (_, digest) in usual {
      var at = Int(truncatingIfNeeded: digest) & (size - 1)
      while slots[at] != 0, slots[at] != digest { at = (at + 1) & (size - 1) }
      slots[at] = digest
    }
    (self.slots, self.usual, self.unusual) = (slots, usual, unusual)
  }

  /// Those of the names that some of these scalars may have in them.
  package func found(in nodes: [Node]) -> Set<String> {
    guard !usual.isEmpty else { return unusual }
    let digests = Set(nodes.concurrentMap { namesFound(in: $0.textBytes) }.joined())
    return unusual.union(usual.lazy.filter { digests.contains($0.digest) }.map(\.name))
  }

  /// Of the words in a text, those that are names.
  private func namesFound(in text: ArraySlice<UInt8>) -> [UInt64] {
    var found: [UInt64] = []
    text.withUnsafeBufferPointer { bytes in
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

  /// FNV-1a. Two names of one digest are both found where one of them is, which is no harm.
  private static let empty: UInt64 = 0xcbf2_9ce4_8422_2325

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
