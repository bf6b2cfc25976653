extension GoTemplate {
  /// Walks a template and follows what the dot and the variables hold.
  struct Walker {
    /// A value: where it lies in the data, and what it is.
    struct Value {
      /// From the data; nil when not known.
      var path: [String]?
      var kind: Kind

      static let unknown = Value(path: nil, kind: .any)

      /// What a field of it is called, from the data. Paths that grow without end are given up.
      func path(adding names: [String]) -> [String]? {
        guard let path, path.count + names.count <= 64 else { return nil }
        return path + names
      }
    }

    let place: Place
    let definition: String?
    var analysis = Analysis()
    var dot: Value
    private let assigned: Set<String>
    private let data: Kind
    /// What was declared or assigned to so far. What was there before is worked out when it is asked for: most
    /// templates name one variable or two.
    private var variables: [String: Value] = [:]
    /// What the variables held before the declarations of the blocks that are open.
    private var undo: [(name: String, value: Value?)] = []

    init(template: Template, definition: String?, data: Kind) {
      (place, self.definition, assigned) = (template.place, definition, template.assigned)
      self.data = data
      dot = Value(path: [], kind: data)
    }

    func value(of variable: String) -> Value { variables[variable] ?? givenValue(of: variable) }

    /// What a variable holds that is there before the text. Definitions don't see those of the place.
    private func givenValue(of name: String) -> Value {
      if name == "$" { return Value(path: [], kind: data) }
      guard definition == nil, let variable = place.variables.first(where: { $0.name == name }) else { return .unknown }
      guard !assigned.contains(name) else { return Value(path: variable.path, kind: .any) }
      let kind = variable.path.reduce(data) { kind, name in
        switch place.access(name, on: kind) {
        case .found(let member): member.result
        case .value(let value): value
        case .unknown, .missing: .any
        }
      }
      return Value(path: variable.path, kind: kind)
    }

    mutating func read(_ items: [Item]) {
      for item in items {
        switch item {
        case .text, .loopExit: break
        case .action(let pipeline): declare(pipeline, read(pipeline, isPrinted: pipeline.declared.isEmpty))
        case .template(let call):
          let argument = call.argument.map { read($0).kind } ?? .nil
          analysis.templateCalls.append(
            Use(name: call.name, range: call.nameRange, definition: definition, argument: argument))
        case .branch(let branch): read(branch)
        }
      }
    }

    private mutating func read(_ branch: Branch) {
      let (outerDot, mark) = (dot, undo.count)
      for arm in branch.arms {
        let value = read(arm.pipeline)
        if branch.keyword == .range {
          declareLoop(arm.pipeline, over: value)
        } else {
          declare(arm.pipeline, value)
          if branch.keyword == .with { dot = value }
        }
        read(arm.body)
        dot = outerDot
      }
      if let elseBody = branch.elseBody { read(elseBody) }
      while undo.count > mark, let (name, value) = undo.popLast() { variables[name] = value }
    }

    private mutating func declareLoop(_ pipeline: Pipeline, over value: Value) {
      let element = Value(path: value.path(adding: ["[]"]), kind: place.element(of: value.kind) ?? .any)
      if !pipeline.commands.isEmpty, place.element(of: value.kind) == nil {
        report("range can't iterate over \(value.kind)", at: pipeline.range)
      } else if value.kind == .integer {
        require("range over an integer", go: "1.24", at: pipeline.range)
      }
      if pipeline.declared.count == 2, !pipeline.isAssignment {
        let isMap = if case .map = place.underlying(value.kind) { true } else { false }
        declare(pipeline.declared[0], Value(path: nil, kind: isMap ? .string : .any))
        declare(pipeline.declared[1], element)
      } else {
        declare(pipeline, element)
      }
      dot = element
    }

    private mutating func declare(_ pipeline: Pipeline, _ value: Value) {
      // Whether and when an assignment happens depends on the branches around it.
      for name in pipeline.declared {
        if pipeline.isAssignment { variables[name.text] = .unknown } else { declare(name, value) }
      }
    }

    private mutating func declare(_ name: Name, _ value: Value) {
      undo.append((name.text, variables[name.text]))
      variables[name.text] = Value(path: value.path, kind: assigned.contains(name.text) ? .any : value.kind)
    }
  }
}

extension GoTemplate.Walker {
  mutating func report(
    _ message: String, at range: Range<Int>, effect: GoTemplate.Problem.Effect = .fails, suggestion: String? = nil
  ) {
    analysis.problems.append(
      GoTemplate.Problem(message: message, range: range, effect: effect, suggestion: suggestion))
  }

