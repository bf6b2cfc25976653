extension GoTemplate {
  struct Token: Sendable {
    enum Kind: Sendable, Hashable {
      case text, leftDelimiter, rightDelimiter, endOfInput
      case identifier, keyword(Keyword), boolean(Bool), `nil`
      case variable, field, dot, string, rawString, character, number
      case pipe, leftParen, rightParen, comma, declare, assign
    }
    var kind: Kind
    var range: Range<Int>
    /// Whether blanks stand before it, inside an action: they separate operands.
    var followsSpace = false
  }

  enum Keyword: String, Sendable, Hashable {
    case block, `break`, `continue`, define, `else`, end, `if`, range, template, with
  }
}

/// Cuts a template into tokens, one at a time.
struct Lexer: Sendable {
  let bytes: [UInt8]
  private var position = 0
  private var isInAction = false
  /// The action ended with `-}}`: the text behind it loses its leading blanks.
  private var trimsNextText = false
  private var openParens = 0
  private var actionStart = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  typealias Token = GoTemplate.Token

  func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

  mutating func next() throws(GoTemplate.SyntaxError) -> Token {
    isInAction ? try tokenInAction() : try tokenOfText()
  }

  private func byte(at offset: Int) -> UInt8 { offset >= 0 && offset < bytes.count ? bytes[offset] : 0 }

  private func starts(_ text: StaticString, at offset: Int) -> Bool {
    guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[offset..<(offset + $0.count)].elementsEqual($0) }
  }

  private mutating func token(_ kind: Token.Kind, to end: Int, followsSpace: Bool = false) -> Token {
    let start = position
    position = end
    return Token(kind: kind, range: start..<end, followsSpace: followsSpace)
  }
}

extension Lexer {
  /// Text up to the next action, or the start of one. Comments are skipped.
  private mutating func tokenOfText() throws(GoTemplate.SyntaxError) -> Token {
    while true {
      if trimsNextText {
        while byte(at: position).isBlank { position += 1 }
        trimsNextText = false
      }
      guard position < bytes.count else { return token(.endOfInput, to: position) }
      var end = position
      while end < bytes.count, !(bytes[end] == UInt8(ascii: "{") && byte(at: end + 1) == UInt8(ascii: "{")) { end += 1 }
      if end > position {
        var textEnd = end
        if hasLeftTrim(at: end) {
          while textEnd > position, bytes[textEnd - 1].isBlank { textEnd -= 1 }
        }
        let text = Token(kind: .text, range: position..<textEnd)
        position = end
        if textEnd > text.range.lowerBound { return text }
        continue
      }
      actionStart = position
      let inside = hasLeftTrim(at: position) ? position + 3 : position + 2
      // A comment follows at once; behind a trim marker, after its one blank.
      let commentStart = inside == actionStart + 3 ? inside + 1 : inside
      guard starts("/*", at: commentStart) else {
        isInAction = true
        openParens = 0
        return token(.leftDelimiter, to: inside)
      }
      try skipComment(from: commentStart)
    }
  }

  private func hasLeftTrim(at offset: Int) -> Bool { starts("{{-", at: offset) && byte(at: offset + 3).isBlank }

  private mutating func skipComment(from start: Int) throws(GoTemplate.SyntaxError) {
    var end = start + 2
    while end < bytes.count, !starts("*/", at: end) { end += 1 }
    guard end < bytes.count else { throw .init("unclosed comment", at: actionStart..<bytes.count) }
    end += 2
    if starts("}}", at: end) {
      position = end + 2
    } else if byte(at: end).isBlank, starts("-}}", at: end + 1) {
      position = end + 4
      trimsNextText = true
    } else {
      throw .init("comment ends before closing delimiter", at: actionStart..<end)
    }
  }
}

extension Lexer {
  private mutating func tokenInAction() throws(GoTemplate.SyntaxError) -> Token {
    let blanksStart = position
    while byte(at: position).isBlank, !isRightTrim(at: position) { position += 1 }
    let followsSpace = position > blanksStart
    if isRightTrim(at: position) || starts("}}", at: position) {
      return try endOfAction(followsSpace: followsSpace || isRightTrim(at: position))
    }
    guard position < bytes.count else { throw .init("unclosed action", at: actionStart..<bytes.count) }
    let first = bytes[position]
    switch first {
    case UInt8(ascii: "="): return token(.assign, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: ":"):
      guard byte(at: position + 1) == UInt8(ascii: "=") else {
        throw .init("expected \":=\"", at: position..<(position + 1))
      }
      return token(.declare, to: position + 2, followsSpace: followsSpace)
    case UInt8(ascii: "|"): return token(.pipe, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: ","): return token(.comma, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: "("):
      openParens += 1
      return token(.leftParen, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: ")"):
      openParens -= 1
      guard openParens >= 0 else { throw .init("unexpected right paren", at: position..<(position + 1)) }
      return token(.rightParen, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return try quoted(first, followsSpace)
    case UInt8(ascii: "$"): return try word(.variable, from: position + 1, followsSpace)
    case UInt8(ascii: "."):
      if byte(at: position + 1).isDigit { return try number(followsSpace) }
      if !byte(at: position + 1).isNameByte { return try terminated(.dot, to: position + 1, followsSpace) }
      return try word(.field, from: position + 1, followsSpace)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return try number(followsSpace)
    case _ where first.isDigit: return try number(followsSpace)
    case _ where first.isNameByte: return try word(.identifier, from: position, followsSpace)
    default:
      throw .init("unrecognized character in action: \"\(character(at: position))\"", at: position..<(position + 1))
    }
  }

  private func isRightTrim(at offset: Int) -> Bool { byte(at: offset).isBlank && starts("-}}", at: offset + 1) }

  private mutating func endOfAction(followsSpace: Bool) throws(GoTemplate.SyntaxError) -> Token {
    guard openParens == 0 else { throw .init("unclosed left paren", at: actionStart..<position) }
    isInAction = false
    trimsNextText = isRightTrim(at: position)
    return token(.rightDelimiter, to: position + (trimsNextText ? 4 : 2), followsSpace: followsSpace)
  }

  private func character(at offset: Int) -> String {
    var end = offset + 1
    while end < bytes.count, end < offset + 4, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: bytes[offset..<min(end, bytes.count)], as: UTF8.self)
  }

