extension Parser {
  /// Conditions between two commas, or two that merely stand side by side.
  private struct Segment {
    var operands: [(filter: LogQL.LabelFilter, depth: Int)] = []
    /// Whether an `or` stands behind the operand of the same index; otherwise it is an `and`.
    var isOr: [Bool] = []
  }

  /// Conditions on labels.
  mutating func labelFilter() throws(LogQL.SyntaxError) -> LogQL.LabelFilter { try boundedLabelFilter().filter }

  /// `and` binds tighter than `or`. A comma, or nothing, means `and` too, but takes all that follows for its right
  /// side, and only the condition before it for its left: `a or b, c or d` is `a or (b and (c or d))`.
  private mutating func boundedLabelFilter() throws(LogQL.SyntaxError) -> (filter: LogQL.LabelFilter, depth: Int) {
    let start = token.start
    try enter(at: token.range)
    defer { leave() }
    var segments = [Segment()]
    while true {
      let operand = try labelFilterOperand()
      segments[segments.count - 1].operands.append(operand)
      switch token.kind {
      case .operator(.and), .operator(.or):
        segments[segments.count - 1].isOr.append(token.kind == .operator(.or))
        advance()
      case .comma:
        advance()
        segments.append(Segment())
      case .identifier, .leftParen: segments.append(Segment())
      default:
        let built = Self.joined(segments)
        guard built.depth <= LogQL.nestingLimit else {
          let message = "conditions are nested more than \(LogQL.nestingLimit) levels deep"
          throw LogQL.SyntaxError(message, at: start..<lastEnd)
        }
        return built
      }
    }
  }

  private mutating func labelFilterOperand() throws(LogQL.SyntaxError) -> (filter: LogQL.LabelFilter, depth: Int) {
    guard token.kind == .leftParen else { return (.condition(try condition()), 1) }
    advance()
    let inner = try boundedLabelFilter()
    try expect(.rightParen, "\")\"", in: "label filter")
    return inner
  }

  /// From the last segment to the first, so that each is looked at once.
  private static func joined(_ segments: [Segment]) -> (filter: LogQL.LabelFilter, depth: Int) {
    /// What follows the segment, joined by `and`; last first.
    var rest: [LogQL.LabelFilter] = []
    var depth = 0
    for segment in segments.reversed() {
      var groups: [[LogQL.LabelFilter]] = [[]]
      for (index, operand) in segment.operands.enumerated() {
        depth = max(depth, operand.depth)
        groups[groups.count - 1].append(operand.filter)
        if index < segment.isOr.count, segment.isOr[index] { groups.append([]) }
      }
      rest.append(contentsOf: (groups.popLast() ?? []).reversed())
      guard !groups.isEmpty else { continue }
      let last = all(rest.reversed())
      rest = [any(groups.map(all) + [last])]
      depth += 2
    }
    return (all(rest.reversed()), depth + 1)
  }

  private static func all(_ filters: [LogQL.LabelFilter]) -> LogQL.LabelFilter {
    guard filters.count > 1 else { return filters[0] }
    return .all(filters.flatMap { if case .all(let inner) = $0 { inner } else { [$0] } })
  }

  private static func any(_ filters: [LogQL.LabelFilter]) -> LogQL.LabelFilter {
    .any(filters.flatMap { if case .any(let inner) = $0 { inner } else { [$0] } })
  }

  /// Whether this compares a label with something.
  func isComparison(_ kind: Token.Kind) -> Bool { comparison(kind) != nil }

  private func comparison(_ kind: Token.Kind) -> LogQL.LabelCondition.Comparison? {
    switch kind {
    case .equal, .operator(.equal): .equal
    case .operator(.notEqual): .notEqual
    case .regexMatch: .regexMatch
    case .regexNoMatch: .regexNoMatch
    case .operator(.less): .less
    case .operator(.lessOrEqual): .lessOrEqual
    case .operator(.greater): .greater
    case .operator(.greaterOrEqual): .greaterOrEqual
    default: nil
    }
  }

  private mutating func condition() throws(LogQL.SyntaxError) -> LogQL.LabelCondition {
    let name = token
    let before = lastStart..<lastEnd
    let label = try labelName(in: "label filter")
    guard let comparison = comparison(token.kind) else { throw unknown(name, behind: before) }
    let sign = token
    if isText(tokenAfterNext().kind), let op = matchOperator(sign.kind) {
      let matcher = try matcher(label, op)
      return .init(
        label: label, comparison: comparison,
        operand: matcher.literal.isVariable ? .variable(matcher.literal.value) : .string(matcher), range: matcher.range)
    }
    advance()
    let operand = try operand(of: sign, comparison)
    return .init(label: label, comparison: comparison, operand: operand, range: name.start..<lastEnd)
  }

  private func isText(_ kind: Token.Kind) -> Bool { kind == .string || kind == .variable }

  /// A word that is followed by no comparison: a stage that Loki does not have, or the rest of a unit.
  private func unknown(_ name: Token, behind before: Range<Int>) -> LogQL.SyntaxError {
    let text = lexer.text(name)
    if before.upperBound == name.start, lexer.bytes[before].first?.isDigit == true {
      let range = before.lowerBound..<name.end
      let number = String(decoding: lexer.bytes[range].prefix(40), as: UTF8.self)
      return .init("unknown unit in \"\(number)\"; numbers of bytes end in B, KB, KiB, MB and so on", at: range)
    }
    let suggestion = Suggestions.stage(near: text)
    let isBehindPipe = lexer.bytes[before].elementsEqual("|".utf8)
    let isAlone: Bool =
      switch token.kind {
      case .string, .endOfInput, .range, .rightParen: true
      default: token.startsStage
      }
    guard isBehindPipe, isAlone || suggestion != nil else {
      return unexpected(in: "label filter", expected: "a comparison such as = or >")
    }
    return .init("unknown stage \"\(text.prefix(60))\"", at: name.range, suggestion: suggestion)
  }

  private mutating func operand(
    of sign: Token, _ comparison: LogQL.LabelCondition.Comparison
  ) throws(LogQL.SyntaxError) -> LogQL.LabelCondition.Operand {
    let text = lexer.text(sign)
    if isIPFunction {
      guard sign.kind == .equal || sign.kind == .operator(.notEqual) else {
        throw LogQL.SyntaxError("ip() works with = and != only, not with \(text)", at: sign.range)
      }
      return .address(try address())
    }
    if token.kind == .string {
      let hint = sign.kind == .operator(.equal) ? "; text is compared with =" : ""
      throw LogQL.SyntaxError("\(text) compares numbers, durations and numbers of bytes\(hint)", at: sign.range)
    }
    if comparison == .regexMatch || comparison == .regexNoMatch {
      throw unexpected(in: "label filter", expected: "string")
    }
    let first = token
    switch first.kind {
    case .variable:
      advance()
      return .variable(lexer.text(first))
    case .duration:
      advance()
      return .duration(duration(of: first))
    case .size:
      advance()
      return .size(lexer.size(of: first) ?? 0)
    case .operator(.add), .operator(.subtract):
      advance()
      let number = try expect(.number, "number", in: "label filter")
      let value = value(of: number)
      return .number(first.kind == .operator(.subtract) ? -value : value)
    case .number:
      advance()
      return .number(value(of: first))
    default: throw unexpected(in: "label filter", expected: "string, number, duration or number of bytes")
    }
  }
}
