/// Reads tokens into a tree, by Go's rules. Blocks are kept on a stack of frames, so that one refused action does not
/// take the rest with it.
struct Parser {
  typealias Token = GoTemplate.Token
  typealias SyntaxError = GoTemplate.SyntaxError

  var lexer: Lexer
  let place: GoTemplate.Place
  /// The token to be read next.
  private(set) var token = Token(kind: .endOfInput, range: 0..<0)
  var lastEnd = 0
  private(set) var errors: [SyntaxError] = []
  /// How many errors there were before the action that is read now.
  private var errorsBeforeAction = 0
  var definitions: [GoTemplate.Definition] = []
  /// The definitions that are not empty, by name.
  var definedNames: Set<String> = []
  var scope: Scope
  var assigned: Set<String> = []
  private(set) var syntaxUses: [GoTemplate.SyntaxUse] = []
  var frames: [Frame] = []
  var body: [GoTemplate.Item] = []
  private var parenDepth = 0
  private var suggestions: [String: String?] = [:]

  init(_ bytes: [UInt8], place: GoTemplate.Place) {
    lexer = Lexer(bytes)
    self.place = place
    scope = Scope(place.variables.map(\.name))
  }

  mutating func parse(named name: String?) -> GoTemplate.ParseResult {
    while frames.count < GoTemplate.nestingLimit {
      do {
        try advance()
        if token.kind == .endOfInput { break }
        if token.kind == .text { append(.text(token.range)) }
      } catch {
        refuse(error)
        continue
      }
      if token.kind == .leftDelimiter { action() }
    }
    if token.kind == .endOfInput {
      reportOpenBlocks()
    } else if let frame = frames.last {
      report(Self.tooDeep(at: frame.opener))
    }
    while !frames.isEmpty { closeFrame(at: lexer.bytes.count) }
    checkName(name)
    let template = GoTemplate.Template(
      body: body, definitions: definitions, place: place, assigned: assigned, syntaxUses: syntaxUses)
    errors.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    return GoTemplate.ParseResult(template: template, errors: errors)
  }

  static func tooDeep(at range: Range<Int>) -> SyntaxError {
    SyntaxError("template is nested more than \(GoTemplate.nestingLimit) levels deep", at: range)
  }

  /// Go adds a template to the set of its own definitions; two of a name that are not empty collide.
  private mutating func checkName(_ name: String?) {
    guard let name, !isEmpty(body) || !place.variables.isEmpty,
      let definition = definitions.first(where: { $0.name == name && !$0.isEmpty })
    else { return }
    report(SyntaxError("multiple definition of template \"\(name)\"", at: definition.nameRange))
  }
}

extension Parser {
  mutating func advance() throws(SyntaxError) {
    lastEnd = token.range.upperBound
    token = try lexer.next()
    while token.kind == .comment { token = try lexer.next() }
  }

  /// The token after the next one, if it can be read.
  func tokenAfterNext() throws(SyntaxError) -> Token {
    var ahead = lexer
    return try ahead.next()
  }

  func text(_ token: Token) -> String { lexer.text(token) }

  func bytes(_ token: Token) -> ArraySlice<UInt8> { lexer.bytes[token.range] }

  mutating func report(_ error: SyntaxError) { errors.append(error) }

  mutating func use(_ what: String, at range: Range<Int>, sinceGo go: String) {
    syntaxUses.append(GoTemplate.SyntaxUse(what: what, range: range, go: go))
  }

  /// Reports why the action can't be read, and goes on behind it.
  mutating func refuse(_ error: SyntaxError) {
    // What stands in an action without an end is mostly plain text: nothing else is said of it.
    if error.message == "unclosed action" { errors.removeLast(errors.count - errorsBeforeAction) }
    errors.append(error)
    if token.kind == .rightDelimiter, error.range.lowerBound <= token.range.lowerBound,
      lexer.position == token.range.upperBound
    {
      return
    }
    lexer.isRecovering = true
    do {
      while token.kind != .rightDelimiter, token.kind != .endOfInput, lexer.position < lexer.bytes.count,
        error.range.upperBound <= lexer.position
      {
        token = try lexer.next()
        if token.kind == .rightDelimiter {
          lexer.isRecovering = false
          return
        }
      }
    } catch {}
    lexer.recover()
  }

  /// Runs `read`; when the action can't be read, reports why, and gives nil.
  mutating func attempt<Value>(_ read: (inout Self) throws(SyntaxError) -> Value) -> Value? {
    do {
      return try read(&self)
    } catch {
      refuse(error)
      return nil
    }
  }

  mutating func beginAction() {
    errorsBeforeAction = errors.count
    parenDepth = 0
  }

  func unexpected(in context: String) -> SyntaxError {
    let shown = String(decoding: lexer.bytes[token.range].prefix(40), as: UTF8.self)
    let what: String =
      switch token.kind {
      case .endOfInput: "EOF"
      case .keyword(let keyword): "{{\(keyword.rawValue)}}"
      case .string, .rawString: shown
      case .rightDelimiter: "end of action"
      default: "\"\(shown)\""
      }
    return SyntaxError("unexpected \(what) in \(context)", at: token.range)
  }

  mutating func expect(_ kind: Token.Kind, in context: String) throws(SyntaxError) {
    guard token.kind == kind else { throw unexpected(in: context) }
    // An action's end is followed by text, which is read in its turn.
    if kind == .rightDelimiter { lastEnd = token.range.upperBound } else { try advance() }
  }

  mutating func enterParen() throws(SyntaxError) {
    guard parenDepth + frames.count < GoTemplate.nestingLimit else { throw Self.tooDeep(at: token.range) }
    parenDepth += 1
  }

  mutating func leaveParen() { parenDepth -= 1 }

  mutating func suggestion(for function: String) -> String? {
    if let known = suggestions[function] { return known }
    let found = GoTemplate.nearest(to: function, among: place.functionNames)
    if suggestions.count < 100 { suggestions[function] = .some(found) }
    return found
  }
}

/// The variables that are visible.
struct Scope {
  /// What is there before the text; a few.
  private let given: [String]
  private var declared: [String] = []
  private var counts: [String: Int] = [:]

  init(_ names: [String]) { given = names }

  var depth: Int { declared.count }

  /// In the order of their declaration.
  var visible: [String] { given + declared }

  func contains(_ name: String) -> Bool { name == "$" || given.contains(name) || counts[name] != nil }

  mutating func declare(_ name: String) {
    declared.append(name)
    counts[name, default: 0] += 1
  }

  /// Forgets what was declared since the scope was `depth` deep.
  mutating func close(to depth: Int) {
    while declared.count > depth, let name = declared.popLast() {
      counts[name, default: 1] -= 1
      if counts[name] == 0 { counts[name] = nil }
    }
  }
}
