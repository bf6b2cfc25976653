internal import GrafanaVariables

/// Reads tokens into a tree.
///
/// Recursion happens only where the text nests (parentheses, calls) and is bounded; chains of operators are kept on a
/// stack of their own. An error in a matcher, a stage or an argument is noted, and reading goes on behind it.
struct Parser {
  var lexer: Lexer
  /// The token to be read next.
  var token = Token(kind: .endOfInput, start: 0, end: 0)
  /// Where the last token that was read starts and ends.
  private(set) var lastStart = 0
  private(set) var lastEnd = 0
  var nodes: [LogQL.Node] = []
  /// Errors that do not stop the reading.
  var errors: [LogQL.SyntaxError] = []
  /// Whether the grammar was violated, so that the tree is not worth giving away.
  private var isBroken = false
  private var depth = 0

  init(_ bytes: [UInt8], dialect: LogQL.Dialect) { lexer = Lexer(bytes, dialect: dialect) }

  mutating func parse() -> LogQL.ParseResult {
    checkBytes()
    advance()
    do throws(LogQL.SyntaxError) {
      if token.kind == .endOfInput {
        throw LogQL.SyntaxError("no query found in input", at: 0..<lexer.bytes.count)
      }
      _ = try expression()
      if token.kind != .endOfInput { throw unexpected(expected: nil) }
    } catch {
      record(error)
    }
    let bytes = lexer.bytes
    let ranges = lexer.dialect == .grafana ? GrafanaVariable.ranges(in: bytes) : []
    let variables = ranges.map { LogQL.VariableUse(text: String(decoding: bytes[$0], as: UTF8.self), range: $0) }
    if isBroken || !lexer.errors.isEmpty {
      return LogQL.ParseResult(expression: nil, errors: sorted(lexer.errors + errors), variables: variables)
    }
    TypeChecker.check(&nodes, errors: &errors)
    let root = LogQL.Expression(tree: LogQL.Tree(nodes: nodes), index: nodes.count - 1)
    return LogQL.ParseResult(expression: root, errors: sorted(errors), variables: variables)
  }

  /// What Loki refuses before it looks at a word.
  private mutating func checkBytes() {
    let bytes = lexer.bytes
    if lexer.dialect == .loki, bytes.count >= LogQL.lengthLimit {
      let message = "query is \(bytes.count) bytes long, and Loki takes fewer than \(LogQL.lengthLimit)"
      lexer.report(message, at: 0..<bytes.count)
    }
    if let at = bytes.firstIndex(of: 0) { lexer.report("invalid character NUL", at: at..<(at + 1)) }
    if let at = UTF8.firstInvalid(in: bytes) { lexer.report("invalid UTF-8 encoding", at: at..<(at + 1)) }
  }

  private func sorted(_ errors: [LogQL.SyntaxError]) -> [LogQL.SyntaxError] {
    var seen: Set<LogQL.SyntaxError> = []
    return errors.filter { seen.insert($0).inserted }
      .sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
  }

  mutating func advance() {
    (lastStart, lastEnd) = (token.start, token.end)
    token = lexer.next()
  }

  /// The token behind the next one.
  func tokenAfterNext() -> Token {
    var ahead = lexer.withoutErrors
    return ahead.next()
  }

  /// Notes a violation of the grammar, unless the lexer has said at the same place what is wrong.
  mutating func record(_ error: LogQL.SyntaxError) {
    isBroken = true
    let start = error.range.lowerBound
    if token.kind == .endOfInput, lexer.hasSwallowedEnd { return }
    if lexer.errors.last?.range.lowerBound == start || errors.last?.range.lowerBound == start { return }
    errors.append(error)
  }

  /// Reads a token of this kind or fails.
  @discardableResult
  mutating func expect(
    _ kind: Token.Kind, _ name: String, in place: String? = nil
  ) throws(LogQL.SyntaxError) -> Token {
    guard token.kind == kind else { throw unexpected(in: place, expected: name) }
    let read = token
    advance()
    return read
  }

