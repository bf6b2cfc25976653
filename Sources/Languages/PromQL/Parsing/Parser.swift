internal import GoStrings

/// Reads tokens into a tree.
///
/// Recursion happens only where the text nests (parentheses, calls, aggregations) and is bounded; chains of operators
/// are kept on a stack of their own, so a million of them cost memory and no more.
struct Parser {
  var lexer: Lexer
  /// The token to be read next.
  var token = Token(kind: .endOfInput, start: 0, end: 0)
  /// Where the last token that was read ends.
  var lastEnd = 0
  var nodes: [PromQL.Node] = []
  /// Errors that do not stop the reading.
  var errors: [PromQL.SyntaxError] = []
  /// The canonical pieces of the length of time being read.
  var durationParts: [String] = []
  private var depth = 0

  init(_ bytes: [UInt8], dialect: PromQL.Dialect) {
    lexer = Lexer(bytes, dialect: dialect)
  }

  mutating func parse() -> PromQL.ParseResult {
    do throws(PromQL.SyntaxError) {
      try advance()
      if token.kind == .endOfInput {
        throw PromQL.SyntaxError("no expression found in input", at: 0..<lexer.bytes.count)
      }
      _ = try expression()
      guard token.kind == .endOfInput else { throw unexpected(expected: nil) }
    } catch {
      return PromQL.ParseResult(expression: nil, errors: sorted(errors + [error]))
    }
    TypeChecker.check(&nodes, errors: &errors)
    let root = PromQL.Expression(tree: PromQL.Tree(nodes: nodes), index: nodes.count - 1)
    return PromQL.ParseResult(expression: root, errors: sorted(errors))
  }

  private func sorted(_ errors: [PromQL.SyntaxError]) -> [PromQL.SyntaxError] {
    errors.sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
  }

  mutating func advance() throws(PromQL.SyntaxError) {
    lastEnd = token.end
    token = try lexer.next()
  }

  /// Reads a token of this kind or fails.
  @discardableResult
  mutating func expect(_ kind: Token.Kind, _ name: String, in place: String? = nil) throws(PromQL.SyntaxError) -> Token
  {
    guard token.kind == kind else { throw unexpected(in: place, expected: name) }
    let read = token
    try advance()
    return read
  }

  func unexpected(in place: String? = nil, expected: String?) -> PromQL.SyntaxError {
    var message = "unexpected \(describe(token))"
    if let place { message += " in \(place)" }
    if let expected { message += ", expected \(expected)" }
    return PromQL.SyntaxError(message, at: token.range)
  }

  private func describe(_ token: Token) -> String {
    let text = String(decoding: lexer.bytes[token.range].prefix(60), as: UTF8.self)
    return switch token.kind {
    case .endOfInput: "end of input"
    case .identifier, .metricIdentifier: "identifier \"\(text)\""
    case .number: "number \"\(text)\""
    case .duration: "duration \"\(text)\""
    case .string: "string \(text)"
    case .aggregator: "aggregation \"\(text)\""
    default: "\"\(text)\""
    }
  }

  /// Stores a node whose children, if any, are the last ones stored; `first` is where their subtrees begin.
  mutating func add(_ kind: PromQL.Kind<Int>, range: Range<Int>, first: Int? = nil) -> Int {
    nodes.append(PromQL.Node(kind: kind, range: range, first: first ?? nodes.count))
    let index = nodes.count - 1
    for child in kind.children { nodes[child].parent = index }
    return index
  }
}

extension Parser {
  /// What waits on the operator stack for its right operand.
  private enum Pending {
    case unary(PromQL.UnaryOperator, start: Int)
    case binary(PromQL.Binary<Int>)

    var precedence: Int {
      switch self {
      case .unary: PromQL.BinaryOperator.unaryPrecedence
      case .binary(let node): node.op.precedence
      }
    }
  }

  /// Goes one level down, or refuses to.
  mutating func enter(at range: Range<Int>) throws(PromQL.SyntaxError) {
    guard depth < PromQL.nestingLimit else {
      throw PromQL.SyntaxError("expression is nested more than \(PromQL.nestingLimit) levels deep", at: range)
    }
    depth += 1
  }

