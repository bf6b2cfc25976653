internal import Quantities

/// What stands behind an expression: `[5m]`, `[1h:1m]`, `offset 1h`, `@ 0`, `smoothed`.
extension Parser {
  /// `[5m]` or `[1h:1m]`.
  enum Brackets {
    case window(PromQL.TimeLength)
    case subquery(PromQL.TimeLength, step: PromQL.TimeLength?)
  }

  mutating func brackets() -> Brackets {
    let parens = openParens
    defer { openParens = parens }
    advance()
    let window = bracketed(in: "range or subquery", outside: parens)
    guard token.kind == .colon else {
      closeBracket("\":\" or \"]\"", in: "range or subquery", outside: parens)
      return .window(window)
    }
    advance()
    let step = token.kind == .rightBracket ? nil : bracketed(in: "subquery", outside: parens)
    closeBracket("\"]\"", in: "subquery", outside: parens)
    return .subquery(window, step: step)
  }

  /// Brackets behind a node, which is the last one stored.
  mutating func rangeOrSubquery(of node: Int) -> Int {
    let open = token.start
    switch brackets() {
    case .window(let window): return setWindow(window, on: node, bracket: open..<lastEnd)
    case .subquery(let window, let step): return subquery(of: node, window, step: step)
    }
  }

  /// A subquery, just read, of the last node stored.
  mutating func subquery(of node: Int, _ window: PromQL.TimeLength, step: PromQL.TimeLength?) -> Int {
    let subquery = PromQL.Subquery(expression: node, window: window, step: step)
    return add(.subquery(subquery), range: nodes[node].range.lowerBound..<lastEnd, first: nodes[node].first)
  }

  /// A length of time in brackets; one that can't be read is unknown.
  private mutating func bracketed(in place: String, outside parens: Int) -> PromQL.TimeLength {
    let start = token.start
    if let length = timeLength(in: place) { return length }
    skipInBrackets(outside: parens)
    let range = start..<max(start, lastEnd)
    return PromQL.TimeLength(text: lexer.text(range), range: range, form: .variable)
  }

  private mutating func closeBracket(_ expected: String, in place: String, outside parens: Int) {
    if token.kind != .rightBracket { unexpected(in: place, expected: expected) }
    while lexer.isInBrackets, token.kind != .endOfInput {
      skipInBrackets(outside: parens)
      if token.kind == .colon { advance() }
    }
    if token.kind == .rightBracket { advance() }
  }

  /// Skips what is wrong in brackets, up to `:` or the bracket. One that is missing is taken to stand before the
  /// parenthesis that closes something outside.
  private mutating func skipInBrackets(outside parens: Int) {
    while lexer.isInBrackets, token.kind != .endOfInput {
      switch token.kind {
      case .leftParen: openParens += 1
      case .rightParen where openParens == parens: return lexer.leaveBrackets(at: token.end)
      case .rightParen: openParens -= 1
      case .colon, .rightBracket: return
      default: break
      }
      advance()
    }
  }

  /// Skips what is left of parentheses that were opened where only some are expected.
  private mutating func skipParens(to parens: Int) {
    while openParens > parens, token.kind != .endOfInput {
      switch token.kind {
      case .leftParen: openParens += 1
      case .rightParen: openParens -= 1
      default: break
      }
      advance()
    }
  }

  private mutating func setWindow(_ window: PromQL.TimeLength, on node: Int, bracket: Range<Int>) -> Int {
    let range = nodes[node].range.lowerBound..<lastEnd
    guard case .selector(var selector) = nodes[node].kind, selector.window == nil else {
      if !nodes[node].isInvalid { complain("ranges only allowed for vector selectors", at: bracket) }
      violatesGrammar = true
      return add(.invalid([node]), range: range, first: nodes[node].first)
    }
    if selector.offset?.isZero == false {
      complain("no offset modifiers allowed before range", at: bracket)
    } else if selector.at != nil {
      complain("no @ modifiers allowed before range", at: bracket)
    }
    selector.window = window
    nodes[node].kind = .selector(selector)
    nodes[node].range = range
    return node
  }

