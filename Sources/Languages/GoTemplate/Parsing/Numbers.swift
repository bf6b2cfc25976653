extension Lexer {
  /// A number, or a complex one: two numbers, of which the second has a sign and ends in `i`.
  mutating func number(_ followsSpace: Bool) throws(SyntaxError) -> Token {
    var end = try scanNumber(from: position)
    var kind = Token.Kind.number
    if byte(at: end).isSign {
      end = try scanNumber(from: end)
      guard byte(at: end - 1) == UInt8(ascii: "i") else { throw badNumber(to: end) }
      kind = .complex
    }
    return token(kind, to: end, followsSpace: followsSpace)
  }

  private func badNumber(to end: Int) -> SyntaxError {
    let range = position..<min(max(end, position + 1), bytes.count)
    return SyntaxError("bad number syntax: \"\(String(decoding: bytes[range].prefix(40), as: UTF8.self))\"", at: range)
  }

  /// The end of what may be a number: a sign, a base prefix, digits with `_`, a fraction, an exponent, `i`.
  private func scanNumber(from start: Int) throws(SyntaxError) -> Int {
    var at = start
    if byte(at: at).isSign { at += 1 }
    var base = 10
    if byte(at: at) == UInt8(ascii: "0") {
      switch byte(at: at + 1) | 0x20 {
      case UInt8(ascii: "x"): base = 16
      case UInt8(ascii: "o"): base = 8
      case UInt8(ascii: "b"): base = 2
      default: break
      }
      if base != 10 { at += 2 }
    }
    skipDigits(&at, base: base)
    if byte(at: at) == UInt8(ascii: ".") {
      at += 1
      skipDigits(&at, base: base)
    }
    let exponent: UInt8? = base == 10 ? UInt8(ascii: "e") : base == 16 ? UInt8(ascii: "p") : nil
    if let exponent, byte(at: at) | 0x20 == exponent {
      at += 1
      if byte(at: at).isSign { at += 1 }
      skipDigits(&at, base: 10)
    }
    if byte(at: at) == UInt8(ascii: "i") { at += 1 }
    guard alphanumericLength(at: at) == 0 else {
      while case let length = alphanumericLength(at: at), length > 0 { at += length }
      throw badNumber(to: at)
    }
    return at
  }

  private func skipDigits(_ at: inout Int, base: Int) {
    while true {
      let byte = byte(at: at)
      let isDigit =
        switch base {
        case 16: byte.isHexDigit
        case 10: byte.isDigit
        default: byte >= 0x30 && Int(byte) < 0x30 + base
        }
      guard isDigit || byte == UInt8(ascii: "_") else { return }
      at += 1
    }
  }
}

/// What a number token is worth to Go.
struct NumberSyntax {
  private let text: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) { self.text = text }

  /// The kind of a number's value, or why Go refuses it.
  func kind(isComplex: Bool) -> Result<GoTemplate.Kind, GoTemplate.SyntaxError> {
    if isComplex { return isValidComplex ? .success(.any) : .failure(error("illegal complex number")) }
    if text.last == UInt8(ascii: "i"), Self.isFloat(text.dropLast()) { return .success(.any) }
    switch Self.integer(text) {
    case .fits: return .success(.integer)
    case .overflows: return .failure(error("integer overflow"))
    case .none: break
    }
    guard Self.isFloat(text) else { return .failure(error("illegal number syntax")) }
    // Digits that read as a float alone, like `08`, are taken for an integer that is too large.
    let isMarked = text.contains { $0 == UInt8(ascii: ".") || ($0 | 0x20) == UInt8(ascii: "e") }
    guard isMarked || text.contains(where: { ($0 | 0x20) == UInt8(ascii: "p") }) else {
      return .failure(error("integer overflow"))
    }
    return .success(.float)
  }

  private func error(_ what: String) -> GoTemplate.SyntaxError {
    let shown = String(decoding: text.prefix(40), as: UTF8.self)
    return GoTemplate.SyntaxError("\(what): \"\(shown)\"", at: text.startIndex..<text.endIndex)
  }

  private var isValidComplex: Bool {
    guard text.last == UInt8(ascii: "i") else { return false }
    let body = text.dropLast()
    // The sign between the parts is the last one that does not belong to an exponent.
    var at = body.endIndex - 1
    while at > body.startIndex {
      let before = body[at - 1] | 0x20
      let isHex = body.contains { ($0 | 0x20) == UInt8(ascii: "x") }
      let isExponent = before == UInt8(ascii: "p") || before == UInt8(ascii: "e") && !isHex
      if body[at].isSign, !isExponent { break }
      at -= 1
    }
    guard at > body.startIndex else { return false }
    return Self.isFloat(body[..<at]) && Self.isFloat(body[at...])
  }
}

