/// Eight neighbouring bytes, looked at all at once. What is found is marked in the highest bit of each byte.
struct EightBytes {
  private let word: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highestBits: UInt64 = ones << 7

  /// The bytes from `at` on; nil where fewer are left.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) {
    guard at + 8 <= bytes.count, let base = bytes.baseAddress else { return nil }
    word = UInt64(littleEndian: UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
  }

  /// Marks bytes below a limit, and perhaps some behind one that is.
  @inline(__always)
  func below(_ limit: UInt8) -> UInt64 { Self.below(limit, word) }

  /// Marks bytes equal to `byte`, and perhaps some behind one that is.
  @inline(__always)
  func equal(to byte: UInt8) -> UInt64 { Self.below(1, word ^ (Self.ones &* UInt64(byte))) }

  /// Marks bytes that are not ASCII.
  @inline(__always)
  var beyondASCII: UInt64 { word }

  /// How many bytes are in front of the first mark; eight when there is none.
  @inline(__always)
  static func count(before marks: UInt64) -> Int { (marks & highestBits).trailingZeroBitCount >> 3 }

  /// How many bytes at the start are equal to `byte`.
  @inline(__always)
  func count(of byte: UInt8) -> Int { (word ^ (Self.ones &* UInt64(byte))).trailingZeroBitCount >> 3 }

  @inline(__always)
  private static func below(_ limit: UInt8, _ word: UInt64) -> UInt64 { (word &- ones &* UInt64(limit)) & ~word }
}
