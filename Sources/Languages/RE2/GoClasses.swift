/// Escapes and character classes.
extension GoSyntax {
  /// What a backslash outside a class starts; gives where it ends.
  mutating func escape(_ at: Int) throws(RegularExpression.SyntaxError) -> Int {
    if at + 1 < pattern.count {
      switch pattern[at + 1] {
      case UInt8(ascii: "A"): return try assertion(.beginText, at)
      case UInt8(ascii: "b"): return try assertion(.wordBoundary, at)
      case UInt8(ascii: "B"): return try assertion(.noWordBoundary, at)
      case UInt8(ascii: "z"): return try assertion(.endText, at)
      case UInt8(ascii: "C"): throw error("invalid escape sequence", at..<(at + 2))
      case UInt8(ascii: "Q"): return try quoted(from: at + 2)
      default: break
      }
    }
    if let end = try unicodeClassEnd(at) {
      try push(set: nil)
      return end
    }
    if let set = perlClass(at) {
      try push(set: set)
      return at + 2
    }
    let (scalar, end) = try escapedScalar(at)
    try push(scalar: scalar)
    return end
  }

  private mutating func assertion(
    _ assertion: PatternTree.Assertion, _ at: Int
  ) throws(RegularExpression.SyntaxError) -> Int {
    try push(.assertion(assertion))
    return at + 2
  }

  /// Text up to `\E` or the end.
  private mutating func quoted(from start: Int) throws(RegularExpression.SyntaxError) -> Int {
    var at = start
    while at < pattern.count {
      if pattern[at] == UInt8(ascii: "\\"), at + 1 < pattern.count, pattern[at + 1] == UInt8(ascii: "E") {
        return at + 2
      }
      let (scalar, end) = scalar(at)
      try push(scalar: scalar)
      at = end
    }
    return at
  }

  /// A backslash and what it stands for, in a class or outside.
  private func escapedScalar(_ start: Int) throws(RegularExpression.SyntaxError) -> (scalar: UInt32, end: Int) {
    guard start + 1 < pattern.count else {
      throw RegularExpression.SyntaxError(
        message: "trailing backslash at end of expression: ``", range: start..<pattern.count)
    }
    let (character, end) = scalar(start + 1)
    switch pattern[start + 1] {
    case UInt8(ascii: "0"): return octal(start + 1)
    case UInt8(ascii: "1")...UInt8(ascii: "7"):
      // One digit would be a backreference.
      if end < pattern.count, Self.isOctal(pattern[end]) { return octal(start + 1) }
    case UInt8(ascii: "x"): return try hexadecimal(start)
    case UInt8(ascii: "a"): return (7, end)
    case UInt8(ascii: "f"): return (12, end)
    case UInt8(ascii: "n"): return (10, end)
    case UInt8(ascii: "r"): return (13, end)
    case UInt8(ascii: "t"): return (9, end)
    case UInt8(ascii: "v"): return (11, end)
    case UInt8(ascii: "_"): return (character, end)
    case let byte where byte < 0x80 && !Self.isWordByte(byte): return (character, end)
    default: break
    }
    throw error("invalid escape sequence", start..<end)
  }

