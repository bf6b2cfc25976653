internal import GrafanaVariables
internal import Quantities

extension Parser {
  /// A selector with its pipeline, and the range that may stand before, behind or around parts of it. Grafana: the
  /// variable that stands for the selector is read.
  mutating func logs(variable: Token? = nil) throws(LogQL.SyntaxError) -> Int {
    let start = variable?.start ?? token.start
    var query = LogQL.LogQuery(
      selector: .init(
        matchers: [], variable: variable.map { lexer.text($0) }, range: (variable ?? token).range), stages: [])
    if variable == nil { query.selector = try selector() }
    var range = LogQL.LogRange(query: 0)
    pipeline(&query.stages, &range.unwrap)
    let queryEnd = lastEnd
    if token.kind == .range {
      let bracket = token.range
      try readWindow(&range)
      if token.startsStage {
        guard query.stages.isEmpty, range.unwrap == nil else {
          let message = "stages stand on both sides of the range; move it behind the last one"
          record(.init(message, at: bracket))
          pipeline(&query.stages, &range.unwrap)
          return add(.logs(query), range: start..<lastEnd)
        }
        pipeline(&query.stages, &range.unwrap)
      }
    }
    let node = add(.logs(query), range: start..<(query.stages.isEmpty ? query.selector.range.upperBound : queryEnd))
    guard range.window != nil || range.unwrap != nil else { return node }
    range.query = node
    return add(.range(range), range: start..<lastEnd, first: nodes[node].first)
  }

  /// A range behind parentheses, around which no other may be.
  mutating func window(behind inner: Int, from start: Int) throws(LogQL.SyntaxError) -> Int {
    let bracket = token.range
    switch nodes[inner].kind {
    case .logs(let query):
      var range = LogQL.LogRange(query: inner)
      try readWindow(&range)
      if query.stages.isEmpty, token.startsStage {
        var stages: [LogQL.Stage] = []
        let first = token.range
        pipeline(&stages, &range.unwrap)
        if !stages.isEmpty { record(.init("stages have to stand inside the parentheses", at: first)) }
      }
      return add(.range(range), range: start..<lastEnd, first: nodes[inner].first)
    case .variable:
      var range = LogQL.LogRange(query: inner)
      try readWindow(&range)
      return add(.range(range), range: start..<lastEnd, first: nodes[inner].first)
    case .range(var range) where range.window == nil:
      try readWindow(&range)
      nodes[inner].kind = .range(range)
      nodes[inner].range = start..<lastEnd
      return inner
    case .range: throw LogQL.SyntaxError("only one range is allowed", at: bracket)
    default: throw LogQL.SyntaxError("a range has to follow a selector and its pipeline", at: bracket)
    }
  }

  /// `[5m]` and `offset 1h`.
  private mutating func readWindow(_ range: inout LogQL.LogRange<Int>) throws(LogQL.SyntaxError) {
    range.window = window(of: token)
    advance()
    guard token.kind == .keyword(.offset) else { return }
    advance()
    let length = token
    guard length.kind == .duration || length.kind == .variable else {
      throw unexpected(in: "offset", expected: "duration")
    }
    advance()
    range.offset = duration(of: length)
  }

  /// The length of time between brackets, which Prometheus' grammar alone governs.
  private mutating func window(of token: Token) -> LogQL.TimeLength {
    let inside = (token.start + 1)..<(token.end - 1)
    let text = String(decoding: lexer.bytes[inside], as: UTF8.self)
    if lexer.dialect == .grafana, GrafanaVariable.occurs(in: text) {
      return .init(nanoseconds: nil, text: text, range: inside)
    }
    guard inside.count <= 256, let duration = PromDuration(text) else {
      let message = inside.isEmpty ? "empty duration string" : "not a valid duration string: \"\(text.prefix(40))\""
      errors.append(.init(message, at: inside.isEmpty ? token.range : inside))
      return .init(nanoseconds: nil, text: text, range: inside)
    }
    return .init(nanoseconds: duration.milliseconds * 1_000_000, text: duration.description, range: inside)
  }

  /// The value of a duration token, or Grafana's variable for one.
  func duration(of token: Token) -> LogQL.TimeLength {
    let nanoseconds = token.kind == .duration ? lexer.nanoseconds(of: token.range) : nil
    let text = nanoseconds.map(GoDuration.text(nanoseconds:)) ?? lexer.text(token)
    return .init(nanoseconds: nanoseconds, text: text, range: token.range)
  }
}

extension Parser {
  private mutating func selector() throws(LogQL.SyntaxError) -> LogQL.StreamSelector {
    let open = token
    advance()
    var matchers: [LogQL.Matcher] = []
    while token.kind != .rightBrace {
      do throws(LogQL.SyntaxError) {
        matchers.append(try selectorMatcher())
        guard token.kind == .comma || token.kind == .rightBrace else {
          throw unexpected(in: "selector", expected: "\",\" or \"}\"")
        }
      } catch {
        record(error)
        skip { $0.kind == .comma || $0.kind == .rightBrace || $0.kind == .leftBrace || $0.kind == .pipe }
      }
      guard token.kind == .comma else { break }
      let comma = token.range
      advance()
      if token.kind == .rightBrace { record(.init("trailing comma in selector", at: comma)) }
    }
    // Whatever else stands here is reported already.
    if token.kind == .rightBrace { advance() }
    return .init(matchers: matchers, variable: nil, range: open.start..<lastEnd)
  }

  private mutating func selectorMatcher() throws(LogQL.SyntaxError) -> LogQL.Matcher {
    let first = token
    let label = try labelName(in: "selector")
    if let op = matchOperator(token.kind) { return try matcher(label, op) }
    // Grafana's ad hoc filters: the variable stands for whole matchers.
    if first.kind == .variable {
      return .init(
        label: label, op: .equal, literal: .init(value: "", range: first.range), range: first.range, isVariable: true)
    }
    throw unexpected(in: "selector", expected: "=, !=, =~ or !~")
  }

  func matchOperator(_ kind: Token.Kind) -> LogQL.MatchOperator? {
    switch kind {
    case .equal: .equal
    case .operator(.notEqual): .notEqual
    case .regexMatch: .regexMatch
    case .regexNoMatch: .regexNoMatch
    default: nil
    }
  }

  /// The operator, which is next, and the value of a condition on text.
  mutating func matcher(_ label: LogQL.LabelName, _ op: LogQL.MatchOperator) throws(LogQL.SyntaxError) -> LogQL.Matcher
  {
    advance()
    let literal = try string(in: "matcher")
    var matcher = LogQL.Matcher(
      label: label, op: op, literal: literal, range: label.range.lowerBound..<literal.range.upperBound)
    // Selectors and label filters compile as Prometheus does.
    if op.isRegex { matcher.regex = regex(literal, dotMatchesNewline: true) }
    return matcher
  }
}
