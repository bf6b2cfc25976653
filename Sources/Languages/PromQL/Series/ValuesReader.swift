/// Reads a sequence of values. Items are separated by blanks and hold none, histograms aside; after an error the
/// reading goes on behind the next blank.
struct ValuesReader {
  typealias Item = PromQL.SeriesNotation.Item

  private let lexer: Lexer
  private var at = 0
  private var values = PromQL.SeriesNotation.Values()
  /// Where the item that is read begins.
  private var itemStart = 0

  init(_ bytes: [UInt8]) { lexer = Lexer(bytes, dialect: .prometheus) }

  var bytes: [UInt8] { lexer.bytes }
  func byte(_ offset: Int) -> UInt8 { lexer.byte(at: offset) }

  mutating func read() -> PromQL.SeriesNotation.Values {
    while true {
      skipBlanks()
      guard at < bytes.count else { return values }
      itemStart = at
      if let item = item(), ends() {
        values.items.append(item)
      } else {
        skipItem()
      }
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 || byte == 10 || byte == 13 }

  private mutating func skipBlanks() {
    while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
  }

  /// Skips what is left of an item with an error.
  private mutating func skipItem() {
    while at < bytes.count, !Self.isBlank(bytes[at]) { at += 1 }
    // An error in a histogram may have left the rest of it.
    guard let open = bytes[itemStart..<at].lastIndex(of: UInt8(ascii: "{")) else { return }
    if bytes[open..<at].contains(UInt8(ascii: "}")) { return }
    var end = at
    while end < bytes.count, bytes[end] != UInt8(ascii: "}") {
      if bytes[end] == UInt8(ascii: "{") { return }
      end += 1
    }
    while end < bytes.count, !Self.isBlank(bytes[end]) { end += 1 }
    at = end
  }

  private mutating func fail(_ message: String, at range: Range<Int>) {
    if values.errors.count < PromQL.errorLimit { values.errors.append(.init(message, at: range)) }
  }

  /// Reports what stands at the current place.
  private mutating func unexpected(_ expected: String, in place: String = "series values") {
    guard at < bytes.count else {
      return fail("unexpected end of input in \(place), expected \(expected)", at: at..<at)
    }
    let end = at + (lexer.utf8Length(at: at) ?? 1)
    let what = Self.isBlank(bytes[at]) ? "blank" : "\"\(lexer.text(at..<end))\""
    fail("unexpected \(what) in \(place), expected \(expected)", at: at..<end)
  }

  private mutating func ends() -> Bool {
    if at == bytes.count || Self.isBlank(bytes[at]) { return true }
    unexpected("a blank")
    return false
  }

  private mutating func item() -> Item? {
    let first = byte(at)
    if first == UInt8(ascii: "#") {
      fail("a comment may not stand among values", at: at..<(at + 1))
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      return nil
    }
    if first == UInt8(ascii: "_") {
      at += 1
      return repeated(.omitted, extra: 0)
    }
    if first == UInt8(ascii: "{"), byte(at + 1) == UInt8(ascii: "{") { return histograms() }
    var isStale = false
    if first.isLetterOrUnderscore, !isNumberWord {
      let word = wordRange
      guard lexer.text(word) == "stale" else {
        fail("unexpected \"\(lexer.text(word))\" in series values, expected a number, \"stale\" or \"_\"", at: word)
        at = word.upperBound
        return nil
      }
      at = word.upperBound
      isStale = true
    }
    guard let value = isStale ? Double.nan : number(isSigned: true) else { return nil }
    var step = 0.0
    let hasStep = byte(at) == UInt8(ascii: "+") || byte(at) == UInt8(ascii: "-")
    if hasStep {
      guard let number = number(isSigned: true) else { return nil }
      step = number
    }
    if hasStep, byte(at) != UInt8(ascii: "x") {
      unexpected("\"x\" and how often the step is taken")
      return nil
    }
    return repeated(isStale ? .stale : .number(value, step: step), extra: 1)
  }

  /// The item with `x5` behind it, if it has that. But for `_`, the first value comes before the repetitions.
  private mutating func repeated(_ kind: PromQL.SeriesNotation.Kind, extra: Int) -> Item? {
    var count = 1
    if byte(at) == UInt8(ascii: "x") {
      at += 1
      guard let times = wholeNumber("how often it is repeated", in: "series values") else { return nil }
      count = times.addingReportingOverflow(extra).overflow ? Int.max : times + extra
    }
    return Item(kind: kind, count: count, range: itemStart..<at)
  }
}

/// Numbers and words.
extension ValuesReader {
  private var wordRange: Range<Int> {
    var end = at
    while byte(end).isWordByte || byte(end) == UInt8(ascii: ":") { end += 1 }
    return at..<end
  }