  mutating func require(_ what: String, go: String, at range: Range<Int>) {
    guard let since = place.release(withGo: go) else { return }
    analysis.requirements.append(GoTemplate.Requirement(what: what, range: range, since: since))
  }

  mutating func require(_ function: GoTemplate.Function, at range: Range<Int>) {
    guard let since = function.since else { return }
    analysis.requirements.append(GoTemplate.Requirement(what: "\"\(function.name)\"", range: range, since: since))
  }

  /// Reads a pipeline; gives its value.
  mutating func read(_ pipeline: GoTemplate.Pipeline, isPrinted: Bool = false) -> Value {
    var value: Input?
    for (index, command) in pipeline.commands.enumerated() {
      if place.isHTML, isPrinted, index < pipeline.commands.count - 1 { checkEscaper(command) }
      let result = read(command, piped: value)
      value = Input(result, of: command)
    }
    guard let value else { return .unknown }
    return pipeline.commands.count == 1 ? value.value : Value(path: nil, kind: value.value.kind)
  }

  /// `html/template` escapes by itself, and wants Go's escapers nowhere but at the end.
  private mutating func checkEscaper(_ command: GoTemplate.Command) {
    guard case .function(let name)? = command.operands.first?.kind, ["html", "urlquery"].contains(name.text) else {
      return
    }
    report("predefined escaper \"\(name.text)\" must stand at the end of the pipeline", at: name.range)
  }

  /// An argument: its value, and the literal that it is written as.
  struct Input {
    var value: Value
    var literal: GoTemplate.StringLiteral?
    var range: Range<Int>

    init(_ value: Value, of operand: GoTemplate.Operand) {
      (self.value, range) = (value, operand.range)
      if case .string(let string) = operand.kind { literal = string }
    }

    init(_ value: Value, of command: GoTemplate.Command) {
      (self.value, range) = (value, command.range)
      if command.operands.count == 1, case .string(let string)? = command.operands.first?.kind { literal = string }
    }
  }

  private mutating func read(_ command: GoTemplate.Command, piped: Input?) -> Value {
    guard let first = command.operands.first else { return .unknown }
    if case .function(let name) = first.kind { return call(name, command, piped: piped) }
    var inputs = command.operands.dropFirst().map { Input(read($0), of: $0) }
    if let piped { inputs.append(piped) }
    if inputs.isEmpty, case .nil = first.kind { report("nil is not a command", at: first.range) }
    return read(first, inputs: inputs)
  }

  private mutating func call(
    _ name: GoTemplate.Name, _ command: GoTemplate.Command, piped: Input?
  ) -> Value {
    analysis.functions.append(GoTemplate.Use(name: name.text, range: name.range, definition: definition))
    if name.text == "index", piped == nil, let value = readIndex(command) { return value }
    var inputs: [Input] = []
    for operand in command.operands.dropFirst() { inputs.append(Input(read(operand), of: operand)) }
    if let piped { inputs.append(piped) }
    for (position, input) in inputs.enumerated() {
      guard let literal = input.literal else { continue }
      analysis.arguments.append(GoTemplate.Argument(function: name.text, position: position, literal: literal))
    }
    if let function = place.functions?[name.text] {
      require(function, at: name.range)
      _ = check(function, inputs, at: name.range)
      return Value(path: nil, kind: function.result)
    }
    guard let function = GoTemplate.Place.builtins[name.text] else { return .unknown }
    require(function, at: name.range)
    guard check(function, inputs, at: name.range) else { return Value(path: nil, kind: function.result) }
    checkBuiltin(name, inputs)
    return Value(path: nil, kind: result(of: function, inputs))
  }

  /// `index $labels "a" "b"`, with literal keys: one reference to the whole.
  private mutating func readIndex(_ command: GoTemplate.Command) -> Value? {
    guard command.operands.count >= 3 else { return nil }
    var keys: [GoTemplate.Name] = []
    for operand in command.operands.dropFirst(2) {
      guard case .string(let literal) = operand.kind else { return nil }
      keys.append(GoTemplate.Name(text: literal.value, range: literal.range))
    }
    let base = command.operands[1]
    let fields: [GoTemplate.Name]
    let text: String
    switch base.kind {
    case .dot(let names): (fields, text) = (names, "." + names.map(\.text).joined(separator: "."))
    case .variable(let name, let names): (fields, text) = (names, ([name] + names).map(\.text).joined(separator: "."))
    default: return nil
    }
    let marks = (analysis.references.count, analysis.labelReads.count)
    let container = read(base, inputs: [])
    // The reference to the container is a part of this one.
    analysis.references.removeLast(analysis.references.count - marks.0)
    analysis.labelReads.removeLast(analysis.labelReads.count - marks.1)
    let kind = keys.reduce(container.kind) { kind, _ in place.indexed(kind) }
    let value = Value(path: container.path(adding: keys.map(\.text)), kind: kind)
    let written = "index \(text) " + keys.map { "\"\($0.text)\"" }.joined(separator: " ")
    note(written, fields + keys, value, command.range, isIndex: true)
    return value
  }