  mutating func leave() { depth -= 1 }

  /// A whole expression, by operator precedence.
  mutating func expression() throws(PromQL.SyntaxError) -> Int {
    try enter(at: token.range)
    defer { leave() }
    var operands: [Int] = []
    var pending: [Pending] = []
    while true {
      while let sign = unaryOperator(token.kind) {
        pending.append(.unary(sign, start: token.start))
        try advance()
      }
      operands.append(try operand())
      guard case .operator(let op) = token.kind else { break }
      while let top = pending.last,
        top.precedence > op.precedence || top.precedence == op.precedence && !op.isRightAssociative
      {
        reduce(&operands, &pending)
      }
      pending.append(.binary(try binaryHead(op)))
    }
    while !pending.isEmpty { reduce(&operands, &pending) }
    return operands.last ?? 0
  }

  private func unaryOperator(_ kind: Token.Kind) -> PromQL.UnaryOperator? {
    switch kind {
    case .operator(.add): .plus
    case .operator(.subtract): .minus
    default: nil
    }
  }

  private mutating func reduce(_ operands: inout [Int], _ pending: inout [Pending]) {
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
    case .binary(var node):
      guard let left = operands.popLast() else { return }
      node.left = left
      node.right = right
      let range = nodes[left].range.lowerBound..<nodes[right].range.upperBound
      operands.append(add(.binary(node), range: range, first: nodes[left].first))
    }
  }

  /// A primary expression and what is written behind it: `[5m]`, `offset 1h`, `@ 0`, `smoothed`.
  private mutating func operand() throws(PromQL.SyntaxError) -> Int {
    var node = try primary()
    while true {
      switch token.kind {
      case .leftBracket: node = try rangeOrSubquery(of: node)
      case .offset: try offset(on: node)
      case .at: try at(on: node)
      case .anchored: try edges(.anchored, on: node)
      case .smoothed: try edges(.smoothed, on: node)
      default: return node
      }
    }
  }

  private mutating func primary() throws(PromQL.SyntaxError) -> Int {
    let first = token
    switch first.kind {
    case .number:
      try advance()
      if lexer.value(ofNumber: first) == nil {
        errors.append(.init("error parsing number: \"\(lexer.text(first))\" is out of range", at: first.range))
      }
      return add(.number(lexer.value(ofNumber: first) ?? 0), range: first.range)
    case .duration:
      try advance()
      let length = durationLiteral(first)
      return add(.number(Double(length.milliseconds ?? 0) / 1000), range: first.range)
    case .string:
      try advance()
      return add(.string(stringValue(first)), range: first.range)
    case .leftParen:
      try advance()
      let inner = try expression()
      let close = try expect(.rightParen, "\")\"")
      return add(.paren(inner), range: first.start..<close.end, first: nodes[inner].first)
    case .leftBrace: return try selector(name: nil)
    case .aggregator(let op):
      try advance()
      switch token.kind {
      case .leftParen, .by, .without: return try aggregation(op, first)
      default: return try selector(name: first)
      }
    case .variable: return try variable(first)
    case _ where first.kind.isMetricName:
      try advance()
      let isCallable = first.kind == .identifier || first.kind.isContextFunction
      return token.kind == .leftParen && isCallable ? try call(first) : try selector(name: first)
    default: throw unexpected(expected: nil)
    }
  }

  /// Grafana: a variable may stand for a metric, a function or a whole expression.
  private mutating func variable(_ first: Token) throws(PromQL.SyntaxError) -> Int {
    try advance()
    switch token.kind {
    case .leftParen: return try call(first)
    case .leftBrace, .leftBracket: return try selector(name: first)
    default: return add(.variable(lexer.text(first)), range: first.range)
    }
  }

  /// The value of a string token; an invalid escape is reported where it stands.
  mutating func stringValue(_ token: Token) -> String {
    do {
      return try GoString.value(of: lexer.bytes[token.range])
    } catch {
      let range = error.range.lowerBound + token.start..<error.range.upperBound + token.start
      errors.append(PromQL.SyntaxError(error.message, at: range))
      return ""
    }
  }
}
