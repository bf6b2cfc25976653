extension Parser {
  /// Stages up to something else. A stage that can't be read is reported, and the next one read.
  mutating func pipeline(_ stages: inout [LogQL.Stage], _ unwrap: inout LogQL.Unwrap?) {
    while token.startsStage || token.kind == .variable {
      let first = token
      do throws(LogQL.SyntaxError) {
        if unwrap != nil {
          try postFilter(&unwrap)
        } else if token.kind == .pipe, tokenAfterNext().kind == .keyword(.unwrap) {
          unwrap = try self.unwrap()
        } else {
          let kind = try stage()
          stages.append(.init(kind: kind, range: first.start..<lastEnd))
        }
      } catch {
        record(error)
        if token.start == first.start { advance() }
        skip { $0.startsStage || $0.kind == .range || $0.kind == .keyword(.offset) }
      }
    }
  }

  private mutating func stage() throws(LogQL.SyntaxError) -> LogQL.Stage.Kind {
    if let op = token.lineFilter { return .lineFilter(try lineFilter(op)) }
    if token.kind == .pipe { advance() }
    switch token.kind {
    case .keyword(let keyword) where keyword.isStage:
      advance()
      return try stage(keyword)
    case .variable where !isComparison(tokenAfterNext().kind):
      let name = lexer.text(token)
      advance()
      return .variable(name)
    case .identifier, .variable, .leftParen: return .labelFilter(try labelFilter())
    default: throw unexpected(in: "pipeline", expected: "a stage or a label filter")
    }
  }

  private mutating func stage(_ keyword: Token.Keyword) throws(LogQL.SyntaxError) -> LogQL.Stage.Kind {
    switch keyword {
    case .json: return .json(isLabelName ? try extractions(ofJSON: true) : [])
    case .logfmt: return .logfmt(try logfmt())
    case .pattern: return .pattern(pattern(try string(in: "pattern"), isFilter: false))
    case .regexp: return .regexp(regexp(try string(in: "regexp")))
    case .unpack: return .unpack
    case .decolorize: return .decolorize
    case .lineFormat: return .lineFormat(template(try string(in: "line_format")))
    case .labelFormat: return .labelFormat(try labelFormats())
    case .drop: return .drop(try selections(in: "drop"))
    default: return .keep(try selections(in: "keep"))
    }
  }

  private var isLabelName: Bool { token.kind == .identifier || token.kind == .variable }

  private mutating func lineFilter(_ op: LogQL.LineFilterOperator) throws(LogQL.SyntaxError) -> LogQL.LineFilter {
    let sign = token.range
    advance()
    var alternatives = [try alternative(op)]
    while token.kind == .operator(.or) {
      advance()
      alternatives.append(try alternative(op))
    }
    return .init(op: op, opRange: sign, alternatives: alternatives)
  }

  private mutating func alternative(
    _ op: LogQL.LineFilterOperator
  ) throws(LogQL.SyntaxError) -> LogQL.LineFilterAlternative {
    let start = token.start
    if isIPFunction {
      let literal = try address()
      if op != .contains && op != .containsNot {
        errors.append(.init("ip() works with |= and != only, not with \(op.rawValue)", at: start..<lastEnd))
      }
      return .init(literal: literal, isAddress: true, range: start..<lastEnd)
    }
    let literal = try string(in: "line filter")
    var filter = LogQL.LineFilterAlternative(literal: literal, isAddress: false, range: literal.range)
    switch op {
    case .contains, .containsNot: break
    // Unlike in matchers, a dot matches no newline here.
    case .matches, .matchesNot: filter.regex = regex(literal, dotMatchesNewline: false)
    case .matchesPattern, .matchesPatternNot: _ = pattern(literal, isFilter: true)
    }
    return filter
  }

  /// Whether `ip(` is next.
  var isIPFunction: Bool {
    token.kind == .identifier && token.end - token.start == 2 && lexer.text(token).lowercased() == "ip"
      && tokenAfterNext().kind == .leftParen
  }

  /// `ip("…")`, which is next.
  mutating func address() throws(LogQL.SyntaxError) -> LogQL.StringLiteral {
    advance()
    try expect(.leftParen, "\"(\"", in: "ip")
    let literal = try string(in: "ip")
    try expect(.rightParen, "\")\"", in: "ip")
    if !literal.hasVariable, !IPPattern.isValid(literal.value) {
      let message = "\"\(literal.value.prefix(60))\" is no IP address, block or range of addresses"
      errors.append(.init(message, at: literal.range))
    }
    return literal
  }
}

