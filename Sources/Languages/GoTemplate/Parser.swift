/// Reads tokens into a tree, by Go's rules.
struct Parser {
  typealias Token = GoTemplate.Token
  typealias SyntaxError = GoTemplate.SyntaxError

  private var lexer: Lexer
  let place: GoTemplate.Place
  /// The token to be read next.
  private(set) var token = Token(kind: .endOfInput, range: 0..<0)
  private(set) var lastEnd = 0
  /// Errors that do not stop the reading.
  var errors: [SyntaxError] = []
  private(set) var definitions: [GoTemplate.Definition] = []
  var scope: Scope
  private var depth = 0
  private var loops = 0

  init(_ bytes: [UInt8], place: GoTemplate.Place) {
    lexer = Lexer(bytes)
    self.place = place
    scope = Scope(place.variables.keys)
  }

  mutating func parse() -> GoTemplate.ParseResult {
    do throws(SyntaxError) {
      try advance()
      let body = try items(until: [], isTopLevel: true)
      let template = GoTemplate.Template(body: body.items, definitions: definitions, place: place)
      return GoTemplate.ParseResult(template: template, errors: sorted(errors))
    } catch {
      return GoTemplate.ParseResult(template: nil, errors: sorted(errors + [error]))
    }
  }

  private func sorted(_ errors: [SyntaxError]) -> [SyntaxError] {
    errors.sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
  }

  mutating func advance() throws(SyntaxError) {
    lastEnd = token.range.upperBound
    token = try lexer.next()
  }

  /// The token after the next one.
  func tokenAfterNext() throws(SyntaxError) -> Token {
    var ahead = lexer
    return try ahead.next()
  }

  func text(_ token: Token) -> String { lexer.text(token) }

  func bytes(_ token: Token) -> ArraySlice<UInt8> { lexer.bytes[token.range] }

  func unexpected(in context: String) -> SyntaxError {
    let what: String =
      switch token.kind {
      case .endOfInput: "EOF"
      case .keyword(let keyword): "{{\(keyword.rawValue)}}"
      case .string, .rawString: String(decoding: lexer.bytes[token.range].prefix(40), as: UTF8.self)
      default: "\"\(String(decoding: lexer.bytes[token.range].prefix(40), as: UTF8.self))\""
      }
    return SyntaxError("unexpected \(what) in \(context)", at: token.range)
  }

  mutating func expect(_ kind: Token.Kind, in context: String) throws(SyntaxError) {
    guard token.kind == kind else { throw unexpected(in: context) }
    try advance()
  }

  mutating func enter() throws(SyntaxError) {
    guard depth < GoTemplate.nestingLimit else {
      throw SyntaxError("template is nested more than \(GoTemplate.nestingLimit) levels deep", at: token.range)
    }
    depth += 1
  }

  mutating func leave() { depth -= 1 }
}

extension Parser {
  /// What ended a list of items.
  struct Ending {
    var keyword: GoTemplate.Keyword?
    /// Where the ending action starts.
    var start: Int
  }

  /// Items up to an action that starts with one of `endings`, whose keyword is read; at top level, to the end.
  private mutating func items(
    until endings: Set<GoTemplate.Keyword>, isTopLevel: Bool = false
  ) throws(SyntaxError) -> (items: [GoTemplate.Item], ending: Ending) {
    try enter()
    defer { leave() }
    var items: [GoTemplate.Item] = []
    while true {
      switch token.kind {
      case .endOfInput:
        guard isTopLevel else { throw SyntaxError("unexpected EOF", at: token.range) }
        return (items, Ending(keyword: nil, start: token.range.lowerBound))
      case .text:
        items.append(.text(token.range))
        try advance()
      default:
        let start = token.range.lowerBound
        try expect(.leftDelimiter, in: "template")
        if case .keyword(let keyword) = token.kind, endings.contains(keyword) {
          try advance()
          return (items, Ending(keyword: keyword, start: start))
        }
        if let item = try action(from: start, isTopLevel: isTopLevel) { items.append(item) }
      }
    }
  }

