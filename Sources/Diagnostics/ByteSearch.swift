internal import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte stands first at or after `start`; nil when it doesn't.
  package func position(of byte: UInt8, from start: Int = 0) -> Int? {
    guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Where `word` stands first at or after `start`; nil when it doesn't.
  package func position(of word: StaticString, from start: Int = 0) -> Int? {
    guard let base = baseAddress, word.utf8CodeUnitCount > 0 else { return nil }
    // Where it can't begin any more.
    let end = UnsafeBufferPointer(start: base, count: Swift.max(0, count - word.utf8CodeUnitCount + 1))
    var at = start
    while let found = end.position(of: word.utf8Start.pointee, from: at) {
      if memcmp(base + found, word.utf8Start, word.utf8CodeUnitCount) == 0 { return found }
      at = found + 1
    }
    return nil
  }

  /// Whether other bytes stand at `start`.
  package func holds(_ other: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start >= 0, start + other.count <= count else { return false }
    guard let base = baseAddress, let otherBase = other.baseAddress else { return true }
    return memcmp(base + start, otherBase, other.count) == 0
  }
}

extension Array where Element == UInt8 {
  /// Where `word` stands first at or after `start`; nil when it doesn't.
  package func firstIndex(of word: StaticString, from start: Int = 0) -> Int? {
    withUnsafeBufferPointer { $0.position(of: word, from: start) }
  }

  package func contains(_ word: StaticString) -> Bool { firstIndex(of: word) != nil }
}
