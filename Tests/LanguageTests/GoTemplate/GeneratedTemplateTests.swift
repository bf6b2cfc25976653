import GoTemplate
import Testing

/// Templates made at random, from a seed: what holds for all.
@Suite struct GeneratedTemplateTests {
  @Test(arguments: 1...25) func readsValidTemplates(seed: UInt64) {
    var generator = TemplateGenerator(seed: seed)
    for _ in 0..<10 {
      let source = generator.template()
      let result = GoTemplate.parse(source, in: .prometheusAlert)
      #expect(result.errors == [], "\(source)")
      #expect(fault(of: result, source) == nil, "\(source)")
    }
  }

  /// Whatever is read, positions lie in the text, errors stand in order, and nothing traps.
  @Test(arguments: 1...25) func survivesMutatedTemplates(seed: UInt64) {
    var generator = TemplateGenerator(seed: seed)
    for _ in 0..<10 {
      let source = generator.mutated(generator.template())
      for place in [GoTemplate.Place.prometheusAlert, .alertmanagerHTML, .logStage, .unknown] {
        #expect(fault(of: GoTemplate.parse(source, in: place), source) == nil, "\(source)")
      }
    }
  }

  /// What is wrong with a result, whatever the text.
  private func fault(of result: GoTemplate.ParseResult, _ source: String) -> String? {
    let starts = result.errors.map(\.range.lowerBound)
    guard starts == starts.sorted() else { return "errors out of order" }
    let analysis = result.template.analysis
    let ranges =
      result.errors.map(\.range) + analysis.references.map(\.range) + analysis.functions.map(\.range)
      + analysis.problems.map(\.range) + analysis.requirements.map(\.range) + analysis.arguments.map(\.literal.range)
    guard ranges.allSatisfy({ $0.upperBound <= source.utf8.count }) else { return "a range beyond the text" }
    guard analysis.references.allSatisfy({ !$0.range.isEmpty }) else { return "an empty reference" }
    return fault(ofTokens: source, isValid: result.errors.isEmpty)
  }

  /// Tokens stand in order, and between those of a valid template are blanks alone.
  private func fault(ofTokens source: String, isValid: Bool) -> String? {
    let bytes = Array(source.utf8)
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    var end = 0
    for token in GoTemplate.tokens(of: source) {
      guard token.range.lowerBound >= end else { return "tokens out of order" }
      let isCovered = bytes[end..<token.range.lowerBound].allSatisfy(blanks.contains)
      guard isCovered || !isValid else { return "text without a token" }
      end = token.range.upperBound
    }
    return !isValid || bytes[end...].allSatisfy(blanks.contains) ? nil : "text without a token"
  }
}

/// Makes templates that Go takes.
struct TemplateGenerator {
  private var state: UInt64
  private var variables = ["$labels", "$value", "$"]
  private var loops = 0
  private var names = 0

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func random(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }

  private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[random(choices.count)] }

  mutating func template() -> String {
    variables = ["$labels", "$value", "$"]
    return items(depth: 3, isTopLevel: true)
  }

  mutating func mutated(_ source: String) -> String {
    var characters = Array(source)
    for _ in 0...random(3) where !characters.isEmpty {
      let at = random(characters.count)
      switch random(3) {
      case 0: characters.remove(at: at)
      case 1: characters.insert(pick(Array("{}()|.,$:=-\"'` \nx1é@/*")), at: at)
      default: characters.swapAt(at, random(characters.count))
      }
    }
    return String(characters)
  }

  private mutating func items(depth: Int, isTopLevel: Bool = false) -> String {
    let mark = variables
    defer { variables = mark }
    var out = ""
    for _ in 0...random(4) { out += item(depth: depth, isTopLevel: isTopLevel) }
    return out
  }

  private mutating func item(depth: Int, isTopLevel: Bool) -> String {
    switch random(depth > 0 ? 12 : 5) {
    case 0: return pick(["text", " a\n", "é ", "}} ", "{ ", "\""])
    case 1: return action(pipeline(depth: 2))
    case 2: return pick(["{{/* note */}}", "{{- /* a\nb */ -}}"])
    case 3: return loops > 0 ? action(pick(["break", "continue"])) : action("template \"t\" .")
    case 4:
      let value = pipeline(depth: 1)
      names += 1
      variables.append("$v\(names)")
      return action("$v\(names) := \(value)")
    case 5, 6:
      var out = action("if \(pipeline(depth: 1))") + items(depth: depth - 1)
      if random(2) == 0 { out += action("else if \(pipeline(depth: 1))") + items(depth: depth - 1) }
      if random(2) == 0 { out += action("else") + items(depth: depth - 1) }
      return out + action("end")
    case 7: return action("with \(pipeline(depth: 1))") + items(depth: depth - 1) + action("end")
    case 8, 9:
      loops += 1
      let out = action("range \(pick(["", "$i, $x := ", "$x := "]))\(pipeline(depth: 1))") + items(depth: depth - 1)
      loops -= 1
      return out + action("end")
    default: return isTopLevel ? definition(depth: depth) : action(pipeline(depth: 2))
    }
  }

  private mutating func definition(depth: Int) -> String {
    let outer = (variables, loops)
    (variables, loops) = (["$"], 0)
    names += 1
    let out = action("define \"d\(names)\"") + items(depth: depth - 1) + action("end")
    (variables, loops) = outer
    return out
  }

  private mutating func action(_ inside: String) -> String {
    pick(["{{", "{{ ", "{{- "]) + inside + pick([" }}", "\n}}", " -}}"])
  }

  private mutating func pipeline(depth: Int) -> String {
    var out = command(depth: depth)
    for _ in 0..<random(3) { out += pick([" | ", "|"]) + pick(["humanize", "printf \"%v\"", "toUpper", "print 1"]) }
    return out
  }

  private mutating func command(depth: Int) -> String {
    guard random(2) == 0 else { return operand(depth: depth) }
    return pick(["print", "eq", "and", "index", "reReplaceAll"]) + " " + operand(depth: depth) + "  "
      + operand(depth: depth)
  }

  private mutating func operand(depth: Int) -> String {
    switch random(depth > 0 ? 7 : 6) {
    case 0: pick([".", ".Labels.a", ".Value", ".é"])
    case 1: pick(variables) + pick(["", ".a", ".a.b"])
    case 2: pick(["\"s\"", "`r\n`", "\"\\n}}\"", "\"{{\""])
    case 3: pick(["1", "-2.5", "0x1F", "1_0", "'a'", "1+2i", "1e3"])
    case 4: pick(["true", "nil", "false"])
    case 5: "externalURL"
    default: "(" + pipeline(depth: depth - 1) + ")" + pick(["", ".a"])
    }
  }
}
