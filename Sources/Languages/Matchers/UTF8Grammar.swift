internal import GoStrings

/// The grammar of Alertmanager 0.27 and later, `matcher/parse`.
struct UTF8Grammar {
  private let bytes: [UInt8]
  private var at = 0
  private var reading = Matcher.Reading(grammar: .utf8)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// A name or a value.
  private struct Word {
    var text: String
    var range: Range<Int>
  }

  mutating func parse() -> Matcher.Reading {
    skipSpaces()
    let open = at
    let isBraced = take(UInt8(ascii: "{"))
    skipSpaces()
    while at < bytes.count, bytes[at] != UInt8(ascii: "}") {
      do {
        try matcher(isBraced: isBraced)
      } catch {
        reading.errors.append(error)
        if reading.errors.count == Matcher.errorLimit { return reading }
        skipToComma()
      }
      skipSpaces()
      guard take(UInt8(ascii: ",")) else { break }
      skipSpaces()
    }
    let close = at
    if take(UInt8(ascii: "}")) {
      if !isBraced { fail("\"}\" closes no brace", close..<at) }
    } else if isBraced, reading.errors.isEmpty {
      fail("brace is not closed", open..<(open + 1))
    }
    skipSpaces()
    if at < bytes.count, reading.errors.isEmpty { fail("unexpected text after the matchers", at..<bytes.count) }
    return reading
  }

  private mutating func fail(_ message: String, _ range: Range<Int>) { reading.errors.append(failure(message, range)) }

  private func failure(_ message: String, _ range: Range<Int>) -> Matcher.SyntaxError {
    Matcher.SyntaxError(kind: .syntax, message: message, range: range)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipSpaces() {
    while case let length = UTF8Space.length(bytes[...], at: at), length > 0 { at += length }
  }

  /// After an error: on to what may be the next matcher.
  private mutating func skipToComma() {
    while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: "}") {
      if bytes[at] == UInt8(ascii: "\"") { at = quoteEnd(at) ?? bytes.count } else { at += 1 }
    }
  }

  /// What stands at `at`, for a message: one character.
  private var here: Range<Int> {
    guard at < bytes.count else { return bytes.count..<bytes.count }
    var end = at + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return at..<end
  }

  private mutating func matcher(isBraced: Bool) throws(Matcher.SyntaxError) {
    let start = at
    guard let label = try word() else { throw failure("expected a label name", here) }
    skipSpaces()
    guard let op = Matcher.Operator(at: at, of: bytes[...]) else {
      throw failure("expected \"=\", \"!=\", \"=~\" or \"!~\" after \"\(label.text)\"", here)
    }
    let opRange = at..<(at + op.rawValue.utf8.count)
    at = opRange.upperBound
    skipSpaces()
    guard let value = try word() else {
      throw failure("expected a value after \"\(op.rawValue)\"; an empty one is \"\"", here)
    }
    let matcher = Matcher(label: label.text, operator: op, value: value.text)
    reading.items.append(
      .init(
        matcher: matcher, range: start..<at, labelRange: label.range, operatorRange: opRange, valueRange: value.range))
    skipSpaces()
    guard at >= bytes.count || bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "}") else {
      let more = isBraced ? "expected \",\" or \"}\"" : "expected \",\""
      throw failure("\(more) after the value; one with spaces or reserved characters needs quotes", here)
    }
  }

  /// A quoted string, or a run without spaces and reserved characters; nil where there is none.
  private mutating func word() throws(Matcher.SyntaxError) -> Word? {
    let start = at
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
      while at < bytes.count, !Self.isReserved(bytes[at]), UTF8Space.length(bytes[...], at: at) == 0 { at += 1 }
      if start == at { return nil }
      return Word(text: String(decoding: bytes[start..<at], as: UTF8.self), range: start..<at)
    }
    guard let end = quoteEnd(at) else {
      at = bytes.count
      throw failure("quote is not closed", start..<at)
    }
    at = end
    if let newline = bytes[start..<end].firstIndex(of: UInt8(ascii: "\n")) {
      throw failure("a line break in quotes has to be written \\n", newline..<(newline + 1))
    }
    return Word(text: try unquoted(start..<end), range: start..<end)
  }

  private func unquoted(_ range: Range<Int>) throws(Matcher.SyntaxError) -> String {
    let value: [UInt8]
    do {
      value = try GoString.bytes(of: bytes[range])
    } catch {
      let start = range.lowerBound + error.range.lowerBound
      throw failure(
        "no escape sequence in double quotes; a backslash itself is \\\\", start..<(start + error.range.count))
    }
    guard let text = String(validating: value, as: UTF8.self) else {
      throw failure("the escapes in quotes make no valid UTF-8", range)
    }
    return text
  }

  /// Just past the closing quote.
  private func quoteEnd(_ start: Int) -> Int? {
    var at = start + 1
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""): return at + 1
      case UInt8(ascii: "\\"): at += 2
      default: at += 1
      }
    }
    return nil
  }

  private static func isReserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "!"), UInt8(ascii: "="), UInt8(ascii: "~"),
      UInt8(ascii: ","), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      true
    default: false
    }
  }
}
