internal import Diagnostics

/// Finds names by their bytes: a key is looked up without a string being made of it.
struct KeyIndex: Sendable {
  /// The names one after another.
  private let bytes: [UInt8]
  /// Where each ends.
  private let ends: [Int]
  /// Positions of names plus one; 0 is a free slot. A power of two, at most half full.
  private let slots: [Int32]

  /// Of two equal names the later is found.
  init(_ names: [String]) {
    bytes = names.flatMap(\.utf8)
    var end = 0
    ends = names.map { name in
      end += name.utf8.count
      return end
    }
    var size = 4
    while size < names.count * 2 { size *= 2 }
    var slots = [Int32](repeating: 0, count: size)
    for (position, name) in names.enumerated() {
      let text = Array(name.utf8)
      var slot = text.withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
      while slots[slot] != 0, names[Int(slots[slot]) - 1] != name { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(position + 1)
    }
    self.slots = slots
  }

  func position(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    let mask = slots.count - 1
    var slot = Self.hash(name) & mask
    while slots[slot] != 0 {
      let position = Int(slots[slot]) - 1
      let start = position == 0 ? 0 : ends[position - 1]
      if ends[position] - start == name.count, bytes.withUnsafeBufferPointer({ $0.holds(name, at: start) }) {
        return position
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// FNV-1a. The names are the tables' own, so no input can make them collide.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in text { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash)
  }
}
