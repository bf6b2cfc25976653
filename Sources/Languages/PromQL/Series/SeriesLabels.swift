extension Parser {
  /// A metric's name and labels, and nothing else.
  mutating func series() -> PromQL.SeriesNotation.Series {
    var series = PromQL.SeriesNotation.Series()
    advance()
    if token.kind.isMetricName {
      series.name = labelName(token)
      advance()
      if token.kind == .leftBrace, token.start > lastEnd {
        // Upstream reads values behind a blank.
        complain("unexpected blank between the name and \"{\"", at: lastEnd..<token.start)
      }
    }
    if token.kind == .leftBrace { labelSet(&series) }
    if token.kind != .endOfInput { unexpected(in: "series") }
    series.errors = errors
    return series
  }

  private mutating func labelSet(_ series: inout PromQL.SeriesNotation.Series) {
    advance()
    while token.kind != .rightBrace, lexer.isInBraces, token.kind != .endOfInput {
      labelValue(&series)
      if token.kind == .rightBrace { break }
      if !expect(.comma, "\",\" or \"}\"", in: "label set") {
        while lexer.isInBraces, token.kind != .comma, token.kind != .rightBrace, token.kind != .endOfInput { advance() }
        if token.kind == .comma { advance() }
      }
    }
    if token.kind == .rightBrace { advance() } else { unexpected(in: "label set") }
  }

  private mutating func labelValue(_ series: inout PromQL.SeriesNotation.Series) {
    let first = token
    guard first.kind == .identifier || first.kind == .string else {
      return unexpected(in: "label set", expected: "identifier or \"}\"")
    }
    var name = labelName(first)
    if first.kind == .string { name.name = stringValue(first) }
    advance()
    if first.kind == .string, token.kind == .comma || token.kind == .rightBrace {
      // Upstream lets the name before the braces win.
      if series.name == nil || series.nameIsQuoted { series.name = name }
      return
    }
    guard expect(.equal, "\"=\"", in: "label set") else { return }
    let value = token
    guard value.kind == .string || value.kind == .unterminated else {
      return unexpected(in: "label set", expected: "string")
    }
    advance()
    series.labels.append(.init(name: name, value: stringValue(value), valueRange: value.range))
  }
}

extension PromQL.SeriesNotation.Series {
  /// Whether the name stands in quotes, that is in braces.
  fileprivate var nameIsQuoted: Bool { name.map { $0.range.count != $0.name.utf8.count } ?? false }
}
