/// What was probably meant by what is wrong.
extension Lexer {
  /// An operator of another language, or punctuation that an editor made typographic.
  func suggestion(forJunk range: Range<Int>) -> String? {
    switch text(range) {
    case "&&", "&": "and"
    case "||", "|": "or"
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
