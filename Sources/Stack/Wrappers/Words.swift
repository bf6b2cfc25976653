/// Words to be looked for at some offset of a text.
struct Words: Sendable, ExpressibleByArrayLiteral {
  let all: [StaticString]
  /// The bits of their first bytes, less 64 and less 0: at most places none of them begins.
  private let initials: (low: UInt64, high: UInt64)

  init(arrayLiteral words: StaticString...) {
    var initials: (low: UInt64, high: UInt64) = (0, 0)
    for word in words where word.utf8CodeUnitCount > 0 {
      let first = word.utf8Start.pointee
      if first < 64 { initials.low |= 1 << first } else { initials.high |= 1 << (first & 63) }
    }
    all = words
    self.initials = initials
  }

  fileprivate func mayBegin(with byte: UInt8) -> Bool {
    (byte < 64 ? initials.low : initials.high) >> (byte & 63) & 1 == 1
  }

  fileprivate func stand(at offset: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    all.contains { word in
      guard offset + word.utf8CodeUnitCount <= text.count else { return false }
      return word.withUTF8Buffer { $0.elementsEqual(text[offset..<offset + $0.count]) }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether one of some words stands at an offset.
  func holds(at offset: Int, oneOf words: Words) -> Bool {
    offset < count && words.mayBegin(with: self[offset]) && words.stand(at: offset, of: self)
  }
}
