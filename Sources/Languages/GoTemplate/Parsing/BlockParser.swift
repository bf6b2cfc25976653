extension Parser {
  /// A block that waits for its `{{end}}`.
  struct Frame {
    enum Kind { case branch(GoTemplate.Branch.Keyword), define, block }
    var kind: Kind
    /// The action that opened it.
    var opener: Range<Int>
    var name = ""
    var nameRange = 0..<0
    /// The conditions read so far; the last one's body is `items` until the next `else`.
    var arms: [GoTemplate.Branch.Arm] = []
    var items: [GoTemplate.Item] = []
    var isInElse = false
    var scopeDepth: Int
    /// The variables outside of a definition, which does not see them.
    var outerScope: Scope?

    /// Hands what was read to the last condition.
    mutating func closeArm() {
      guard let last = arms.indices.last else { return }
      arms[last].body = items
      items = []
    }

    var keyword: String {
      switch kind {
      case .branch(let keyword): keyword.rawValue
      case .define: "define"
      case .block: "block"
      }
    }
  }

  mutating func append(_ item: GoTemplate.Item) {
    if frames.isEmpty { body.append(item) } else { frames[frames.count - 1].items.append(item) }
  }

  /// Reads the action whose `{{` is the current token.
  mutating func action() {
    let start = token.range.lowerBound
    beginAction()
    guard attempt({ (parser) throws(SyntaxError) in try parser.advance() }) != nil else { return }
    guard case .keyword(let keyword) = token.kind else {
      if let pipeline = attempt({ (parser) throws(SyntaxError) in
        try parser.pipeline(in: "command", until: .rightDelimiter)
      }) {
        append(.action(pipeline))
      }
      return
    }
    switch keyword {
    case .if: open(.if, from: start)
    case .with: open(.with, from: start)
    case .range: open(.range, from: start)
    case .template: templateCall()
    case .block: block(from: start)
    case .define: define(from: start)
    case .break, .continue: loopExit(keyword, from: start)
    case .else: elseAction(from: start)
    case .end: end(from: start)
    }
  }

  private mutating func open(_ keyword: GoTemplate.Branch.Keyword, from start: Int) {
    let depth = scope.depth
    let pipeline = condition(keyword)
    frames.append(
      Frame(
        kind: .branch(keyword), opener: start..<lastEnd, arms: [GoTemplate.Branch.Arm(pipeline: pipeline, body: [])],
        scopeDepth: depth))
  }

  /// The pipeline behind `if` and the like; an empty one when it can't be read, so that the block stands all the same.
  private mutating func condition(_ keyword: GoTemplate.Branch.Keyword) -> GoTemplate.Pipeline {
    let start = token.range
    let pipeline = attempt { (parser) throws(SyntaxError) in
      try parser.advance()
      return try parser.pipeline(in: keyword.rawValue, until: .rightDelimiter, isRange: keyword == .range)
    }
    lastEnd = max(lastEnd, start.upperBound)
    return pipeline ?? GoTemplate.Pipeline(declared: [], isAssignment: false, commands: [], range: start)
  }

  private mutating func elseAction(from start: Int) {
    let word = token.range
    guard let frame = frames.last, case .branch(let keyword) = frame.kind else {
      let inside = frames.last.map { " in \($0.keyword) clause" } ?? ""
      return refuse(SyntaxError("unexpected {{else}}\(inside)", at: word))
    }
    guard !frame.isInElse else { return refuse(SyntaxError("expected end; found {{else}}", at: word)) }
    frames[frames.count - 1].closeArm()
    guard attempt({ (parser) throws(SyntaxError) in try parser.advance() }) != nil else {
      frames[frames.count - 1].isInElse = true
      return
    }
    let isChained = token.kind == .keyword(.if) && keyword == .if || token.kind == .keyword(.with) && keyword == .with
    guard isChained else {
      frames[frames.count - 1].isInElse = true
      _ = attempt { (parser) throws(SyntaxError) in try parser.expect(.rightDelimiter, in: "else") }
      return
    }
    if keyword == .with { use("{{else with}}", at: word.lowerBound..<token.range.upperBound, sinceGo: "1.23") }
    let pipeline = condition(keyword)
    frames[frames.count - 1].arms.append(GoTemplate.Branch.Arm(pipeline: pipeline, body: []))
  }

  private mutating func end(from start: Int) {
    guard !frames.isEmpty else { return refuse(SyntaxError("unexpected {{end}}", at: token.range)) }
    _ = attempt { (parser) throws(SyntaxError) in
      try parser.advance()
      try parser.expect(.rightDelimiter, in: "end")
    }
    closeFrame(at: token.range.upperBound)
  }

  /// Takes the innermost block off the stack, and puts what it holds where it belongs.
  mutating func closeFrame(at end: Int) {
    guard var frame = frames.popLast() else { return }
    if !frame.isInElse { frame.closeArm() }
    let range = frame.opener.lowerBound..<max(end, frame.opener.upperBound)
    if let outer = frame.outerScope { scope = outer } else { scope.close(to: frame.scopeDepth) }
    switch frame.kind {
    case .branch(let keyword):
      append(
        .branch(
          GoTemplate.Branch(
            keyword: keyword, arms: frame.arms, elseBody: frame.isInElse ? frame.items : nil, range: range)))
    case .define, .block:
      let isEmpty = isEmpty(frame.items)
      if !isEmpty, !definedNames.insert(frame.name).inserted {
        report(SyntaxError("multiple definition of template \"\(frame.name)\"", at: frame.nameRange))
      }
      definitions.append(
        GoTemplate.Definition(
          name: frame.name, nameRange: frame.nameRange, body: frame.items, range: range, isEmpty: isEmpty))
    }
  }

  /// Whether there are blanks alone.
  func isEmpty(_ items: [GoTemplate.Item]) -> Bool {
    items.allSatisfy { item in
      guard case .text(let range) = item else { return false }
      return lexer.bytes[range].allSatisfy { $0.isBlank || $0 == 0x0B || $0 == 0x0C }
    }
  }

  /// The text ended inside blocks.
  mutating func reportOpenBlocks() {
    for frame in frames {
      report(SyntaxError("unexpected EOF: {{\(frame.keyword)}} has no {{end}}", at: frame.opener))
    }
  }
}

