extension Lexer {
  /// A quoted string. One that does not end is cut at the line's end, so that the next line is read as what it is.
  mutating func string(quote: UInt8) -> Token {
    let start = position
    let isRaw = quote == UInt8(ascii: "`")
    var at = start + 1
    var isASCII = true
    var hasEscapes = false
    while at < bytes.count {
      at = bytes.end(of: { $0 != quote && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\n") && $0 < 0x80 }, from: at)
      guard at < bytes.count else { break }
      let byte = bytes[at]
      if byte == quote {
        advance(to: at + 1)
        if !isASCII { problem = invalidUTF8(in: (start + 1)..<at) }
        return Token(kind: .string, start: start, end: position, hasEscapes: hasEscapes)
      }
      if byte >= 0x80 { isASCII = false }
      if !isRaw {
        if byte == UInt8(ascii: "\n") { break }
        if byte == UInt8(ascii: "\\") {
          hasEscapes = true
          // A line break is no escape.
          if self.byte(at: at + 1) != UInt8(ascii: "\n") { at += 1 }
        }
      }
      at += 1
    }
    advance(to: min(at, bytes.count))
    let what = isRaw ? "unterminated raw string" : "unterminated quoted string"
    problem = PromQL.SyntaxError(what, at: start..<position)
    return Token(kind: .unterminated, start: start, end: position)
  }

  /// What upstream refuses in a string: bytes that are no UTF-8, and U+FFFD, which it can't tell from them.
  private func invalidUTF8(in range: Range<Int>) -> PromQL.SyntaxError? {
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at] >= 0x80 else {
        at += 1
        continue
      }
      guard let length = utf8Length(at: at), at + length <= range.upperBound else {
        let hex = String(bytes[at], radix: 16)
        return PromQL.SyntaxError("invalid UTF-8 in string: byte 0x\(hex)", at: at..<(at + 1))
      }
      if length == 3, bytes[at] == 0xEF, bytes[at + 1] == 0xBF, bytes[at + 2] == 0xBD {
        return PromQL.SyntaxError(
          "the replacement character U+FFFD may not stand in a string; write \"\\ufffd\"", at: at..<(at + 3))
      }
      at += length
    }
    return nil
  }

  /// The length of the UTF-8 sequence at `offset`; nil when there is no valid one.
  func utf8Length(at offset: Int) -> Int? {
    let first = byte(at: offset)
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0:
      length = 3
      second = 0xA0...0xBF
    case 0xED:
      length = 3
      second = 0x80...0x9F
    case 0xE1...0xEF: length = 3
    case 0xF0:
      length = 4
      second = 0x90...0xBF
    case 0xF4:
      length = 4
      second = 0x80...0x8F
    case 0xF1...0xF3: length = 4
    default: return nil
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
    for at in (offset + 2)..<max(offset + 2, offset + length) where bytes[at] & 0xC0 != 0x80 { return nil }
    return length
  }
}
