extension Parser {
  /// Something that is open: what is inside it is being read.
  struct Frame {
    enum Kind {
      case root, paren, call
      case aggregate(PromQL.Aggregator, PromQL.Grouping?)
    }
    var kind: Kind
    /// The function, the aggregation, or the parenthesis itself.
    var name: Token
    /// Where its nodes and its part of the stacks begin. Its operands are the arguments read so far, and the last one.
    var firstNode: Int
    var operandBase: Int
    var pendingBase: Int
    /// Whether a bracket of another kind was closed in it: probably the one that is missing.
    var hasStrayCloser = false

    var takesArguments: Bool {
      switch kind {
      case .root, .paren: false
      case .call, .aggregate: true
      }
    }
  }

  /// What waits for its right operand.
  enum Pending {
    case unary(PromQL.UnaryOperator, start: Int)
    case binary(PromQL.Binary<Int>)
    /// Something that is no operator, or nothing at all; it is reported.
    case invalid(precedence: Int)

    var precedence: Int {
      switch self {
      case .unary: PromQL.BinaryOperator.unaryPrecedence
      case .binary(let node): node.op.precedence
      case .invalid(let precedence): precedence
      }
    }

    /// Two operands with nothing between them.
    static let missing = Pending.invalid(precedence: PromQL.BinaryOperator.power.precedence + 1)
  }

  /// Opens a frame where the stacks end now.
  mutating func begin(_ kind: Frame.Kind, _ name: Token) {
    frames.append(
      Frame(
        kind: kind, name: name, firstNode: nodes.count, operandBase: operands.count, pendingBase: pending.count))
  }

  /// Opens a frame; its parenthesis is next. False: it is nested too deeply, and the reading stops.
  mutating func open(_ kind: Frame.Kind, _ name: Token) -> Bool {
    guard frames.count <= PromQL.nestingLimit else {
      operands.append(missingOperand())
      stop("expression is nested more than \(PromQL.nestingLimit) levels deep", at: token.range)
      return false
    }
    begin(kind, name)
    openParens += 1
    advance()
    return true
  }

  /// A node for something that should be here and is not.
  mutating func missingOperand() -> Int {
    violatesGrammar = true
    return add(.invalid([]), range: token.start..<token.start)
  }

  @inline(__always)
  private func isMissing(_ node: Int) -> Bool {
    if case .invalid(let parts) = nodes[node].kind { return parts.isEmpty && nodes[node].range.isEmpty }
    return false
  }

  /// What may stand behind an operand. Gives whether an operand must follow.
  mutating func readAfterOperand() -> Bool {
    guard let operand = operands.last else { return false }
    switch token.kind {
    case .leftBracket: operands[operands.count - 1] = rangeOrSubquery(of: operand)
    case .offset: offset(on: operand)
    case .at: at(on: operand)
    case .anchored: edges(.anchored, on: operand)
    case .smoothed: edges(.smoothed, on: operand)
    case .operator(let op):
      binary(op)
      return true
    case .equal, .regexEqual, .regexNotEqual:
      unexpected(suggestion: token.kind == .equal ? "==" : nil)
      binary(.equal, isValid: false)
      return true
    case .comma where frames[frames.count - 1].takesArguments: return nextArgument()
    case .comma:
      unexpected()
      pending.append(.missing)
      advance()
      return true
    case .rightParen: rightParen()
    case .rightBrace, .rightBracket:
      syntaxError(.init("unexpected right \(token.kind == .rightBrace ? "brace" : "bracket")", at: token.range))
      frames[frames.count - 1].hasStrayCloser = true
      advance()
    case .colon, .bool, .on, .ignoring, .groupLeft, .groupRight, .by, .without: skipKeyword()
    default: return juxtaposed()
    }
    return false
  }

  /// Reports a keyword that has no business here, and skips it with the labels behind it.
  mutating func skipKeyword() {
    unexpected()
    advance()
    if token.kind == .leftParen { _ = labelList() }
  }

