import PromQL
import Testing

/// What the analysis says of expressions without running them.
@Suite struct PromQLFactsTests {
  private func expression(_ source: String) throws -> PromQL.Expression {
    let result = PromQL.parse(source, dialect: source.contains("$") ? .grafana : .prometheus)
    return try #require(result.valid, "\(source): \(result.errors)")
  }

  @Test(arguments: [
    // Never.
    ("1", PromQL.Answer.no), ("\"a\"", .no), ("time()", .no), ("scalar(x)", .no), ("1 == bool 2", .no),
    ("vector(1)", .no), ("vector(scalar(x))", .no), ("hour()", .no), ("-vector(1)", .no), ("(vector(1))", .no),
    ("x or vector(0)", .no), ("vector(0) or x", .no), ("sum(x or vector(0))", .no), ("abs(x or vector(0))", .no),
    ("x or absent(x)", .no), ("absent((x)) or x", .no), ("vector(1) + vector(2)", .no),
    ("vector(1) and vector(2)", .no),
    ("vector(1) == bool 1", .no), ("topk(1, vector(1))", .no), ("limit_ratio(-1, vector(1))", .no),
    ("x + fill(0) vector(1)", .no), ("x + fill_left(0) vector(1)", .no), ("vector(1) + fill_right(0) x", .no),
    ("vector(1) + vector(2) + vector(3)", .no), ("vector(1) + (vector(2) or x)", .unknown),
    ("label_replace(vector(1), \"a\", \"b\", \"\", \"\")", .no), ("sort(vector(1))", .no),
    // At times.
    ("x", .yes), ("x[5m]", .yes), ("rate(x[5m])", .yes), ("sum(x)", .yes), ("count(x)", .yes), ("x > 5", .yes),
    ("x + 1", .yes), ("1 - x", .yes), ("x + y", .yes), ("x and vector(1)", .yes), ("vector(1) and x", .yes),
    ("vector(1) + x", .yes), ("x or y", .yes), ("x unless y", .yes), ("absent(x)", .yes),
    ("absent_over_time(x[5m])", .yes),
    ("absent(vector(1))", .yes), ("absent(x) == 1", .yes), ("max_over_time(x[1h:1m])", .yes), ("-x", .yes),
    ("topk(0, vector(1))", .yes), ("limit_ratio(0, vector(1))", .yes), ("x == bool 1", .yes), ("hour(x)", .yes),
    ("x + fill_left(0) y", .yes), ("x + fill(0) y", .yes), ("histogram_quantile(0.9, x)", .yes),
    ("label_join(x, \"a\", \"-\", \"b\")", .yes), ("info(x)", .yes), ("x </ 5", .yes),
    // Who knows.
    ("vector(time()) > 5", .unknown), ("(x or vector(0)) > 5", .unknown), ("vector(1) == 1", .unknown),
    ("vector(1) unless x", .unknown), ("x or absent(y)", .unknown), ("absent(x) or absent(y)", .unknown),
    ("topk(scalar(x), vector(1))", .unknown), ("limit_ratio(0.5, vector(1))", .unknown),
    ("rate(vector(1)[5m:1m])", .unknown), ("histogram_quantile(0.9, vector(1))", .unknown), ("$x", .unknown),
    ("$x + 1", .unknown), ("vector(1) </ 5", .unknown), ("(x or vector(0)) + vector(1)", .unknown),
    ("vector(1) == vector(1)", .unknown),
  ])
  func knowsWhatCanBeEmpty(source: String, answer: PromQL.Answer) throws {
    #expect(try expression(source).canBeEmpty == answer)
  }

