internal import RE2

extension Parser {
  /// A selector whose name, if it has one before its braces, is already read.
  mutating func selector(name: Token?) throws(PromQL.SyntaxError) -> Int {
    let start = name?.start ?? token.start
    var selector = PromQL.VectorSelector(name: name.map(labelName), matchers: [])
    if token.kind == .leftBrace { try matchers(&selector) }
    return add(.selector(selector), range: start..<lastEnd)
  }

  func labelName(_ token: Token) -> PromQL.LabelName {
    PromQL.LabelName(name: lexer.text(token), range: token.range, isVariable: token.kind == .variable)
  }

  private mutating func matchers(_ selector: inout PromQL.VectorSelector) throws(PromQL.SyntaxError) {
    let open = token.start
    try advance()
    while token.kind != .rightBrace {
      try matcher(&selector)
      guard token.kind == .comma else { break }
      try advance()
    }
    try expect(.rightBrace, "\",\" or \"}\"", in: "label matching")
    selector.bracesRange = open..<lastEnd
  }

  private mutating func matcher(_ selector: inout PromQL.VectorSelector) throws(PromQL.SyntaxError) {
    let first = token
    var label: PromQL.LabelName
    switch first.kind {
    case .identifier, .variable: label = labelName(first)
    case .string: label = PromQL.LabelName(name: stringValue(first), range: first.range)
    default: throw unexpected(in: "label matching", expected: "identifier or \"}\"")
    }
    try advance()
    guard let op = matchOperator(token.kind) else {
      if first.kind == .string { return setName(label, on: &selector) }
      // Grafana's ad hoc filters: the variable stands for whole matchers.
      if first.kind == .variable {
        selector.matchers.append(
          .init(
            label: label, op: .regexMatch, value: "", valueRange: first.range, range: first.range, hasVariable: true))
        return
      }
      throw unexpected(in: "label matching", expected: "label matching operator")
    }
    if first.kind == .string, label.name.isEmpty {
      errors.append(PromQL.SyntaxError("label name must not be empty", at: first.range))
    }
    try advance()
    let value = token
    guard value.kind == .string || value.kind == .variable else {
      throw unexpected(in: "label matching", expected: "string")
    }
    let text = value.kind == .string ? stringValue(value) : lexer.text(value)
    try advance()
    var matcher = PromQL.Matcher(
      label: label, op: op, value: text, valueRange: value.range, range: first.start..<value.end)
    if lexer.dialect == .grafana { matcher.hasVariable = label.isVariable || GrafanaVariable.occurs(in: text) }
    compile(&matcher)
    selector.matchers.append(matcher)
  }

  private func matchOperator(_ kind: Token.Kind) -> PromQL.MatchOperator? {
    switch kind {
    case .equal: .equal
    case .operator(.notEqual): .notEqual
    case .regexEqual: .regexMatch
    case .regexNotEqual: .regexNoMatch
    default: nil
    }
  }

  private mutating func setName(_ name: PromQL.LabelName, on selector: inout PromQL.VectorSelector) {
    if let previous = selector.name {
      let message = "metric name must not be set twice: \"\(previous.name)\" or \"\(name.name)\""
      errors.append(PromQL.SyntaxError(message, at: name.range))
      return
    }
    if name.name.isEmpty { errors.append(PromQL.SyntaxError("metric name must not be empty", at: name.range)) }
    selector.name = name
    selector.nameIsQuoted = true
  }

  private mutating func compile(_ matcher: inout PromQL.Matcher) {
    guard matcher.op.isRegex, !matcher.hasVariable else { return }
    do {
      matcher.regex = try RegularExpression(matcher.value)
    } catch {
      errors.append(PromQL.SyntaxError("error parsing regexp: \(error.message)", at: matcher.valueRange))
    }
  }
}

extension Parser {
  /// `[5m]` or `[1h:1m]` behind a node, which is the last one stored.
  mutating func rangeOrSubquery(of node: Int) throws(PromQL.SyntaxError) -> Int {
    let open = token.start
    try advance()
    let window = try timeLength(in: "range or subquery", mustBePositive: true)
    let start = nodes[node].range.lowerBound
    guard token.kind == .colon else {
      try expect(.rightBracket, "\":\" or \"]\"", in: "range or subquery")
      setWindow(window, on: node, bracket: open..<lastEnd)
      nodes[node].range = start..<lastEnd
      return node
    }
    try advance()
    let step = token.kind == .rightBracket ? nil : try timeLength(in: "subquery", mustBePositive: true)
    try expect(.rightBracket, "\"]\"", in: "subquery")
    let subquery = PromQL.Subquery(expression: node, window: window, step: step)
    return add(.subquery(subquery), range: start..<lastEnd, first: nodes[node].first)
  }