  /// A second operand where an operator should be.
  private mutating func juxtaposed() -> Bool {
    unexpected(suggestion: token.kind == .identifier ? Misspelling.modifier(lexer.text(token)) : nil)
    pending.append(.missing)
    return true
  }

  /// Reads a binary operator, with its modifiers, and lets those that bind tighter have their operands.
  private mutating func binary(_ op: PromQL.BinaryOperator, isValid: Bool = true) {
    if !isMissing(nodes.count - 1) { isQuiet = false }
    let base = frames[frames.count - 1].pendingBase
    while pending.count > base {
      let precedence = pending[pending.count - 1].precedence
      guard precedence > op.precedence || precedence == op.precedence && !op.isRightAssociative else { break }
      reduce()
    }
    let node = binaryHead(op)
    pending.append(isValid ? .binary(node) : .invalid(precedence: op.precedence))
  }

  private mutating func reduce() {
    guard let top = pending.popLast(), let right = operands.popLast() else { return }
    switch top {
    case .unary(let op, let start):
      let range = start..<nodes[right].range.upperBound
      if case .number(let value) = nodes[right].kind {
        // A sign before a number is part of it, as upstream has it.
        nodes[right].kind = .number(op == .minus ? -value : value)
        nodes[right].range = range
        operands.append(right)
      } else {
        operands.append(add(.unary(op, right), range: range, first: nodes[right].first))
      }
    case .binary(let head):
      guard let left = operands.popLast() else { return }
      let range = nodes[left].range.lowerBound..<nodes[right].range.upperBound
      let node = PromQL.Binary(head, left: left, right: right)
      operands.append(add(.binary(node), range: range, first: nodes[left].first))
    case .invalid:
      guard let left = operands.popLast() else { return }
      let range = nodes[left].range.lowerBound..<nodes[right].range.upperBound
      operands.append(add(.invalid([left, right]), range: range, first: nodes[left].first))
    }
  }

  private mutating func reduceFrame() {
    let base = frames[frames.count - 1].pendingBase
    while pending.count > base { reduce() }
  }

  /// A comma between arguments.
  private mutating func nextArgument() -> Bool {
    reduceFrame()
    guard let argument = operands.last else { return false }
    let comma = token.range
    if !isMissing(argument) { isQuiet = false }
    advance()
    guard token.kind == .rightParen else { return true }
    if !isMissing(argument) {
      syntaxError(.init("trailing commas not allowed in function call args", at: comma))
    }
    operands.append(missingOperand())
    close()
    return false
  }

  private mutating func rightParen() {
    guard frames.count > 1 else {
      syntaxError(.init("unexpected right parenthesis", at: token.range))
      return advance()
    }
    reduceFrame()
    close()
  }

  /// Closes the innermost frame, whose operators are reduced, at its closing parenthesis.
  mutating func close() {
    if frames[frames.count - 1].operandBase == operands.count || !isMissing(operands[operands.count - 1]) {
      isQuiet = false
    }
    openParens -= 1
    advance()
    closeFrame(isCut: false)
  }

  private mutating func closeFrame(isCut: Bool) {
    let frame = frames.removeLast()
    let range = frame.name.start..<max(lastEnd, frame.name.end)
    let node: Int
    switch frame.kind {
    case .root: return
    case .paren:
      guard let inner = operands.last else { return }
      node = add(.paren(inner), range: range, first: frame.firstNode)
    case .call: node = call(frame.name, Array(operands[frame.operandBase...]), range, first: frame.firstNode)
    case .aggregate(let op, let grouping):
      node = aggregate(op, grouping, frame, operands[frame.operandBase...], isCut: isCut)
    }
    while operands.count > frame.operandBase { operands.removeLast() }
    operands.append(node)
    if isCut { nodes[node].isCut = true }
  }

  /// Closes what is open at the end of the text.
  mutating func closeEverything() {
    while !frames.isEmpty {
      if frames.count > 1, !frames[frames.count - 1].hasStrayCloser { unexpected() }
      if frames.count > 1 { isQuiet = true }
      reduceFrame()
      closeFrame(isCut: frames.count > 1)
    }
  }
}
