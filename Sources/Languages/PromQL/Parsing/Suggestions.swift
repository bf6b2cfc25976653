/// What was probably meant by what is wrong.
extension Lexer {
  /// An operator of another language, or punctuation that an editor made typographic.
  func suggestion(forJunk range: Range<Int>) -> String? {
    switch text(range) {
    case "&&", "&": "and"
    case "||", "|": "or"
    case "~" where isInBraces: "=~"
    case "“", "”", "„", "‘", "’": "\""
    case "–", "−", "—": "-"
    case "×": "*"
    case "≠": "!="
    case "≤": "<="
    case "≥": ">="
    case "\u{A0}": " "
    default: nil
    }
  }

  /// A duration with other names for its units: `5min`, `10 M`, `1hour`.
  func suggestion(forNumber range: Range<Int>) -> String? {
    var out = ""
    var at = range.lowerBound
    while at < range.upperBound {
      let digits = at
      while at < range.upperBound, bytes[at].isDigit { at += 1 }
      let letters = at
      while at < range.upperBound, bytes[at].isLetterOrUnderscore { at += 1 }
      guard letters > digits, at > letters, at - letters <= 12, let unit = Self.unit(text(letters..<at)) else {
        return nil
      }
      out += text(digits..<letters) + unit
    }
    return out
  }

  private static func unit(_ word: String) -> String? {
    switch word.lowercased() {
    case "ms", "msec", "msecs", "milli", "millis", "millisecond", "milliseconds": "ms"
    case "s", "sec", "secs", "second", "seconds": "s"
    case "m", "min", "mins", "minute", "minutes": "m"
    case "h", "hr", "hrs", "hour", "hours": "h"
    case "d", "day", "days": "d"
    case "w", "wk", "week", "weeks": "w"
    case "y", "yr", "year", "years": "y"
    default: nil
    }
  }
}

/// Words that are one slip of the finger apart.
enum Misspelling {
  /// What may stand behind an operand, or behind an operator.
  private static let modifiers = [
    "and", "or", "unless", "atan2", "offset", "by", "without", "on", "ignoring", "group_left", "group_right", "bool",
    "anchored", "smoothed",
  ]
  private static let functions = PromQL.Function.all.map(\.name) + PromQL.Aggregator.allCases.map(\.rawValue)

  /// The modifier or operator that is meant by a word; nil when none is, or several may be.
  static func modifier(_ word: String) -> String? {
    // A key of alerting rules, not a slip.
    word == "for" ? nil : only(word, among: modifiers)
  }

  /// The function or aggregation that is meant by a word; nil when none is, or several may be.
  static func function(_ word: String) -> String? { only(word, among: functions) }

  private static func only(_ word: String, among candidates: [String]) -> String? {
    let bytes = Array(word.utf8)
    guard (3...64).contains(bytes.count) else { return nil }
    let plain = withoutStyle(bytes)
    if let same = candidates.first(where: { withoutStyle(Array($0.utf8)) == plain }) { return same }
    let near = candidates.filter { isOneEdit(bytes, Array($0.utf8)) }
    return near.count == 1 ? near[0] : nil
  }

  /// Letters in lower case, without underscores: `avgOverTime` and `avg_over_time` are the same.
  private static func withoutStyle(_ word: [UInt8]) -> [UInt8] {
    word.filter { $0 != UInt8(ascii: "_") }.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  /// Whether one letter more, less, or different, or two swapped neighbours, make one word of the other.
  private static func isOneEdit(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard abs(a.count - b.count) <= 1 else { return false }
    let start = zip(a, b).prefix { $0 == $1 }.count
    let (restA, restB) = (a[start...], b[start...])
    if restA.count != restB.count {
      return restA.count > restB.count ? restA.dropFirst() == restB : restA == restB.dropFirst()
    }
    if restA.dropFirst() == restB.dropFirst() { return true }
    guard restA.count > 1 else { return false }
    return restA[start] == restB[start + 1] && restA[start + 1] == restB[start]
      && restA.dropFirst(2) == restB.dropFirst(2)
  }
}