  mutating func offset(on node: Int) {
    let keyword = token.range
    advance()
    let parens = openParens
    guard let length = offsetLength() else { return skipParens(to: parens) }
    let isRepeated: Bool
    switch nodes[node].kind {
    case .selector(var selector):
      isRepeated = selector.offset?.isZero == false
      selector.offset = length
      nodes[node].kind = .selector(selector)
    case .subquery(var subquery):
      isRepeated = subquery.offset?.isZero == false
      subquery.offset = length
      nodes[node].kind = .subquery(subquery)
    case .variable, .invalid: isRepeated = false
    default: return complain("offset modifier must be preceded by a selector or a subquery", at: keyword)
    }
    if isRepeated { complain("offset may not be set multiple times", at: keyword) }
    nodes[node].range = nodes[node].range.lowerBound..<lastEnd
  }

  mutating func at(on node: Int) {
    let sign = token.range
    advance()
    guard let moment = moment() else { return }
    let isRepeated: Bool
    switch nodes[node].kind {
    case .selector(var selector):
      isRepeated = selector.at != nil
      selector.at = moment
      nodes[node].kind = .selector(selector)
    case .subquery(var subquery):
      isRepeated = subquery.at != nil
      subquery.at = moment
      nodes[node].kind = .subquery(subquery)
    case .variable, .invalid: isRepeated = false
    default: return complain("@ modifier must be preceded by a selector or a subquery", at: sign)
    }
    if isRepeated { complain("@ <timestamp> may not be set multiple times", at: sign) }
    nodes[node].range = nodes[node].range.lowerBound..<lastEnd
  }

  private mutating func moment() -> PromQL.Moment? {
    switch token.kind {
    case .start, .end:
      let moment: PromQL.Moment = token.kind == .start ? .start : .end
      advance()
      guard expect(.leftParen, "\"(\"", in: "@"), expect(.rightParen, "\")\"", in: "@") else { return nil }
      return moment
    case .variable:
      let name = lexer.text(token)
      advance()
      return .variable(name)
    default: break
    }
    var isNegative = false
    if case .operator(let op) = token.kind, op == .add || op == .subtract {
      isNegative = op == .subtract
      advance()
    }
    let literal = token
    var value: Double?
    switch literal.kind {
    case .number:
      value = lexer.value(ofNumber: literal)
      if value == nil { complain("error parsing number: \"\(lexer.text(literal))\"", at: literal.range) }
      noteUnderscores(in: literal)
    // As many seconds as the duration is long.
    case .duration:
      let length = durationLiteral(literal)
      noteAsNumber(length)
      value = length.seconds
    case .badNumber: break
    default:
      unexpected(in: "@", expected: "timestamp")
      return nil
    }
    advance()
    guard let value else { return .timestamp(0) }
    // Upstream wants seconds that fit 64 bits.
    if value.isNaN || abs(value) >= 0x1p63 {
      complain("timestamp out of bounds for @ modifier: \(value)", at: literal.range)
    }
    return .timestamp(isNegative ? -value : value)
  }

  mutating func edges(_ edges: PromQL.RangeEdges, on node: Int) {
    let keyword = token.range
    advance()
    switch nodes[node].kind {
    case .selector(var selector):
      if let other = selector.edges, other != edges {
        complain("anchored and smoothed modifiers cannot be used together", at: keyword)
      }
      selector.edges = edges
      nodes[node].kind = .selector(selector)
    case .variable, .invalid: break
    case .subquery: return complain("\(edges.rawValue) modifier is not supported for subqueries", at: keyword)
    default:
      return complain(
        "\(edges.rawValue) modifier must be preceded by a selector", at: keyword)
    }
    nodes[node].range = nodes[node].range.lowerBound..<lastEnd
  }
}