  func unexpected(in place: String? = nil, expected: String?) -> LogQL.SyntaxError {
    var message = "unexpected \(describe(token))"
    if let place { message += " in \(place)" }
    if let expected { message += ", expected \(expected)" }
    return LogQL.SyntaxError(message, at: token.range)
  }

  func describe(_ token: Token) -> String {
    let text = String(decoding: lexer.bytes[token.range].prefix(60), as: UTF8.self)
    return switch token.kind {
    case .endOfInput: "end of input"
    case .identifier: "identifier \"\(text)\""
    case .number: "number \"\(text)\""
    case .duration: "duration \"\(text)\""
    case .size: "number of bytes \"\(text)\""
    case .string: "string \(text)"
    case .range: "range \(text)"
    case .flag: "flag \"\(text)\""
    case .keyword: "reserved word \"\(text)\""
    default: "\"\(text)\""
    }
  }

  /// Skips to where reading can go on: a token that `isEnd` knows, outside of parentheses that open on the way; a
  /// closing parenthesis of an outer level; the end.
  mutating func skip(to isEnd: (Token) -> Bool) {
    var open = 0
    while token.kind != .endOfInput {
      if open == 0, token.kind == .rightParen || isEnd(token) { return }
      switch token.kind {
      case .leftParen: open += 1
      case .rightParen: open -= 1
      default: break
      }
      advance()
    }
  }

  /// Stores a node whose children, if any, are the last ones stored; `first` is where their subtrees begin.
  mutating func add(_ kind: LogQL.Kind<Int>, range: Range<Int>, first: Int? = nil) -> Int {
    nodes.append(LogQL.Node(kind: kind, range: range, first: first ?? nodes.count))
    let index = nodes.count - 1
    for child in kind.children { nodes[child].parent = index }
    return index
  }

  /// Goes one level down, or refuses to.
  mutating func enter(at range: Range<Int>) throws(LogQL.SyntaxError) {
    guard depth < LogQL.nestingLimit else {
      throw LogQL.SyntaxError("query is nested more than \(LogQL.nestingLimit) levels deep", at: range)
    }
    depth += 1
  }

  mutating func leave() { depth -= 1 }
}

extension Parser {
  /// A whole expression, by operator precedence.
  mutating func expression() throws(LogQL.SyntaxError) -> Int {
    try enter(at: token.range)
    defer { leave() }
    var operands: [Int] = []
    var pending: [LogQL.Binary<Int>] = []
    while true {
      operands.append(try operand())
      guard case .operator(let op) = token.kind else { break }
      while let top = pending.last?.op,
        top.precedence > op.precedence || top.precedence == op.precedence && !op.isRightAssociative
      {
        reduce(&operands, &pending)
      }
      pending.append(try binaryHead(op))
    }
    while !pending.isEmpty { reduce(&operands, &pending) }
    return operands.last ?? 0
  }

  private mutating func reduce(_ operands: inout [Int], _ pending: inout [LogQL.Binary<Int>]) {
    guard var node = pending.popLast(), let right = operands.popLast(), let left = operands.popLast() else { return }
    node.left = left
    node.right = right
    let range = nodes[left].range.lowerBound..<nodes[right].range.upperBound
    operands.append(add(.binary(node), range: range, first: nodes[left].first))
  }

  private mutating func operand() throws(LogQL.SyntaxError) -> Int {
    let first = token
    switch first.kind {
    case .number, .operator(.add), .operator(.subtract): return try literal()
    case .leftBrace: return try logs()
    case .leftParen: return try parenthesized()
    case .variable: return try variable()
    case .identifier:
      advance()
      switch token.kind {
      case .leftParen, .keyword(.by), .keyword(.without): return try call(first)
      default:
        let name = lexer.text(first)
        let message = "unexpected identifier \"\(name)\", expected a selector in braces or a function"
        throw LogQL.SyntaxError(message, at: first.range, suggestion: Suggestions.function(near: name))
      }
    default: throw unexpected(expected: "a selector in braces, a function or a number")
    }
  }

