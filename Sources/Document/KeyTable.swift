/// Finds equal keys of one mapping: by comparing while there are few, by seeded hashing when there are many, so that
/// no choice of keys makes reading quadratic. One table serves all mappings of a file in turn.
struct KeyTable {
  private var keys: [Int32] = []
  /// Positions in `keys` plus one; zero is an empty slot. Unused while the mapping is small.
  private var slots: [Int32] = []
  private var isHashed = false

  private static let fewKeys = 8

  mutating func reset(capacity: Int) {
    keys.removeAll(keepingCapacity: true)
    isHashed = capacity > Self.fewKeys
    guard isHashed else { return }
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: size))
  }

  /// The key already there that equals `key`; nil when there was none, and then `key` is remembered.
  mutating func insert(_ key: Int32, records: [Tree.Record], text: [UInt8]) -> Int32? {
    if isHashed { return insertHashed(key, records: records, text: text) }
    for other in keys where Self.areEqual(other, key, records, text) { return other }
    keys.append(key)
    return nil
  }

  private mutating func insertHashed(_ key: Int32, records: [Tree.Record], text: [UInt8]) -> Int32? {
    let record = records[Int(key)]
    var hasher = Hasher()
    text.withUnsafeBytes { bytes in
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: bytes[record.contentRange]))
    }
    let mask = slots.count - 1
    var slot = hasher.finalize() & mask
    while slots[slot] != 0 {
      let other = keys[Int(slots[slot]) - 1]
      if Self.areEqual(other, key, records, text) { return other }
      slot = (slot + 1) & mask
    }
    keys.append(key)
    slots[slot] = Int32(keys.count)
    return nil
  }

  private static func areEqual(_ a: Int32, _ b: Int32, _ records: [Tree.Record], _ text: [UInt8]) -> Bool {
    let (a, b) = (records[Int(a)], records[Int(b)])
    return a.count == b.count && text[a.contentRange] == text[b.contentRange]
  }
}

extension Tree.Record {
  /// Of a scalar: where its content stands in the tree's text.
  var contentRange: Range<Int> { Int(first)..<(Int(first) + Int(count)) }
}
