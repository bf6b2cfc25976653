/// A look at a file's bytes before libyaml sees them: whether they are UTF-8 text of characters that YAML allows.
struct YAMLEncoding {
  struct Problem {
    var message: String
    var range: Range<Int>
    var help: String?
  }

  private(set) var problem: Problem?
  private(set) var isASCII = true
  /// Whether line feeds are all that libyaml takes for a line break here, and no byte order mark is at a line's start.
  private(set) var hasPlainBreaks = true
  /// Bytes of a byte order mark at the start.
  private(set) var markLength = 0

  /// One for the ASCII bytes that may stand in a file: printable ones, tab, line feed, carriage return.
  private static let isPlainByte: [Bool] = (0...255).map { ($0 >= 0x20 && $0 < 0x7F) || [9, 10, 13].contains($0) }

  /// libyaml compares each `%TAG` directive with those before it.
  private static let maximalDirectives = 100

  init(_ bytes: [UInt8]) {
    let start = bytes.prefix(4)
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) || Self.alternatesWithZero(start) {
      problem = Problem(
        message: "the file is UTF-16, not UTF-8", range: 0..<min(2, bytes.count), help: "save it as UTF-8")
      return
    }
    if start.starts(with: [0xEF, 0xBB, 0xBF]) {
      markLength = 3
      hasPlainBreaks = false
    }
    bytes.withUnsafeBufferPointer { scan($0) }
  }

  private static func alternatesWithZero(_ start: ArraySlice<UInt8>) -> Bool {
    start.count >= 2 && (start[0] == 0) != (start[1] == 0)
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    Self.isPlainByte.withUnsafeBufferPointer { isPlainByte in
      var at = markLength
      var directives = 0
      while at < bytes.count {
        while let next = EightBytes(bytes, at: at) {
          let count = EightBytes.count(
            before: next.beyondASCII | next.below(0x20) | next.equal(to: 0x7F) | next.equal(to: UInt8(ascii: "%")))
          at += count
          if count < 8 { break }
        }
        guard at < bytes.count else { return }
        let byte = bytes[at]
        if isPlainByte[Int(byte)] {
          if byte == 0x0D { hasPlainBreaks = false }
          if byte == UInt8(ascii: "%"), at == 0 || bytes[at - 1] == 0x0A {
            directives += 1
            if directives > Self.maximalDirectives {
              problem = Problem(message: "more than \(directives - 1) directives", range: at..<(at + 1))
              return
            }
          }
          at += 1
        } else if byte < 0x80 {
          problem = Self.control(UInt32(byte), at: at..<(at + 1))
          return
        } else {
          isASCII = false
          guard let (length, value) = UTF8Decoding.scalar(in: bytes, at: at) else {
            problem = Problem(
              message: "the byte 0x\(String(byte, radix: 16, uppercase: true)) isn't UTF-8 text", range: at..<(at + 1),
              help: "save the file as UTF-8")
            return
          }
          if (value < 0xA0 && value != 0x85) || value == 0xFFFE || value == 0xFFFF {
            problem = Self.control(value, at: at..<(at + length))
            return
          }
          if value == 0x85 || value == 0x2028 || value == 0x2029 || value == 0xFEFF { hasPlainBreaks = false }
          at += length
        }
      }
    }
  }

  private static func control(_ value: UInt32, at range: Range<Int>) -> Problem {
    let digits = String(value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return Problem(
      message: "the control character \(name) isn't allowed in YAML", range: range,
      help: "remove it, or write it as an escape in a double-quoted string")
  }
}

/// UTF-8, one scalar at a time.
enum UTF8Decoding {
  /// Length and value of the well-formed multi-byte scalar that begins at `at`; nil when there is none.
  static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at: Int) -> (length: Int, value: UInt32)? {
    let lead = bytes[at]
    let length: Int
    var value: UInt32
    switch lead {
    case 0xC2...0xDF: (length, value) = (2, UInt32(lead & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(lead & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(lead & 0x07))
    default: return nil
    }
    guard at + length <= bytes.count else { return nil }
    for next in bytes[(at + 1)..<(at + length)] {
      guard next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    // Overlong forms, surrogates, and what lies beyond Unicode.
    guard length != 3 || value >= 0x800, length != 4 || value >= 0x10000, Unicode.Scalar(value) != nil else {
      return nil
    }
    return (length, value)
  }

  /// Bytes of the scalar whose first byte is `lead`, in text known to be well formed.
  static func length(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }
}

/// Turns libyaml's positions, which count characters, into byte offsets. Events come in order, so a cursor that walks
/// along finds each in a step or two; in ASCII text the two are the same.
struct ByteOffsets {
  /// Bytes before the text that libyaml was given.
  let base: Int
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private var character = 0
  private var byte: Int

  init(bytes: UnsafeBufferPointer<UInt8>, encoding: YAMLEncoding) {
    self.bytes = bytes
    base = encoding.markLength
    isASCII = encoding.isASCII
    byte = base
  }

  subscript(index: Int) -> Int {
    mutating get {
      if isASCII { return min(base + index, bytes.count) }
      while character < index, byte < bytes.count {
        byte += UTF8Decoding.length(bytes[byte])
        character += 1
      }
      while character > index, byte > base {
        repeat { byte -= 1 } while byte > base && bytes[byte] & 0xC0 == 0x80
        character -= 1
      }
      return min(byte, bytes.count)
    }
  }
}
