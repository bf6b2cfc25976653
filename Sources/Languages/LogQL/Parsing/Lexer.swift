internal import GrafanaVariables

/// Cuts a query into tokens, one at a time, as upstream's scanner does: Go's words, numbers, strings and comments.
///
/// It never fails: what is no token becomes an invalid one, with an error beside it.
struct Lexer: Sendable {
  let bytes: [UInt8]
  let dialect: LogQL.Dialect
  private(set) var position = 0
  private(set) var errors: [LogQL.SyntaxError] = []
  /// Whether something that is not closed has taken the rest of the text.
  private(set) var hasSwallowedEnd = false

  init(_ bytes: [UInt8], dialect: LogQL.Dialect) {
    self.bytes = bytes
    self.dialect = dialect
    // Upstream leaves out a byte order mark at the start.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

  /// A copy to look ahead with: what it finds wrong is found again, and many errors are not copied for one more.
  var withoutErrors: Lexer {
    var copy = self
    copy.errors = []
    return copy
  }

  mutating func advance(to offset: Int) { position = offset }

  mutating func report(_ message: String, at range: Range<Int>) {
    errors.append(LogQL.SyntaxError(message, at: range))
  }

  mutating func next() -> Token {
    position = skippingBlanks(from: position)
    let start = position
    guard start < bytes.count else { return Token(kind: .endOfInput, start: start, end: start) }
    let first = bytes[start]
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "'"): return string(quote: first)
    default: break
    }
    if dialect == .grafana, let end = GrafanaVariable.endOfWord(in: bytes, from: start) {
      position = end
      return Token(kind: .variable, start: start, end: end)
    }
    if first.isDigit || first == UInt8(ascii: ".") && byte(at: start + 1).isDigit { return number() }
    if let end = endOfWord(from: start) {
      position = end
      return Token(kind: Token.reserved(bytes[start..<end]) ?? .identifier, start: start, end: end)
    }
    return sign(first)
  }

  private mutating func token(_ kind: Token.Kind, length: Int) -> Token {
    let start = position
    position += length
    return Token(kind: kind, start: start, end: position)
  }

  private mutating func op(_ op: LogQL.BinaryOperator, length: Int = 1) -> Token {
    token(.operator(op), length: length)
  }

  private mutating func sign(_ first: UInt8) -> Token {
    let second = byte(at: position + 1)
    switch first {
    case UInt8(ascii: "("): return token(.leftParen, length: 1)
    case UInt8(ascii: ")"): return token(.rightParen, length: 1)
    case UInt8(ascii: "{"): return token(.leftBrace, length: 1)
    case UInt8(ascii: "}"): return token(.rightBrace, length: 1)
    case UInt8(ascii: ","): return token(.comma, length: 1)
    case UInt8(ascii: "."): return token(.dot, length: 1)
    case UInt8(ascii: "["): return range()
    case UInt8(ascii: "|"):
      switch second {
      case UInt8(ascii: "="): return token(.lineFilter(.contains), length: 2)
      case UInt8(ascii: "~"): return token(.lineFilter(.matches), length: 2)
      case UInt8(ascii: ">"): return token(.lineFilter(.matchesPattern), length: 2)
      default: return token(.pipe, length: 1)
      }
    case UInt8(ascii: "!"):
      switch second {
      case UInt8(ascii: "="): return op(.notEqual, length: 2)
      case UInt8(ascii: "~"): return token(.regexNoMatch, length: 2)
      case UInt8(ascii: ">"): return token(.lineFilter(.matchesPatternNot), length: 2)
      default: return unexpectedCharacter()
      }
    case UInt8(ascii: "="):
      if second == UInt8(ascii: "=") { return op(.equal, length: 2) }
      return second == UInt8(ascii: "~") ? token(.regexMatch, length: 2) : token(.equal, length: 1)
    default: return arithmetic(first, second)
    }
  }

  private mutating func arithmetic(_ first: UInt8, _ second: UInt8) -> Token {
    switch first {
    case UInt8(ascii: "+"): return op(.add)
    case UInt8(ascii: "-"): return minus()
    case UInt8(ascii: "*"): return op(.multiply)
    case UInt8(ascii: "/"): return op(.divide)
    case UInt8(ascii: "%"): return op(.modulo)
    case UInt8(ascii: "^"): return op(.power)
    case UInt8(ascii: "<"): return second == UInt8(ascii: "=") ? op(.lessOrEqual, length: 2) : op(.less)
    case UInt8(ascii: ">"): return second == UInt8(ascii: "=") ? op(.greaterOrEqual, length: 2) : op(.greater)
    default: return unexpectedCharacter()
    }
  }

  /// Upstream takes a stray character for a name; no label has such a name, so it is refused here.
  private mutating func unexpectedCharacter() -> Token {
    let length = scalar(at: position)?.length ?? 1
    let range = position..<(position + length)
    report("unexpected character: \"\(String(decoding: bytes[range], as: UTF8.self))\"", at: range)
    return token(.invalid, length: length)
  }
}

