internal import Quantities

extension Parser {
  /// Reads an operand, or what comes before one. Gives whether one is still to be read.
  mutating func readOperand() -> Bool {
    let first = token
    switch first.kind {
    case .operator(.add), .operator(.subtract):
      pending.append(.unary(first.kind == .operator(.add) ? .plus : .minus, start: first.start))
      advance()
      return true
    case .leftParen:
      return open(.paren, first)
    case .number, .duration, .string, .badNumber, .unterminated: operands.append(literal())
    case .leftBrace: operands.append(selector(name: nil))
    case .aggregator(let op): return aggregation(op)
    case .variable: return variable()
    case .bool, .on, .ignoring, .groupLeft, .groupRight:
      skipKeyword()
      return true
    case _ where first.kind.isMetricName:
      advance()
      let isCallable = first.kind == .identifier || first.kind.isContextFunction
      if token.kind == .leftParen, isCallable { return openCall(.call, first) }
      operands.append(selector(name: first))
    default:
      unexpected()
      operands.append(missingOperand())
    }
    return false
  }

  mutating func noteUnderscores(in number: Token) {
    guard lexer.bytes[number.range].contains(UInt8(ascii: "_")) else { return }
    notes.append(.init("a number with underscores", at: number.range, since: "2.54"))
  }

  /// Notes that a duration stands for its seconds. Before 3.4, one of zero was refused wherever it stood.
  mutating func noteAsNumber(_ length: PromQL.TimeLength) {
    notes.append(.init("a duration as a number", at: length.range, since: length.seconds == 0 ? "3.4" : "2.54"))
  }

  private mutating func literal() -> Int {
    let first = token
    advance()
    switch first.kind {
    case .number:
      let value = lexer.value(ofNumber: first)
      if value == nil { complain("error parsing number: \"\(lexer.text(first))\"", at: first.range) }
      noteUnderscores(in: first)
      return add(.number(value ?? 0), range: first.range)
    case .duration:
      let length = durationLiteral(first)
      let node = add(.number(length.seconds ?? 0), range: first.range)
      nodes[node].isDuration = true
      noteAsNumber(length)
      return node
    case .string: return add(.string(stringValue(first)), range: first.range)
    default:
      violatesGrammar = true
      return add(.invalid([]), range: first.range)
    }
  }

  /// Opens a call whose name is read; the parenthesis is next. Gives whether an argument follows.
  private mutating func openCall(_ kind: Frame.Kind, _ name: Token) -> Bool {
    guard open(kind, name) else { return false }
    guard token.kind == .rightParen else { return true }
    close()
    return false
  }

  /// Grafana: a variable may stand for a metric, a function or a whole expression.
  private mutating func variable() -> Bool {
    let first = token
    advance()
    switch token.kind {
    case .leftParen: return openCall(.call, first)
    case .leftBrace, .leftBracket: operands.append(selector(name: first))
    default: operands.append(add(.variable(lexer.text(first)), range: first.range))
    }
    return false
  }

  /// An aggregation, or a metric that has an aggregation's name.
  private mutating func aggregation(_ op: PromQL.Aggregator) -> Bool {
    let name = token
    advance()
    switch token.kind {
    case .leftParen: return openCall(.aggregate(op, nil), name)
    case .by, .without:
      let grouping = grouping()
      if token.kind != .leftParen {
        unexpected(in: "aggregation", expected: "\"(\"")
        skipBareLabels()
      }
      if token.kind == .leftParen { return openCall(.aggregate(op, grouping), name) }
      operands.append(missingOperand())
    default: operands.append(selector(name: name))
    }
    return false
  }

  mutating func call(_ name: Token, _ arguments: [Int], _ range: Range<Int>, first: Int) -> Int {
    let call = PromQL.Call(name: lexer.text(name), nameRange: name.range, arguments: arguments)
    return add(.call(call), range: range, first: first)
  }

  /// An aggregation whose parenthesis is closed; the clause may follow.
  mutating func aggregate(
    _ op: PromQL.Aggregator, _ clause: PromQL.Grouping?, _ frame: Frame, _ arguments: ArraySlice<Int>, isCut: Bool
  ) -> Int {
    let name = frame.name
    var clause = clause
    if clause == nil, token.kind == .by || token.kind == .without { clause = grouping() }
    let range = name.start..<max(lastEnd, name.end)
    let wanted = op.parameterType == nil ? 1 : 2
    guard arguments.count == wanted, let first = arguments.first, let last = arguments.last else {
      if !isCut, !arguments.contains(where: { nodes[$0].isInvalid }) {
        let message = "expected \(wanted) argument\(wanted == 1 ? "" : "s") in aggregation"
        complain("\(message) \"\(op.rawValue)\", got \(arguments.count)", at: range)
      }
      violatesGrammar = true
      return add(.invalid(Array(arguments)), range: range, first: frame.firstNode)
    }
    let aggregate = PromQL.Aggregate(
      op: op, opRange: name.range, grouping: clause, parameter: wanted == 2 ? first : nil, expression: last)
    return add(.aggregate(aggregate), range: range, first: frame.firstNode)
  }
}
