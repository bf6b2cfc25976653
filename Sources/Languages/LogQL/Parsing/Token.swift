/// One lexical element, by its bytes.
struct Token: Sendable {
  var kind: Kind
  var start: Int
  var end: Int

  var range: Range<Int> { start..<end }

  enum Kind: Sendable, Hashable {
    case endOfInput
    /// Bytes that are no token; reported by the lexer.
    case invalid
    case identifier, number, duration, size, string
    /// `--strict` or `--keep-empty`.
    case flag
    /// `[5m]`, with its brackets.
    case range
    /// Grafana only: a variable, or a word with variables in it.
    case variable
    case leftParen, rightParen, leftBrace, rightBrace, comma, dot, pipe
    case equal, regexMatch, regexNoMatch
    /// `|=`, `|~`, `|>`, `!>`; the others that filter lines have meanings elsewhere.
    case lineFilter(LogQL.LineFilterOperator)
    case `operator`(LogQL.BinaryOperator)
    case keyword(Keyword)
  }

  /// Words that can't name a label. Upstream reads them in any case of letters.
  enum Keyword: String, Sendable, Hashable, CaseIterable {
    case by, without, bool, offset, on, ignoring
    case groupLeft = "group_left"
    case groupRight = "group_right"
    case json, logfmt, pattern, regexp, unpack, decolorize, drop, keep, unwrap
    case lineFormat = "line_format"
    case labelFormat = "label_format"

    /// Whether it starts a stage, behind a pipe.
    var isStage: Bool {
      switch self {
      case .json, .logfmt, .pattern, .regexp, .unpack, .decolorize, .drop, .keep, .unwrap, .lineFormat, .labelFormat:
        true
      default: false
      }
    }
  }

  private static let words: [String: Kind] = {
    var words: [String: Kind] = ["and": .operator(.and), "or": .operator(.or), "unless": .operator(.unless)]
    for keyword in Keyword.allCases { words[keyword.rawValue] = .keyword(keyword) }
    return words
  }()
  private static let longestWord = 12

  /// What a word is that is reserved; nil when it is not.
  static func reserved(_ word: ArraySlice<UInt8>) -> Kind? {
    guard word.count <= longestWord else { return nil }
    return words[String(decoding: word.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)]
  }

  /// Whether this starts or joins stages behind a selector.
  var startsStage: Bool {
    switch kind {
    case .pipe, .lineFilter, .regexNoMatch, .operator(.notEqual): true
    default: false
    }
  }

  /// The line filter that this is, where one may stand.
  var lineFilter: LogQL.LineFilterOperator? {
    switch kind {
    case .lineFilter(let op): op
    case .regexNoMatch: .matchesNot
    case .operator(.notEqual): .containsNot
    default: nil
    }
  }
}
