import PromQL
import Quantities
import Testing

@Suite struct SelectionTests {
  @Test func findsSelectorsWithWhatSurroundsThem() throws {
    let source = #"sum(rate(a_total{job="x",code=~"5.."}[5m] offset 1h)) / max_over_time((b > 0)[1d:1m])"#
    let selections = try #require(PromQL.parse(source).valid).selectors
    #expect(selections.map(\.selector.metricName) == ["a_total", "b"])
    #expect(selections.map(\.function) == ["rate", nil])
    #expect(selections.map(\.windowMilliseconds) == [300_000, nil])
    #expect(selections.map(\.offsetMilliseconds) == [3_600_000, nil])
    #expect(selections[1].subqueries.map(\.window.milliseconds) == [86_400_000])
    let bytes = Array(source.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    #expect(text(selections[0].range) == #"a_total{job="x",code=~"5.."}[5m] offset 1h"#)
    let matchers = selections[0].selector.matchers
    #expect(matchers.map { text($0.range) } == [#"job="x""#, #"code=~"5..""#])
    #expect(matchers.map { text($0.label.range) } == ["job", "code"])
    #expect(matchers.map { text($0.valueRange) } == [#""x""#, #""5..""#])
    #expect(matchers[1].matches("503") == true)
    #expect(matchers[1].matches("5031") == false)
  }

  @Test func saysWhetherLabelsPass() throws {
    let selector = try #require(PromQL.parse(#"a{b="c",d!="",e=~"f|"}"#).valid?.selectors.first?.selector)
    #expect(selector.matches { ["b": "c", "d": "x"][$0] } == true)
    #expect(selector.matches { ["b": "c"][$0] } == false)
    #expect(selector.matches { ["b": "c", "d": "x", "e": "g"][$0] } == false)
  }

  @Test(arguments: [
    ("a > 5", "a", ">", 5.0), ("(5 < a)", "a", ">", 5), ("a / b <= bool 0.5", "a / b", "<=", 0.5),
    ("a == (1)", "a", "==", 1),
  ])
  func readsComparisons(source: String, subject: String, op: String, threshold: Double) throws {
    let comparison = try #require(PromQL.parse(source).valid?.topLevelComparison)
    #expect(comparison.subject.description == subject)
    #expect(comparison.op.rawValue == op)
    #expect(comparison.threshold == threshold)
  }

  @Test func quotesValues() {
    #expect(PromQL.quote("a\"b\\c\n\u{1}é") == #""a\"b\\c\n\x01é""#)
    #expect(
      PromQL.parse("a{b=\(PromQL.quote("\u{7F}\"\\\n"))}").valid?.selectors[0].selector.matchers[0].value
        == "\u{7F}\"\\\n")
  }

  @Test(arguments: [
    ("histogram_quantiles", "3.10", false, true), ("histogram_quantiles", "3.11", true, true),
    ("first_over_time", "3.7", true, true), ("first_over_time", "3.14", true, false), ("rate", "2.0", true, false),
  ])
  func knowsVersions(name: String, version: String, exists: Bool, needsFlag: Bool) throws {
    let function = try #require(PromQL.Function.named(name))
    let version = try #require(Version(version))
    #expect(function.exists(in: version) == exists)
    #expect(function.needsFeatureFlag(in: version) == needsFlag)
  }

  @Test func forgetsRemovedFunctions() {
    #expect(PromQL.Function.named("holt_winters")?.exists(in: "2.55") == true)
    #expect(PromQL.Function.named("holt_winters")?.exists(in: "3.0") == false)
  }

  @Test(arguments: [
    ("rate(x[5m])", []),
    (#"{"a.b"}"#, ["a quoted metric name 2.51"]),
    ("x[300]", ["a duration without a unit 2.54"]),
    ("x[5m * 2]", ["a duration without a unit 2.54", "duration arithmetic 3.4 promql-duration-expr"]),
    ("x offset -5m", ["a negative offset 2.26 promql-negative-offset"]),
    ("x anchored", ["\"anchored\" 3.7 promql-extended-range-selectors"]),
    ("sgn(x)", ["the function \"sgn\" 2.26"]),
    ("limitk(1, x)", ["the aggregation \"limitk\" 2.54 promql-experimental-functions"]),
    ("sum by (\"a\") (x)", ["a quoted label name 2.55"]),
    ("x + on (\"a.b\") y", ["a quoted label name 3.0"]),
    ("sum by (a:b) (x)", ["a label name with a colon 3.7"]),
    ("x > 1_000 + 5m", ["a number with underscores 2.54", "a duration as a number 2.54"]),
    (
      "x[min_of(5m, step())]",
      [
        "\"step()\" in a duration 3.6 promql-duration-expr", "\"min_of()\" in a duration 3.13 promql-duration-expr",
      ]
    ),
    ("x + fill(0) y", ["a fill modifier 3.10 promql-binop-fill-modifiers"]),
  ])
  func knowsWhatServersMustHave(source: String, requirements: [String]) throws {
    let expression = try #require(PromQL.parse(source).valid)
    #expect(expression.requirements.map { "\($0.what) \($0.since)" + ($0.flag.map { " " + $0 } ?? "") } == requirements)
  }
}
