/// The few places where Go's `regexp/syntax` and RE2 part ways, so that what Go takes compiles and what it refuses
/// does not.
enum GoSyntax {
  /// The pattern for RE2, or where Go refuses it.
  struct Translation {
    var pattern: [UInt8]
    /// `\C`, one byte of any kind, which RE2 has and Go has not.
    var anyByteEscape: Range<Int>?
  }

  static func translate(_ pattern: [UInt8]) -> Translation {
    var out = Translation(pattern: [])
    out.pattern.reserveCapacity(pattern.count)
    var isQuoted = false
    var at = 0
    while at < pattern.count {
      let start = at
      if isQuoted {
        isQuoted = !pattern[at...].starts(with: #"\E"#.utf8)
        at += isQuoted ? 1 : 2
      } else if pattern[at] == UInt8(ascii: "\\"), at + 1 < pattern.count {
        isQuoted = pattern[at + 1] == UInt8(ascii: "Q")
        if pattern[at + 1] == UInt8(ascii: "C"), out.anyByteEscape == nil { out.anyByteEscape = at..<(at + 2) }
        at += 2
      } else if pattern[at] == UInt8(ascii: "[") {
        at = endOfClass(in: pattern, from: at)
      } else {
        at += 1
        // Go names a group by `(?<name>` since 1.22; older releases of RE2 know only `(?P<name>`.
        if pattern[start...].starts(with: "(?<".utf8), at + 2 < pattern.count, isNameStart(pattern[at + 2]) {
          out.pattern += Array("(?P".utf8)
          at += 1
          continue
        }
      }
      out.pattern += pattern[start..<at]
    }
    return out
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == UInt8(ascii: "_")
  }

  /// Just past the `]` of a character class.
  private static func endOfClass(in pattern: [UInt8], from start: Int) -> Int {
    var at = start + 1
    if at < pattern.count, pattern[at] == UInt8(ascii: "^") { at += 1 }
    if at < pattern.count, pattern[at] == UInt8(ascii: "]") { at += 1 }
    while at < pattern.count, pattern[at] != UInt8(ascii: "]") {
      if pattern[at] == UInt8(ascii: "\\") {
        at += 2
      } else if pattern[at...].starts(with: "[:".utf8), let end = endOfNamedClass(in: pattern, from: at + 2) {
        at = end
      } else {
        at += 1
      }
    }
    return min(at + 1, pattern.count)
  }

  private static func endOfNamedClass(in pattern: [UInt8], from start: Int) -> Int? {
    var at = start
    // The longest name is `xdigit`, negated.
    while at + 1 < pattern.count, at < start + 10 {
      if pattern[at] == UInt8(ascii: ":"), pattern[at + 1] == UInt8(ascii: "]") { return at + 2 }
      at += 1
    }
    return nil
  }
}
