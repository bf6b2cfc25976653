internal import GrafanaVariables
internal import RE2

/// Vector selectors.
extension Parser {
  /// A selector whose name, if it has one before its braces, is already read.
  mutating func selector(name: Token?) -> Int {
    let start = name?.start ?? token.start
    var selector = PromQL.VectorSelector.Parts()
    if let name { selector.name = labelName(name) }
    if token.kind == .leftBrace { matchers(&selector) }
    let range = start..<max(start, lastEnd)
    guard token.kind == .leftBracket else {
      let node = add(.selector(PromQL.VectorSelector(selector)), range: range)
      nodes[node].isCut = selector.isCut && token.kind == .endOfInput
      return node
    }
    switch brackets() {
    case .window(let window):
      // Before the selector is stored: setting it later stores it anew.
      selector.window = window
      return add(.selector(PromQL.VectorSelector(selector)), range: start..<lastEnd)
    case .subquery(let window, let step):
      return subquery(of: add(.selector(PromQL.VectorSelector(selector)), range: range), window, step: step)
    }
  }

  @inline(__always)
  func labelName(_ token: Token) -> PromQL.LabelName {
    PromQL.LabelName(name: lexer.text(token), range: token.range, isVariable: token.kind == .variable)
  }

  private mutating func matchers(_ selector: inout PromQL.VectorSelector.Parts) {
    let open = token.start
    let wasViolated = violatesGrammar
    violatesGrammar = false
    selector.matchers.reserveCapacity(2)
    advance()
    while token.kind != .rightBrace, lexer.isInBraces, token.kind != .endOfInput {
      matcher(&selector)
      switch token.kind {
      case .comma:
        advance()
        continue
      case .rightBrace: break
      default:
        unexpected(in: "label matching", expected: "\",\" or \"}\"")
        skipInBraces()
        if token.kind == .comma { advance() }
        continue
      }
      break
    }
    if token.kind == .rightBrace {
      advance()
    } else if lexer.isInBraces {
      unexpected(in: "label matching")
      lexer.leaveBrackets(at: lexer.bytes.count)
    }
    selector.braces = PromQL.TextRange(open..<lastEnd)
    nameAsMatcher(&selector)
    selector.isCut = violatesGrammar
    violatesGrammar = violatesGrammar || wasViolated
  }

  /// Skips what is wrong in braces, up to the next comma or brace.
  ///
  /// Where the brace itself seems to be missing, the reading goes on behind the last matcher as if it were there.
  private mutating func skipInBraces() {
    while lexer.isInBraces, token.kind != .comma, token.kind != .rightBrace, token.kind != .endOfInput { advance() }
  }

  private mutating func matcher(_ selector: inout PromQL.VectorSelector.Parts) {
    let first = token
    var label: PromQL.LabelName
    switch first.kind {
    case .identifier, .variable: label = labelName(first)
    case .string: label = PromQL.LabelName(name: stringValue(first), range: first.range)
    default: return unexpected(in: "label matching", expected: "identifier or \"}\"")
    }
    advance()
    guard let op = Self.matchOperator(token.kind) else {
      if first.kind == .string { return setName(label, on: &selector) }
      // Grafana's ad hoc filters: the variable stands for whole matchers.
      if first.kind == .variable {
        return selector.matchers.append(
          .init(label: label, op: .regexMatch, value: "", valueRange: first.range, hasVariable: true))
      }
      return unexpected(in: "label matching", expected: "label matching operator")
    }
    advance()
    let value = token
    switch value.kind {
    case .string, .variable, .unterminated: break
    default: return unexpected(in: "label matching", expected: "string")
    }
    let text = value.kind == .variable ? lexer.text(value) : stringValue(value)
    advance()
    var matcher = PromQL.Matcher(label: label, op: op, value: text, valueRange: value.range)
    if lexer.dialect == .grafana { matcher.hasVariable = label.isVariable || GrafanaVariable.occurs(in: text) }
    if value.kind != .unterminated { compile(&matcher) }
    selector.matchers.append(consume matcher)
  }

  private static func matchOperator(_ kind: Token.Kind) -> PromQL.MatchOperator? {
    switch kind {
    case .equal: .equal
    case .operator(.notEqual): .notEqual
    case .regexEqual: .regexMatch
    case .regexNotEqual: .regexNoMatch
    default: nil
    }
  }

  /// A string alone is the metric's name. Upstream minds a second one only when the first stands before the braces;
  /// else it is a condition like any other, as is an empty one.
  private mutating func setName(_ name: PromQL.LabelName, on selector: inout PromQL.VectorSelector.Parts) {
    if let previous = selector.name, !selector.nameIsQuoted {
      let message = "metric name must not be set twice: \"\(previous.name)\" or \"\(name.name)\""
      return complain(message, at: name.range)
    }
    if selector.name != nil || name.name.isEmpty {
      return selector.matchers.append(Self.matcher(onName: name))
    }
    selector.name = name
    selector.nameIsQuoted = true
  }

  private static func matcher(onName name: PromQL.LabelName) -> PromQL.Matcher {
    PromQL.Matcher(
      label: .init(name: "__name__", range: name.range), op: .equal, value: name.name, valueRange: name.range)
  }

  /// Where a quoted name is not the only condition on the name, it is one of several matchers.
  private func nameAsMatcher(_ selector: inout PromQL.VectorSelector.Parts) {
    guard let name = selector.name, selector.nameIsQuoted,
      selector.matchers.contains(where: { $0.label.name == "__name__" })
    else { return }
    selector.matchers.insert(Self.matcher(onName: name), at: 0)
    selector.name = nil
    selector.nameIsQuoted = false
  }

  private mutating func compile(_ matcher: inout PromQL.Matcher) {
    guard matcher.op.isRegex, !matcher.hasVariable else { return }
    do {
      matcher.regex = try RegularExpression(matcher.value)
    } catch {
      complain("error parsing regexp: \(error.message)", at: matcher.valueRange)
    }
  }
}
