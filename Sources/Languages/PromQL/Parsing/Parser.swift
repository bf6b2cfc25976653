internal import GoStrings

/// Reads tokens into a tree, whatever they are.
///
/// There is no recursion: what is open (parentheses, calls, aggregations) is a stack of frames, and operators wait on
/// a stack of their own, so depth costs memory and no more. After an error the reading goes on at the next operator,
/// comma or closing bracket; until then the parser is quiet, so that one mistake makes one error.
struct Parser {
  var lexer: Lexer
  /// The token to be read next.
  var token = Token(kind: .endOfInput, start: 0, end: 0)
  /// Where the last token that was read ends.
  var lastEnd = 0
  var nodes: [PromQL.Node] = []
  var errors: [PromQL.SyntaxError] = []
  /// What the way in which things are written asks of a server.
  var notes: [PromQL.Requirement] = []
  /// Whether something does not follow the grammar, so that the tree is a guess.
  var violatesGrammar = false
  /// Whether the last thing read was an error that is reported, and what follows may be its echo.
  var isQuiet = false
  /// Parentheses that are open.
  var openParens = 0
  /// The canonical pieces of the length of time being read.
  var durationParts: [DurationPart] = []
  /// How deep the length of time being read is nested.
  var durationDepth = 0
  /// Whether the length of time being read has operators or parentheses.
  var usesArithmetic = false

  var frames: [Frame] = []
  var operands: [Int] = []
  var pending: [Pending] = []

  init(_ bytes: [UInt8], dialect: PromQL.Dialect) {
    lexer = Lexer(bytes, dialect: dialect)
    // Room for most expressions.
    nodes.reserveCapacity(bytes.count / 16 + 2)
    frames.reserveCapacity(4)
    operands.reserveCapacity(4)
  }

  mutating func parse() -> PromQL.ParseResult {
    advance()
    if token.kind == .endOfInput, errors.isEmpty {
      complain("no expression found in input", at: 0..<lexer.bytes.count)
      return PromQL.ParseResult(expression: nil, partial: nil, errors: errors)
    }
    begin(.root, token)
    var needsOperand = true
    while needsOperand || token.kind != .endOfInput {
      needsOperand = needsOperand ? readOperand() : readAfterOperand()
    }
    closeEverything()
    TypeChecker.check(&nodes, errors: &errors)
    let root = PromQL.Expression(tree: PromQL.Tree(nodes: nodes, notes: notes), index: nodes.count - 1)
    if errors.count > 1 {
      errors.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
      if errors.count > PromQL.errorLimit { errors.removeSubrange(PromQL.errorLimit...) }
    }
    return PromQL.ParseResult(expression: violatesGrammar ? nil : root, partial: root, errors: errors)
  }

  /// Goes to the next token. Characters that are no token are reported and skipped.
  mutating func advance() {
    lastEnd = token.end
    repeat {
      token = lexer.next()
      if lexer.problem != nil { reportProblem() }
    } while token.kind == .junk
    // What is missing is missed behind the last word, not behind the blanks and comments that follow it.
    if token.kind == .endOfInput { token = Token(kind: .endOfInput, start: lastEnd, end: lastEnd) }
  }

  /// Stores a node whose children, if any, are the last ones stored; `first` is where their subtrees begin.
  mutating func add(_ kind: PromQL.Kind<Int>, range: Range<Int>, first: Int? = nil) -> Int {
    let index = nodes.count
    let first = first ?? index
    nodes.append(PromQL.Node(kind: kind, range: range, first: first))
    // One child's subtree ends where the next one's begins.
    var child = index - 1
    while child >= first {
      nodes[child].parent = index
      child = nodes[child].first - 1
    }
    return index
  }

  /// The value of a string token; an invalid escape is reported where it stands.
  mutating func stringValue(_ token: Token) -> String {
    guard token.kind == .string else { return lexer.text((token.start + 1)..<token.end) }
    if !token.hasEscapes { return lexer.text((token.start + 1)..<(token.end - 1)) }
    do {
      return try GoString.value(of: lexer.bytes[token.range])
    } catch {
      let range = error.range.lowerBound + token.start..<error.range.upperBound + token.start
      complain(error.message, at: range)
      return ""
    }
  }
}

/// Errors.
extension Parser {
  /// Reports what is wrong with the last token.
  private mutating func reportProblem() {
    guard let problem = lexer.problem.take() else { return }
    switch token.kind {
    case .junk, .unterminated, .rightBrace, .colon: syntaxError(problem)
    default:
      violatesGrammar = true
      note(problem)
    }
  }

  /// Keeps an error, unless there are many already.
  private mutating func note(_ error: PromQL.SyntaxError) {
    if errors.count < PromQL.errorLimit { errors.append(error) }
  }

  /// Reports what is wrong about something that could be read.
  mutating func complain(_ message: String, at range: Range<Int>, suggestion: String? = nil) {
    note(PromQL.SyntaxError(message, at: range, suggestion: suggestion))
  }

  /// Reports what can't be read, unless it follows from an error that is reported.
  mutating func syntaxError(_ error: PromQL.SyntaxError) {
    violatesGrammar = true
    if isQuiet { return }
    isQuiet = true
    note(error)
  }

  /// Reports the next token.
  mutating func unexpected(in place: String? = nil, expected: String? = nil, suggestion: String? = nil) {
    if token.kind == .endOfInput, let message = lexer.unclosed(parentheses: openParens) {
      return syntaxError(PromQL.SyntaxError(message, at: token.range))
    }
    // What is wrong with these is reported already.
    if token.kind == .badNumber || token.kind == .unterminated { isQuiet = true }
    var message = "unexpected \(describe(token))"
    if let place { message += " in \(place)" }
    if let expected { message += ", expected \(expected)" }
    syntaxError(PromQL.SyntaxError(message, at: token.range, suggestion: suggestion))
  }

  /// Reads a token of this kind, or reports that it is another.
  mutating func expect(_ kind: Token.Kind, _ name: String, in place: String? = nil) -> Bool {
    guard token.kind == kind else {
      unexpected(in: place, expected: name)
      return false
    }
    advance()
    return true
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

  /// Gives up what is left of the text.
  mutating func stop(_ message: String, at range: Range<Int>) {
    violatesGrammar = true
    if errors.count == PromQL.errorLimit { errors.removeLast() }
    note(PromQL.SyntaxError(message, at: range))
    isQuiet = true
    lexer.leaveBrackets(at: lexer.bytes.count)
    token = Token(kind: .endOfInput, start: lexer.bytes.count, end: lexer.bytes.count)
  }
}
