internal import Quantities

extension Lexer {
  /// How far a length of time or a size is looked for. Longer ones are no sensible query, and a bound keeps reading
  /// linear.
  private static let longestQuantity = 128

  /// A number, a length of time or a number of bytes.
  mutating func number() -> Token {
    let start = position
    let end = endOfNumber(from: start)
    for (kind, isUnit) in [(Token.Kind.duration, Self.isDurationLetter), (.size, Self.isSizeLetter)] {
      let unitEnd = endOfRun(from: end, isUnit)
      guard unitEnd > end else { continue }
      let token = Token(kind: kind, start: start, end: unitEnd)
      guard kind == .duration ? nanoseconds(of: token.range) != nil : size(of: token) != nil else { continue }
      advance(to: unitEnd)
      guard bytes[start..<unitEnd].elementsEqual("0B".utf8) else { return token }
      report("Loki takes \"0B\" for the start of a binary number; write 0", at: token.range)
      return Token(kind: .invalid, start: start, end: unitEnd)
    }
    advance(to: end)
    return Token(kind: .number, start: start, end: end)
  }

  /// A negative length of time, a flag of a parser, or the operator.
  mutating func minus() -> Token {
    let start = position
    if byte(at: start + 1) == UInt8(ascii: "-") {
      var end = start + 2
      while byte(at: end).isLetterOrUnderscore && byte(at: end) != UInt8(ascii: "_") || byte(at: end) == 0x2D {
        end += 1
      }
      if bytes[start..<end].elementsEqual("--strict".utf8) || bytes[start..<end].elementsEqual("--keep-empty".utf8) {
        advance(to: end)
        return Token(kind: .flag, start: start, end: end)
      }
    }
    let end = endOfRun(from: start + 1, Self.isDurationLetter)
    if end > start + 1, nanoseconds(of: start..<end) != nil {
      advance(to: end)
      return Token(kind: .duration, start: start, end: end)
    }
    advance(to: start + 1)
    return Token(kind: .operator(.subtract), start: start, end: start + 1)
  }

  /// The end of digits, dots and letters of units.
  private func endOfRun(from start: Int, _ isUnit: (UInt8) -> Bool) -> Int {
    var at = start
    while at < bytes.count, at - start < Self.longestQuantity {
      if bytes[at].isDigit || bytes[at] == UInt8(ascii: ".") || isUnit(bytes[at]) {
        at += 1
      } else if bytes[at] == 0xC2, byte(at: at + 1) == 0xB5, isUnit(UInt8(ascii: "u")) {
        at += 2  // The micro sign.
      } else {
        break
      }
    }
    return at
  }

  private static func isDurationLetter(_ byte: UInt8) -> Bool { "numshdwy".utf8.contains(byte) }
  private static func isSizeLetter(_ byte: UInt8) -> Bool { "BikKMGTP".utf8.contains(byte) }

  /// The end of a number as Go's scanner has it.
  private func endOfNumber(from start: Int) -> Int {
    var at = start
    let isHex = byte(at: at) == UInt8(ascii: "0") && byte(at: at + 1) | 0x20 == UInt8(ascii: "x")
    if isHex { at += 2 }
    func skipDigits() {
      while byte(at: at) == UInt8(ascii: "_") || (isHex ? byte(at: at).isHexDigit : byte(at: at).isDigit) { at += 1 }
    }
    skipDigits()
    if byte(at: at) == UInt8(ascii: ".") {
      at += 1
      skipDigits()
    }
    let exponent = byte(at: at) | 0x20
    if exponent == UInt8(ascii: isHex ? "p" : "e") {
      at += 1
      if byte(at: at) == UInt8(ascii: "+") || byte(at: at) == UInt8(ascii: "-") { at += 1 }
      while byte(at: at).isDigit || byte(at: at) == UInt8(ascii: "_") { at += 1 }
    }
    return at
  }

  /// What a number token means, as Go reads a float; nil when it is none or out of range.
  func value(ofNumber token: Token) -> Double? {
    let literal = bytes[token.range]
    // Underscores stand between digits.
    for at in literal.indices where literal[at] == UInt8(ascii: "_") {
      guard at > token.start, at + 1 < token.end, bytes[at - 1].isHexDigit || bytes[at - 1] | 0x20 == UInt8(ascii: "x"),
        bytes[at + 1].isHexDigit
      else { return nil }
    }
    let text = String(decoding: literal.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    let isHex = text.utf8.count > 1 && text.utf8.dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "x")
    if isHex {
      // Go wants an exponent on a hexadecimal float.
      guard text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "p") }) else { return nil }
    } else if text.utf8.count > 1, text.utf8.first == UInt8(ascii: "0"), text.utf8.allSatisfy(\.isDigit) {
      // A leading zero makes it octal to the scanner, though its value is read as decimal.
      guard text.utf8.allSatisfy({ $0 < UInt8(ascii: "8") }) else { return nil }
    }
    return Self.double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The nanoseconds of a length of time, as Prometheus or else Go reads it; nil when it is none.
  func nanoseconds(of range: Range<Int>) -> Int64? {
    guard range.count <= 2 * Self.longestQuantity else { return nil }
    if bytes[range.lowerBound] != UInt8(ascii: "-"),
      let duration = PromDuration(String(decoding: bytes[range], as: UTF8.self))
    {
      return duration.milliseconds * 1_000_000
    }
    return GoDuration.nanoseconds(bytes[range])
  }

  /// The bytes of a size token: units are powers of 1000, or of 1024 with an `i`.
  func size(of token: Token) -> UInt64? {
    let literal = bytes[token.range]
    let number = literal.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
    let unit = String(decoding: literal[number.endIndex...], as: UTF8.self).lowercased()
    guard let factor = Self.sizes[unit], number.count(where: { $0 == UInt8(ascii: ".") }) < 2,
      number.contains(where: \.isDigit)
    else { return nil }
    guard let value = Self.double(String(decoding: number, as: UTF8.self)) else { return nil }
    return UInt64(exactly: (value * factor).rounded(.towardZero))
  }

  /// Go reads `5.` and `.5` as well.
  private static func double(_ text: String) -> Double? {
    var digits: [UInt8] = []
    for byte in text.utf8 {
      if digits.last == UInt8(ascii: "."), !byte.isDigit { digits.append(UInt8(ascii: "0")) }
      if byte == UInt8(ascii: "."), digits.isEmpty { digits.append(UInt8(ascii: "0")) }
      digits.append(byte)
    }
    if digits.last == UInt8(ascii: ".") { digits.append(UInt8(ascii: "0")) }
    return Double(String(decoding: digits, as: UTF8.self))
  }

  private static let sizes: [String: Double] = {
    var sizes = ["": 1.0, "b": 1]
    for (power, letter) in ["k", "m", "g", "t", "p"].enumerated() {
      var (decimal, binary) = (1000.0, 1024.0)
      for _ in 0..<power { (decimal, binary) = (decimal * 1000, binary * 1024) }
      (sizes[letter], sizes[letter + "b"]) = (decimal, decimal)
      (sizes[letter + "i"], sizes[letter + "ib"]) = (binary, binary)
    }
    return sizes
  }()
}

extension GoDuration {
  /// The shortest text that both Loki's readings of a length of time agree on.
  static func text(nanoseconds: Int64) -> String {
    guard nanoseconds % 1_000_000 == 0 else { return "\(nanoseconds)ns" }
    let milliseconds = nanoseconds / 1_000_000
    // Prometheus' units know no sign.
    return milliseconds < 0
      ? "-" + PromDuration(milliseconds: -milliseconds).inGoUnits : PromDuration(milliseconds: milliseconds).description
  }
}
