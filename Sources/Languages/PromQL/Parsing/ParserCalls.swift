/// Clauses: `by (…)`, `on (…) group_left (…)`, `fill (…)`.
extension Parser {
  /// `by (…)` or `without (…)`; the keyword is next.
  mutating func grouping() -> PromQL.Grouping {
    let keyword = token
    advance()
    let labels = labelList()
    return PromQL.Grouping(isWithout: keyword.kind == .without, labels: labels, range: keyword.start..<lastEnd)
  }

  /// `(a, b, "c.d")`, possibly with a trailing comma.
  mutating func labelList() -> [PromQL.LabelName] {
    guard expect(.leftParen, "\"(\"", in: "grouping opts") else { return [] }
    openParens += 1
    let wasQuiet = isQuiet
    var labels: [PromQL.LabelName] = []
    labels.reserveCapacity(2)
    while token.kind != .rightParen, token.kind != .endOfInput {
      if let label = label() { labels.append(label) }
      guard token.kind != .rightParen else { break }
      if !expect(.comma, "\",\" or \")\"", in: "grouping opts") {
        skipToCommaOrParen()
        if token.kind == .comma { advance() }
      }
    }
    guard token.kind == .rightParen else {
      unexpected(in: "grouping opts")
      return labels
    }
    openParens -= 1
    isQuiet = wasQuiet || isQuiet
    advance()
    return labels
  }

  /// Skips several labels whose parentheses were forgotten, as in `by job, instance (up)`: the last one is no function.
  mutating func skipBareLabels() {
    var hasComma = false
    while token.kind.isLabelName {
      var ahead = lexer
      let next = ahead.next().kind
      guard next == .comma || hasComma && next == .leftParen else { return }
      advance()
      guard token.kind == .comma else { return }
      hasComma = true
      advance()
    }
  }

  private mutating func label() -> PromQL.LabelName? {
    let item = token
    guard item.kind.isLabelName || item.kind == .string || item.kind == .variable else {
      unexpected(in: "grouping opts", expected: "label")
      skipToCommaOrParen()
      return nil
    }
    advance()
    var label = labelName(item)
    if item.kind == .string { label.name = stringValue(item) }
    if label.name.isEmpty { complain("invalid label name for grouping: \"\"", at: item.range) }
    return label
  }

  /// Skips what is wrong in a list of labels.
  private mutating func skipToCommaOrParen() {
    var depth = 0
    while token.kind != .endOfInput {
      switch token.kind {
      case .leftParen: depth += 1
      case .rightParen where depth == 0: return
      case .rightParen: depth -= 1
      case .comma where depth == 0: return
      default: break
      }
      advance()
    }
  }

  /// A binary operator and its modifiers; the operands are filled in when it is reduced.
  mutating func binaryHead(_ op: PromQL.BinaryOperator) -> PromQL.Binary<Int> {
    let opRange = token.range
    var modifiers = PromQL.BinaryModifiers()
    advance()
    let returnsBool = token.kind == .bool
    if returnsBool {
      if !op.isComparison { complain("bool modifier can only be used on comparison operators", at: token.range) }
      advance()
    }
    if token.kind == .on || token.kind == .ignoring {
      let keyword = token
      advance()
      let labels = labelList()
      modifiers.matching = PromQL.Matching(isOn: keyword.kind == .on, labels: labels, range: keyword.start..<lastEnd)
      if token.kind == .groupLeft || token.kind == .groupRight { modifiers.group = group() }
    }
    fillValues(&modifiers)
    return PromQL.Binary(
      op: op, opRange: opRange, returnsBool: returnsBool, modifiers: modifiers, left: 0, right: 0)
  }

  private mutating func group() -> PromQL.Group {
    let keyword = token
    advance()
    let labels = token.kind == .leftParen ? labelList() : []
    return PromQL.Group(
      side: keyword.kind == .groupLeft ? .left : .right, labels: labels, range: keyword.start..<lastEnd)
  }

  private mutating func fillValues(_ modifiers: inout PromQL.BinaryModifiers) {
    let start = token.start
    var isFirst = true
    while true {
      let keyword = token.kind
      switch keyword {
      case .fill where isFirst: break
      case .fillLeft where modifiers.fillLeft == nil: break
      case .fillRight where modifiers.fillRight == nil: break
      default: return
      }
      advance()
      let value = fillValue()
      if keyword != .fillRight { modifiers.fillLeft = value }
      if keyword != .fillLeft { modifiers.fillRight = value }
      modifiers.fillRange = start..<lastEnd
      if keyword == .fill { return }
      isFirst = false
    }
  }

  private mutating func fillValue() -> Double {
    guard expect(.leftParen, "\"(\"", in: "fill value") else { return 0 }
    openParens += 1
    var isNegative = false
    if case .operator(let op) = token.kind, op == .add || op == .subtract {
      isNegative = op == .subtract
      advance()
    }
    let literal = token
    var value = 0.0
    switch literal.kind {
    case .number:
      if let number = lexer.value(ofNumber: literal) {
        value = number
      } else {
        complain("error parsing number: \"\(lexer.text(literal))\"", at: literal.range)
      }
      advance()
    case .duration:
      value = durationLiteral(literal).seconds ?? 0
      advance()
    case .variable, .badNumber: advance()
    default: unexpected(in: "fill value", expected: "number")
    }
    if token.kind != .rightParen {
      unexpected(in: "fill value", expected: "\")\"")
      skipToCommaOrParen()
    }
    guard token.kind == .rightParen else { return value }
    openParens -= 1
    advance()
    return isNegative ? -value : value
  }
}
