internal import Quantities

extension Lexer {
  /// A number or a duration; upstream's scanner accepts a little more than its number parser, which judges later.
  mutating func number() -> Token {
    let start = position
    var at = position
    var kind = Token.Kind.number
    if !scanNumber(&at) {
      kind = .duration
      // Where more text follows, upstream takes this for a number until it reads its value.
      let isCut = at == bytes.count
      if !scanDurationUnits(&at) {
        while byte(at: at).isWordByte || byte(at: at) == UInt8(ascii: ".") { at += 1 }
        let text = String(decoding: bytes[start..<at].prefix(40), as: UTF8.self)
        let message = isCut ? "error parsing number" : "bad number or duration syntax"
        problem = PromQL.SyntaxError(
          "\(message): \"\(text)\"", at: start..<at, suggestion: suggestion(forNumber: start..<at))
        kind = .badNumber
      }
    }
    advance(to: at)
    return Token(kind: kind, start: start, end: at)
  }

  /// Whether a number ends where `at` is left, as upstream scans it: in a hexadecimal number too, an `e` that is not
  /// among the first digits counts as an exponent. In a series' values, an `x` ends it.
  func scanNumber(_ at: inout Int, inSeries: Bool = false) -> Bool {
    var isHex = false
    if !inSeries, byte(at: at) == UInt8(ascii: "0"), byte(at: at + 1) | 0x20 == UInt8(ascii: "x") {
      isHex = true
      at += 2
      if byte(at: at) == UInt8(ascii: "_") { at += 1 }
    }
    func isDigit(_ byte: UInt8) -> Bool { isHex ? byte.isHexDigit : byte.isDigit }
    var hasDot = false
    var hasExponent = false
    if byte(at: at) == UInt8(ascii: ".") { at += 1 }
    if isDigit(byte(at: at)) { at += 1 }
    while true {
      switch byte(at: at) {
      case UInt8(ascii: "."):
        if hasDot || isHex { return false }
        hasDot = true
        at += 1
        if byte(at: at) == UInt8(ascii: "_") || byte(at: at) == UInt8(ascii: ".") { return false }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        if hasExponent { return false }
        hasExponent = true
        at += 1
        if byte(at: at) == UInt8(ascii: "+") || byte(at: at) == UInt8(ascii: "-") { at += 1 }
        if at >= bytes.count || isNoDigitAfterSeparator(byte(at: at)) { return false }
      case UInt8(ascii: "_"):
        at += 1
        if at >= bytes.count || isNoDigitAfterSeparator(byte(at: at)) { return false }
      case let byte where isDigit(byte):
        while isDigit(self.byte(at: at)) { at += 1 }
      default: return !byte(at: at).isWordByte || inSeries && byte(at: at) == UInt8(ascii: "x")
      }
    }
  }

  private func isNoDigitAfterSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte | 0x20 == UInt8(ascii: "e")
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

  /// What a number token means: as Go reads an integer of any base first, then a float. Nil when it is none, or out of
  /// range.
  func value(ofNumber token: Token) -> Double? {
    if let value = plainValue(ofNumber: token) { return value }
    let literal = bytes[token.range]
    guard let first = literal.first else { return nil }
    guard first.isDigit || first == UInt8(ascii: ".") else {
      return first | 0x20 == UInt8(ascii: "i") ? .infinity : .nan
    }
    let isHex = first == UInt8(ascii: "0") && literal.count > 1 && literal[token.start + 1] | 0x20 == UInt8(ascii: "x")
    guard underscoresAreBetweenDigits(literal.dropFirst(isHex ? 2 : 0), afterPrefix: isHex) else { return nil }
    var digits = literal.filter { $0 != UInt8(ascii: "_") }
    if isHex {
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
    if let dot = digits.firstIndex(of: UInt8(ascii: ".")), dot + 1 < digits.count, digits[dot + 1] | 0x20 == 0x65 {
      digits.insert(UInt8(ascii: "0"), at: dot + 1)
    }
    return Double(String(decoding: digits, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The value of a number that is a few decimal digits and at most a point, as nearly all are. Both its digits and the
  /// power of ten are exact, so that their quotient is the nearest number.
  private func plainValue(ofNumber token: Token) -> Double? {
    let length = token.end - token.start
    // A leading zero may mean octal.
    guard length <= 16, bytes[token.start] != UInt8(ascii: "0") || length == 1 || !bytes[token.start + 1].isDigit else {
      return nil
    }
    var digits: Int64 = 0
    var power: Int64 = 1
    var hasPoint = false
    for at in token.start..<token.end {
      let byte = bytes[at]
      if byte.isDigit {
        digits = digits * 10 + Int64(byte - 0x30)
        if hasPoint { power *= 10 }
      } else {
        guard byte == UInt8(ascii: "."), !hasPoint else { return nil }
        hasPoint = true
      }
    }
    return digits < 1 << 53 ? Double(digits) / Double(power) : nil
  }

  /// Go's rule: an underscore stands between digits, or between a base's prefix and a digit.
  private func underscoresAreBetweenDigits(_ literal: ArraySlice<UInt8>, afterPrefix: Bool) -> Bool {
    var isAfterDigit = afterPrefix
    var isAfterUnderscore = false
    for byte in literal {
      if byte == UInt8(ascii: "_") {
        guard isAfterDigit else { return false }
        isAfterUnderscore = true
        isAfterDigit = false
      } else {
        let isDigit = afterPrefix ? byte.isHexDigit : byte.isDigit
        if isAfterUnderscore, !isDigit { return false }
        isAfterUnderscore = false
        isAfterDigit = isDigit
      }
    }
    return !isAfterUnderscore
  }

  /// Milliseconds of a duration token; nil when units repeat, are out of order, or overflow.
  func milliseconds(ofDuration token: Token) -> Int64? {
    guard token.end - token.start <= 120 else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      PromDuration(utf8: UnsafeBufferPointer(rebasing: bytes[token.range]))?.milliseconds
    }
  }
}
