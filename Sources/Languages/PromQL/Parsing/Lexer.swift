/// Cuts an expression into tokens, one at a time.
///
/// As upstream's, it knows whether it stands inside braces (no keywords, `=~`) or brackets (`:` stands alone).
struct Lexer: Sendable {
  let bytes: [UInt8]
  let dialect: PromQL.Dialect
  private(set) var position = 0

  mutating func advance(to offset: Int) { position = offset }
  private(set) var isInBraces = false
  private(set) var isInBrackets = false
  private var openParens = 0

  init(_ bytes: [UInt8], dialect: PromQL.Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

  mutating func next() throws(PromQL.SyntaxError) -> Token {
    position = skippingBlanks(from: position)
    let start = position
    guard start < bytes.count else { return try endOfInput() }
    let first = bytes[start]
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return try string(quote: first)
    case UInt8(ascii: ","): return token(.comma, length: 1)
    default: break
    }
    if dialect == .grafana, let end = endOfWordWithVariables(from: start) {
      position = end
      return Token(kind: .variable, start: start, end: end)
    }
    return isInBraces ? try tokenInBraces(first) : try tokenOutsideBraces(first)
  }

  /// The first byte at or after `offset` that is neither blank nor inside a comment.
  private func skippingBlanks(from offset: Int) -> Int {
    var at = offset
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): at += 1
      case UInt8(ascii: "#"):
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n"), bytes[at] != UInt8(ascii: "\r") { at += 1 }
      default: return at
      }
    }
    return at
  }

  private func endOfInput() throws(PromQL.SyntaxError) -> Token {
    let end = bytes.count..<bytes.count
    if isInBraces { throw PromQL.SyntaxError("unexpected end of input inside braces", at: end) }
    if isInBrackets { throw PromQL.SyntaxError("unclosed left bracket", at: end) }
    if openParens > 0 { throw PromQL.SyntaxError("unclosed left parenthesis", at: end) }
    return Token(kind: .endOfInput, start: bytes.count, end: bytes.count)
  }

  private mutating func token(_ kind: Token.Kind, length: Int) -> Token {
    let start = position
    position += length
    return Token(kind: kind, start: start, end: position)
  }

  private mutating func op(_ op: PromQL.BinaryOperator, length: Int = 1) -> Token {
    token(.operator(op), length: length)
  }

  /// The character at `offset`, for a message.
  private func character(at offset: Int) -> (text: String, range: Range<Int>) {
    var end = offset + 1
    while end < bytes.count, end < offset + 4, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let text = offset < bytes.count ? String(decoding: bytes[offset..<end], as: UTF8.self) : ""
    return (text, offset..<min(end, max(offset, bytes.count)))
  }

  private func unexpectedCharacter(_ place: String) -> PromQL.SyntaxError {
    let (text, range) = character(at: position)
    return PromQL.SyntaxError("unexpected character\(place): \"\(text)\"", at: range)
  }
}

extension Lexer {
  private mutating func tokenInBraces(_ first: UInt8) throws(PromQL.SyntaxError) -> Token {
    switch first {
    case UInt8(ascii: "}"):
      isInBraces = false
      return token(.rightBrace, length: 1)
    case UInt8(ascii: "{"):
      throw PromQL.SyntaxError("unexpected left brace", at: position..<(position + 1))
    case UInt8(ascii: "="):
      return byte(at: position + 1) == UInt8(ascii: "~") ? token(.regexEqual, length: 2) : token(.equal, length: 1)
    case UInt8(ascii: "!"):
      switch byte(at: position + 1) {
      case UInt8(ascii: "~"): return token(.regexNotEqual, length: 2)
      case UInt8(ascii: "="): return op(.notEqual, length: 2)
      default: throw unexpectedCharacter(" after \"!\" inside braces")
      }
    case _ where first.isLetterOrUnderscore:
      var end = position + 1
      while byte(at: end).isWordByte { end += 1 }
      return token(.identifier, length: end - position)
    default: throw unexpectedCharacter(" inside braces")
    }
  }

