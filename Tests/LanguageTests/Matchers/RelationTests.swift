import Matchers
import PromQL
import Testing

@Suite struct RelationTests {
  static func matcher(_ text: String) throws -> Matcher { try #require(Matcher.parse(text).matchers.first) }

  @Test(arguments: [
    (#"a="x""#, #"a="x""#, Relation.implies), (#"a="x""#, #"a="y""#, .excludes), (#"a="x""#, #"a!="y""#, .implies),
    (#"a!="x""#, #"a="x""#, .excludes), (#"a!="x""#, #"a="y""#, .overlaps), (#"a!="x""#, #"a!="y""#, .overlaps),
    (#"a="x""#, #"a=~"x|y""#, .implies), (#"a=~"x|y""#, #"a=~"x|y|z""#, .implies), (#"a=~"x|y""#, #"a="x""#, .overlaps),
    (#"a=~"x|y""#, #"a!~"y|z""#, .overlaps), (#"a=~"x|y""#, #"a!~"x|y|z""#, .excludes),
    (#"a!~"x|y|z""#, #"a!~"x|y""#, .implies), (#"a!~"x|y""#, #"a!="x""#, .implies),
    (#"a!~"x|y""#, #"a=~"y|x""#, .excludes),
    (#"a=~"[a-c]{2}""#, #"a=~"(a|b|c)(a|b|c)""#, .implies), (#"a=~"x?""#, #"a=~"|x""#, .implies),
    (#"a=~"x.*""#, #"a=~"x.+|x""#, .implies), (#"a=~"db-.*""#, #"a=~"db.*""#, .implies),
    (#"a=~"db-.*""#, #"a=~"web-.*""#, .excludes), (#"a=~".*-db""#, #"a=~"web-.*""#, .overlaps),
    (#"a=~".*""#, #"a=~".+""#, .overlaps), (#"a=~".+""#, #"a!="""#, .implies), (#"a="""#, #"a=~".+""#, .excludes),
    (#"a="""#, #"a=~".*""#, .implies), (#"a!="""#, #"a=~".+""#, .overlaps),
    (#"a=~".*foo.*""#, #"a=~".*o.*""#, .implies), (#"a=~"\\d+""#, #"a!~".*[a-z].*""#, .implies),
    (#"a=~"[0-9]+""#, #"a=~"\\d*""#, .implies), (#"a=~"(?i)db""#, #"a=~"(db|DB|Db|dB)""#, .implies),
    (#"a=~"(?i)k""#, #"a=~"k|K""#, .overlaps), (#"a=~"^x$""#, #"a="x""#, .implies),
    (#"a=~"x^y""#, #"a=~".*""#, .excludes),
    (#"a=~"a{2,3}""#, #"a=~"a+""#, .implies), (#"a=~"(ab)*""#, #"a=~"(ab)*(ab)*""#, .implies),
    // On different labels.
    (#"a="x""#, #"b="x""#, .overlaps), (#"a="x""#, #"b=~".*\n?.*""#, .overlaps),
    (#"a="x""#, #"b=~"(?s).*""#, .implies), (#"a=~"(?s)x\\b.*""#, #"b=~"(?s).*""#, .implies),
    // Only runs, or too large.
    (#"a=~"\\bx""#, #"a=~"\\Bx""#, .unknown), (#"a=~"\\pL""#, #"a=~"\\pN""#, .unknown),
    (#"a="x""#, #"a=~"\\bx""#, .implies), (#"a="x""#, #"a=~"\\pN""#, .excludes),
    (#"a=~"x|y""#, #"a=~"\\b[xy]\\b""#, .implies),
  ])
  func decides(_ a: String, _ b: String, _ relation: Relation) throws {
    #expect(try Self.matcher(a).relation(to: Self.matcher(b)) == relation)
  }

  @Test func dotMeetsLineBreaksInPrometheusOnly() throws {
    let (any, absent) = (try Self.matcher(#"a=~".*""#), Matcher(label: "a", operator: .notMatches, value: ".*"))
    #expect(any.relation(to: absent, dialect: .prometheus) == .excludes)
    #expect(Matcher(label: "b", operator: .equal, value: "x").relation(to: any, dialect: .prometheus) == .implies)
    #expect(Matcher(label: "a", operator: .equal, value: "\n").relation(to: any) == .excludes)
  }

  @Test func takesOtherSpellingsOfOneCharacterForDifferent() {
    let (composed, decomposed) = ("\u{E9}", "e\u{301}")
    let a = Matcher(label: "a", operator: .equal, value: composed)
    #expect(a.relation(to: Matcher(label: "a", operator: .equal, value: decomposed)) == .excludes)
    #expect(a.relation(to: Matcher(label: "a", operator: .matches, value: composed + "|" + decomposed)) == .implies)
  }

  @Test(arguments: [
    (#"{a="b",c=~"d|e"}"#, #"{c=~"d|e|f"}"#, Relation.implies), (#"{a="b",c=~"d|e"}"#, #"{a="b"}"#, .implies),
    (#"{a="b"}"#, #"{a="b",c=~"d|e"}"#, .overlaps), (#"{a="b",c="d"}"#, #"{a="x",c="d"}"#, .excludes),
    (#"{a=~"x|y",a!="x"}"#, #"{a="y"}"#, .implies), (#"{a=~"x.*",a=~".*y",a!="xy"}"#, #"{a=~"x.+y"}"#, .implies),
    (#"{a=~"x.*",a=~"y.*"}"#, #"{z="1"}"#, .excludes), (#"{}"#, #"{a=~"(?s).*"}"#, .implies),
    (#"{}"#, #"{a="b"}"#, .overlaps), (#"{a="b"}"#, #"{}"#, .implies),
  ])
  func decidesSets(_ a: String, _ b: String, _ relation: Relation) {
    let (a, b) = (ConditionSet(Matcher.parse(a).matchers), ConditionSet(Matcher.parse(b).matchers))
    #expect(a.relation(to: b) == relation)
  }

  @Test func givesExamples() {
    let set = ConditionSet(Matcher.parse(#"{a=~"db-[0-9]+",a!="db-0",b="x"}"#).matchers)
    #expect(set.example(of: "a") == "db-1")
    #expect(set.example(of: "b") == "x")
    #expect(set.example(of: "c")?.isEmpty == true)
    #expect(set.accepts(["a": "db-1", "b": "x"]) == true)
    #expect(set.accepts(["a": "db-0", "b": "x"]) == false)
  }

  @Test func givesUpInTime() {
    let large = String(repeating: "(a|b|ab)", count: 12) + ".*x" + String(repeating: "[a-z]", count: 40)
    let a = Matcher(label: "a", operator: .matches, value: ".*" + large)
    #expect(a.relation(to: Matcher(label: "a", operator: .matches, value: large + ".*")) != .excludes)
    let deep = String(repeating: "(?:a", count: 20_000) + String(repeating: ")", count: 20_000)
    let b = Matcher(label: "a", operator: .matches, value: deep)
    #expect(b.relation(to: Matcher(label: "a", operator: .matches, value: "b+")) == .unknown)
    let wide = Matcher(label: "a", operator: .matches, value: "(a?){1000}")
    #expect(wide.relation(to: Matcher(label: "a", operator: .equal, value: "b")) == .excludes)
  }

  // MARK: Random conditions

  struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  static func pattern(_ depth: Int, _ random: inout Random) -> String {
    // No letter with and without case: RE2 of 2022 loses the "A" of `(x{1,2}|a|(?i:a))`, which Go matches.
    let atoms = ["a", "b", "ab", "é", ".", "[ab]", "[^a]", "", "(?i:c)", "^", "$", "\\d", "\\n", "(?i:k)", "\\b"]
    guard depth > 0 else { return atoms.randomElement(using: &random) ?? "" }
    func part() -> String { pattern(depth - 1, &random) }
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return part() + "|" + part()
    case 1: return "(" + part() + "|" + part() + ")"
    case 2: return "(?:" + part() + ")*"
    case 3: return "(?:" + part() + ")+"
    case 4: return "(?:" + part() + "){1,2}"
    case 5: return ".*" + part()
    case 6: return part() + ".*"
    default: return part() + part()
    }
  }

  static func value(_ random: inout Random) -> String {
    let pieces = ["a", "b", "é", "\n", "c", "C", "0", "k", "K", "\u{212A}", "x", "-"]
    return (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  static func condition(_ random: inout Random, _ dialect: Condition.Dialect) -> Condition {
    let operation = Matcher.Operator.allCases.randomElement(using: &random) ?? .equal
    let value = operation.isRegex ? pattern(Int.random(in: 0...3, using: &random), &random) : value(&random)
    return Condition(Matcher(label: "l", operator: operation, value: value), dialect: dialect)
  }

  /// What is claimed holds for every value that is tried, and RE2 decides which value passes.
  @Test(arguments: 0..<8, [Condition.Dialect.alertmanager, .prometheus])
  func neverLies(seed: Int, dialect: Condition.Dialect) {
    var random = Random(state: UInt64(seed) &* 977 &+ 5)
    var decided = 0
    var values = Set((0..<200).map { _ in Self.value(&random) })
    values.formUnion(["", "a", "b", "ab", "aa", "bb", "aab", "\n"])
    for _ in 0..<120 {
      let (a, b) = (Self.condition(&random, dialect), Self.condition(&random, dialect))
      let (set, other) = (ConditionSet([a, Self.condition(&random, dialect)]), ConditionSet([b]))
      if a.relation(to: b) != .unknown { decided += 1 }
      let claims = (a.implies(b), a.excludes(b), set.implies(other), set.excludes(other))
      for value in values {
        let (inA, inB, inSet) = (a.accepts(value), b.accepts(value), set.accepts(["l": value]))
        func note() -> Comment { "\(a.matcher) \(b.matcher) \(set.conditions.map(\.matcher)) \(value)" }
        if claims.0 == true { #expect(inA != true || inB == true, note()) }
        if claims.1 == true { #expect(inA != true || inB != true, note()) }
        if claims.2 == true { #expect(inSet != true || inB == true, note()) }
        if claims.3 == true { #expect(inSet != true || inB != true, note()) }
      }
      // Where something is found, it is shown, and passes.
      if let example = set.example(of: "l") {
        #expect(set.accepts(["l": example]) == true, "\(set.conditions.map(\.matcher))")
      }
    }
    #expect(decided > 80)
  }

  /// Literals and alternations of them, positive and negative, are always decided, and rightly: checked against all
  /// values there are, and one that nothing names.
  @Test(arguments: 0..<4) func decidesAllLiterals(seed: Int) {
    var random = Random(state: UInt64(seed) &+ 99)
    let names = ["", "a", "b", "ab", "é"]
    func matcher() -> Matcher {
      let operation = Matcher.Operator.allCases.randomElement(using: &random) ?? .equal
      let some = names.filter { _ in Bool.random(using: &random) }
      let value = operation.isRegex ? (some.isEmpty ? ["a"] : some).joined(separator: "|") : some.first ?? "b"
      return Matcher(label: "l", operator: operation, value: value)
    }
    for _ in 0..<300 {
      let (a, b) = (Condition(matcher()), Condition(matcher()))
      let universe = names + ["zz"]
      let both = universe.contains { a.accepts($0) == true && b.accepts($0) == true }
      let alone = universe.contains { a.accepts($0) == true && b.accepts($0) == false }
      #expect(a.excludes(b) == !both, "\(a.matcher) \(b.matcher)")
      #expect(a.implies(b) == !alone, "\(a.matcher) \(b.matcher)")
    }
  }
}

@Suite struct PromQLConditionTests {
  @Test func comparesSelectors() throws {
    func conditions(_ text: String) throws -> ConditionSet {
      let selector = try #require(PromQL.parse(text).valid?.selectors.first)
      return ConditionSet(selector.selector.matchers.compactMap(\.condition), dialect: .prometheus)
    }
    #expect(try conditions(#"a{job="x",b=~"c|d"}"#).relation(to: conditions(#"a{b!~"e.*"}"#)) == .implies)
    #expect(try conditions(#"a{job=~"x.+"}"#).relation(to: conditions(#"a{job!=""}"#)) == .implies)
    #expect(try conditions(#"a{job!~"x|y"}"#).relation(to: conditions(#"a{job="y"}"#)) == .excludes)
  }
}