  private mutating func setWindow(_ window: PromQL.TimeLength, on node: Int, bracket: Range<Int>) {
    guard case .selector(var selector) = nodes[node].kind, selector.window == nil else {
      errors.append(PromQL.SyntaxError("ranges only allowed for vector selectors", at: bracket))
      return
    }
    if let offset = selector.offset, offset.milliseconds != 0 {
      errors.append(PromQL.SyntaxError("no offset modifiers allowed before range", at: bracket))
    } else if selector.at != nil {
      errors.append(PromQL.SyntaxError("no @ modifiers allowed before range", at: bracket))
    }
    selector.window = window
    nodes[node].kind = .selector(selector)
  }

  mutating func offset(on node: Int) throws(PromQL.SyntaxError) {
    let keyword = token.range
    try advance()
    let length = try offsetLength()
    let isRepeated = PromQL.SyntaxError("offset may not be set multiple times", at: keyword)
    switch nodes[node].kind {
    case .selector(var selector):
      if let previous = selector.offset, previous.milliseconds != 0 { errors.append(isRepeated) }
      selector.offset = length
      nodes[node].kind = .selector(selector)
    case .subquery(var subquery):
      if let previous = subquery.offset, previous.milliseconds != 0 { errors.append(isRepeated) }
      subquery.offset = length
      nodes[node].kind = .subquery(subquery)
    case .variable: break
    default:
      let message =
        "offset modifier must be preceded by an instant vector selector or range vector selector or a subquery"
      errors.append(PromQL.SyntaxError(message, at: nodes[node].range))
    }
    nodes[node].range = nodes[node].range.lowerBound..<lastEnd
  }

  mutating func at(on node: Int) throws(PromQL.SyntaxError) {
    let sign = token.range
    try advance()
    let moment = try moment()
    let isRepeated = PromQL.SyntaxError("@ <timestamp> may not be set multiple times", at: sign)
    switch nodes[node].kind {
    case .selector(var selector):
      if selector.at != nil { errors.append(isRepeated) }
      selector.at = moment
      nodes[node].kind = .selector(selector)
    case .subquery(var subquery):
      if subquery.at != nil { errors.append(isRepeated) }
      subquery.at = moment
      nodes[node].kind = .subquery(subquery)
    case .variable: break
    default:
      let message = "@ modifier must be preceded by an instant vector selector or range vector selector or a subquery"
      errors.append(PromQL.SyntaxError(message, at: nodes[node].range))
    }
    nodes[node].range = nodes[node].range.lowerBound..<lastEnd
  }

  private mutating func moment() throws(PromQL.SyntaxError) -> PromQL.Moment {
    switch token.kind {
    case .start, .end:
      let moment: PromQL.Moment = token.kind == .start ? .start : .end
      try advance()
      try expect(.leftParen, "\"(\"", in: "@")
      try expect(.rightParen, "\")\"", in: "@")
      return moment
    case .variable:
      let name = lexer.text(token)
      try advance()
      return .variable(name)
    default: break
    }
    var isNegative = false
    if case .operator(let op) = token.kind, op == .add || op == .subtract {
      isNegative = op == .subtract
      try advance()
    }
    let number = try expect(.number, "timestamp", in: "@")
    let value = lexer.value(ofNumber: number) ?? .infinity
    // Upstream wants it to fit a signed 64-bit number of milliseconds.
    if value.isNaN || abs(value) >= Double(Int64.max) / 1000 {
      errors.append(PromQL.SyntaxError("timestamp out of bounds for @ modifier: \(value)", at: number.range))
    }
    return .timestamp(isNegative ? -value : value)
  }

  mutating func edges(_ edges: PromQL.RangeEdges, on node: Int) throws(PromQL.SyntaxError) {
    let keyword = token.range
    try advance()
    switch nodes[node].kind {
    case .selector(var selector):
      if let other = selector.edges, other != edges {
        errors.append(PromQL.SyntaxError("anchored and smoothed modifiers cannot be used together", at: keyword))
      } else if selector.edges != nil {
        errors.append(PromQL.SyntaxError("\(edges.rawValue) modifier may not be set multiple times", at: keyword))
      }
      selector.edges = edges
      nodes[node].kind = .selector(selector)
    case .variable: break
    case .subquery:
      errors.append(PromQL.SyntaxError("\(edges.rawValue) modifier is not supported for subqueries", at: keyword))
    default:
      let message = "\(edges.rawValue) modifier must be preceded by a vector selector or range vector selector"
      errors.append(PromQL.SyntaxError(message, at: keyword))
    }
    nodes[node].range = nodes[node].range.lowerBound..<lastEnd
  }
}
