extension Parser {
  /// A function call; its name is read, its parenthesis is next.
  mutating func call(_ name: Token) throws(PromQL.SyntaxError) -> Int {
    let first = nodes.count
    let arguments = try arguments()
    let text = lexer.text(name)
    let call = PromQL.Call(
      name: name.kind.isContextFunction ? text.lowercased() : text, nameRange: name.range, arguments: arguments)
    return add(.call(call), range: name.start..<lastEnd, first: first)
  }

  private mutating func arguments() throws(PromQL.SyntaxError) -> [Int] {
    try expect(.leftParen, "\"(\"")
    var arguments: [Int] = []
    while token.kind != .rightParen {
      arguments.append(try expression())
      guard token.kind == .comma else { break }
      let comma = token.range
      try advance()
      if token.kind == .rightParen {
        throw PromQL.SyntaxError("trailing commas not allowed in function call args", at: comma)
      }
    }
    try expect(.rightParen, "\",\" or \")\"", in: "function call")
    return arguments
  }

  /// An aggregation; its operator is read, the clause or the parenthesis is next.
  mutating func aggregation(_ op: PromQL.Aggregator, _ name: Token) throws(PromQL.SyntaxError) -> Int {
    let first = nodes.count
    var grouping = try grouping()
    let arguments = try arguments()
    if grouping == nil { grouping = try self.grouping() }
    let range = name.start..<lastEnd
    let wanted = op.parameterType == nil ? 1 : 2
    if arguments.count != wanted {
      errors.append(
        PromQL.SyntaxError(
          "wrong number of arguments for aggregate expression provided, expected \(wanted), got \(arguments.count)",
          at: range))
    }
    guard let last = arguments.last, arguments.count <= 2 else {
      // Something to stand on; the error is reported above.
      return add(.variable(lexer.text(name)), range: range, first: first)
    }
    let aggregate = PromQL.Aggregate(
      op: op, opRange: name.range, grouping: grouping, parameter: arguments.count == 2 ? arguments[0] : nil,
      expression: last)
    return add(.aggregate(aggregate), range: range, first: first)
  }

  private mutating func grouping() throws(PromQL.SyntaxError) -> PromQL.Grouping? {
    guard token.kind == .by || token.kind == .without else { return nil }
    let keyword = token
    try advance()
    let labels = try labelList()
    return PromQL.Grouping(isWithout: keyword.kind == .without, labels: labels, range: keyword.start..<lastEnd)
  }

  /// `(a, b, "c.d")`, possibly with a trailing comma.
  private mutating func labelList() throws(PromQL.SyntaxError) -> [PromQL.LabelName] {
    try expect(.leftParen, "\"(\"", in: "grouping opts")
    var labels: [PromQL.LabelName] = []
    while token.kind != .rightParen {
      let item = token
      guard item.kind.isLabelName || item.kind == .string || item.kind == .variable else {
        throw unexpected(in: "grouping opts", expected: "label")
      }
      var label = labelName(item)
      if item.kind == .string { label.name = stringValue(item) }
      if item.kind == .metricIdentifier || label.name.isEmpty {
        errors.append(PromQL.SyntaxError("invalid label name for grouping: \"\(label.name)\"", at: item.range))
      }
      labels.append(label)
      try advance()
      guard token.kind == .comma else { break }
      try advance()
    }
    try expect(.rightParen, "\",\" or \")\"", in: "grouping opts")
    return labels
  }

  /// A binary operator and its modifiers; the operands are filled in when it is reduced.
  mutating func binaryHead(_ op: PromQL.BinaryOperator) throws(PromQL.SyntaxError) -> PromQL.Binary<Int> {
    var node = PromQL.Binary(op: op, opRange: token.range, left: 0, right: 0)
    try advance()
    if token.kind == .bool {
      node.returnsBool = true
      try advance()
    }
    if token.kind == .on || token.kind == .ignoring {
      let keyword = token
      try advance()
      let labels = try labelList()
      node.matching = PromQL.Matching(isOn: keyword.kind == .on, labels: labels, range: keyword.start..<lastEnd)
      if token.kind == .groupLeft || token.kind == .groupRight { node.group = try group() }
    }
    try fillValues(&node)
    return node
  }

  private mutating func group() throws(PromQL.SyntaxError) -> PromQL.Group {
    let keyword = token
    try advance()
    let labels = token.kind == .leftParen ? try labelList() : []
    return PromQL.Group(
      side: keyword.kind == .groupLeft ? .left : .right, labels: labels, range: keyword.start..<lastEnd)
  }

  private mutating func fillValues(_ node: inout PromQL.Binary<Int>) throws(PromQL.SyntaxError) {
    var isFirst = true
    while true {
      let keyword = token.kind
      switch keyword {
      case .fill where isFirst: break
      case .fillLeft where node.fillLeft == nil: break
      case .fillRight where node.fillRight == nil: break
      default: return
      }
      try advance()
      let value = try fillValue()
      if keyword != .fillRight { node.fillLeft = value }
      if keyword != .fillLeft { node.fillRight = value }
      if keyword == .fill { return }
      isFirst = false
    }
  }

  private mutating func fillValue() throws(PromQL.SyntaxError) -> Double {
    try expect(.leftParen, "\"(\"", in: "fill value")
    var isNegative = false
    if case .operator(let op) = token.kind, op == .add || op == .subtract {
      isNegative = op == .subtract
      try advance()
    }
    let literal = token
    var value = 0.0
    switch literal.kind {
    case .number: value = lexer.value(ofNumber: literal) ?? 0
    case .duration: value = Double(durationLiteral(literal).milliseconds ?? 0) / 1000
    case .variable: break
    default: throw unexpected(in: "fill value", expected: "number")
    }
    try advance()
    try expect(.rightParen, "\")\"", in: "fill value")
    return isNegative ? -value : value
  }
}
