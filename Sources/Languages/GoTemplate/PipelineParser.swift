internal import GoStrings

extension Parser {
  /// A pipeline and the token that closes it, which is read too.
  mutating func pipeline(
    in context: String, until closing: Token.Kind, isRange: Bool = false
  ) throws(SyntaxError) -> GoTemplate.Pipeline {
    let start = token.range.lowerBound
    var pipeline = GoTemplate.Pipeline(declared: [], isAssignment: false, commands: [], range: start..<start)
    try declarations(of: &pipeline, isRange: isRange)
    while true {
      let command = try self.command(in: context)
      if !pipeline.commands.isEmpty, let first = command.operands.first, !isExecutable(first) {
        errors.append(
          SyntaxError("non executable command in pipeline stage \(pipeline.commands.count + 1)", at: first.range))
      }
      pipeline.commands.append(command)
      guard token.kind == .pipe else { break }
      try advance()
      // Go lets a pipeline end in a pipe.
      if token.kind == closing { break }
    }
    pipeline.range = start..<lastEnd
    try expect(closing, in: context)
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
  private mutating func declarations(of pipeline: inout GoTemplate.Pipeline, isRange: Bool) throws(SyntaxError) {
    guard token.kind == .variable else { return }
    switch try tokenAfterNext().kind {
    case .declare, .assign:
      pipeline.declared = [name(token)]
      try advance()
    case .comma where isRange:
      pipeline.declared = [name(token)]
      try advance()
      try advance()
      guard token.kind == .variable else { throw unexpected(in: "range") }
      pipeline.declared.append(name(token))
      try advance()
      guard token.kind == .declare || token.kind == .assign else { throw unexpected(in: "range") }
    default: return
    }
    pipeline.isAssignment = token.kind == .assign
    // As in Go, visible in their own value already; and an assignment to an unknown variable fails only when executed.
    pipeline.declared.forEach { scope.declare($0.text) }
    try advance()
  }

  private func name(_ token: Token) -> GoTemplate.Name { GoTemplate.Name(text: text(token), range: token.range) }

  private mutating func checkDeclared(_ name: GoTemplate.Name) {
    if !scope.contains(name.text) {
      errors.append(SyntaxError("undefined variable \"\(name.text)\"", at: name.range))
    }
  }

  private mutating func command(in context: String) throws(SyntaxError) -> GoTemplate.Command {
    let start = token.range.lowerBound
    var operands: [GoTemplate.Operand] = []
    while true {
      switch token.kind {
      case .pipe, .rightDelimiter, .rightParen:
        guard !operands.isEmpty else { throw SyntaxError("missing value for \(context)", at: token.range) }
        return GoTemplate.Command(operands: operands, range: start..<lastEnd)
      default:
        if !operands.isEmpty, !token.followsSpace { throw unexpected(in: "operand") }
        operands.append(try operand())
      }
    }
  }

  private mutating func operand() throws(SyntaxError) -> GoTemplate.Operand {
    var operand = try term()
    let isLiteral: Bool =
      switch operand.kind {
      case .boolean, .string, .number, .nil, .character: true
      case .dot(let fields): fields.isEmpty
      default: false
      }
    if isLiteral {
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
      text: String(text(token).dropFirst()), range: (token.range.lowerBound + 1)..<token.range.upperBound)
  }

  private mutating func term() throws(SyntaxError) -> GoTemplate.Operand {
    let first = token
    let kind: GoTemplate.Operand.Kind
    switch first.kind {
    case .identifier:
      let name = name(first)
      if !place.hasFunction(name.text) {
        errors.append(SyntaxError("function \"\(name.text)\" not defined", at: name.range))
      }
      kind = .function(name)
    case .dot: kind = .dot(fields: [])
    case .field: kind = .dot(fields: [field(first)])
    case .variable:
      let name = name(first)
      checkDeclared(name)
      kind = .variable(name, fields: [])
    case .string, .rawString: kind = .string(string(first))
    case .number: kind = .number(text(first))
    case .character: kind = .character
    case .boolean(let value): kind = .boolean(value)
    case .nil: kind = .nil
    case .leftParen:
      try advance()
      try enter()
      let inner = try pipeline(in: "parenthesized pipeline", until: .rightParen)
      leave()
      return GoTemplate.Operand(kind: .parenthesized(inner), range: first.range.lowerBound..<lastEnd)
    default: throw unexpected(in: "command")
    }
    try advance()
    return GoTemplate.Operand(kind: kind, range: first.range)
  }

  /// The value of a string token; an invalid escape is reported where it stands.
  mutating func string(_ token: Token) -> GoTemplate.StringLiteral {
    let bytes = bytes(token)
    let isVerbatim = token.kind == .rawString || !bytes.contains(UInt8(ascii: "\\"))
    do {
      let value = try GoString.value(of: bytes)
      return GoTemplate.StringLiteral(value: value, range: token.range, isVerbatim: isVerbatim)
    } catch {
      let start = token.range.lowerBound
      errors.append(
        SyntaxError(error.message, at: (start + error.range.lowerBound)..<(start + error.range.upperBound)))
      return GoTemplate.StringLiteral(value: "", range: token.range, isVerbatim: false)
    }
  }
}
