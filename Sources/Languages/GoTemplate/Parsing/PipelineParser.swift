internal import GoStrings

extension Parser {
  /// A pipeline and the token that closes it, which is read too.
  mutating func pipeline(
    in context: String, until closing: Token.Kind, isRange: Bool = false
  ) throws(SyntaxError) -> GoTemplate.Pipeline {
    let start = token.range.lowerBound
    var pipeline = GoTemplate.Pipeline(declared: [], isAssignment: false, commands: [], range: start..<start)
    try declarations(of: &pipeline, isRange: isRange, in: context)
    while token.kind != closing {
      guard token.startsOperand else { throw unexpected(in: context) }
      let command = try self.command()
      if !pipeline.commands.isEmpty, let first = command.operands.first, !isExecutable(first) {
        report(SyntaxError("non executable command in pipeline stage \(pipeline.commands.count + 1)", at: first.range))
      }
      pipeline.commands.append(command)
      guard token.kind == .pipe else { break }
      // Go lets a pipeline end in a pipe.
      try advance()
    }
    guard !pipeline.commands.isEmpty else { throw SyntaxError("missing value for \(context)", at: token.range) }
    pipeline.range = start..<max(start, lastEnd)
    try expect(closing, in: "operand")
    return pipeline
  }

  /// Literals can't take the value that a pipe hands on.
  private func isExecutable(_ operand: GoTemplate.Operand) -> Bool {
    switch operand.kind {
    case .boolean, .nil, .number, .string, .character: false
    case .dot(let fields): !fields.isEmpty
    default: true
    }
  }

  /// `$x :=`, `$x =`, and in `range` `$i, $x :=`.
  private mutating func declarations(
    of pipeline: inout GoTemplate.Pipeline, isRange: Bool, in context: String
  ) throws(SyntaxError) {
    while token.kind == .variable {
      switch try tokenAfterNext().kind {
      case .declare, .assign:
        declare(&pipeline)
        try advance()
        pipeline.isAssignment = token.kind == .assign
        if pipeline.isAssignment { pipeline.declared.forEach { assigned.insert($0.text) } }
        return try advance()
      case .comma:
        declare(&pipeline)
        try advance()
        guard isRange, pipeline.declared.count < 2 else {
          throw SyntaxError("too many declarations in \(context)", at: token.range)
        }
        try advance()
        switch token.kind {
        case .variable, .rightDelimiter, .rightParen: break
        default: throw SyntaxError("range can only initialize variables", at: token.range)
        }
      default: return
      }
    }
  }

  /// As in Go, visible in its own value already; and an assignment to an unknown variable fails only when executed.
  private mutating func declare(_ pipeline: inout GoTemplate.Pipeline) {
    pipeline.declared.append(name(token))
    scope.declare(text(token))
  }

  private func name(_ token: Token) -> GoTemplate.Name { GoTemplate.Name(text: text(token), range: token.range) }

  private mutating func checkDeclared(_ name: GoTemplate.Name) {
    guard !scope.contains(name.text) else { return }
    let near = GoTemplate.nearest(to: name.text, among: scope.visible.suffix(50))
    report(SyntaxError("undefined variable \"\(name.text)\"", at: name.range, suggestion: near))
  }

  private mutating func command() throws(SyntaxError) -> GoTemplate.Command {
    let start = token.range.lowerBound
    var operands = [try operand()]
    while token.followsSpace, token.startsOperand { operands.append(try operand()) }
    switch token.kind {
    case .pipe, .rightDelimiter, .rightParen: break
    default: throw unexpected(in: "operand")
    }
    return GoTemplate.Command(operands: operands, range: start..<lastEnd)
  }

  private mutating func operand() throws(SyntaxError) -> GoTemplate.Operand {
    var operand = try term()
    let takesFields: Bool =
      switch operand.kind {
      case .boolean, .string, .number, .nil, .character: false
      case .dot(let fields): !fields.isEmpty
      default: true
      }
    guard takesFields else {
      if token.kind == .field, !token.followsSpace { throw unexpected(in: "operand") }
      return operand
    }
    let fields = try fields()
    guard let last = fields.last else { return operand }
    switch operand.kind {
    case .dot(let first): operand.kind = .dot(fields: first + fields)
    case .variable(let name, _): operand.kind = .variable(name, fields: fields)
    default: operand.kind = .fields(of: operand, fields)
    }
    operand.range = operand.range.lowerBound..<last.range.upperBound
    return operand
  }