  private mutating func tokenOutsideBraces(_ first: UInt8) throws(PromQL.SyntaxError) -> Token {
    if first.isDigit || first == UInt8(ascii: ".") && byte(at: position + 1).isDigit { return try number() }
    if first.isLetterOrUnderscore { return word() }
    let second = byte(at: position + 1)
    switch first {
    case UInt8(ascii: "+"): return op(.add)
    case UInt8(ascii: "-"): return op(.subtract)
    case UInt8(ascii: "*"): return op(.multiply)
    case UInt8(ascii: "/"): return op(.divide)
    case UInt8(ascii: "%"): return op(.modulo)
    case UInt8(ascii: "^"): return op(.power)
    case UInt8(ascii: "@"): return token(.at, length: 1)
    case UInt8(ascii: "="):
      if second == UInt8(ascii: "=") { return op(.equal, length: 2) }
      position += 1
      if second == UInt8(ascii: "~") { throw unexpectedCharacter(" after \"=\"") }
      position -= 1
      return token(.equal, length: 1)
    case UInt8(ascii: "!"):
      if second == UInt8(ascii: "=") { return op(.notEqual, length: 2) }
      throw unexpectedCharacter("")
    case UInt8(ascii: "<"):
      if second == UInt8(ascii: "=") { return op(.lessOrEqual, length: 2) }
      return second == UInt8(ascii: "/") ? op(.trimUpper, length: 2) : op(.less)
    case UInt8(ascii: ">"):
      if second == UInt8(ascii: "=") { return op(.greaterOrEqual, length: 2) }
      return second == UInt8(ascii: "/") ? op(.trimLower, length: 2) : op(.greater)
    default: return try bracketOrWord(first)
    }
  }

  private mutating func bracketOrWord(_ first: UInt8) throws(PromQL.SyntaxError) -> Token {
    let here = position..<(position + 1)
    switch first {
    case UInt8(ascii: "("):
      openParens += 1
      return token(.leftParen, length: 1)
    case UInt8(ascii: ")"):
      guard openParens > 0 else { throw PromQL.SyntaxError("unexpected right parenthesis", at: here) }
      openParens -= 1
      return token(.rightParen, length: 1)
    case UInt8(ascii: "{"):
      isInBraces = true
      return token(.leftBrace, length: 1)
    case UInt8(ascii: "}"): throw PromQL.SyntaxError("unexpected right brace", at: here)
    case UInt8(ascii: "["):
      guard !isInBrackets else { throw PromQL.SyntaxError("unexpected left bracket", at: here) }
      isInBrackets = true
      return token(.leftBracket, length: 1)
    case UInt8(ascii: "]"):
      guard isInBrackets else { throw PromQL.SyntaxError("unexpected right bracket", at: here) }
      isInBrackets = false
      return token(.rightBracket, length: 1)
    case UInt8(ascii: ":"): return isInBrackets ? token(.colon, length: 1) : word()
    default: throw unexpectedCharacter("")
    }
  }

  /// A keyword, an identifier or a metric name.
  private mutating func word() -> Token {
    var end = position
    var hasColon = false
    while byte(at: end).isWordByte || !isInBrackets && byte(at: end) == UInt8(ascii: ":") {
      if bytes[end] == UInt8(ascii: ":") { hasColon = true }
      end += 1
    }
    if hasColon { return token(.metricIdentifier, length: end - position) }
    var kind = Token.keyword(bytes[position..<end]) ?? .identifier
    switch kind {
    case .fill, .fillLeft, .fillRight:
      // These are names, as they always were, unless a value follows.
      if byte(at: skippingBlanks(from: end)) != UInt8(ascii: "(") { kind = .identifier }
    default: break
    }
    return token(kind, length: end - position)
  }

  private mutating func string(quote: UInt8) throws(PromQL.SyntaxError) -> Token {
    let start = position
    let isRaw = quote == UInt8(ascii: "`")
    var at = start + 1
    while at < bytes.count {
      let byte = bytes[at]
      if byte == quote {
        position = at + 1
        return Token(kind: .string, start: start, end: position)
      }
      if !isRaw {
        if byte == UInt8(ascii: "\n") { break }
        if byte == UInt8(ascii: "\\") { at += 1 }
      }
      at += 1
    }
    let what = isRaw ? "unterminated raw string" : "unterminated quoted string"
    throw PromQL.SyntaxError(what, at: start..<min(at, bytes.count))
  }
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isHexDigit: Bool { isDigit || (self | 0x20) >= 0x61 && (self | 0x20) <= 0x66 }
  var isLetterOrUnderscore: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || self == 0x5F }
  var isWordByte: Bool { isLetterOrUnderscore || isDigit }
}