  /// Reads an operand that is given no arguments.
  mutating func read(_ operand: GoTemplate.Operand) -> Value {
    if case .function(let name) = operand.kind {
      return call(name, GoTemplate.Command(operands: [operand], range: operand.range), piped: nil)
    }
    return read(operand, inputs: [])
  }

  /// Reads an operand that is no function; `inputs` go to the method at its end.
  private mutating func read(_ operand: GoTemplate.Operand, inputs: [Input]) -> Value {
    var literal = Value.unknown
    switch operand.kind {
    case .dot(let fields):
      guard fields.isEmpty else { return read(fields, of: dot, inputs, text: "", operand.range) }
      note(".", [], dot, operand.range)
      literal = dot
    case .variable(let name, let fields):
      let value = value(of: name.text)
      guard fields.isEmpty else { return read(fields, of: value, inputs, text: name.text, operand.range) }
      note(name.text, [], value, operand.range)
      literal = value
    case .fields(let inner, let fields): return read(fields, of: read(inner), inputs, text: "(…)", operand.range)
    case .parenthesized(let pipeline): literal = read(pipeline)
    case .string: literal.kind = .string
    case .number(_, let kind): literal.kind = kind
    case .character: literal.kind = .integer
    case .boolean: literal.kind = .boolean
    case .nil: literal.kind = .nil
    case .function: return .unknown
    }
    if !inputs.isEmpty { report("can't give an argument to what is no function", at: operand.range) }
    return literal
  }

  private mutating func read(
    _ fields: [GoTemplate.Name], of base: Value, _ inputs: [Input], text: String, _ range: Range<Int>
  ) -> Value {
    var kind = base.kind
    for (index, field) in fields.enumerated() {
      let inputs = index == fields.count - 1 ? inputs : []
      switch place.access(field.text, on: kind) {
      case .unknown: kind = .any
      case .value(let value):
        if !inputs.isEmpty { report("\"\(field.text)\" has arguments, and is no function", at: field.range) }
        kind = value
      case .found(let member):
        require(member, at: field.range)
        if member.isField, !inputs.isEmpty {
          report("\"\(field.text)\" has arguments, and is no function", at: field.range)
        } else {
          _ = check(member, inputs, at: field.range)
        }
        kind = member.result
      case .missing(let nearest):
        report("\(kind) has no field or method \"\(field.text)\"", at: field.range, suggestion: nearest)
        kind = .any
      }
    }
    let value = Value(path: base.path(adding: fields.map(\.text)), kind: kind)
    // A field of a computed value is no reading of the data.
    if text != "(…)" || base.path != nil {
      note(text + "." + fields.map(\.text).joined(separator: "."), fields, value, range)
    }
    return value
  }

  private mutating func note(
    _ text: String, _ fields: [GoTemplate.Name], _ value: Value, _ range: Range<Int>, isIndex: Bool = false
  ) {
    analysis.references.append(
      GoTemplate.FieldReference(
        text: text, range: range, fields: fields, definition: definition, path: value.path, kind: value.kind))
    guard let path = value.path, let (source, name) = label(in: path, isIndex: isIndex) else { return }
    analysis.labelReads.append(
      GoTemplate.LabelRead(source: source, name: name, range: range, definition: definition))
  }

  /// The label that a path reads, and its set.
  private func label(in path: [String], isIndex: Bool) -> (source: String, name: String)? {
    if case .map(.string) = place.data, definition == nil {
      return path.first.map { ("", $0) }
    }
    guard let at = path.firstIndex(where: Self.labelSets.contains), at + 1 < path.count else { return nil }
    let name = path[at + 1]
    // `.CommonLabels.SortedPairs` is no label; in brackets it is.
    guard name != "[]", isIndex || place.types["KV"]?.members[name] == nil else { return nil }
    return (path[at], name)
  }

  /// The names under which sets of labels and annotations are found in the data of every place.
  private static let labelSets: Set<String> = [
    "Annotations", "CommonAnnotations", "CommonLabels", "ExternalLabels", "GroupLabels", "Labels", "Params",
    "RouteLabels",
  ]
}