extension NumberSyntax {
  private enum Integer { case fits, overflows, none }

  /// Whether the text is an integer of 64 bits, by Go's rules: an unsigned one, or a signed one with a sign.
  private static func integer(_ text: ArraySlice<UInt8>) -> Integer {
    let sign = text.first.flatMap { $0.isSign ? $0 : nil }
    var digits = sign == nil ? text : text.dropFirst()
    guard digits.contains(where: \.isDigit), underscoresSeparate(digits) else { return .none }
    var base: UInt64 = 10
    if digits.first == UInt8(ascii: "0"), digits.count > 1 {
      base = 8
      digits = digits.dropFirst()
      switch (digits.first ?? 0) | 0x20 {
      case UInt8(ascii: "x"): (base, digits) = (16, digits.dropFirst())
      case UInt8(ascii: "b"): (base, digits) = (2, digits.dropFirst())
      case UInt8(ascii: "o"): digits = digits.dropFirst()
      default: break
      }
    }
    guard digits.contains(where: \.isHexDigit) else { return .none }
    var value: UInt64 = 0
    var overflows = false
    for byte in digits where byte != UInt8(ascii: "_") {
      let digit = UInt64(byte.isDigit ? byte - 0x30 : byte.isHexDigit ? (byte | 0x20) - 0x57 : 99)
      guard digit < base else { return .none }
      let (product, overflowed) = value.multipliedReportingOverflow(by: base)
      let (sum, carried) = product.addingReportingOverflow(digit)
      overflows = overflows || overflowed || carried
      value = sum
    }
    let limit: UInt64 = sign == nil ? .max : sign == UInt8(ascii: "-") ? 1 << 63 : (1 << 63) - 1
    return overflows || value > limit ? .overflows : .fits
  }

  /// Whether `strconv.ParseFloat` takes the text, and its value is finite.
  static func isFloat(_ text: ArraySlice<UInt8>) -> Bool {
    let unsigned = text.first?.isSign == true ? text.dropFirst() : text
    guard underscoresSeparate(unsigned) else { return false }
    var rest = unsigned.filter { $0 != UInt8(ascii: "_") }[...]
    let isHex = rest.count > 1 && rest.first == UInt8(ascii: "0") && (rest[1] | 0x20) == UInt8(ascii: "x")
    if isHex { rest = rest.dropFirst(2) }
    let all = rest
    let whole = rest.prefix { isHex ? $0.isHexDigit : $0.isDigit }
    rest = rest.dropFirst(whole.count)
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = rest.prefix { isHex ? $0.isHexDigit : $0.isDigit }
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return false }
    if let mark = rest.first {
      guard mark | 0x20 == (isHex ? UInt8(ascii: "p") : UInt8(ascii: "e")) else { return false }
      rest = rest.dropFirst()
      if rest.first?.isSign == true { rest = rest.dropFirst() }
      guard !rest.isEmpty, rest.allSatisfy(\.isDigit) else { return false }
    } else if isHex {
      return false
    }
    let spelled = (isHex ? "0x" : "") + String(decoding: all, as: UTF8.self)
    return Double(spelled)?.isFinite ?? true
  }

  /// Underscores stand between digits only, or behind the base prefix.
  private static func underscoresSeparate(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.contains(UInt8(ascii: "_")) else { return true }
    var rest = text
    var last: UInt8 = UInt8(ascii: "!")
    var isHex = false
    if rest.count > 1, rest.first == UInt8(ascii: "0") {
      let letter = rest[rest.startIndex + 1] | 0x20
      if letter == UInt8(ascii: "x") || letter == UInt8(ascii: "o") || letter == UInt8(ascii: "b") {
        isHex = letter == UInt8(ascii: "x")
        last = UInt8(ascii: "0")
        rest = rest.dropFirst(2)
      }
    }
    for byte in rest {
      if byte.isDigit || isHex && byte.isHexDigit {
        last = UInt8(ascii: "0")
      } else if byte == UInt8(ascii: "_") {
        guard last == UInt8(ascii: "0") else { return false }
        last = byte
      } else {
        guard last != UInt8(ascii: "_") else { return false }
        last = UInt8(ascii: "!")
      }
    }
    return last != UInt8(ascii: "_")
  }
}

extension UInt8 {
  fileprivate var isSign: Bool { self == UInt8(ascii: "+") || self == UInt8(ascii: "-") }
}
