extension GoTemplate {
  /// A value that a template reads: `$labels.job`, `.Labels.job`, `.CommonLabels.team`, `index $labels "job"`,
  /// `$value`.
  package struct FieldReference: Sendable, Hashable {
    /// As it is written: `$labels.job`.
    package var text: String
    package var range: Range<Int>
    /// The fields as written, each where it stands; for `index` the string's.
    package var fields: [Name]
    /// The definition whose text it stands in; nil for the template's own.
    package var definition: String?
    /// Where the value lies, from the data that the template (or the definition) is executed with: `["Labels", "job"]`.
    /// `[]` stands for the elements of a list. Nil when it is computed, so not known.
    package var path: [String]?
  }

  /// A function or template that is used, by name.
  package struct Use: Sendable, Hashable {
    package var name: String
    package var range: Range<Int>
  }

  /// A literal handed to a function: the expression of `query "…"`.
  package struct Argument: Sendable, Hashable {
    package var function: String
    /// From 0.
    package var position: Int
    package var literal: StringLiteral
  }
}

extension GoTemplate.Template {
  /// Every value that is read, in the order of the text.
  package var fieldReferences: [GoTemplate.FieldReference] { facts.references }
  /// Every call of a function.
  package var functions: [GoTemplate.Use] { facts.functions }
  /// Every template that is executed by name.
  package var templateCalls: [GoTemplate.Use] { facts.templateCalls }

  /// String literals handed to `function` directly or through a pipe: `query "up"`, `"up" | query`.
  package func literalArguments(of function: String) -> [GoTemplate.Argument] {
    facts.arguments.filter { $0.function == function }
  }

  /// All of the above at once, for a caller that wants several.
  package var facts: GoTemplate.Facts {
    var reader = GoTemplate.FactReader(variables: place.variables)
    reader.read(body)
    for definition in definitions { reader.read(definition) }
    var facts = reader.facts
    facts.references.sort { $0.range.lowerBound < $1.range.lowerBound }
    return facts
  }
}

extension GoTemplate {
  package struct Facts: Sendable {
    package var references: [FieldReference] = []
    package var functions: [Use] = []
    package var templateCalls: [Use] = []
    package var arguments: [Argument] = []
  }

  /// Walks a template and follows what the dot and the variables hold.
  struct FactReader {
    private(set) var facts = Facts()
    /// What `.` is, as a path from the data; nil when not known.
    private var dot: [String]? = []
    private var variables: [String: [String]?]
    /// What the variables held before the declarations of the blocks that are open.
    private var undo: [(name: String, path: [String]??)] = []
    private var definition: String?

    init(variables: [String: [String]]) {
      self.variables = variables.mapValues { $0 }
      self.variables["$"] = .some([])
    }

    mutating func read(_ definition: Definition) {
      let outer = (dot, variables, self.definition)
      (dot, variables, self.definition) = ([], ["$": []], definition.name)
      read(definition.body)
      (dot, variables, self.definition) = outer
    }

    mutating func read(_ items: [Item]) {
      for item in items {
        switch item {
        case .text, .loopExit: break
        case .action(let pipeline): declare(pipeline, read(pipeline))
        case .template(let call):
          facts.templateCalls.append(Use(name: call.name, range: call.nameRange))
          if let argument = call.argument { _ = read(argument) }
        case .branch(let branch): read(branch)
        }
      }
    }

    private mutating func read(_ branch: Branch) {
      let (outerDot, mark) = (dot, undo.count)
      var value = read(branch.pipeline)
      if branch.keyword == .range { value = value.map { $0 + ["[]"] } }
      if branch.keyword == .range, branch.pipeline.declared.count == 2 {
        declare(branch.pipeline.declared[0], nil)
        declare(branch.pipeline.declared[1], value)
      } else {
        declare(branch.pipeline, value)
      }
      if branch.keyword != .if { dot = value }
      read(branch.body)
      dot = outerDot
      if let elseBody = branch.elseBody { read(elseBody) }
      while undo.count > mark, let (name, path) = undo.popLast() { variables[name] = path }
    }