extension Lexer {
  /// The first byte at or after `offset` that is neither blank nor inside a comment: `# …`, `// …`, `/* … */`.
  private mutating func skippingBlanks(from offset: Int) -> Int {
    var at = offset
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): at += 1
      case UInt8(ascii: "#"): at = endOfLine(from: at)
      case UInt8(ascii: "/") where byte(at: at + 1) == UInt8(ascii: "/"): at = endOfLine(from: at)
      case UInt8(ascii: "/") where byte(at: at + 1) == UInt8(ascii: "*"):
        let start = at
        at += 2
        while at < bytes.count, bytes[at] != UInt8(ascii: "*") || byte(at: at + 1) != UInt8(ascii: "/") { at += 1 }
        if at >= bytes.count {
          report("comment not terminated", at: start..<(start + 2))
          hasSwallowedEnd = true
        }
        at = min(at + 2, bytes.count)
      default: return at
      }
    }
    return at
  }

  private func endOfLine(from offset: Int) -> Int {
    var at = offset
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
    return at
  }

  /// The character at `offset`; nil when its bytes are not UTF-8.
  private func scalar(at offset: Int) -> (value: Unicode.Scalar, length: Int)? {
    guard bytes[offset] >= 0x80 else { return (Unicode.Scalar(bytes[offset]), 1) }
    var codec = UTF8()
    var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = codec.decode(&iterator) else { return nil }
    return (scalar, UTF8.width(scalar))
  }

  /// The end of a word as Go has it: letters, digits and underscores, none of the digits first.
  private func endOfWord(from start: Int) -> Int? {
    var at = start
    while at < bytes.count {
      if bytes[at] < 0x80 {
        guard at > start ? bytes[at].isWordByte : bytes[at].isLetterOrUnderscore else { break }
        at += 1
      } else {
        guard let (scalar, length) = scalar(at: at), Self.isLetter(scalar, orDigit: at > start) else { break }
        at += length
      }
    }
    return at > start ? at : nil
  }

  private static func isLetter(_ scalar: Unicode.Scalar, orDigit: Bool) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    case .decimalNumber: orDigit
    default: false
    }
  }

  private mutating func string(quote: UInt8) -> Token {
    let start = position
    let isRaw = quote == UInt8(ascii: "`")
    var at = start + 1
    while at < bytes.count, bytes[at] != quote {
      if !isRaw {
        if bytes[at] == UInt8(ascii: "\n") { break }
        if bytes[at] == UInt8(ascii: "\\") { at += 1 }
      }
      at += 1
    }
    guard at < bytes.count, bytes[at] == quote else {
      position = min(at, bytes.count)
      hasSwallowedEnd = position == bytes.count
      report(isRaw ? "unterminated raw string" : "unterminated quoted string", at: start..<position)
      return Token(kind: .invalid, start: start, end: position)
    }
    position = at + 1
    guard quote != UInt8(ascii: "'") else {
      report("LogQL has no strings in single quotes; use double quotes or backticks", at: start..<position)
      return Token(kind: .invalid, start: start, end: position)
    }
    return Token(kind: .string, start: start, end: position)
  }

  /// `[…]` as a whole; its length of time is read by the parser.
  private mutating func range() -> Token {
    let start = position
    var at = start + 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "]") {
      if dialect == .grafana, let end = GrafanaVariable.end(in: bytes, at: at) { at = end } else { at += 1 }
    }
    guard at < bytes.count else {
      position = bytes.count
      hasSwallowedEnd = true
      report("missing closing \"]\" in range", at: start..<(start + 1))
      return Token(kind: .invalid, start: start, end: position)
    }
    position = at + 1
    return Token(kind: .range, start: start, end: position)
  }
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isHexDigit: Bool { isDigit || (self | 0x20) >= 0x61 && (self | 0x20) <= 0x66 }
  var isLetterOrUnderscore: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || self == 0x5F }
  var isWordByte: Bool { isLetterOrUnderscore || isDigit }
}
