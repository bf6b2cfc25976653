internal import GoStrings
internal import GoTemplate
internal import GrafanaVariables
internal import RE2

extension Parser {
  /// How many errors inside one string are reported: to place one takes time in proportion to the string.
  private static let errorsInLiteral = 20

  /// A string, or Grafana's variable for one.
  mutating func string(in place: String) throws(LogQL.SyntaxError) -> LogQL.StringLiteral {
    guard token.kind == .string || token.kind == .variable else { throw unexpected(in: place, expected: "string") }
    let read = token
    advance()
    return stringLiteral(read)
  }

  /// The value of a string token; an invalid escape is reported where it stands.
  mutating func stringLiteral(_ token: Token) -> LogQL.StringLiteral {
    if token.kind == .variable {
      return .init(value: lexer.text(token), range: token.range, isVariable: true, hasVariable: true)
    }
    var value: String
    do {
      value = try GoString.value(of: lexer.bytes[token.range])
    } catch {
      let range = error.range.lowerBound + token.start..<error.range.upperBound + token.start
      errors.append(.init(error.message, at: range))
      // As it is written, so that the value is not found wanting as well.
      value = String(decoding: lexer.bytes[token.range].dropFirst().dropLast(), as: UTF8.self)
    }
    let hasVariable = lexer.dialect == .grafana && GrafanaVariable.occurs(in: value)
    return .init(value: value, range: token.range, hasVariable: hasVariable)
  }

  /// Where bytes of a literal's value stand in the query.
  private func place(of range: Range<Int>, in literal: LogQL.StringLiteral) -> Range<Int> {
    // A bare name has no quotes.
    guard !literal.isVariable else { return literal.range }
    let inside = GoString.range(ofValue: range, in: lexer.bytes[literal.range])
    return (literal.range.lowerBound + inside.lowerBound)..<(literal.range.lowerBound + inside.upperBound)
  }

  mutating func regex(_ literal: LogQL.StringLiteral, dotMatchesNewline: Bool) -> RegularExpression? {
    guard !literal.hasVariable else { return nil }
    do {
      return try RegularExpression(literal.value, dotMatchesNewline: dotMatchesNewline)
    } catch {
      let range = error.range.map { place(of: $0, in: literal) } ?? literal.range
      errors.append(.init("error parsing regexp: \(error.message)", at: range))
      return nil
    }
  }

  /// The `regexp` parser needs groups with names, each its own.
  mutating func regexp(_ literal: LogQL.StringLiteral) -> LogQL.RegexpParser {
    let known = errors.count
    var parser = LogQL.RegexpParser(literal: literal, captures: [])
    parser.regex = regex(literal, dotMatchesNewline: false)
    guard let regex = parser.regex, errors.count == known else { return parser }
    var names: Set<String> = []
    for case let name? in regex.groupNames {
      if names.insert(name).inserted {
        parser.captures.append(name)
      } else {
        errors.append(.init("regexp has two groups named \"\(name)\"", at: literal.range))
      }
    }
    if parser.captures.isEmpty {
      let message = "regexp has to have at least one named group, such as (?P<name>…)"
      errors.append(.init(message, at: literal.range))
    }
    return parser
  }

  mutating func pattern(_ literal: LogQL.StringLiteral, isFilter: Bool) -> LogQL.Pattern {
    guard !literal.hasVariable else { return .init(literal: literal, captures: []) }
    let expression = PatternExpression(literal.value)
    for problem in expression.problems(asFilter: isFilter).prefix(Self.errorsInLiteral) {
      errors.append(.init(problem.message, at: problem.range.map { place(of: $0, in: literal) } ?? literal.range))
    }
    return .init(literal: literal, captures: expression.captures.map(\.name))
  }

  mutating func template(_ literal: LogQL.StringLiteral) -> LogQL.TemplateText {
    guard !literal.isVariable else { return .init(literal: literal) }
    let result = GoTemplate.parse(literal.value, in: .lokiFormat)
    // Grafana replaces `$name` in templates too, so that what is an unknown variable here need not be one there.
    if literal.hasVariable { return .init(literal: literal, template: result.valid) }
    for error in result.errors.prefix(Self.errorsInLiteral) {
      errors.append(.init("invalid template: \(error.message)", at: place(of: error.range, in: literal)))
    }
    return .init(literal: literal, template: result.template)
  }

  /// The path that an extraction takes into the line; nil when it is none or not known.
  mutating func path(_ literal: LogQL.StringLiteral, isJSON: Bool) -> [LogQL.PathStep]? {
    guard !literal.hasVariable else { return nil }
    do {
      return isJSON ? try ExtractionPath.json(literal.value) : [.field(try ExtractionPath.logfmt(literal.value))]
    } catch {
      let what = isJSON ? "JSON path" : "logfmt key"
      errors.append(.init("invalid \(what): \(error.message)", at: place(of: error.range, in: literal)))
      return nil
    }
  }
}
