import LogQL
import Testing

/// Queries made at random, the same ones in every run.
private struct QueryGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }

  private mutating func one(of choices: [String]) -> String { choices[below(choices.count)] }
  private mutating func list(_ separator: String, _ item: (inout Self) -> String) -> String {
    var out = item(&self)
    for _ in 0..<below(3) { out += separator + item(&self) }
    return out
  }

  private mutating func label() -> String { one(of: ["app", "level", "ip", "rate", "a_1", "über", "__error__"]) }
  private mutating func text() -> String {
    one(of: [#""""#, #""x""#, "`a\"b\\c`", #""\t\"\\\x01é""#, "\"a`b\\\\\"", "`\n`", #""{{.a}}""#])
  }
  private mutating func blank() -> String { one(of: [" ", "  ", "\n", " # c\n", " /* c */ ", "\t"]) }

  private mutating func matcher() -> String {
    below(3) == 0 ? "\(label())=~\"a|b.\(below(9))\"" : label() + one(of: ["=", "!="]) + text()
  }

  private mutating func condition(_ depth: Int) -> String {
    switch below(depth > 0 ? 8 : 6) {
    case 0: return matcher()
    case 1: return label() + blank() + one(of: ["=", "==", "!=", ">", ">=", "<", "<="]) + number()
    case 2:
      return label() + one(of: ["=", ">", "<="]) + blank() + one(of: ["5m", "1h30m", "1.5h", "-3s", "7µs", "0s"])
    case 3: return label() + one(of: ["==", "<"]) + one(of: ["5KB", "3MiB", "1.5k", "9B", "0K", "12PB", "1025B"])
    case 4: return label() + one(of: ["=", "!="]) + "ip(\"10.0.0.0/8\")"
    case 5: return label() + "!~\"x\""
    case 6: return "(" + filter(depth - 1) + ")"
    default: return filter(depth - 1)
    }
  }

  private mutating func filter(_ depth: Int) -> String {
    var out = condition(depth)
    for _ in 0..<below(4) { out += one(of: [" and ", " or ", ", ", " "]) + condition(depth) }
    return out
  }

  private mutating func number() -> String { one(of: ["1", "-2", "+3", "0.5", ".5", "1e20", "-0.0", "010", "1_000"]) }

  private mutating func stage() -> String {
    switch below(13) {
    case 0: return one(of: ["|=", "!=", "|~", "!~"]) + list(" or ") { _ in "\"a\"" }
    case 1: return one(of: ["|=", "!="]) + "ip(\"::1\") or \"b\""
    case 2: return "|>\"<_>x\""
    case 3: return "| json " + (below(2) == 0 ? "" : list(",") { $0.one(of: ["a", "ip", "rate"]) })
    case 4: return "| json a=\"b[0].c\""
    case 5: return "| logfmt --strict --keep-empty " + (below(2) == 0 ? "" : "a,b=\"c\"")
    case 6: return "| pattern \"<a> <_>\""
    case 7: return "| regexp `(?P<a>\\w+)`"
    case 8: return "| \(filter(3))"
    case 9: return "| line_format \(text())"
    case 10: return "| label_format b=c,d=\(text())"
    // A bare label at the end would take a line filter behind it for its condition.
    case 11:
      return "| " + one(of: ["drop ", "keep "]) + list(", ") { $0.below(2) == 0 ? $0.label() : $0.matcher() } + ",y=`z`"
    default: return "| " + one(of: ["unpack", "decolorize", "JSON"])
    }
  }

  private mutating func logs() -> String {
    var out = "{" + blank() + list(",") { $0.matcher() } + ",z=\"y\"}"
    for _ in 0..<below(4) { out += blank() + stage() }
    return out
  }

  private mutating func grouping() -> String {
    one(of: [" by", " WITHOUT"]) + "(" + (below(3) == 0 ? "" : list(", ") { $0.label() }) + ")"
  }

  private mutating func rangeAggregation() -> String {
    let unwrap = "| unwrap " + one(of: ["a", "bytes(a)", "duration_seconds(a)"]) + one(of: ["", " | b>5 | c=\"\""])
    let window = one(of: ["[5m]", "[1h30m]", "[0]", "[1w]"]) + one(of: ["", " offset 5m", " offset -1.5h"])
    switch below(4) {
    case 0: return "rate(" + logs() + window + ")"
    case 1: return "count_over_time((" + logs() + ")" + window + ")"
    case 2: return "quantile_over_time(0.9, " + logs() + unwrap + window + ")" + grouping()
    default: return "max_over_time({a=\"b\"}" + window + stage() + unwrap + ")" + grouping()
    }
  }

  mutating func metrics(_ depth: Int) -> String {
    switch below(depth > 0 ? 8 : 3) {
    case 0, 1: return rangeAggregation()
    case 2: return "vector(\(below(9)))"
    case 3: return "sum" + (below(2) == 0 ? grouping() : "") + "(" + metrics(depth - 1) + ")"
    case 4: return "topk(3," + metrics(depth - 1) + ")" + grouping()
    case 5: return "label_replace(" + metrics(depth - 1) + ",\"a\",\"$1\",\"b\",\"(.*)\")"
    case 6: return "(" + metrics(depth - 1) + ")"
    default:
      let right = below(3) == 0 ? number() : metrics(depth - 1)
      let op = one(of: ["+", "-", "*", "/", "%", "^", "==", "!=", ">", "<=", "> bool"])
      let modifier = one(of: ["", "", " on(a)", " ignoring(a,b) group_left ()", " on() group_right(c)"])
      return metrics(depth - 1) + blank() + op + modifier + blank() + right
    }
  }

  mutating func query() -> String { below(3) == 0 ? logs() : metrics(4) }
}

@Suite struct LogQLPropertyTests {
  @Test(arguments: 0..<20) func printsWhatItReads(seed: UInt64) throws {
    for step in 0..<100 as Range<UInt64> {
      var generator = QueryGenerator(seed: seed * 1000 + step + 1)
      let source = generator.query()
      let result = LogQL.parse(source)
      try #require(result.errors == [], "\(source)")
      let expression = try #require(result.valid)
      let printed = expression.description
      let again = LogQL.parse(printed)
      #expect(again.errors == [], "\(source) as \(printed)")
      #expect(again.valid == expression, "\(source) as \(printed)")
      #expect(again.valid?.description == printed, "\(source)")
    }
  }

  @Test func tellsTreesApart() throws {
    let texts = [
      #"{a="b"}"#, #"{a="c"}"#, #"{a=~"b"}"#, #"{a="b"} |= "x""#, #"{a="b"} != "x""#, #"{a="b"} | c > 5"#,
      #"{a="b"} | c > 5m"#, #"rate({a="b"}[5m])"#, #"rate({a="b"}[6m])"#, #"rate({a="b"}[5m] offset 1m)"#,
      "vector(1)", "vector(2)", "1 + 2 * 3", "(1 + 2) * 3", "1 + 2", "1 - 2",
    ]
    let trees = try texts.map { try #require(LogQL.parse($0).valid) }
    for (i, left) in trees.enumerated() {
      for (j, right) in trees.enumerated() { #expect((left == right) == (i == j)) }
    }
  }
}
