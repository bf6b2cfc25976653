extension Matcher {
  /// The matchers of one string: `severity="critical"`, or `{a="b", c=~"d"}`.
  ///
  /// Decided as Alertmanager 0.27 and later decide by default: wherever the classic grammar reads the string its
  /// reading counts (older servers know no other), and the UTF-8 grammar is asked only for what the classic one refuses.
  /// Ranges are bytes of `text`. Regular expressions are not compiled here.
  package static func parse(
    _ text: String
  ) -> (matchers: [(matcher: Matcher, range: Range<Int>)], errors: [(message: String, range: Range<Int>)]) {
    let bytes = Array(text.utf8)
    let classic = ClassicMatcherParser(bytes).parse()
    if classic.errors.isEmpty { return classic }
    var modern = UTF8MatcherParser(bytes)
    if let matchers = modern.parse() { return (matchers, []) }
    return classic
  }
}

extension Matcher {
  /// Whether every Alertmanager reads the label's name; others need 0.27 and quotes.
  package var hasClassicName: Bool { label.isClassicName }
}

extension StringProtocol {
  /// Whether every server takes it unquoted: for a metric's name and, in a matcher, for a label's.
  var isClassicName: Bool {
    !isEmpty && utf8.enumerated().allSatisfy { isNameByte($0.element, isFirst: $0.offset == 0) }
  }
}

/// The grammar of Alertmanager before 0.27 (`pkg/labels`): values need no quotes, and a backslash that escapes nothing
/// stands for itself.
private struct ClassicMatcherParser {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func parse() -> (matchers: [(matcher: Matcher, range: Range<Int>)], errors: [(message: String, range: Range<Int>)]) {
    var matchers: [(matcher: Matcher, range: Range<Int>)] = []
    var errors: [(message: String, range: Range<Int>)] = []
    for token in tokens() {
      switch matcher(in: token) {
      case .success(let matcher): matchers.append((matcher, token))
      case .failure(let error): errors.append((error.message, error.range))
      }
    }
    return (matchers, errors)
  }

  /// The parts between commas outside quotes, trimmed; a trailing comma adds none.
  private func tokens() -> [Range<Int>] {
    var start = 0
    var end = bytes.count
    if bytes.first == UInt8(ascii: "{") { start += 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "}") { end -= 1 }
    var tokens: [Range<Int>] = []
    var tokenStart = start
    var isQuoted = false
    var isEscaped = false
    for i in start..<end {
      switch bytes[i] {
      case UInt8(ascii: ",") where !isQuoted:
        tokens.append(trimmed(tokenStart..<i))
        tokenStart = i + 1
        isEscaped = false
      case UInt8(ascii: "\""):
        if !isEscaped { isQuoted.toggle() }
        isEscaped = false
      case UInt8(ascii: "\\"): isEscaped.toggle()
      default: isEscaped = false
      }
    }
    let last = trimmed(tokenStart..<end)
    if !last.isEmpty { tokens.append(last) }
    return tokens
  }

  private struct Failure: Error {
    var message: String
    var range: Range<Int>
  }

  private func matcher(in token: Range<Int>) -> Result<Matcher, Failure> {
    guard !token.isEmpty else { return .failure(Failure(message: "matcher is empty", range: token)) }
    var at = token.lowerBound
    while at < token.upperBound, isNameByte(bytes[at], isFirst: at == token.lowerBound) { at += 1 }
    let name = token.lowerBound..<at
    guard !name.isEmpty else {
      return .failure(Failure(message: "matcher does not start with a label name", range: token))
    }
    while at < token.upperBound, isSpace(bytes[at]) { at += 1 }
    guard let op = matcherOperator(bytes[at..<token.upperBound]) else {
      let rest = at < token.upperBound ? at..<token.upperBound : token
      return .failure(
        Failure(message: "expected \"=\", \"!=\", \"=~\" or \"!~\" after \"\(string(name))\"", range: rest))
    }
    let opStart = at
    at += op.rawValue.utf8.count
    let isDoubled = at < token.upperBound && bytes[at] == UInt8(ascii: "=")
    let opEnd = at + 1
    while at < token.upperBound, isSpace(bytes[at]) { at += 1 }
    // `a==b` reads as the value `=b`; it is refused only where the rest is refused too, as in `a=="b"`.
    return value(at..<token.upperBound)
      .map { Matcher(label: string(name), operator: op, value: $0) }
      .mapError { isDoubled ? Failure(message: "\"\(op.rawValue)=\" is not an operator", range: opStart..<opEnd) : $0 }
  }

