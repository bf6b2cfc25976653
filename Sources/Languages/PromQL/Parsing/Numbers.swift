internal import Quantities

extension Lexer {
  /// A number or a duration; upstream's scanner accepts a little more than its number parser, which judges later.
  mutating func number() throws(PromQL.SyntaxError) -> Token {
    let start = position
    var at = position
    var kind = Token.Kind.number
    if !scanNumber(&at) {
      kind = .duration
      if !scanDurationUnits(&at) {
        while byte(at: at).isWordByte || byte(at: at) == UInt8(ascii: ".") { at += 1 }
        let text = String(decoding: bytes[start..<at].prefix(40), as: UTF8.self)
        throw PromQL.SyntaxError("bad number or duration syntax: \"\(text)\"", at: start..<at)
      }
    }
    advance(to: at)
    return Token(kind: kind, start: start, end: at)
  }

  private func scanNumber(_ at: inout Int) -> Bool {
    var isHex = false
    if byte(at: at) == UInt8(ascii: "0"), byte(at: at + 1) | 0x20 == UInt8(ascii: "x") {
      isHex = true
      at += 2
      if byte(at: at) == UInt8(ascii: "_") { at += 1 }
    }
    var hasDot = false
    var hasExponent = false
    while true {
      let byte = byte(at: at)
      switch byte {
      case UInt8(ascii: "."):
        if hasDot || isHex { return false }
        hasDot = true
        at += 1
        let next = self.byte(at: at)
        if next == UInt8(ascii: ".") || next == UInt8(ascii: "_") { return false }
      case UInt8(ascii: "e") where !isHex, UInt8(ascii: "E") where !isHex:
        if hasExponent { return false }
        hasExponent = true
        at += 1
        if self.byte(at: at) == UInt8(ascii: "+") || self.byte(at: at) == UInt8(ascii: "-") { at += 1 }
        if !self.byte(at: at).isDigit { return false }
      case UInt8(ascii: "_"):
        at += 1
        let next = self.byte(at: at)
        if !(isHex ? next.isHexDigit : next.isDigit) { return false }
      case _ where isHex ? byte.isHexDigit : byte.isDigit: at += 1
      default: return !byte.isWordByte
      }
    }
  }

  /// The rest of `5m` or `1h30m` after its first digits.
  private func scanDurationUnits(_ at: inout Int) -> Bool {
    guard scanUnit(&at) else { return false }
    while byte(at: at).isDigit {
      while byte(at: at).isDigit { at += 1 }
      guard scanUnit(&at) else { return false }
    }
    return !byte(at: at).isWordByte
  }

  private func scanUnit(_ at: inout Int) -> Bool {
    switch byte(at: at) {
    case UInt8(ascii: "s"), UInt8(ascii: "h"), UInt8(ascii: "d"), UInt8(ascii: "w"), UInt8(ascii: "y"): at += 1
    case UInt8(ascii: "m"): at += byte(at: at + 1) == UInt8(ascii: "s") ? 2 : 1
    default: return false
    }
    return true
  }

  /// What a number token means: as Go reads an integer of any base first, then a float. Nil when it is out of range.
  func value(ofNumber token: Token) -> Double? {
    var digits = bytes[token.range].filter { $0 != UInt8(ascii: "_") }
    if digits.count > 1, digits[0] == UInt8(ascii: "0"), digits[1] | 0x20 == UInt8(ascii: "x") {
      return Int64(String(decoding: digits.dropFirst(2), as: UTF8.self), radix: 16).map { Double($0) }
    }
    // A leading zero means octal, unless a digit says otherwise.
    if digits.count > 1, digits[0] == UInt8(ascii: "0"),
      let octal = Int64(String(decoding: digits, as: UTF8.self), radix: 8)
    {
      return Double(octal)
    }
    if digits.last == UInt8(ascii: ".") { digits.append(UInt8(ascii: "0")) }
    if digits.first == UInt8(ascii: ".") { digits.insert(UInt8(ascii: "0"), at: 0) }
    let text = String(decoding: digits, as: UTF8.self)
    switch text.lowercased() {
    case "inf": return .infinity
    case "nan": return .nan
    default: return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
  }

  /// Milliseconds of a duration token; nil when units repeat, are out of order, or overflow.
  func milliseconds(ofDuration token: Token) -> Int64? {
    guard token.end - token.start <= 120 else { return nil }
    return PromDuration(text(token))?.milliseconds
  }
}