    private mutating func declare(_ pipeline: Pipeline, _ value: [String]?) {
      // Whether and when an assignment happens depends on the branches around it.
      for name in pipeline.declared {
        if pipeline.isAssignment { variables[name.text] = .some(nil) } else { declare(name, value) }
      }
    }

    private mutating func declare(_ name: Name, _ value: [String]?) {
      undo.append((name.text, variables[name.text]))
      variables[name.text] = .some(value)
    }

    /// Reads a pipeline; gives where its value lies, if it is just read from the data.
    private mutating func read(_ pipeline: Pipeline) -> [String]? {
      var value: [String]?
      var literal: StringLiteral?
      for command in pipeline.commands {
        value = read(command, piped: literal)
        literal = nil
        if command.operands.count == 1, case .string(let string)? = command.operands.first?.kind { literal = string }
      }
      return pipeline.commands.count == 1 ? value : nil
    }

    private mutating func read(_ command: Command, piped: StringLiteral?) -> [String]? {
      guard let first = command.operands.first else { return nil }
      if case .function(let name) = first.kind {
        facts.functions.append(Use(name: name.text, range: name.range))
        for (position, operand) in command.operands.dropFirst().enumerated() {
          if case .string(let literal) = operand.kind {
            facts.arguments.append(Argument(function: name.text, position: position, literal: literal))
          }
        }
        if let piped {
          let position = command.operands.count - 1
          facts.arguments.append(Argument(function: name.text, position: position, literal: piped))
        }
        if name.text == "index", let path = readIndex(command) { return path }
        command.operands.dropFirst().forEach { _ = read($0) }
        return nil
      }
      let paths = command.operands.map { read($0) }
      return command.operands.count == 1 ? paths[0] : nil
    }

    /// `index $labels "a" "b"`, with literal keys: one reference to the whole.
    private mutating func readIndex(_ command: Command) -> [String]?? {
      guard command.operands.count >= 3 else { return nil }
      var keys: [Name] = []
      for operand in command.operands.dropFirst(2) {
        guard case .string(let literal) = operand.kind else { return nil }
        keys.append(Name(text: literal.value, range: literal.range))
      }
      let base = command.operands[1]
      let basePath: [String]?
      var fields: [Name]
      var text: String
      switch base.kind {
      case .dot(let names):
        basePath = dot.map { $0 + names.map(\.text) }
        fields = names
        text = "." + names.map(\.text).joined(separator: ".")
      case .variable(let name, let names):
        basePath = (variables[name.text] ?? nil).map { $0 + names.map(\.text) }
        fields = names
        text = ([name.text] + names.map(\.text)).joined(separator: ".")
      default: return nil
      }
      fields += keys
      text = "index \(text) " + keys.map { "\"\($0.text)\"" }.joined(separator: " ")
      let path = basePath.map { $0 + keys.map(\.text) }
      facts.references.append(
        FieldReference(text: text, range: command.range, fields: fields, definition: definition, path: path))
      return .some(path)
    }

    /// Reads an operand; gives where its value lies.
    private mutating func read(_ operand: Operand) -> [String]? {
      switch operand.kind {
      case .dot(let fields): return note(fields, from: dot, text: ".", operand.range)
      case .variable(let name, let fields):
        return note(fields, from: variables[name.text] ?? nil, text: name.text, operand.range)
      case .function(let name):
        facts.functions.append(Use(name: name.text, range: name.range))
        return nil
      case .parenthesized(let pipeline): return read(pipeline)
      case .fields(let inner, let fields):
        let base = read(inner)
        guard let base else { return nil }
        return note(fields, from: base, text: "(…)", operand.range)
      case .string, .number, .character, .boolean, .nil: return nil
      }
    }

    private mutating func note(_ fields: [Name], from base: [String]?, text: String, _ range: Range<Int>) -> [String]? {
      let path = base.map { $0 + fields.map(\.text) }
      let names = fields.map(\.text).joined(separator: ".")
      let separator = fields.isEmpty || text == "." ? "" : "."
      facts.references.append(
        FieldReference(text: text + separator + names, range: range, fields: fields, definition: definition, path: path)
      )
      return path
    }
  }
}