  /// Whether `inf` or `nan` is next, in any case of letters.
  private var isNumberWord: Bool {
    let word = lexer.text(wordRange).lowercased()
    return word == "inf" || word == "nan"
  }

  private mutating func number(isSigned: Bool, wordsAreAllowed: Bool = true) -> Double? {
    let start = at
    var isNegative = false
    if isSigned, byte(at) == UInt8(ascii: "+") || byte(at) == UInt8(ascii: "-") {
      isNegative = byte(at) == UInt8(ascii: "-")
      at += 1
    }
    let first = at
    var end = at
    if wordsAreAllowed, isNumberWord {
      end = at + 3
    } else if byte(at).isDigit || byte(at) == UInt8(ascii: ".") && byte(at + 1).isDigit {
      guard lexer.scanNumber(&end, inSeries: true) else {
        while byte(end).isWordByte || byte(end) == UInt8(ascii: ".") { end += 1 }
        fail("bad number syntax: \"\(lexer.text(first..<min(end, first + 40)))\"", at: first..<end)
        at = end
        return nil
      }
    } else if byte(at).isLetterOrUnderscore {
      fail("unexpected \"\(lexer.text(wordRange))\" in series values, expected a number", at: wordRange)
      at = wordRange.upperBound
      return nil
    } else {
      unexpected("a number")
      return nil
    }
    at = end
    guard let value = lexer.value(ofNumber: Token(kind: .number, start: first, end: end)) else {
      fail("error parsing number: \"\(lexer.text(first..<min(end, first + 40)))\"", at: start..<end)
      return nil
    }
    return isNegative ? -value : value
  }

  /// Decimal digits alone, as they count repetitions.
  private mutating func wholeNumber(_ what: String, in place: String) -> Int? {
    let start = at
    while byte(at).isDigit { at += 1 }
    while byte(at) == UInt8(ascii: ".") || byte(at) == UInt8(ascii: "_") || byte(at) | 0x20 == UInt8(ascii: "e") {
      at += 1
      while byte(at).isDigit { at += 1 }
    }
    guard at > start else {
      unexpected(what, in: place)
      return nil
    }
    let text = lexer.text(start..<min(at, start + 40))
    guard let number = UInt64(text) else {
      fail("\(what) must be a whole number: \"\(text)\"", at: start..<at)
      return nil
    }
    return Int(clamping: number)
  }
}

/// Histograms.
extension ValuesReader {
  private typealias Histogram = PromQL.SeriesNotation.Histogram

  private mutating func histograms() -> Item? {
    guard let base = histogram() else { return nil }
    let sign = byte(at)
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return repeated(.histogram(base, step: nil, isSubtracted: false), extra: 1)
    }
    at += 1
    guard byte(at) == UInt8(ascii: "{"), byte(at + 1) == UInt8(ascii: "{") else {
      unexpected("a histogram")
      return nil
    }
    guard let step = histogram() else { return nil }
    guard byte(at) == UInt8(ascii: "x") else {
      unexpected("\"x\" and how often the step is taken")
      return nil
    }
    let item = repeated(.histogram(base, step: step, isSubtracted: sign == UInt8(ascii: "-")), extra: 1)
    if let item, item.count > 1 { checkStep(of: base, by: step) }
    return item
  }

  private mutating func checkStep(of base: Histogram, by step: Histogram) {
    if base.schema > step.schema {
      fail("histogram of schema \(step.schema) can't be combined with one of \(base.schema)", at: itemStart..<at)
    } else if base.hasCustomBounds != step.hasCustomBounds {
      fail("histograms with custom and with exponential buckets can't be combined", at: itemStart..<at)
    }
  }

  /// `{{…}}`; its braces are next.
  private mutating func histogram() -> Histogram? {
    at += 2
    var histogram = Histogram()
    var seen: Set<String> = []
    let inside = at
    while true {
      let blank = at
      skipBlanks()
      if byte(at) == UInt8(ascii: "}"), byte(at + 1) == UInt8(ascii: "}") {
        at += 2
        return histogram
      }
      if at > inside, blank == at {
        unexpected("a blank or \"}}\"", in: "histogram")
        return nil
      }
      // Upstream takes no blank before the first key.
      if blank == inside, at > inside, at < bytes.count {
        at = inside
        unexpected("a histogram key, such as schema", in: "histogram")
        return nil
      }
      guard pair(&histogram, &seen) else { return nil }
    }
  }

