import PromQL
import Testing

@Suite struct GrafanaDialectTests {
  @Test(arguments: [
    "rate(x[$__rate_interval])",
    "rate(x{job=\"$job\"}[${__interval}])",
    "rate(x{job=~\"${job:regex}\"}[[[window]]])",
    "sum by ($group) (x)",
    "sum by (job, ${group}) (x)",
    "node_${kind}_total",
    "$metric{job=\"a\"}[5m]",
    "topk($n, x)",
    "x > $threshold",
    "x{$label=\"a\"}",
    "x{job=\"a\",$filters}",
    "x{job=~$job}",
    "rate(x[${minutes}m])",
    "max_over_time(x[$__range:$__interval])",
    "x offset $offset",
    "x @ $at",
    "$query",
    "$function(x[5m])",
    "histogram_quantile($quantile, sum by (le) (rate(x_bucket[$__rate_interval])))",
    "x * $__range_s",
  ])
  func takesVariables(source: String) {
    #expect(PromQL.parse(source, dialect: .grafana).errors == [])
    #expect(!PromQL.parse(source).errors.isEmpty || source.contains("\"$"))
  }

  @Test func knowsNothingOfWhatAVariableMatches() throws {
    let source = #"x{a="$a",b="b$",c=~"(a|b)$"}[$w]"#
    let selection = try #require(PromQL.parse(source, dialect: .grafana).valid?.selectors.first)
    #expect(selection.selector.matchers.map(\.hasVariable) == [true, false, false])
    #expect(selection.selector.matchers[0].matches("x") == nil)
    #expect(selection.windowMilliseconds == nil)
    #expect(selection.range == 0..<source.utf8.count)
  }
}