  @Test(arguments: [
    ("a + b", "all but", "oneToOne", ""), ("a and b", "all but", "manyToMany", ""),
    ("a or on (x, \"y\") b", "on x y", "manyToMany", ""), ("a unless ignoring (x) b", "all but x", "manyToMany", ""),
    ("a * on () b", "on", "oneToOne", ""), ("a * on (x) group_left b", "on x", "manyToOne", ""),
    ("a * on (x) group_left (y, z) b", "on x", "manyToOne", "y z"),
    ("a > bool ignoring (x) group_right (y) b", "all but x", "oneToMany", "y"),
    ("a * on (x, $y) b", "on x …", "oneToOne", ""), ("a * on (x) group_left ($y) b", "on x …", "manyToOne", ""),
  ])
  func knowsHowVectorsMatch(source: String, labels: String, cardinality: String, included: String) throws {
    let matching = try #require(try expression(source).vectorMatching)
    var text: String
    switch matching.labels {
    case .only(let names): text = (["on"] + names.sorted()).joined(separator: " ")
    case .allExcept(let names): text = (["all but"] + names.sorted()).joined(separator: " ")
    }
    if !matching.isComplete { text += " …" }
    #expect(text == labels)
    #expect("\(matching.cardinality)" == cardinality)
    #expect(matching.included.sorted().joined(separator: " ") == included)
  }

  @Test func saysWhatMustAgree() throws {
    let on = try #require(try expression("a * on (x) b").vectorMatching)
    #expect([on.requires("x"), on.requires("y"), on.requires("__name__")] == [true, false, false])
    let ignoring = try #require(try expression("a * ignoring (x) b").vectorMatching)
    #expect([ignoring.requires("x"), ignoring.requires("y"), ignoring.requires("__name__")] == [false, true, false])
    let unsure = try #require(try expression("a * on (x, $y) b").vectorMatching)
    #expect([unsure.requires("x"), unsure.requires("y")] == [true, nil])
    for source in ["a + 1", "1 + 1", "a", "sum(a)", "a + $b"] {
      #expect(try expression(source).vectorMatching == nil, "\(source)")
    }
  }

  @Test(
    arguments: [
      ("x", [nil], [0.0], [0.0]), ("x[5m]", [300], [0], [300]), ("x[90s] offset 1h", [90], [3600], [3690]),
      ("x offset -30s", [nil], [-30], [-30]), ("x[0.5]", [0.5], [0], [0.5]), ("x[5m] @ 17", [300], [0], [nil]),
      ("x[2 * 5m]", [600], [0], [600]), ("x[step()]", [nil], [0], [nil]),
      ("max_over_time(rate(x[5m])[1h:1m] offset 1d) + y", [300, nil], [0, 0], [90_300, 0]),
      ("max_over_time(x[1h:1m] @ end())", [nil], [0], [nil]),
      ("x[$__range] offset $o", [nil], [nil], [nil]),
    ] as [(String, [Double?], [Double?], [Double?])])
  func measuresSelectors(source: String, windows: [Double?], offsets: [Double?], reaches: [Double?]) throws {
    let selectors = try expression(source).selectors
    #expect(selectors.map(\.windowSeconds) == windows)
    #expect(selectors.map(\.offsetSeconds) == offsets)
    #expect(selectors.map(\.reachSeconds) == reaches)
  }

  @Test func walksWhereItIsTold() throws {
    let tree = try expression("sum(rate(a[5m])) / max(b + c) > 1")
    func visited(_ step: (PromQL.Expression) -> PromQL.Step) -> [String] {
      var out: [String] = []
      tree.walk { node in
        out.append(node.description)
        return step(node)
      }
      return out
    }
    #expect(
      visited { _ in .into } == [
        tree.description, "sum(rate(a[5m])) / max(b + c)", "sum(rate(a[5m]))", "rate(a[5m])", "a[5m]", "max(b + c)",
        "b + c", "b", "c", "1",
      ])
    #expect(
      visited { if case .aggregate = $0.kind { .over } else { .into } } == [
        tree.description, "sum(rate(a[5m])) / max(b + c)", "sum(rate(a[5m]))", "max(b + c)", "1",
      ])
    #expect(visited { $0.description == "a[5m]" ? .stop : .into }.last == "a[5m]")
  }
}