  private mutating func action(from start: Int, isTopLevel: Bool) throws(SyntaxError) -> GoTemplate.Item? {
    guard case .keyword(let keyword) = token.kind else {
      let pipeline = try self.pipeline(in: "command", until: .rightDelimiter)
      return .action(pipeline)
    }
    switch keyword {
    case .if, .with, .range:
      try advance()
      return .branch(try branch(GoTemplate.Branch.Keyword(rawValue: keyword.rawValue) ?? .if, from: start))
    case .template:
      try advance()
      return .template(try templateCall())
    case .block:
      try advance()
      return .template(try block())
    case .define:
      guard isTopLevel else { throw unexpected(in: "template clause") }
      try advance()
      try define()
      return nil
    case .break, .continue:
      guard loops > 0 else { throw SyntaxError("{{\(keyword.rawValue)}} outside {{range}}", at: token.range) }
      try advance()
      try expect(.rightDelimiter, in: "{{\(keyword.rawValue)}}")
      return .loopExit(isBreak: keyword == .break, range: start..<lastEnd)
    case .else, .end: throw SyntaxError("unexpected {{\(keyword.rawValue)}}", at: token.range)
    }
  }

  private mutating func branch(
    _ keyword: GoTemplate.Branch.Keyword, from start: Int
  ) throws(SyntaxError) -> GoTemplate.Branch {
    let outerScope = scope.depth
    defer { scope.close(to: outerScope) }
    let pipeline = try self.pipeline(in: keyword.rawValue, until: .rightDelimiter, isRange: keyword == .range)
    if keyword == .range { loops += 1 }
    let innerScope = scope.depth
    let (body, ending) = try items(until: [.else, .end])
    if keyword == .range { loops -= 1 }
    scope.close(to: innerScope)
    var elseBody: [GoTemplate.Item]?
    if ending.keyword == .else {
      if case .keyword(let chained) = token.kind, chained == .if || chained == .with,
        keyword.rawValue == chained.rawValue
      {
        try enter()
        try advance()
        let inner = try branch(keyword, from: ending.start)
        leave()
        return GoTemplate.Branch(
          keyword: keyword, pipeline: pipeline, body: body, elseBody: [.branch(inner)], range: start..<lastEnd)
      }
      try expect(.rightDelimiter, in: "else")
      let rest = try items(until: [.else, .end])
      guard rest.ending.keyword == .end else {
        throw SyntaxError("expected end; found {{else}}", at: rest.ending.start..<lastEnd)
      }
      elseBody = rest.items
    }
    try expect(.rightDelimiter, in: "end")
    return GoTemplate.Branch(
      keyword: keyword, pipeline: pipeline, body: body, elseBody: elseBody, range: start..<lastEnd)
  }

  private mutating func templateName(in clause: String) throws(SyntaxError) -> (name: String, range: Range<Int>) {
    guard token.kind == .string || token.kind == .rawString else { throw unexpected(in: clause) }
    let read = token
    try advance()
    return (string(read).value, read.range)
  }

  private mutating func templateCall() throws(SyntaxError) -> GoTemplate.TemplateCall {
    let (name, range) = try templateName(in: "template clause")
    var argument: GoTemplate.Pipeline?
    if token.kind == .rightDelimiter {
      try advance()
    } else {
      argument = try pipeline(in: "template clause", until: .rightDelimiter)
    }
    return GoTemplate.TemplateCall(name: name, nameRange: range, argument: argument)
  }

  private mutating func block() throws(SyntaxError) -> GoTemplate.TemplateCall {
    let (name, range) = try templateName(in: "block clause")
    let argument = try pipeline(in: "block clause", until: .rightDelimiter)
    try definition(name, range)
    return GoTemplate.TemplateCall(name: name, nameRange: range, argument: argument)
  }

  private mutating func define() throws(SyntaxError) {
    let (name, range) = try templateName(in: "define clause")
    try expect(.rightDelimiter, in: "define clause")
    try definition(name, range)
  }

  /// The body of a definition: variables from outside do not reach into it.
  private mutating func definition(_ name: String, _ range: Range<Int>) throws(SyntaxError) {
    let outer = (scope, loops)
    (scope, loops) = (Scope([]), 0)
    let (body, _) = try items(until: [.end])
    (scope, loops) = outer
    try expect(.rightDelimiter, in: "end")
    definitions.append(GoTemplate.Definition(name: name, nameRange: range, body: body))
  }
}

/// The variables that are visible.
struct Scope {
  private var names: [String] = []
  private var counts: [String: Int] = ["$": 1]

  init(_ names: some Sequence<String>) { names.forEach { declare($0) } }

  var depth: Int { names.count }

  func contains(_ name: String) -> Bool { counts[name] != nil }

  mutating func declare(_ name: String) {
    names.append(name)
    counts[name, default: 0] += 1
  }

  /// Forgets what was declared since the scope was `depth` deep.
  mutating func close(to depth: Int) {
    while names.count > depth, let name = names.popLast() {
      counts[name, default: 1] -= 1
      if counts[name] == 0 { counts[name] = nil }
    }
  }
}
