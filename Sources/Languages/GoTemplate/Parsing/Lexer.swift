/// Cuts a template into tokens, one at a time.
struct Lexer: Sendable {
  typealias Token = GoTemplate.Token
  typealias SyntaxError = GoTemplate.SyntaxError

  let bytes: [UInt8]
  var position = 0
  private var isInAction = false
  /// The action ended with ` -}}`: the text behind it loses its leading blanks.
  private var trimsNextText = false
  private var openParens: [Int] = []
  /// No comment ends any more: looking again for each that is open would take quadratic time.
  private var hasNoCommentEnd = false
  private(set) var actionStart = 0
  /// The rest of a refused action is being skipped: its parentheses do not matter.
  var isRecovering = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

  mutating func next() throws(SyntaxError) -> Token {
    isInAction ? try tokenInAction() : try tokenOfText()
  }

  /// Goes on behind the action that could not be read: after its `}}`, or before the next `{{` if that comes first.
  mutating func recover() {
    while position < bytes.count, !starts("}}", at: position), !starts("{{", at: position) || position == actionStart {
      position += 1
    }
    trimsNextText = position >= 2 && isRightTrim(at: position - 2)
    if starts("}}", at: position) { position += 2 } else { trimsNextText = false }
    isInAction = false
    isRecovering = false
  }

  func byte(at offset: Int) -> UInt8 { offset >= 0 && offset < bytes.count ? bytes[offset] : 0 }

  private func starts(_ text: StaticString, at offset: Int) -> Bool {
    guard offset >= 0, offset + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer {
      for (index, byte) in $0.enumerated() where bytes[offset + index] != byte { return false }
      return true
    }
  }

  mutating func token(_ kind: Token.Kind, to end: Int, followsSpace: Bool = false) -> Token {
    let start = position
    position = end
    return Token(kind: kind, range: start..<end, followsSpace: followsSpace)
  }
}

extension Lexer {
  /// Text up to the next action, or the start of one.
  private mutating func tokenOfText() throws(SyntaxError) -> Token {
    while true {
      if trimsNextText {
        while byte(at: position).isBlank { position += 1 }
        trimsNextText = false
      }
      guard position < bytes.count else { return token(.endOfInput, to: position) }
      let end = nextDelimiter(from: position)
      if end > position {
        var textEnd = end
        if hasLeftTrim(at: end) {
          while textEnd > position, bytes[textEnd - 1].isBlank { textEnd -= 1 }
        }
        let text = Token(kind: .text, range: position..<textEnd)
        position = end
        if !text.range.isEmpty { return text }
        continue
      }
      actionStart = position
      // A comment follows at once; behind a trim marker, after its one blank.
      let inside = hasLeftTrim(at: position) ? position + 4 : position + 2
      guard starts("/*", at: inside) else {
        isInAction = true
        openParens.removeAll(keepingCapacity: true)
        // The blank behind the marker may belong to ` -}}` no more.
        return token(.leftDelimiter, to: inside)
      }
      return try comment(from: inside)
    }
  }

  private func nextDelimiter(from start: Int) -> Int {
    var at = start
    while at + 1 < bytes.count {
      if bytes[at] == UInt8(ascii: "{"), bytes[at + 1] == UInt8(ascii: "{") { return at }
      at += 1
    }
    return bytes.count
  }

  private func hasLeftTrim(at offset: Int) -> Bool { starts("{{-", at: offset) && byte(at: offset + 3).isBlank }

  private func isRightTrim(at offset: Int) -> Bool { byte(at: offset).isBlank && starts("-}}", at: offset + 1) }

  private mutating func comment(from start: Int) throws(SyntaxError) -> Token {
    var end = start + 2
    while !hasNoCommentEnd, end < bytes.count, !starts("*/", at: end) { end += 1 }
    guard end < bytes.count, !hasNoCommentEnd else {
      hasNoCommentEnd = true
      position = start
      throw SyntaxError("unclosed comment", at: actionStart..<bytes.count)
    }
    end += 2
    if starts("}}", at: end) { return token(.comment, to: end + 2) }
    guard isRightTrim(at: end) else {
      position = end
      throw SyntaxError("comment ends before closing delimiter", at: actionStart..<end)
    }
    trimsNextText = true
    return token(.comment, to: end + 4)
  }
}

extension Lexer {
  private mutating func tokenInAction() throws(SyntaxError) -> Token {
    let blanksStart = position
    while byte(at: position).isBlank, !isRightTrim(at: position) { position += 1 }
    let followsSpace = position > blanksStart
    if isRightTrim(at: position) || starts("}}", at: position) {
      return try endOfAction(followsSpace: followsSpace || isRightTrim(at: position))
    }
    guard position < bytes.count else { throw unclosedAction() }
    let first = bytes[position]
    switch first {
    case UInt8(ascii: "="): return token(.assign, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: ":"):
      guard byte(at: position + 1) == UInt8(ascii: "=") else {
        throw SyntaxError("expected \":=\"", at: position..<(position + 1))
      }
      return token(.declare, to: position + 2, followsSpace: followsSpace)
    case UInt8(ascii: "|"): return token(.pipe, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: ","): return token(.comma, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: "("):
      openParens.append(position)
      return token(.leftParen, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: ")"):
      guard openParens.popLast() != nil || isRecovering else {
        throw SyntaxError("unexpected right paren", at: position..<(position + 1))
      }
      return token(.rightParen, to: position + 1, followsSpace: followsSpace)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return try quoted(first, followsSpace)
    case UInt8(ascii: "$"): return try word(.variable, from: position + 1, followsSpace)
    case UInt8(ascii: "."):
      if byte(at: position + 1).isDigit || position + 1 == bytes.count { return try number(followsSpace) }
      return try word(.field, from: position + 1, followsSpace)
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return try number(followsSpace)
    case _ where first.isDigit: return try number(followsSpace)
    case UInt8(ascii: "{") where starts("{{", at: position): throw unclosedAction()
    default: break
    }
    if alphanumericLength(at: position) > 0 { return try word(.identifier, from: position, followsSpace) }
    if first > 0x20 && first < 0x7F { return token(.other, to: position + 1, followsSpace: followsSpace) }
    throw SyntaxError(
      "unrecognized character in action: \(describe(at: position))", at: position..<characterEnd(at: position))
  }

