internal import GrafanaVariables

/// Cuts an expression into tokens, one at a time, and never gives up: what is no token is a `problem` beside the token
/// that stands in for it.
///
/// As upstream's, it knows whether it stands inside braces (no keywords, `=~`) or brackets (no names).
struct Lexer: Sendable {
  let bytes: [UInt8]
  let dialect: PromQL.Dialect
  private(set) var position = 0
  private(set) var isInBraces = false
  private(set) var isInBrackets = false
  /// What is wrong with the last token.
  var problem: PromQL.SyntaxError?
  /// Between `[` and the first number behind it, where upstream takes no comments.
  var isBeforeNumber = false
  /// Whether a number stood in any brackets so far. Without one, upstream takes no `:` behind a bare `step()`.
  var hasNumberInBrackets = false
  private var hasColon = false

  init(_ bytes: [UInt8], dialect: PromQL.Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  // Of the bytes alone, so that the lexer need not be copied for the call.
  @inline(__always)
  func text(_ token: Token) -> String { bytes.text(token.range) }

  @inline(__always)
  func text(_ range: Range<Int>) -> String { bytes.text(range) }

  mutating func advance(to offset: Int) { position = offset }

  /// Goes back to `offset`, as if the braces or brackets had been closed there.
  mutating func leaveBrackets(at offset: Int) {
    position = offset
    isInBraces = false
    isInBrackets = false
    isBeforeNumber = false
  }

  @inline(__always)
  mutating func next() -> Token {
    skipBlanks()
    if isBeforeNumber, byte(at: position) == UInt8(ascii: "#") {
      problem = .init("a comment may not stand before the duration", at: position..<(position + 1))
      isBeforeNumber = false
      skipBlanks()
    }
    let start = position
    guard start < bytes.count else { return Token(kind: .endOfInput, start: bytes.count, end: bytes.count) }
    let first = bytes[start]
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return string(quote: first)
    case UInt8(ascii: ","): return token(.comma, length: 1)
    default: break
    }
    // Names of series have colons; in braces and brackets they part something else.
    let isName = !isInBraces && !isInBrackets
    if dialect == .grafana,
      let end = GrafanaVariable.endOfWord(in: bytes, from: start, orWhere: { isName && $0 == UInt8(ascii: ":") })
    {
      position = end
      isBeforeNumber = false
      return Token(kind: .variable, start: start, end: end)
    }
    if isInBraces { return tokenInBraces(first) }
    return isInBrackets ? tokenInBrackets(first) : statementToken(first)
  }

  /// Goes to the next byte that is neither blank nor inside a comment.
  @inline(__always)
  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] <= UInt8(ascii: "#") {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "#") where !isBeforeNumber:
        position = bytes.end(of: { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }, from: position)
      default: return
      }
    }
  }

  /// What is open where the text ends, in upstream's words; nil when nothing is.
  func unclosed(parentheses: Int) -> String? {
    if isInBraces { return "unexpected end of input inside braces" }
    if isInBrackets { return "unclosed left bracket" }
    return parentheses > 0 ? "unclosed left parenthesis" : nil
  }

  @inline(__always)
  private mutating func token(_ kind: Token.Kind, length: Int) -> Token {
    let start = position
    position += length
    return Token(kind: kind, start: start, end: position)
  }

  private mutating func op(_ op: PromQL.BinaryOperator, length: Int = 1) -> Token {
    token(.operator(op), length: length)
  }

  /// A run of characters that begin no token, reported as one.
  private mutating func junk(_ place: String = "") -> Token {
    let start = position
    position += characterLength(at: start)
    while position < bytes.count, isJunk(bytes[position]) { position += characterLength(at: position) }
    let range = start..<position
    let first = bytes[start]
    var message = "unexpected character\(place): "
    if first < 0x20 || first == 0x7F || utf8Length(at: start) == nil {
      let hex = String(first, radix: 16)
      message = "unexpected byte\(place): 0x\(hex.utf8.count < 2 ? "0" : "")\(hex)"
    } else if range.count > 16 {
      message += "\"\(text(start..<(start + characterLength(at: start))))\""
    } else {
      message += "\"\(text(range))\""
    }
    problem = PromQL.SyntaxError(message, at: range, suggestion: suggestion(forJunk: range))
    return Token(kind: .junk, start: start, end: position)
  }

  private func isJunk(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: "?"), UInt8(ascii: "~"),
      UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "!"):
      true
    case 0..<9, 0x0B, 0x0C, 0x0E..<0x20, 0x7F...: true
    default: false
    }
  }

  private func characterLength(at offset: Int) -> Int { utf8Length(at: offset) ?? 1 }
}

/// The three places that a token can stand in.
extension Lexer {
  private mutating func tokenInBraces(_ first: UInt8) -> Token {
    switch first {
    case UInt8(ascii: "}"):
      isInBraces = false
      return token(.rightBrace, length: 1)
    case UInt8(ascii: "="):
      return byte(at: position + 1) == UInt8(ascii: "~") ? token(.regexEqual, length: 2) : token(.equal, length: 1)
    case UInt8(ascii: "!"):
      switch byte(at: position + 1) {
      case UInt8(ascii: "~"): return token(.regexNotEqual, length: 2)
      case UInt8(ascii: "="): return op(.notEqual, length: 2)
      default: return junk(" inside braces")
      }
    case _ where first.isLetterOrUnderscore:
      let end = bytes.end(of: \.isWordByte, from: position)
      return token(.identifier, length: end - position)
    case UInt8(ascii: "["), UInt8(ascii: ")"):
      guard isBraceMissing(before: position) else { return junk(" inside braces") }
      let range = position..<(position + 1)
      problem = PromQL.SyntaxError("unexpected character inside braces: \"\(text(range))\"", at: range)
      isInBraces = false
      return Token(kind: .rightBrace, start: position, end: position)
    default: return junk(" inside braces")
    }
  }