  /// `sum:2`.
  private mutating func pair(_ histogram: inout Histogram, _ seen: inout Set<String>) -> Bool {
    var end = at
    while byte(end).isLetterOrUnderscore { end += 1 }
    let range = at..<end
    let key = lexer.text(range).lowercased()
    guard !range.isEmpty else {
      unexpected("a histogram key, such as schema", in: "histogram")
      return false
    }
    guard Self.keys.contains(key) else {
      fail("unknown histogram key \"\(lexer.text(range))\"", at: range)
      at = end
      return false
    }
    at = end
    guard byte(at) == UInt8(ascii: ":") else {
      unexpected("\":\" behind \"\(key)\"", in: "histogram")
      return false
    }
    at += 1
    guard set(key, of: &histogram) else { return false }
    if !seen.insert(key).inserted { fail("duplicate key \"\(key)\" in histogram", at: range) }
    return true
  }

  private static let keys: Set<String> = [
    "schema", "sum", "count", "z_bucket", "z_bucket_w", "custom_values", "buckets", "offset", "n_buckets", "n_offset",
    "counter_reset_hint",
  ]

  private mutating func set(_ key: String, of histogram: inout Histogram) -> Bool {
    switch key {
    case "schema": assign(integer(), to: &histogram.schema)
    case "offset": assign(integer(), to: &histogram.offset)
    case "n_offset": assign(integer(), to: &histogram.negativeOffset)
    case "sum": assign(histogramNumber(isSigned: true), to: &histogram.sum)
    case "count": assign(histogramNumber(isSigned: true), to: &histogram.count)
    case "z_bucket": assign(histogramNumber(isSigned: true), to: &histogram.zeroCount)
    case "z_bucket_w": assign(histogramNumber(isSigned: false), to: &histogram.zeroThreshold)
    case "custom_values": assign(list(), to: &histogram.customValues)
    case "buckets": assign(list(), to: &histogram.buckets)
    case "n_buckets": assign(list(), to: &histogram.negativeBuckets)
    default: hint(&histogram)
    }
  }

  private func assign<Value>(_ value: Value?, to place: inout Value) -> Bool {
    guard let value else { return false }
    place = value
    return true
  }

  private mutating func integer() -> Int? {
    let isNegative = byte(at) == UInt8(ascii: "-")
    if isNegative { at += 1 }
    return wholeNumber("a whole number", in: "histogram").map { isNegative ? -$0 : $0 }
  }

  /// As upstream, without `+` and without a dot in front.
  private mutating func histogramNumber(isSigned: Bool) -> Double? {
    let first = byte(at)
    guard first.isDigit || isNumberWord || isSigned && first == UInt8(ascii: "-") && byte(at + 1) != 0x2E else {
      unexpected("a number", in: "histogram")
      return nil
    }
    return number(isSigned: isSigned)
  }

  private mutating func hint(_ histogram: inout Histogram) -> Bool {
    var end = at
    while byte(end).isLetterOrUnderscore { end += 1 }
    guard let hint = Histogram.CounterResetHint(rawValue: lexer.text(at..<end).lowercased()) else {
      fail("counter_reset_hint must be unknown, reset, not_reset or gauge", at: at..<max(end, min(at + 1, bytes.count)))
      return false
    }
    histogram.counterResetHint = hint
    at = end
    return true
  }

  /// `[1 2 -3]`.
  private mutating func list() -> [Double]? {
    guard byte(at) == UInt8(ascii: "[") else {
      unexpected("\"[\"", in: "histogram")
      return nil
    }
    at += 1
    var numbers: [Double] = []
    while true {
      let first = byte(at)
      guard first.isDigit || isNumberWord || first == UInt8(ascii: "-") && byte(at + 1).isDigit else {
        unexpected("a number", in: "list of buckets")
        return nil
      }
      guard let number = number(isSigned: true) else { return nil }
      numbers.append(number)
      let blank = at
      skipBlanks()
      if byte(at) == UInt8(ascii: "]") { break }
      if blank == at {
        unexpected("a blank or \"]\"", in: "list of buckets")
        return nil
      }
    }
    at += 1
    return numbers
  }
}
