import PromQL
import Quantities
import Testing

@Suite struct PromQLServerTests {
  /// What a server says of an expression, and where.
  @Test(arguments: [
    ("⟦sgn⟧(x)", "2.25", "the function \"sgn\" needs Prometheus 2.26"),
    ("⟦holt_winters⟧(x[5m], 1, 1)", "3.14", "the function \"holt_winters\" is gone since Prometheus 3.0"),
    ("⟦limitk⟧(1, x)", "2.53", "the aggregation \"limitk\" needs Prometheus 2.54"),
    (
      "⟦limitk⟧(1, x)", "2.54",
      "the aggregation \"limitk\" is not enabled; Prometheus needs --enable-feature=promql-experimental-functions"
    ),
    ("x ⟦</⟧ 1", "3.10", "the operator \"</\" needs Prometheus 3.11"),
    ("x[⟦300⟧]", "2.53", "a duration without a unit needs Prometheus 2.54"),
    ("x > ⟦5m⟧", "2.53", "a duration as a number needs Prometheus 2.54"),
    (
      "x[⟦5m + 1m⟧]", "3.13",
      "duration arithmetic is not enabled; Prometheus needs --enable-feature=promql-duration-expr"
    ),
    ("x[⟦step()⟧]", "3.5", "\"step()\" in a duration needs Prometheus 3.6"),
    ("x + ⟦fill(0)⟧ y", "3.9", "a fill modifier needs Prometheus 3.10"),
    ("x > ⟦1_000⟧", "2.53", "a number with underscores needs Prometheus 2.54"),
    ("x @ ⟦1_000⟧", "2.53", "a number with underscores needs Prometheus 2.54"),
    ("x > ⟦0s⟧", "3.3", "a duration as a number needs Prometheus 3.4"),
    ("x offset ⟦0s⟧", "3.3", "an offset of zero needs Prometheus 3.4"),
    ("max_over_time(x[1h:1m] offset ⟦-0s⟧)", "3.3", "an offset of zero needs Prometheus 3.4"),
    ("x offset ⟦+⟧5m", "3.3", "a sign before a duration needs Prometheus 3.4"),
    ("x offset -⟦+⟧5m", "3.3", "a sign before a duration needs Prometheus 3.4"),
    ("x[⟦+⟧5m]", "3.3", "a sign before a duration needs Prometheus 3.4"),
    ("x[1h:⟦+⟧5m]", "3.3", "a sign before a duration needs Prometheus 3.4"),
  ])
  func refuses(marked: String, version: String, message: String) throws {
    let expected = Marked(marked)
    let result = PromQL.parse(expected.text)
    #expect(result.errors == [])
    let server = PromQL.Server(version: try #require(Version(version)))
    #expect(result.errors(on: server) == [PromQL.SyntaxError(message, at: expected.range)])
  }

  @Test func oldFormsAreTakenByOldServers() {
    for text in ["x offset -5m", "x[5m] offset 1m @ 10", "x offset 010m"] {
      #expect(PromQL.parse(text).errors(on: PromQL.Server(version: "2.42")) == [], "\(text)")
    }
    for text in ["x offset 0", "x offset 0s", "x offset +5m", "x > 0s", "x @ 1_0"] {
      #expect(PromQL.parse(text).errors(on: PromQL.Server(version: "3.4")) == [], "\(text)")
    }
  }

  @Test func isNewestWithoutFlagsUnlessSaid() {
    let result = PromQL.parse("mad_over_time(x[5m]) + fill(0) y anchored")
    #expect(result.errors(on: PromQL.Server()).count == 3)
    #expect(result.errors(on: PromQL.Server(flags: ["promql-experimental-functions"])).count == 2)
    #expect(result.errors(on: PromQL.Server(allFeatures: true)) == [])
    #expect(PromQL.parse("first_over_time(x[5m] offset step())").errors(on: PromQL.Server()) == [])
    #expect(PromQL.parse("x[step()]").errors(on: PromQL.Server(version: "3.7")) == [])
  }

  @Test func looksIntoExpressionsWithErrors() {
    #expect(PromQL.parse("rate(x) + sgn(y").errors(on: PromQL.Server(version: "2.20")).map(\.range) == [10..<13])
  }
}