  /// A number with the sign that is part of it.
  private mutating func literal() throws(LogQL.SyntaxError) -> Int {
    let first = token
    if first.kind != .number { advance() }
    // Grafana: a sign before a variable.
    if token.kind == .variable, first.kind != .number {
      let variable = lexer.text(token)
      advance()
      return add(.variable(lexer.text(first) + variable), range: first.start..<lastEnd)
    }
    let number = try expect(.number, "number", in: "number with a sign")
    let value = value(of: number)
    return add(.number(first.kind == .operator(.subtract) ? -value : value), range: first.start..<number.end)
  }

  /// The value of a number token; one that has none is reported.
  mutating func value(of number: Token) -> Double {
    if let value = lexer.value(ofNumber: number) { return value }
    let text = lexer.text(number)
    errors.append(LogQL.SyntaxError("unable to parse literal as a float: \"\(text.prefix(40))\"", at: number.range))
    return 0
  }

  private mutating func parenthesized() throws(LogQL.SyntaxError) -> Int {
    let start = token.start
    advance()
    let inner = try expression()
    try expect(.rightParen, "\")\"")
    if token.kind == .range { return try window(behind: inner, from: start) }
    switch nodes[inner].kind {
    case .range:
      nodes[inner].range = start..<lastEnd
      return inner
    case .logs where token.startsStage:
      throw LogQL.SyntaxError("stages have to stand inside the parentheses", at: token.range)
    default: return add(.paren(inner), range: start..<lastEnd, first: nodes[inner].first)
    }
  }

  /// Grafana: a variable may stand for a selector, a function or a whole query.
  private mutating func variable() throws(LogQL.SyntaxError) -> Int {
    let first = token
    advance()
    switch token.kind {
    case .pipe, .lineFilter, .regexNoMatch, .range: return try logs(variable: first)
    case .operator(.notEqual) where tokenAfterNext().kind == .string: return try logs(variable: first)
    case .leftParen, .keyword(.by), .keyword(.without): return try call(first)
    default: return add(.variable(lexer.text(first)), range: first.range)
    }
  }

  /// A binary operator and its modifiers; the operands are filled in when it is reduced.
  private mutating func binaryHead(_ op: LogQL.BinaryOperator) throws(LogQL.SyntaxError) -> LogQL.Binary<Int> {
    var node = LogQL.Binary(op: op, opRange: token.range, left: 0, right: 0)
    advance()
    if token.kind == .keyword(.bool) {
      node.returnsBool = true
      advance()
    }
    if token.kind == .keyword(.on) || token.kind == .keyword(.ignoring) {
      let keyword = token
      advance()
      let labels = try labelList()
      node.matching = .init(isOn: keyword.kind == .keyword(.on), labels: labels, range: keyword.start..<lastEnd)
      if token.kind == .keyword(.groupLeft) || token.kind == .keyword(.groupRight) { node.group = try group() }
    }
    return node
  }

  private mutating func group() throws(LogQL.SyntaxError) -> LogQL.Group {
    let keyword = token
    advance()
    let labels = token.kind == .leftParen ? try labelList() : []
    return .init(
      side: keyword.kind == .keyword(.groupLeft) ? .left : .right, labels: labels, range: keyword.start..<lastEnd)
  }
}

extension UTF8 {
  /// The first byte that begins no character.
  fileprivate static func firstInvalid(in bytes: [UInt8]) -> Int? {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    var codec = UTF8()
    var iterator = bytes.makeIterator()
    var at = 0
    while true {
      switch codec.decode(&iterator) {
      case .scalarValue(let scalar): at += width(scalar)
      case .error: return at
      case .emptyInput: return nil
      }
    }
  }
}
