import LogQL
import Testing

@Suite struct LogQLGrafanaDialectTests {
  @Test(arguments: [
    "{app=\"$app\"} |= \"$search\"",
    "{app=~\"${app:regex}\", $filters}",
    "{app=$app}",
    "{$label=\"a\"} | $stage | level=$level",
    "{app=\"a\"} |= $search or \"b\"",
    "{app=\"a\"} |~ \"${search}(\" | json | line_format \"{{.a}} $b\"",
    "rate({app=\"a\"}[$__interval])",
    "rate({app=\"a\"}[$__auto] offset $offset)",
    "rate({app=\"a\"} | json [${n}m])",
    "rate({app=\"a\"}[[[window]]])",
    "sum by ($group, b_${c}) (rate($selector |= \"x\" [5m]))",
    "topk($n, rate({app=\"a\"}[5m])) > $threshold",
    "quantile_over_time($q, {app=\"a\"} | unwrap $label [5m])",
    "$query or vector($zero)",
    "${fn}({app=\"a\"}[5m])",
    "$aggregation by (a) (vector(1))",
    "{app=\"a\"} | latency > $min and size > ${max}KB",
    "label_replace(vector(1), \"a\", $b, \"c\", \"${d}(\")",
  ])
  func takesVariables(source: String) throws {
    let result = LogQL.parse(source, dialect: .grafana)
    #expect(result.errors == [])
    let expression = try #require(result.valid)
    #expect(!result.variables.isEmpty)
    let again = try #require(LogQL.parse(expression.description, dialect: .grafana).valid)
    #expect(again == expression)
    let dollar = result.variables.filter { $0.text.hasPrefix("$") || $0.text.hasPrefix("[[") }
    #expect(dollar.count == result.variables.count)
  }

  @Test func keepsPositionsOfVariables() {
    let source = #"rate({app="x-$app"} |= "${s:raw}" [$__interval])"#
    let bytes = Array(source.utf8)
    let variables = LogQL.parse(source, dialect: .grafana).variables
    #expect(variables.map(\.text) == ["$app", "${s:raw}", "$__interval"])
    #expect(variables.map { String(decoding: bytes[$0.range], as: UTF8.self) } == variables.map(\.text))
    #expect(LogQL.parse(source).variables == [])
    #expect(!LogQL.parse(source).errors.isEmpty)
  }

  @Test func knowsNothingOfWhatAVariableMatches() throws {
    let source = #"{a="$a",b="b$",c=~"(a|b)$"}"#
    let selector = try #require(LogQL.parse(source, dialect: .grafana).valid?.selectors.first)
    #expect(selector.matchers.map(\.hasVariable) == [true, false, false])
    #expect(selector.matches { ["a": "x", "b": "b$", "c": "a"][$0] } == nil)
    #expect(selector.matches { ["a": "x", "b": "c", "c": "a"][$0] } == false)
  }
}