  /// The action's `}}` is missing: the text ends, or the next action starts.
  private func unclosedAction() -> SyntaxError {
    var end = min(position, bytes.count)
    while end > actionStart + 2, bytes[end - 1].isBlank { end -= 1 }
    return SyntaxError("unclosed action", at: actionStart..<end)
  }

  private mutating func endOfAction(followsSpace: Bool) throws(SyntaxError) -> Token {
    if let paren = openParens.last, !isRecovering {
      throw SyntaxError("unclosed left paren", at: paren..<(paren + 1))
    }
    isInAction = false
    trimsNextText = isRightTrim(at: position)
    return token(.rightDelimiter, to: position + (trimsNextText ? 4 : 2), followsSpace: followsSpace)
  }

  private mutating func word(
    _ kind: Token.Kind, from start: Int, _ followsSpace: Bool
  ) throws(SyntaxError) -> Token {
    var end = start
    while case let length = alphanumericLength(at: end), length > 0 { end += length }
    guard isTerminator(at: end) else {
      throw SyntaxError("bad character \(describe(at: end))", at: end..<characterEnd(at: end))
    }
    guard kind == .identifier else {
      let isDot = kind == .field && end == start
      return token(isDot ? .dot : kind, to: end, followsSpace: followsSpace)
    }
    return token(Self.kind(ofWord: bytes[start..<end]), to: end, followsSpace: followsSpace)
  }

  private static func kind(ofWord word: ArraySlice<UInt8>) -> Token.Kind {
    guard word.count <= 8 else { return .identifier }
    let text = String(decoding: word, as: UTF8.self)
    switch text {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "nil": return .nil
    default: return GoTemplate.Keyword(rawValue: text).map { .keyword($0) } ?? .identifier
    }
  }

  /// A word must not run into what follows it.
  private func isTerminator(at offset: Int) -> Bool {
    guard offset < bytes.count else { return true }
    switch bytes[offset] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "("),
      UInt8(ascii: ")"):
      return true
    default: return bytes[offset].isBlank || starts("}}", at: offset)
    }
  }

  private mutating func quoted(_ quote: UInt8, _ followsSpace: Bool) throws(SyntaxError) -> Token {
    let isRaw = quote == UInt8(ascii: "`")
    var at = position + 1
    while at < bytes.count, bytes[at] != quote {
      if !isRaw, bytes[at] == UInt8(ascii: "\n") { break }
      if !isRaw, bytes[at] == UInt8(ascii: "\\"), byte(at: at + 1) != UInt8(ascii: "\n") { at += 1 }
      at += 1
    }
    let isCharacter = quote == UInt8(ascii: "'")
    guard at < bytes.count, bytes[at] == quote else {
      let what = isRaw ? "raw quoted string" : isCharacter ? "character constant" : "quoted string"
      let start = position
      position += 1
      throw SyntaxError("unterminated \(what)", at: start..<min(at, bytes.count))
    }
    return token(isRaw ? .rawString : isCharacter ? .character : .string, to: at + 1, followsSpace: followsSpace)
  }
}

extension Lexer {
  /// How many bytes the letter, digit or underscore at `offset` has; 0 when there is none.
  func alphanumericLength(at offset: Int) -> Int {
    let first = byte(at: offset)
    if first < 0x80 { return first.isDigit || (first | 0x20).isLowercase || first == UInt8(ascii: "_") ? 1 : 0 }
    guard let scalar = scalar(at: offset) else { return 0 }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
      return UTF8.width(scalar)
    default: return 0
    }
  }

  private func scalar(at offset: Int) -> Unicode.Scalar? {
    guard offset < bytes.count else { return nil }
    var decoder = UTF8()
    var iterator = bytes[offset..<min(offset + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }

  /// How many bytes the character at `offset` has; 1 for what is no UTF-8.
  func characterWidth(at offset: Int) -> Int { scalar(at: offset).map { UTF8.width($0) } ?? 1 }

  private func characterEnd(at offset: Int) -> Int { min(offset + characterWidth(at: offset), bytes.count) }

  /// `"-"`, or `"“" (U+201C)`: what does not look like itself is named too.
  private func describe(at offset: Int) -> String {
    guard let scalar = scalar(at: offset) else { return "(no UTF-8)" }
    if scalar.value > 0x20, scalar.value < 0x7F { return "\"\(scalar)\"" }
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: return code
    default: return "\"\(scalar)\" (\(code))"
    }
  }
}

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLowercase: Bool { self >= 0x61 && self <= 0x7A }
  var isHexDigit: Bool { isDigit || (self | 0x20) >= 0x61 && (self | 0x20) <= 0x66 }
}