extension Parser {
  private mutating func logfmt() throws(LogQL.SyntaxError) -> LogQL.Logfmt {
    var stage = LogQL.Logfmt(isStrict: false, keepsEmpty: false, extractions: [])
    while token.kind == .flag {
      if lexer.text(token) == "--strict" { stage.isStrict = true } else { stage.keepsEmpty = true }
      advance()
    }
    if token.kind == .operator(.subtract), tokenAfterNext().kind == .operator(.subtract) {
      throw LogQL.SyntaxError("unknown flag of logfmt, which has --strict and --keep-empty", at: token.range)
    }
    if isLabelName { stage.extractions = try extractions(ofJSON: false) }
    return stage
  }

  /// `a="path", b`.
  private mutating func extractions(ofJSON isJSON: Bool) throws(LogQL.SyntaxError) -> [LogQL.Extraction] {
    var extractions: [LogQL.Extraction] = []
    while true {
      let label = try labelName(in: "list of extractions")
      var extraction = LogQL.Extraction(label: label)
      if token.kind == .equal {
        advance()
        extraction.expression = try string(in: "extraction")
      }
      let source =
        extraction.expression
        ?? .init(value: label.name, range: label.range, isVariable: true, hasVariable: label.isVariable)
      extraction.path = path(source, isJSON: isJSON)
      extractions.append(extraction)
      guard token.kind == .comma else { return extractions }
      advance()
    }
  }

  private mutating func labelFormats() throws(LogQL.SyntaxError) -> [LogQL.LabelFormat] {
    var formats: [LogQL.LabelFormat] = []
    var names: Set<String> = []
    while true {
      let label = try labelName(in: "label_format")
      try expect(.equal, "\"=\"", in: "label_format")
      if label.name == "__error__" {
        errors.append(.init("__error__ cannot be formatted", at: label.range))
      } else if !names.insert(label.name).inserted, !label.isVariable {
        let message = "label \"\(label.name)\" is set twice in one label_format; use two stages"
        errors.append(.init(message, at: label.range))
      }
      let source: LogQL.LabelFormat.Source =
        token.kind == .identifier
        ? .rename(try labelName(in: "label_format")) : .template(template(try string(in: "label_format")))
      formats.append(.init(label: label, source: source))
      guard token.kind == .comma else { return formats }
      advance()
    }
  }

  /// `app, level="debug"`.
  private mutating func selections(in place: String) throws(LogQL.SyntaxError) -> [LogQL.LabelSelection] {
    var selections: [LogQL.LabelSelection] = []
    while true {
      let label = try labelName(in: place)
      var selection = LogQL.LabelSelection(label: label)
      if let op = matchOperator(token.kind) { selection.matcher = try matcher(label, op) }
      selections.append(selection)
      guard token.kind == .comma else { return selections }
      advance()
    }
  }

  private mutating func unwrap() throws(LogQL.SyntaxError) -> LogQL.Unwrap {
    let start = token.start
    advance()
    advance()
    let first = token
    var label = try labelName(in: "unwrap")
    var conversion: LogQL.Unwrap.Conversion?
    if token.kind == .leftParen {
      conversion = LogQL.Unwrap.Conversion(rawValue: label.name.lowercased())
      if conversion == nil, !label.isVariable {
        let names = LogQL.Unwrap.Conversion.allCases.map(\.rawValue)
        let message = "unknown conversion \"\(label.name.prefix(60))\" in unwrap"
        record(.init(message, at: first.range, suggestion: Suggestions.nearest(to: label.name, in: names)))
      }
      advance()
      label = try labelName(in: "unwrap")
      try expect(.rightParen, "\")\"", in: "unwrap")
    }
    return .init(label: label, conversion: conversion, filters: [], range: start..<lastEnd)
  }

  /// `| __error__=""`: all that may follow `unwrap`.
  private mutating func postFilter(_ unwrap: inout LogQL.Unwrap?) throws(LogQL.SyntaxError) {
    let first = token
    if first.kind == .pipe { advance() }
    guard first.kind == .pipe, token.kind == .identifier || token.kind == .variable || token.kind == .leftParen else {
      let range = first.start..<(first.kind == .pipe ? token.end : first.end)
      throw LogQL.SyntaxError("only label filters may follow unwrap", at: range)
    }
    let filter = try labelFilter()
    guard var extended = unwrap else { return }
    extended.filters.append(filter)
    extended.range = extended.range.lowerBound..<lastEnd
    unwrap = extended
  }
}
