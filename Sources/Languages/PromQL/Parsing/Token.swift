/// One lexical element, by its bytes. Two words, as it is handed around for every one that is read.
struct Token: Sendable {
  var kind: Kind
  /// Of a string: whether its value is not simply what stands between its quotes.
  var hasEscapes = false
  private var text: PromQL.TextRange

  init(kind: Kind, start: Int, end: Int, hasEscapes: Bool = false) {
    self.kind = kind
    self.hasEscapes = hasEscapes
    text = PromQL.TextRange(start..<end)
  }

  var start: Int { text.start }
  var end: Int { text.end }
  var range: Range<Int> { text.range }

  enum Kind: Sendable, Hashable {
    case endOfInput
    case identifier, metricIdentifier, number, duration, string
    /// A string without its closing quote; a number that is none; characters that are nothing.
    case unterminated, badNumber, junk
    /// Grafana only: a variable, or a word with variables in it.
    case variable
    case leftParen, rightParen, leftBrace, rightBrace, leftBracket, rightBracket, comma, colon, at
    /// `=`, `=~` and `!~` stand only inside braces.
    case equal, regexEqual, regexNotEqual
    case `operator`(PromQL.BinaryOperator)
    case aggregator(PromQL.Aggregator)
    case by, without, on, ignoring, groupLeft, groupRight, bool, offset, anchored, smoothed
    case fill, fillLeft, fillRight
    case start, end, step, range, minOf, maxOf
  }

  /// The keywords of each length, packed.
  private static let keywords: [[(word: PackedWord, kind: Kind)]] = {
    var words: [String: Kind] = [
      "and": .operator(.and), "or": .operator(.or), "unless": .operator(.unless), "atan2": .operator(.atan2),
      "by": .by, "without": .without, "on": .on, "ignoring": .ignoring, "group_left": .groupLeft,
      "group_right": .groupRight, "bool": .bool, "offset": .offset, "anchored": .anchored, "smoothed": .smoothed,
      "fill": .fill, "fill_left": .fillLeft, "fill_right": .fillRight, "start": .start, "end": .end, "step": .step,
      "range": .range, "min_of": .minOf, "max_of": .maxOf, "inf": .number, "nan": .number,
    ]
    for aggregator in PromQL.Aggregator.allCases { words[aggregator.rawValue] = .aggregator(aggregator) }
    var byLength = [[(word: PackedWord, kind: Kind)]](repeating: [], count: longestKeyword + 1)
    for (word, kind) in words { byLength[word.utf8.count].append((PackedWord(word.utf8), kind)) }
    return byLength
  }()
  private static let longestKeyword = 12

  /// The keyword that a word of letters, digits and underscores is, in any case of letters.
  static func keyword<Bytes: Collection>(_ word: Bytes) -> Kind? where Bytes.Element == UInt8 {
    let length = word.count
    guard length <= longestKeyword else { return nil }
    let packed = PackedWord(word)
    for keyword in keywords[length] where keyword.word == packed { return keyword.kind }
    return nil
  }

  /// Up to sixteen bytes, to be compared at once, whatever the case of letters.
  private struct PackedWord: Equatable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init<Bytes: Collection>(_ word: Bytes) where Bytes.Element == UInt8 {
      for byte in word {
        high = high << 8 | low >> 56
        // Makes capital letters small, and of no two other bytes of a word the same.
        low = low << 8 | UInt64(byte | 0x20)
      }
    }
  }
}

extension Token.Kind {
  /// Whether a word of this kind may name a metric outside braces.
  var isMetricName: Bool {
    switch self {
    case .identifier, .metricIdentifier, .aggregator, .by, .without, .offset, .anchored, .smoothed, .fill, .fillLeft,
      .fillRight, .start, .end, .step, .range, .minOf, .maxOf:
      true
    case .operator(let op): op == .and || op == .or || op == .unless
    default: false
    }
  }

  /// Whether a word of this kind may stand in a list of labels.
  var isLabelName: Bool {
    switch self {
    case .on, .ignoring, .groupLeft, .groupRight, .bool: true
    case .operator(.atan2): true
    case .without: false
    default: isMetricName
    }
  }

  /// Words that stand for a duration, with parentheses behind them.
  var isDurationFunction: Bool {
    switch self {
    case .step, .range, .minOf, .maxOf: true
    default: false
    }
  }

  /// Words that are query-context functions when a parenthesis follows.
  var isContextFunction: Bool {
    switch self {
    case .start, .end, .step, .range, .minOf, .maxOf: true
    default: false
    }
  }
}