  private mutating func word(
    _ kind: Token.Kind, from start: Int, _ followsSpace: Bool
  ) throws(GoTemplate.SyntaxError) -> Token {
    var end = start
    while byte(at: end).isNameByte || byte(at: end).isDigit { end += 1 }
    guard kind == .identifier else { return try terminated(kind, to: end, followsSpace) }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    let actual: Token.Kind =
      switch text {
      case "true": .boolean(true)
      case "false": .boolean(false)
      case "nil": .nil
      default: GoTemplate.Keyword(rawValue: text).map { .keyword($0) } ?? .identifier
      }
    return try terminated(actual, to: end, followsSpace)
  }

  /// A word must not run into what follows it.
  private mutating func terminated(
    _ kind: Token.Kind, to end: Int, _ followsSpace: Bool
  ) throws(GoTemplate.SyntaxError) -> Token {
    let next = byte(at: end)
    let ends: [UInt8] = [
      UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"),
    ]
    guard end >= bytes.count || next.isBlank || ends.contains(next) || starts("}}", at: end) else {
      throw .init("bad character \"\(character(at: end))\"", at: end..<(end + 1))
    }
    return token(kind, to: end, followsSpace: followsSpace)
  }

  private mutating func quoted(_ quote: UInt8, _ followsSpace: Bool) throws(GoTemplate.SyntaxError) -> Token {
    let isRaw = quote == UInt8(ascii: "`")
    var at = position + 1
    while at < bytes.count, bytes[at] != quote {
      if !isRaw, bytes[at] == UInt8(ascii: "\n") { break }
      at += !isRaw && bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    let isCharacter = quote == UInt8(ascii: "'")
    guard at < bytes.count, bytes[at] == quote else {
      let what = isRaw ? "raw quoted string" : isCharacter ? "character constant" : "quoted string"
      throw .init("unterminated \(what)", at: position..<min(at, bytes.count))
    }
    return token(isRaw ? .rawString : isCharacter ? .character : .string, to: at + 1, followsSpace: followsSpace)
  }

  /// Go's numbers: a sign, a base prefix, digits with `_`, a fraction, an exponent, `i`.
  private mutating func number(_ followsSpace: Bool) throws(GoTemplate.SyntaxError) -> Token {
    var at = position
    if byte(at: at) == UInt8(ascii: "+") || byte(at: at) == UInt8(ascii: "-") { at += 1 }
    let digitsStart = at
    let isPrefixed = byte(at: at) == UInt8(ascii: "0") && (byte(at: at + 1) | 0x20).isBasePrefix
    if isPrefixed { at += 2 }
    let isHex = isPrefixed && byte(at: at - 1) | 0x20 == UInt8(ascii: "x")
    while byte(at: at).isDigit || isHex && byte(at: at).isHexLetter || byte(at: at) == UInt8(ascii: "_")
      || byte(at: at) == UInt8(ascii: ".")
    { at += 1 }
    if byte(at: at) | 0x20 == (isHex ? UInt8(ascii: "p") : UInt8(ascii: "e")) {
      at += 1
      if byte(at: at) == UInt8(ascii: "+") || byte(at: at) == UInt8(ascii: "-") { at += 1 }
      while byte(at: at).isDigit { at += 1 }
    }
    if byte(at: at) == UInt8(ascii: "i") { at += 1 }
    let dots = bytes[digitsStart..<at].count { $0 == UInt8(ascii: ".") }
    guard at > digitsStart, dots < 2, !byte(at: at).isNameByte, !byte(at: at).isDigit else {
      while byte(at: at).isNameByte || byte(at: at).isDigit { at += 1 }
      let range = position..<max(at, position + 1)
      throw .init("bad number syntax: \"\(String(decoding: bytes[range].prefix(40), as: UTF8.self))\"", at: range)
    }
    return token(.number, to: at, followsSpace: followsSpace)
  }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isHexLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x66 }
  fileprivate var isBasePrefix: Bool {
    self == UInt8(ascii: "x") || self == UInt8(ascii: "o") || self == UInt8(ascii: "b")
  }
  /// Letters of any language are taken byte by byte: Go allows them all.
  var isNameByte: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || self == 0x5F || self >= 0x80 }
}
