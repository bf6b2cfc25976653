/// Finds equal keys of one mapping by seeded hashing, so that no choice of keys makes reading quadratic. One table serves
/// all mappings of a file in turn.
struct KeyTable {
  private struct Key {
    var node: Int32
    var hash: Int
  }

  private var keys: [Key] = []
  /// Positions in `keys` plus one; zero is an empty slot.
  private var slots: [Int32] = []

  /// Up to how many keys it is quicker to compare each with all others.
  static let fewKeys = 8

  mutating func reset(capacity: Int) {
    keys.removeAll(keepingCapacity: true)
    var size = 32
    while size < capacity * 2 { size *= 2 }
    slots.removeAll(keepingCapacity: true)
    slots.append(contentsOf: repeatElement(0, count: size))
  }

  /// The key already there that equals `key`; nil when there was none, and then `key` is remembered.
  mutating func insert(_ key: Int32, of tree: GrowingTree) -> Int32? {
    let hash = tree.withContent(of: key) { content in
      var hasher = Hasher()
      hasher.combine(bytes: UnsafeRawBufferPointer(content))
      return hasher.finalize()
    }
    let mask = slots.count - 1
    var slot = hash & mask
    while slots[slot] != 0 {
      let other = keys[Int(slots[slot]) - 1]
      if other.hash == hash, tree.areEqual(other.node, key) { return other.node }
      slot = (slot + 1) & mask
    }
    keys.append(Key(node: key, hash: hash))
    slots[slot] = Int32(keys.count)
    return nil
  }
}
