extension GoTemplate {
  /// What a template reads, calls and needs, and what certainly goes wrong when it is executed. Each list is in the
  /// order of the text.
  public struct Analysis: Sendable {
    /// Every value that is read.
    public internal(set) var references: [FieldReference] = []
    /// Every label (or annotation) that is read by its name.
    public internal(set) var labelReads: [LabelRead] = []
    /// Every call of a function.
    public internal(set) var functions: [Use] = []
    /// Every template that is executed by name.
    public internal(set) var templateCalls: [Use] = []
    /// String literals that are handed to functions.
    public internal(set) var arguments: [Argument] = []
    /// What certainly goes wrong. Silent where the kind of a value is not known.
    public internal(set) var problems: [Problem] = []
    /// What not every release of the place's server has.
    public internal(set) var requirements: [Requirement] = []

    /// String literals handed to `function` directly or through a pipe: `query "up"`, `"up" | query`.
    public func literalArguments(of function: String) -> [Argument] { arguments.filter { $0.function == function } }

    mutating func add(_ other: Self) {
      references += other.references
      labelReads += other.labelReads
      functions += other.functions
      templateCalls += other.templateCalls
      arguments += other.arguments
      problems += other.problems
      requirements += other.requirements
    }

    mutating func sort() {
      references.sort { $0.range.lowerBound < $1.range.lowerBound }
      labelReads.sort { $0.range.lowerBound < $1.range.lowerBound }
      functions.sort { $0.range.lowerBound < $1.range.lowerBound }
      templateCalls.sort { $0.range.lowerBound < $1.range.lowerBound }
      arguments.sort { $0.literal.range.lowerBound < $1.literal.range.lowerBound }
      problems.sort { $0.range.lowerBound < $1.range.lowerBound }
      requirements.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
  }

  /// A value that a template reads: `$labels.job`, `.Labels.job`, `.CommonLabels.team`, `index $labels "job"`,
  /// `$value`.
  public struct FieldReference: Sendable, Hashable {
    /// As it is written: `$labels.job`.
    public internal(set) var text: String
    /// Bytes of the text that was parsed.
    public internal(set) var range: Range<Int>
    /// The fields as written, each where it stands; for `index` the strings.
    public internal(set) var fields: [Name]
    /// The definition whose text it stands in; nil for the template's own.
    public internal(set) var definition: String?
    /// Where the value lies, from the data that the template (or the definition) is executed with: `["Labels", "job"]`.
    /// `[]` stands for the elements of a list. Nil when it is computed, so not known.
    public internal(set) var path: [String]?
    /// What it is, as far as known.
    public internal(set) var kind: Kind
  }

  /// A label that a template reads.
  public struct LabelRead: Sendable, Hashable {
    /// The set that it is read from, like `Labels`, `CommonLabels` or `Annotations`; empty where the data is the set.
    public internal(set) var source: String
    public internal(set) var name: String
    /// The whole of what reads it: `$labels.job`.
    public internal(set) var range: Range<Int>
    /// The definition whose text it stands in; nil for the template's own.
    public internal(set) var definition: String?
  }

  /// A function or template that is used, by name.
  public struct Use: Sendable, Hashable {
    public internal(set) var name: String
    /// A function's name, or the literal with a template's.
    public internal(set) var range: Range<Int>
    /// The definition whose text it stands in; nil for the template's own.
    public internal(set) var definition: String?
    /// What a template is executed with.
    public internal(set) var argument: Kind = .any
  }

  /// A literal handed to a function: the expression of `query "…"`.
  public struct Argument: Sendable, Hashable {
    public internal(set) var function: String
    /// From 0.
    public internal(set) var position: Int
    /// The literal itself, where it stands.
    public internal(set) var literal: StringLiteral
  }

  /// Something that goes wrong whenever that part of the template is executed.
  public struct Problem: Sendable, Hashable {
    /// How it goes wrong.
    public enum Effect: Sendable, Hashable {
      /// The execution stops there with an error.
      case fails
      /// What is printed can't be meant: `%!d(float64=0.5)`.
      case misprints
    }
    /// Lower case, without a final period.
    public internal(set) var message: String
    /// Bytes of the text that was parsed.
    public internal(set) var range: Range<Int>
    /// Whether the execution fails or goes on.
    public internal(set) var effect: Effect
    /// What may have been meant: text to stand in `range` instead.
    public internal(set) var suggestion: String?
  }

  /// Something that not every release of a server has.
  public struct Requirement: Sendable, Hashable {
    /// What it is, as a reader would say it: `"toTime"`, `{{break}}`.
    public internal(set) var what: String
    /// Bytes of the text that was parsed.
    public internal(set) var range: Range<Int>
    /// The first release of the place's server that has it, like `2.38`.
    public internal(set) var since: String
  }
}

extension GoTemplate.Template {
  /// What the template reads, calls and needs, when it is executed with the data of its place. Its definitions are
  /// taken to be executed with what the template hands them.
  public var analysis: GoTemplate.Analysis {
    let root = GoTemplate.Unit(template: self, items: body, name: nil)
    var whole: GoTemplate.Analysis
    if definitions.isEmpty {
      whole = root.analysis(with: place.data)
    } else {
      let units = definitions.map { GoTemplate.Unit(template: self, items: $0.body, name: $0.name) }
      whole = GoTemplate.analyze([(root, place.data)], calling: units).reduce(into: GoTemplate.Analysis()) {
        $0.add($1)
      }
    }
    for use in syntaxUses {
      guard let since = place.release(withGo: use.go) else { continue }
      whole.requirements.append(GoTemplate.Requirement(what: use.what, range: use.range, since: since))
    }
    whole.sort()
    return whole
  }
}

extension GoTemplate {
  /// A text that is executed as a whole: a template's own, or a definition's.
  struct Unit {
    var template: Template
    var items: [Item]
    /// The definition's name.
    var name: String?

    func analysis(with data: Kind) -> Analysis {
      var walker = Walker(template: template, definition: name, data: data)
      walker.read(items)
      return walker.analysis
    }
  }

  /// Analyses `roots` with the data they get, and `definitions` with what they are called with: a kind of which all
  /// calls agree, else anything. Gives the roots' first, then the definitions', in their order. No definition is looked
  /// at more than three times.
  static func analyze(
    _ roots: [(unit: Unit, data: Kind)], calling definitions: [Unit], builtIn: [String: Kind] = [:]
  ) -> [Analysis] {
    let byName = Dictionary(definitions.indices.map { (definitions[$0].name, $0) }, uniquingKeysWith: { $1 })
    var inputs: [Int: Kind] = [:]
    var found: [Int: Analysis] = [:]
    var waiting: [Int] = []
    func call(_ name: String, with kind: Kind) {
      guard let index = byName[name] else { return }
      let joined = inputs[index].map { $0.joined(with: kind) } ?? kind
      guard inputs[index] != joined else { return }
      inputs[index] = joined
      waiting.append(index)
    }
    let results = roots.map { $0.unit.analysis(with: $0.data) }
    for (name, kind) in builtIn { call(name, with: kind) }
    for result in results {
      for use in result.templateCalls { call(use.name, with: use.argument) }
    }
    while let index = waiting.popLast() {
      let analysis = definitions[index].analysis(with: inputs[index] ?? .any)
      found[index] = analysis
      for use in analysis.templateCalls { call(use.name, with: use.argument) }
    }
    return results + definitions.indices.map { found[$0] ?? definitions[$0].analysis(with: .any) }
  }
}