extension Parser {
  /// Whether `break` has a loop to leave: bodies of `range`, not what its `else` holds.
  private var isInLoop: Bool {
    for frame in frames.reversed() {
      guard case .branch(let keyword) = frame.kind else { return false }
      if keyword == .range, !frame.isInElse { return true }
    }
    return false
  }

  private mutating func loopExit(_ keyword: GoTemplate.Keyword, from start: Int) {
    let word = token.range
    guard isInLoop else {
      return refuse(SyntaxError("{{\(keyword.rawValue)}} outside {{range}}", at: word))
    }
    use("{{\(keyword.rawValue)}}", at: word, sinceGo: "1.18")
    let read: Void? = attempt { (parser) throws(SyntaxError) in
      try parser.advance()
      try parser.expect(.rightDelimiter, in: "{{\(keyword.rawValue)}}")
    }
    if read != nil { append(.loopExit(isBreak: keyword == .break, range: start..<lastEnd)) }
  }

  private mutating func templateName(in clause: String) throws(SyntaxError) -> (name: String, range: Range<Int>) {
    try advance()
    guard token.kind == .string || token.kind == .rawString else { throw unexpected(in: clause) }
    let read = token
    try advance()
    return (string(read).value, read.range)
  }

  private mutating func templateCall() {
    let call = attempt { (parser) throws(SyntaxError) -> GoTemplate.TemplateCall in
      let (name, range) = try parser.templateName(in: "template clause")
      var argument: GoTemplate.Pipeline?
      if parser.token.kind == .rightDelimiter {
        try parser.expect(.rightDelimiter, in: "template clause")
      } else {
        argument = try parser.pipeline(in: "template clause", until: .rightDelimiter)
      }
      return GoTemplate.TemplateCall(name: name, nameRange: range, argument: argument)
    }
    if let call { append(.template(call)) }
  }

  private mutating func block(from start: Int) {
    let call = attempt { (parser) throws(SyntaxError) -> GoTemplate.TemplateCall in
      let (name, range) = try parser.templateName(in: "block clause")
      let argument = try parser.pipeline(in: "block clause", until: .rightDelimiter)
      return GoTemplate.TemplateCall(name: name, nameRange: range, argument: argument)
    }
    if let call { append(.template(call)) }
    openDefinition(.block, name: call?.name, call?.nameRange, from: start)
  }

  private mutating func define(from start: Int) {
    if let frame = frames.last {
      report(SyntaxError("unexpected {{define}} in {{\(frame.keyword)}}: definitions don't nest", at: token.range))
    }
    let name = attempt { (parser) throws(SyntaxError) in
      let name = try parser.templateName(in: "define clause")
      try parser.expect(.rightDelimiter, in: "define clause")
      return name
    }
    openDefinition(.define, name: name?.name, name?.range, from: start)
  }

  /// Variables from outside do not reach into a definition.
  private mutating func openDefinition(_ kind: Frame.Kind, name: String?, _ range: Range<Int>?, from start: Int) {
    frames.append(
      Frame(
        kind: kind, opener: start..<max(lastEnd, start), name: name ?? "", nameRange: range ?? start..<start,
        scopeDepth: 0, outerScope: scope))
    scope = Scope([])
  }
}