  private static func isOctal(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) }

  private func octal(_ start: Int) -> (scalar: UInt32, end: Int) {
    let digits = pattern[start...].prefix(3).prefix(while: Self.isOctal)
    return (digits.reduce(0) { $0 * 8 + UInt32($1 - UInt8(ascii: "0")) }, digits.endIndex)
  }

  private func hexadecimal(_ start: Int) throws(RegularExpression.SyntaxError) -> (scalar: UInt32, end: Int) {
    var at = start + 2
    guard at < pattern.count else { throw error("invalid escape sequence", start..<at) }
    if pattern[at] == UInt8(ascii: "{") {
      at += 1
      let first = at
      var value: UInt32 = 0
      while at < pattern.count {
        let end = scalar(at).end
        if pattern[at] == UInt8(ascii: "}"), at > first { return (value, end) }
        guard let digit = Self.hexDigit(pattern[at]), case let next = value * 16 + digit, next <= ScalarSet.last
        else { throw error("invalid escape sequence", start..<end) }
        value = next
        at = end
      }
      throw error("invalid escape sequence", start..<at)
    }
    let second = scalar(at).end
    guard second < pattern.count else {
      // Go tries to decode a character behind the end.
      throw RegularExpression.SyntaxError(message: "invalid UTF-8: ``", range: start..<pattern.count)
    }
    guard let high = Self.hexDigit(pattern[at]), let low = Self.hexDigit(pattern[second]) else {
      throw error("invalid escape sequence", start..<scalar(second).end)
    }
    return (high * 16 + low, second + 1)
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  // MARK: Classes

  /// `[…]`; gives where it ends.
  mutating func characterClass(_ start: Int) throws(RegularExpression.SyntaxError) -> Int {
    var at = start + 1
    let isNegated = at < pattern.count && pattern[at] == UInt8(ascii: "^")
    if isNegated { at += 1 }
    var parts: [ClosedRange<UInt32>]? = []
    var isFirst = true
    while at >= pattern.count || pattern[at] != UInt8(ascii: "]") || isFirst {
      guard at < pattern.count else { throw error("missing closing ]", start..<pattern.count) }
      isFirst = false
      if let (set, end) = try namedClass(at) {
        parts = merged(parts, set)
        at = end
      } else if let end = try unicodeClassEnd(at) {
        parts = nil
        at = end
      } else if let set = perlClass(at) {
        parts = merged(parts, set)
        at += 2
      } else {
        let (range, end) = try classRange(at, of: start)
        if flags.foldsCase {
          if let folded = ScalarSet.folded(range) { parts?.append(contentsOf: folded) } else { parts = nil }
        } else {
          parts?.append(range)
        }
        at = end
      }
    }
    let set = parts.map { ScalarSet($0) }
    try push(set: isNegated ? set?.complement : set)
    return at + 1
  }

  private func merged(_ parts: [ClosedRange<UInt32>]?, _ set: ScalarSet) -> [ClosedRange<UInt32>]? {
    parts.map { $0 + set.ranges }
  }

  private func classRange(
    _ start: Int, of classStart: Int
  ) throws(RegularExpression.SyntaxError) -> (range: ClosedRange<UInt32>, end: Int) {
    let (low, afterLow) = try classScalar(start, of: classStart)
    // In `[a-]` the hyphen is one.
    guard afterLow + 1 < pattern.count, pattern[afterLow] == UInt8(ascii: "-"),
      pattern[afterLow + 1] != UInt8(ascii: "]")
    else { return (low...low, afterLow) }
    let (high, end) = try classScalar(afterLow + 1, of: classStart)
    guard low <= high else { throw error("invalid character class range", start..<end) }
    return (low...high, end)
  }

  private func classScalar(
    _ at: Int, of classStart: Int
  ) throws(RegularExpression.SyntaxError) -> (scalar: UInt32, end: Int) {
    guard at < pattern.count else { throw error("missing closing ]", classStart..<pattern.count) }
    return pattern[at] == UInt8(ascii: "\\") ? try escapedScalar(at) : scalar(at)
  }

  /// `\pL` or `\p{Greek}`: where it ends. Whether there is such a class, RE2 says, whose tables are Go's.
  private mutating func unicodeClassEnd(_ at: Int) throws(RegularExpression.SyntaxError) -> Int? {
    guard at + 1 < pattern.count, pattern[at] == UInt8(ascii: "\\"), pattern[at + 1] | 0x20 == UInt8(ascii: "p") else {
      return nil
    }
    guard at + 2 < pattern.count else {
      throw RegularExpression.SyntaxError(message: "invalid UTF-8: ``", range: at..<pattern.count)
    }
    tree.namesUnicodeClasses = true
    guard pattern[at + 2] == UInt8(ascii: "{") else { return scalar(at + 2).end }
    guard let end = pattern[at...].firstIndex(of: UInt8(ascii: "}")) else {
      throw error("invalid character class range", at..<pattern.count)
    }
    return end + 1
  }

  /// `\d`, `\s`, `\w` and their opposites.
  private func perlClass(_ at: Int) -> ScalarSet? {
    guard at + 1 < pattern.count, pattern[at] == UInt8(ascii: "\\") else { return nil }
    let name: String
    switch pattern[at + 1] | 0x20 {
    case UInt8(ascii: "d"): name = "digit"
    case UInt8(ascii: "s"): name = "perl space"
    case UInt8(ascii: "w"): name = "word"
    default: return nil
    }
    return set(named: name, isNegated: pattern[at + 1] & 0x20 == 0)
  }

  /// `[:alpha:]`, and where it ends.
  private mutating func namedClass(
    _ at: Int
  ) throws(RegularExpression.SyntaxError) -> (set: ScalarSet, end: Int)? {
    guard at + 2 < pattern.count, pattern[at] == UInt8(ascii: "["), pattern[at + 1] == UInt8(ascii: ":"),
      let end = classNameEnd(at + 2)
    else { return nil }
    let isNegated = pattern[at + 2] == UInt8(ascii: "^")
    let name = pattern[(at + (isNegated ? 3 : 2))..<end]
    guard let set = set(named: String(decoding: name, as: UTF8.self), isNegated: isNegated), !name.contains(0x20) else {
      throw error("invalid character class range", at..<(end + 2))
    }
    return (set, end + 2)
  }

  /// Where the next `:]` stands.
  private mutating func classNameEnd(_ start: Int) -> Int? {
    guard !hasNoClassEnd else { return nil }
    var at = start
    while at + 1 < pattern.count {
      if pattern[at] == UInt8(ascii: ":"), pattern[at + 1] == UInt8(ascii: "]") { return at }
      at += 1
    }
    hasNoClassEnd = true
    return nil
  }

  private func set(named name: String, isNegated: Bool) -> ScalarSet? {
    guard let ranges = Self.namedRanges[name] else { return nil }
    let folded = flags.foldsCase ? ranges.flatMap { ScalarSet.folded($0) ?? [$0] } : ranges
    let set = ScalarSet(folded)
    return isNegated ? set.complement : set
  }

  private static let namedRanges: [String: [ClosedRange<UInt32>]] = [
    "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A], "ascii": [0...0x7F],
    "blank": [0x09...0x09, 0x20...0x20], "cntrl": [0...0x1F, 0x7F...0x7F], "digit": [0x30...0x39],
    "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "space": [0x09...0x0D, 0x20...0x20],
    "upper": [0x41...0x5A], "word": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A],
    "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    // Without the vertical tab, which `[:space:]` has.
    "perl space": [0x09...0x0A, 0x0C...0x0D, 0x20...0x20],
  ]
}