  /// `.a.b` directly behind a term.
  private mutating func fields() throws(SyntaxError) -> [GoTemplate.Name] {
    var fields: [GoTemplate.Name] = []
    while token.kind == .field, !token.followsSpace {
      fields.append(field(token))
      try advance()
    }
    return fields
  }

  private func field(_ token: Token) -> GoTemplate.Name {
    GoTemplate.Name(
      text: String(decoding: bytes(token).dropFirst(), as: UTF8.self),
      range: (token.range.lowerBound + 1)..<token.range.upperBound)
  }

  private mutating func term() throws(SyntaxError) -> GoTemplate.Operand {
    let first = token
    let kind: GoTemplate.Operand.Kind
    switch first.kind {
    case .identifier: kind = .function(function(first))
    case .dot: kind = .dot(fields: [])
    case .field: kind = .dot(fields: [field(first)])
    case .variable:
      let name = name(first)
      checkDeclared(name)
      kind = .variable(name, fields: [])
    case .string, .rawString: kind = .string(string(first))
    case .number, .complex: kind = number(first)
    case .character:
      checkCharacter(first)
      kind = .character
    case .boolean(let value): kind = .boolean(value)
    case .nil: kind = .nil
    case .leftParen:
      try enterParen()
      try advance()
      let inner = try pipeline(in: "parenthesized pipeline", until: .rightParen)
      leaveParen()
      return GoTemplate.Operand(kind: .parenthesized(inner), range: first.range.lowerBound..<lastEnd)
    default: throw unexpected(in: "command")
    }
    try advance()
    return GoTemplate.Operand(kind: kind, range: first.range)
  }

  private mutating func function(_ token: Token) -> GoTemplate.Name {
    let name = name(token)
    if !place.hasFunction(name.text) {
      let error = SyntaxError(
        "function \"\(name.text)\" not defined", at: name.range, suggestion: suggestion(for: name.text))
      report(error)
    }
    return name
  }
}

extension Parser {
  private mutating func number(_ token: Token) -> GoTemplate.Operand.Kind {
    switch NumberSyntax(bytes(token)).kind(isComplex: token.kind == .complex) {
    case .success(let kind): return .number(text(token), kind)
    case .failure(let error):
      report(error)
      return .number(text(token), .any)
    }
  }

  /// Between the quotes stands one character, or one escape.
  private mutating func checkCharacter(_ token: Token) {
    let literal = bytes(token)
    let body = literal.dropFirst().dropLast()
    guard body.first == UInt8(ascii: "\\") else {
      let width = lexer.characterWidth(at: body.startIndex)
      if body.isEmpty || width != body.count {
        report(SyntaxError("malformed character constant: \(text(token).prefix(40))", at: token.range))
      }
      return
    }
    let escape =
      switch body.dropFirst().first {
      case UInt8(ascii: "x"): 4
      case UInt8(ascii: "u"): 6
      case UInt8(ascii: "U"): 10
      case .some(0x30...0x37): 4
      default: 2
      }
    let value = try? GoString.value(of: literal)
    if body.count != escape || value == nil {
      report(SyntaxError("malformed character constant: \(text(token).prefix(40))", at: token.range))
    }
  }

  /// The value of a string token; an invalid escape is reported where it stands.
  mutating func string(_ token: Token) -> GoTemplate.StringLiteral {
    let bytes = bytes(token)
    // Go drops carriage returns from raw strings.
    if token.kind == .rawString, bytes.contains(UInt8(ascii: "\r")) {
      let value = String(decoding: bytes.dropFirst().dropLast().filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
      return GoTemplate.StringLiteral(value: value, range: token.range, isVerbatim: false)
    }
    let isVerbatim = token.kind == .rawString || !bytes.contains(UInt8(ascii: "\\"))
    do {
      let value = try GoString.value(of: bytes)
      return GoTemplate.StringLiteral(value: value, range: token.range, isVerbatim: isVerbatim)
    } catch {
      let start = token.range.lowerBound
      report(
        SyntaxError(error.message, at: (start + error.range.lowerBound)..<(start + error.range.upperBound)))
      return GoTemplate.StringLiteral(value: "", range: token.range, isVerbatim: false)
    }
  }
}
