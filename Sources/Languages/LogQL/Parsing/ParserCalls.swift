extension Parser {
  /// What stands between the parentheses of a call.
  private enum Argument {
    case expression(Int)
    case string(LogQL.StringLiteral)
    case parameter(LogQL.Parameter)
    /// Could not be read; reported.
    case missing
  }

  /// A function of any kind; its name is read, a grouping or the parenthesis is next.
  mutating func call(_ name: Token) throws(LogQL.SyntaxError) -> Int {
    let first = nodes.count
    let function = name.kind == .variable ? lexer.text(name) : lexer.text(name).lowercased()
    let before = try grouping()
    let arguments = try arguments(of: function)
    let isVariants = function == "variants"
    if isVariants, token.kind == .identifier, lexer.text(token).lowercased() == "of" {
      return try variants(name, arguments, first: first)
    }
    let after = try grouping()
    if before != nil, let after {
      throw LogQL.SyntaxError("labels to group by are given twice", at: after.range)
    }
    let range = name.start..<lastEnd
    if let kind = kind(of: function, name, arguments, grouping: before ?? after, isGroupedBefore: before != nil, range)
    {
      return add(kind, range: range, first: first)
    }
    // Something to stand on; the error is reported.
    return add(.variable(function), range: range, first: first)
  }

  private mutating func kind(
    of function: String, _ name: Token, _ arguments: [Argument], grouping: LogQL.Grouping?, isGroupedBefore: Bool,
    _ range: Range<Int>
  ) -> LogQL.Kind<Int>? {
    if LogQL.RangeFunction(rawValue: function) != nil {
      if isGroupedBefore, let grouping {
        record(.init("\"\(function)\" takes labels to group by behind its parentheses only", at: grouping.range))
      }
      return aggregation(of: function, name, arguments, grouping, isOfRange: true, range)
    }
    if LogQL.Aggregator(rawValue: function) != nil {
      return aggregation(of: function, name, arguments, grouping, isOfRange: false, range)
    }
    if name.kind == .variable { return aggregation(of: function, name, arguments, grouping, isOfRange: nil, range) }
    if let grouping {
      record(.init("\"\(function)\" takes no labels to group by", at: grouping.range))
    }
    switch (function, arguments.count) {
    case ("vector", 1):
      if case .parameter(let value) = arguments[0] { return .vector(value) }
      record(.init("\"vector\" takes a number without a sign", at: range))
    case ("label_replace", 5):
      var strings: [LogQL.StringLiteral] = []
      for argument in arguments.dropFirst() { if case .string(let literal) = argument { strings.append(literal) } }
      guard case .expression(let inner) = arguments[0], strings.count == 4 else { break }
      return .labelReplace(
        .init(
          expression: inner, destination: strings[0], replacement: strings[1], source: strings[2],
          pattern: strings[3]))
    case ("vector", _): record(.init("\"vector\" takes one number, got \(arguments.count) arguments", at: range))
    case ("variants", _):
      record(.init("unexpected \(describe(token)), expected \"of\" and a log range behind variants", at: token.range))
    case ("label_replace", _): break
    default:
      let message = "unknown function \"\(function.prefix(60))\""
      record(.init(message, at: name.range, suggestion: Suggestions.function(near: function)))
    }
    if function == "label_replace" {
      record(.init("\"label_replace\" takes a metric query and four strings", at: range))
    }
    return nil
  }

  private mutating func aggregation(
    of function: String, _ name: Token, _ arguments: [Argument], _ grouping: LogQL.Grouping?, isOfRange: Bool?,
    _ range: Range<Int>
  ) -> LogQL.Kind<Int>? {
    var rest = arguments[...]
    var parameter: LogQL.Parameter?
    if case .parameter(let value)? = rest.first {
      parameter = value
      rest.removeFirst()
    }
    switch rest.first {
    case .missing: return nil
    case .expression(let inner)? where rest.count == 1:
      var isOfRange = isOfRange ?? false
      if case .range = nodes[inner].kind, name.kind == .variable { isOfRange = true }
      return isOfRange
        ? .rangeAggregation(
          .init(name: function, nameRange: name.range, parameter: parameter, argument: inner, grouping: grouping))
        : .vectorAggregation(
          .init(name: function, nameRange: name.range, grouping: grouping, parameter: parameter, expression: inner))
    default:
      let what = isOfRange == true ? "a log range" : "a metric query"
      record(.init("\"\(function)\" takes \(what), and at most a number before it", at: range))
      return nil
    }
  }

  private mutating func arguments(of function: String) throws(LogQL.SyntaxError) -> [Argument] {
    try expect(.leftParen, "\"(\"")
    var arguments: [Argument] = []
    while token.kind != .rightParen {
      do throws(LogQL.SyntaxError) {
        arguments.append(try argument(of: function, isFirst: arguments.isEmpty))
        guard token.kind == .comma || token.kind == .rightParen else {
          throw unexpected(in: "\"\(function.prefix(60))\"", expected: "\",\" or \")\"")
        }
      } catch {
        record(error)
        arguments.append(.missing)
        skip { $0.kind == .comma }
      }
      guard token.kind == .comma else { break }
      let comma = token.range
      advance()
      if token.kind == .rightParen { record(.init("trailing comma in \"\(function.prefix(60))\"", at: comma)) }
    }
    try expect(.rightParen, "\")\"", in: "\"\(function.prefix(60))\"")
    return arguments
  }

  private mutating func argument(of function: String, isFirst: Bool) throws(LogQL.SyntaxError) -> Argument {
    let first = token
    if first.kind == .string {
      advance()
      return .string(stringLiteral(first))
    }
    if first.kind == .variable, function == "label_replace", !isFirst {
      advance()
      return .string(stringLiteral(first))
    }
    if isFirst, first.kind == .number || first.kind == .variable, function != "variants", function != "label_replace" {
      let next = tokenAfterNext().kind
      if next == .comma || next == .rightParen && function == "vector" {
        advance()
        let value = first.kind == .number ? value(of: first) : nil
        return .parameter(.init(value: value, text: lexer.text(first), range: first.range))
      }
    }
    return .expression(try expression())
  }

  /// `of (range)`; what is before it is read.
  private mutating func variants(
    _ name: Token, _ arguments: [Argument], first: Int
  ) throws(LogQL.SyntaxError) -> Int {
    advance()
    try expect(.leftParen, "\"(\"", in: "variants")
    let range = try expression()
    try expect(.rightParen, "\")\"", in: "variants")
    var variants: [Int] = []
    for argument in arguments { if case .expression(let inner) = argument { variants.append(inner) } }
    if variants.isEmpty || variants.count != arguments.count {
      record(.init("\"variants\" takes metric queries", at: name.range))
    }
    let node = LogQL.Variants(variants: variants, range: range, nameRange: name.range)
    return add(.variants(node), range: name.start..<lastEnd, first: first)
  }

  private mutating func grouping() throws(LogQL.SyntaxError) -> LogQL.Grouping? {
    guard token.kind == .keyword(.by) || token.kind == .keyword(.without) else { return nil }
    let keyword = token
    advance()
    let labels = try labelList()
    return .init(isWithout: keyword.kind == .keyword(.without), labels: labels, range: keyword.start..<lastEnd)
  }

  /// `(a, b)`.
  mutating func labelList() throws(LogQL.SyntaxError) -> [LogQL.LabelName] {
    try expect(.leftParen, "\"(\"", in: "list of labels")
    var labels: [LogQL.LabelName] = []
    while token.kind != .rightParen {
      labels.append(try labelName(in: "list of labels"))
      guard token.kind == .comma else { break }
      let comma = token.range
      advance()
      if token.kind == .rightParen { record(.init("trailing comma in list of labels", at: comma)) }
    }
    try expect(.rightParen, "\",\" or \")\"", in: "list of labels")
    return labels
  }

  /// A label's name, which no reserved word can be.
  mutating func labelName(in place: String) throws(LogQL.SyntaxError) -> LogQL.LabelName {
    switch token.kind {
    case .identifier, .variable: break
    case .keyword, .operator(.and), .operator(.or), .operator(.unless):
      let text = lexer.text(token)
      throw LogQL.SyntaxError("\"\(text)\" is a reserved word, so it can't name a label in \(place)", at: token.range)
    default: throw unexpected(in: place, expected: "label name")
    }
    let name = LogQL.LabelName(name: lexer.text(token), range: token.range, isVariable: token.kind == .variable)
    advance()
    return name
  }
}