  private func value(_ range: Range<Int>) -> Result<String, Failure> {
    var at = range.lowerBound
    var expectsQuote = false
    if at < range.upperBound, bytes[at] == UInt8(ascii: "\"") {
      expectsQuote = true
      at += 1
    }
    var out: [UInt8] = []
    while at < range.upperBound {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\\"), at < range.upperBound {
        switch bytes[at] {
        case UInt8(ascii: "n"): out.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(bytes[at])
        case let other: out += [byte, other]
        }
        at += 1
      } else if byte == UInt8(ascii: "\"") {
        guard expectsQuote, at == range.upperBound else {
          return .failure(Failure(message: "value contains an unescaped double quote", range: (at - 1)..<at))
        }
        expectsQuote = false
      } else {
        out.append(byte)
      }
    }
    if expectsQuote { return .failure(Failure(message: "quote is not closed", range: range)) }
    return .success(String(decoding: out, as: UTF8.self))
  }

  private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}

/// The grammar of Alertmanager 0.27 and later (`matcher/parse`): any UTF-8 label name, quoted where it holds reserved
/// characters, and Go's escapes in quotes.
private struct UTF8MatcherParser {
  let bytes: [UInt8]
  var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Nil where the grammar is broken; the classic parser's errors are the ones that are shown.
  mutating func parse() -> [(matcher: Matcher, range: Range<Int>)]? {
    var matchers: [(matcher: Matcher, range: Range<Int>)] = []
    skipSpace()
    let isBraced = take(UInt8(ascii: "{"))
    skipSpace()
    while at < bytes.count, bytes[at] != UInt8(ascii: "}") {
      let start = at
      guard let name = word() else { return nil }
      skipSpace()
      guard let op = matcherOperator(bytes[at...]) else { return nil }
      at += op.rawValue.utf8.count
      skipSpace()
      guard let value = word() else { return nil }
      matchers.append((Matcher(label: name, operator: op, value: value), start..<at))
      skipSpace()
      guard take(UInt8(ascii: ",")) else { break }
      skipSpace()
    }
    guard take(UInt8(ascii: "}")) == isBraced else { return nil }
    skipSpace()
    return at == bytes.count ? matchers : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
  }

  /// A quoted string, or a run without spaces and reserved characters; never empty unless quoted.
  private mutating func word() -> String? {
    if take(UInt8(ascii: "\"")) { return quoted() }
    let start = at
    while at < bytes.count, !isSpace(bytes[at]), !Self.reserved.contains(bytes[at]) { at += 1 }
    return start == at ? nil : String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private static let reserved = Array("{}!=~,\\\"'`".utf8)

  private mutating func quoted() -> String? {
    var out: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\n"): return nil
      case UInt8(ascii: "\\"):
        guard let escape = escaped() else { return nil }
        out += escape
      default: out.append(byte)
      }
    }
    return nil
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
    UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "\""): UInt8(ascii: "\""),
  ]

  /// What follows a backslash, by Go's rules for interpreted strings.
  private mutating func escaped() -> [UInt8]? {
    guard at < bytes.count else { return nil }
    let kind = bytes[at]
    if let simple = Self.simpleEscapes[kind] {
      at += 1
      return [simple]
    }
    switch kind {
    case UInt8(ascii: "x"): return number(digits: 2, radix: 16, skip: 1).map { [UInt8(truncatingIfNeeded: $0)] }
    case UInt8(ascii: "u"): return number(digits: 4, radix: 16, skip: 1).flatMap(Self.encoded)
    case UInt8(ascii: "U"): return number(digits: 8, radix: 16, skip: 1).flatMap(Self.encoded)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      return number(digits: 3, radix: 8, skip: 0).flatMap { $0 < 256 ? [UInt8($0)] : nil }
    default: return nil
    }
  }

  private mutating func number(digits: Int, radix: Int, skip: Int) -> UInt32? {
    let start = at + skip
    let end = start + digits
    guard end <= bytes.count, bytes[start..<end].allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
    else { return nil }
    at = end
    return UInt32(String(decoding: bytes[start..<end], as: UTF8.self), radix: radix)
  }

  private static func encoded(_ scalar: UInt32) -> [UInt8]? {
    Unicode.Scalar(scalar).map { Array(String(Character($0)).utf8) }
  }
}

/// The operator that `bytes` start with, the longer one first.
private func matcherOperator(_ bytes: ArraySlice<UInt8>) -> Matcher.Operator? {
  let head = bytes.prefix(2)
  return Matcher.Operator(rawValue: String(decoding: head, as: UTF8.self))
    ?? Matcher.Operator(rawValue: String(decoding: head.prefix(1), as: UTF8.self))
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
    UInt8(ascii: ":"):
    true
  case UInt8(ascii: "0")...UInt8(ascii: "9"): !isFirst
  default: false
  }
}