  /// Whether no brace is closed soon, so that one was probably forgotten here. Looks a little ahead only, since this may
  /// be asked at every byte.
  private func isBraceMissing(before offset: Int) -> Bool {
    for byte in bytes[offset..<min(bytes.count, offset + 128)] {
      if byte == UInt8(ascii: "}") { return false }
      if byte == UInt8(ascii: "{") { return true }
    }
    return true
  }

  /// Brackets hold durations, arithmetic, and the four words that stand for durations.
  private mutating func tokenInBrackets(_ first: UInt8) -> Token {
    switch first {
    case UInt8(ascii: "]"):
      leaveBrackets(at: position)
      return token(.rightBracket, length: 1)
    case UInt8(ascii: ":"): return colon()
    case _ where first.isLetterOrUnderscore:
      // As upstream: letters only, what follows is the next token.
      var end = bytes.end(of: \.isLetterOrUnderscore, from: position)
      if let kind = bytes.keyword(position..<end), kind.isDurationFunction {
        return token(kind, length: end - position)
      }
      end = bytes.end(of: \.isWordByte, from: end)
      let word = token(.junk, length: end - position)
      problem = PromQL.SyntaxError("unexpected \"\(text(word))\" in duration", at: word.range)
      return word
    case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"): return junk(" in duration")
    default: return statementToken(first)
    }
  }

  private mutating func colon() -> Token {
    let range = position..<(position + 1)
    if isBeforeNumber, !hasNumberInBrackets {
      problem = PromQL.SyntaxError("unexpected \":\" before any duration literal", at: range)
    } else if hasColon {
      problem = PromQL.SyntaxError("unexpected second \":\" in brackets", at: range)
      return token(.junk, length: 1)
    }
    hasColon = true
    return token(.colon, length: 1)
  }

  private mutating func statementToken(_ first: UInt8) -> Token {
    if first.isDigit || first == UInt8(ascii: ".") && byte(at: position + 1).isDigit {
      if isInBrackets {
        isBeforeNumber = false
        hasNumberInBrackets = true
      }
      return number()
    }
    if first.isLetterOrUnderscore || first == UInt8(ascii: ":") { return word() }
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
      return second == UInt8(ascii: "~") ? token(.regexEqual, length: 2) : token(.equal, length: 1)
    case UInt8(ascii: "!"):
      if second == UInt8(ascii: "=") { return op(.notEqual, length: 2) }
      return second == UInt8(ascii: "~") ? token(.regexNotEqual, length: 2) : junk()
    case UInt8(ascii: "<"):
      if second == UInt8(ascii: "=") { return op(.lessOrEqual, length: 2) }
      return second == UInt8(ascii: "/") ? op(.trimUpper, length: 2) : op(.less)
    case UInt8(ascii: ">"):
      if second == UInt8(ascii: "=") { return op(.greaterOrEqual, length: 2) }
      return second == UInt8(ascii: "/") ? op(.trimLower, length: 2) : op(.greater)
    case UInt8(ascii: "("): return token(.leftParen, length: 1)
    case UInt8(ascii: ")"): return token(.rightParen, length: 1)
    case UInt8(ascii: "{"):
      isInBraces = true
      return token(.leftBrace, length: 1)
    case UInt8(ascii: "}"): return token(.rightBrace, length: 1)
    case UInt8(ascii: "["):
      isInBrackets = true
      isBeforeNumber = true
      hasColon = false
      return token(.leftBracket, length: 1)
    case UInt8(ascii: "]"): return token(.rightBracket, length: 1)
    default: return junk()
    }
  }

  /// A keyword, an identifier or a metric name.
  private mutating func word() -> Token {
    var end = bytes.end(of: \.isWordByte, from: position)
    if byte(at: end) == UInt8(ascii: ":") {
      end = bytes.end(of: { $0.isWordByte || $0 == UInt8(ascii: ":") }, from: end)
      return token(.metricIdentifier, length: end - position)
    }
    var kind = bytes.keyword(position..<end) ?? .identifier
    switch kind {
    case .fill, .fillLeft, .fillRight:
      // These are names, as they always were, unless a value follows; a comment in between hides it from upstream.
      var at = end
      while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 9 || bytes[at] == 10 || bytes[at] == 13 { at += 1 }
      if byte(at: at) != UInt8(ascii: "(") { kind = .identifier }
    default: break
    }
    return token(kind, length: end - position)
  }
}

extension [UInt8] {
  func text(_ range: Range<Int>) -> String {
    withUnsafeBufferPointer { String(decoding: $0[range], as: UTF8.self) }
  }

  /// Where bytes of a kind end that begin at `offset`.
  @inline(__always)
  func end(of isIn: (UInt8) -> Bool, from offset: Int) -> Int {
    withUnsafeBufferPointer { bytes in
      var at = offset
      while at < bytes.count, isIn(bytes[at]) { at += 1 }
      return at
    }
  }

  fileprivate func keyword(_ range: Range<Int>) -> Token.Kind? {
    withUnsafeBufferPointer { Token.keyword(UnsafeBufferPointer(rebasing: $0[range])) }
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isHexDigit: Bool { isDigit || (self | 0x20) >= 0x61 && (self | 0x20) <= 0x66 }
  var isLetterOrUnderscore: Bool { (self | 0x20) &- 0x61 < 26 || self == 0x5F }
  var isWordByte: Bool { isLetterOrUnderscore || isDigit }
}
