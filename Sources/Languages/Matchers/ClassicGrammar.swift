/// The grammar of Alertmanager before 0.27, `pkg/labels`.
struct ClassicGrammar {
  private let bytes: [UInt8]
  private var reading = Matcher.Reading(grammar: .classic)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static let noLabelName = "matcher does not start with a label name"

  mutating func parse() -> Matcher.Reading {
    for token in tokens() {
      matcher(token)
      if reading.errors.count == Matcher.errorLimit { break }
    }
    return reading
  }

  private mutating func fail(_ message: String, _ range: Range<Int>) {
    reading.errors.append(Matcher.SyntaxError(kind: .syntax, message: message, range: range))
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The parts between commas outside quotes; a trailing comma adds none.
  private func tokens() -> [Range<Int>] {
    var start = 0
    var end = bytes.count
    if bytes.first == UInt8(ascii: "{") { start = 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "}") { end -= 1 }
    var tokens: [Range<Int>] = []
    var tokenStart = start
    var isQuoted = false
    // A comma leaves it as it is, so that a backslash before one escapes the quote behind it.
    var isEscaped = false
    for at in start..<end {
      switch bytes[at] {
      case UInt8(ascii: ","):
        guard !isQuoted else { continue }
        tokens.append(tokenStart..<at)
        tokenStart = at + 1
      case UInt8(ascii: "\""):
        if !isEscaped { isQuoted.toggle() }
        isEscaped = false
      case UInt8(ascii: "\\"): isEscaped.toggle()
      default: isEscaped = false
      }
    }
    // Only the last one loses Unicode's spaces, too.
    let last = trimmed(tokenStart..<end)
    if !last.isEmpty { tokens.append(last) }
    return tokens
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, case let length = UTF8Space.length(bytes[..<end], at: start), length > 0 { start += length }
    while end > start, case let length = UTF8Space.length(bytes[start...], before: end), length > 0 { end -= length }
    return start..<end
  }

  /// Go's `\s`, which is not all that a vertical tab would hope for.
  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
  }

  private func spacesEnd(_ start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, isSpace(bytes[at]) { at += 1 }
    return at
  }

  private mutating func matcher(_ token: Range<Int>) {
    let start = spacesEnd(token.lowerBound, token.upperBound)
    var end = token.upperBound
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    guard start < end else { return fail("matcher is empty", start..<end) }
    var at = start
    while at < end, isClassicNameByte(bytes[at], isFirst: at == start) { at += 1 }
    let label = start..<at
    guard !label.isEmpty else { return fail(Self.noLabelName, start..<end) }
    at = spacesEnd(at, end)
    guard let op = Matcher.Operator(at: at, of: bytes[..<end]) else {
      let message = "expected \"=\", \"!=\", \"=~\" or \"!~\" after \"\(string(label))\""
      return fail(message, at < end ? at..<end : start..<end)
    }
    let opRange = at..<(at + op.rawValue.utf8.count)
    at = spacesEnd(opRange.upperBound, end)
    do {
      let value = try value(at..<end)
      let matcher = Matcher(label: string(label), operator: op, value: value)
      reading.items.append(
        .init(
          matcher: matcher, range: start..<end, labelRange: label, operatorRange: opRange, valueRange: at..<max(at, end)
        ))
    } catch {
      // `a==b` reads as the value `=b`; it is called an operator only where the rest is refused, too, as in `a=="b"`.
      let isDoubled = opRange.upperBound < end && bytes[opRange.upperBound] == UInt8(ascii: "=")
      guard isDoubled else { return reading.errors.append(error) }
      fail("\"\(op.rawValue)=\" is not an operator", opRange.lowerBound..<(opRange.upperBound + 1))
    }
  }

  /// What stands between the operator and the end: with quotes around it or without, not with one.
  private func value(_ range: Range<Int>) throws(Matcher.SyntaxError) -> String {
    var at = range.lowerBound
    var expectsQuote = at < range.upperBound && bytes[at] == UInt8(ascii: "\"")
    if expectsQuote { at += 1 }
    var out: [UInt8] = []
    while at < range.upperBound {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\\") where at < range.upperBound:
        switch bytes[at] {
        case UInt8(ascii: "n"): out.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(bytes[at])
        case let other: out += [byte, other]
        }
        at += 1
      case UInt8(ascii: "\""):
        guard expectsQuote, at == range.upperBound else {
          throw Matcher.SyntaxError(
            kind: .syntax, message: "value contains an unescaped double quote", range: (at - 1)..<at)
        }
        expectsQuote = false
      default: out.append(byte)
      }
    }
    guard !expectsQuote else {
      throw Matcher.SyntaxError(kind: .syntax, message: "quote is not closed", range: range)
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension Matcher.Operator {
  /// The operator that stands at `at`, the longer one first.
  init?(at: Int, of bytes: ArraySlice<UInt8>) {
    guard at < bytes.endIndex else { return nil }
    let next = at + 1 < bytes.endIndex ? bytes[at + 1] : 0
    switch (bytes[at], next) {
    case (UInt8(ascii: "="), UInt8(ascii: "~")): self = .matches
    case (UInt8(ascii: "="), _): self = .equal
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): self = .notEqual
    case (UInt8(ascii: "!"), UInt8(ascii: "~")): self = .notMatches
    default: return nil
    }
  }
}

/// What Go's `unicode.IsSpace` takes for one.
enum UTF8Space {
  /// Length of the space that starts at `at`; 0 where none does.
  static func length(_ bytes: ArraySlice<UInt8>, at: Int) -> Int {
    guard at < bytes.endIndex else { return 0 }
    switch bytes[at] {
    case 0x09...0x0D, 0x20: return 1
    case 0xC2:
      guard at + 1 < bytes.endIndex else { return 0 }
      return bytes[at + 1] == 0x85 || bytes[at + 1] == 0xA0 ? 2 : 0
    case 0xE1...0xE3:
      guard at + 2 < bytes.endIndex else { return 0 }
      switch (bytes[at], bytes[at + 1], bytes[at + 2]) {
      case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
        (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
        return 3
      default: return 0
      }
    default: return 0
    }
  }

  /// Length of the space that ends before `end`; 0 where none does.
  static func length(_ bytes: ArraySlice<UInt8>, before end: Int) -> Int {
    for length in 1...3 where end - length >= bytes.startIndex {
      if self.length(bytes[..<end], at: end - length) == length { return length }
    }
    return 0
  }
}
