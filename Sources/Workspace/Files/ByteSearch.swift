import Glibc

extension Array where Element == UInt8 {
  /// Where `word` stands first at or after `start`; nil when it doesn't.
  func firstIndex(of word: StaticString, from start: Int = 0) -> Int? {
    withUnsafeBytes { text in
      guard let base = text.baseAddress, word.utf8CodeUnitCount > 0 else { return nil }
      var at = start
      while at + word.utf8CodeUnitCount <= text.count {
        let room = text.count - at - word.utf8CodeUnitCount + 1
        guard let found = memchr(base + at, Int32(word.utf8Start.pointee), room) else { return nil }
        at = UnsafeRawPointer(found) - base
        if memcmp(base + at, word.utf8Start, word.utf8CodeUnitCount) == 0 { return at }
        at += 1
      }
      return nil
    }
  }

  func contains(_ word: StaticString) -> Bool { firstIndex(of: word) != nil }
}
