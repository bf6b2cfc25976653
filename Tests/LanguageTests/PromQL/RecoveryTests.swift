import PromQL
import Testing

/// What is said of expressions with mistakes: one error for each, and everything else is still looked at.
@Suite struct PromQLRecoveryTests {
  /// Expressions, and the texts that their errors point at, in order. `^` is a place without bytes.
  @Test(arguments: [
    ("sum(rate(a) + ) + foo(b)", ["a", ")", "foo"]),
    ("a + * b", ["*"]),
    ("a ? b + rate(c)", ["?", "c"]),
    ("a && b", ["&&"]),
    ("a = 1", ["="]),
    ("1 =~ 1", ["=~"]),
    ("a b c + rate(d)", ["b", "d"]),
    ("sum(a, b) + rate(c)", ["sum(a, b)", "c"]),
    ("(a, b) + rate(c)", [",", "c"]),
    ("rate(a[5m], )", [","]),
    ("clamp(a, )", [","]),
    ("clamp(a", ["^"]),
    ("sum(a}", ["}"]),
    ("sum(a] + rate(b)", ["]", "b"]),
    ("a) + rate(b)", [")", "b"]),
    ("(()", [")"]),
    ("(a + ", ["^"]),
    ("a{b=c, d=~\"(\"} + rate(e)", ["c", "\"(\"", "e"]),
    ("sum(rate(a{b=\"c\"[5m])) + rate(d)", ["[", "d"]),
    ("rate(a{b=\"c\" d=\"e\", f=~\"[\"}[5m])", ["d", "\"[\""]),
    ("rate(a{b=\"c}[5m]) + 1", ["\"c}[5m]) + 1"]),
    ("rate(a[]) + rate(b)", ["]", "b"]),
    ("rate(a[5x]) + rate(b)", ["5x", "b"]),
    ("rate(a[5m) + rate(b)", [")", "b"]),
    ("rate(a[foo]) + rate(b)", ["foo", "b"]),
    ("max_over_time(a[1h:foo]) + rate(b)", ["foo", "b"]),
    ("sum by (a b, c) (rate(d))", ["b", "d"]),
    ("sum by (a, 1) (rate(d))", ["1", "d"]),
    ("sum(a) by (b) by (c) + rate(d)", ["by", "d"]),
    ("sum by (a) b", ["b"]),
    ("sum by a, b (rate(c))", ["a", "c"]),
    ("sum by a (b) + rate(c)", ["a", "c"]),
    ("a offset b + rate(c)", ["b", "c"]),
    ("a offset (5m b) + rate(c)", ["b", "c"]),
    ("a @ b + rate(c)", ["b", "c"]),
    ("(a)[5m] + rate(b)", ["[5m]", "b"]),
    ("rate((a)[5m])", ["[5m]"]),
    ("a and 1 + on (b) 2", ["and", "on (b)"]),
    ("a{b=\"\u{1}\",\u{1}}", ["\u{1}"]),
    ("a offset offset", ["offset"]),
  ])
  func pointsAtEachMistakeOnce(source: String, places: [String]) {
    let bytes = Array(source.utf8)
    let errors = PromQL.parse(source).errors
    let texts = errors.map { $0.range.isEmpty ? "^" : String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(texts == places, "\(errors)")
  }

  /// The tree that is left holds what could be read.
  @Test func keepsAPartialTree() throws {
    let source = "sum by (a) (rate(b{c=\"d\"}[5m] +)) / foo(e"
    let result = PromQL.parse(source)
    #expect(result.expression == nil)
    #expect(result.valid == nil)
    let tree = try #require(result.partial)
    #expect(tree.selectors.map { $0.selector.metricName } == ["b", "e"])
    #expect(tree.calls.map(\.call.name) == ["rate", "foo"])
    #expect(tree.range == 0..<source.utf8.count)
    guard case .binary(let division) = tree.kind, case .aggregate = division.left.kind else {
      Issue.record("\(tree)")
      return
    }
    #expect(division.right.type == .unknown)
  }

  @Test(arguments: [
    ("rte(a[5m])", "rate"), ("Rate(a[5m])", "rate"), ("avgOverTime(a[5m])", "avg_over_time"), ("smu(a)", "sum"),
    ("histogram_quantil(0.9, a)", "histogram_quantile"), ("sum(a) bye (b)", "by"), ("a ofset 5m", "offset"),
    ("a adn b", "and"), ("a && b", "and"), ("a = 1", "=="), ("rate(a[5min])", "5m"), ("rate(a[1hour30min])", "1h30m"),
    ("a > 10M", "10m"), ("foo(a)", nil), ("a b", nil), ("a > 5 for 5m", nil), ("a{b~\"c\"}", "=~"), ("a[5x]", nil),
    ("lag2(a)", "log2"),
  ])
  func knowsWhatIsMeant(source: String, suggestion: String?) {
    #expect(PromQL.parse(source).errors.first?.suggestion == suggestion)
  }

  @Test func hasNoTreeWithoutAnExpression() { #expect(PromQL.parse(" # nothing").partial == nil) }

  /// Mistakes in number are reported up to a limit.
  @Test func limitsErrors() {
    let many = String(repeating: "rate(a) + ", count: 5_000) + "1"
    #expect(PromQL.parse(many).errors.count == PromQL.errorLimit)
    #expect(PromQL.parse(String(repeating: "a $ b + ", count: 5_000)).errors.count == PromQL.errorLimit)
  }

  /// Any bytes get an answer that points into them.
  @Test func takesAnyBytes() {
    #expect(PromQL.parse(bytes: [0x61, 0]).errors.map(\.range) == [1..<2])
    #expect(PromQL.parse(bytes: [0xFF, 0x61]).errors.map(\.message) == ["unexpected byte: 0xff"])
    #expect(PromQL.parse(bytes: Array("a{b=\"".utf8) + [0xC3, 0x28, 0x22, 0x7D]).errors.map(\.range) == [5..<6])
    #expect(PromQL.parse(bytes: Array("a # ".utf8) + [0xFF]).errors == [])
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
        chance(&random)
          ? UInt8.random(in: 0...255, using: &random)
          : Array("a(){}[]\"',+-:@=~ 5m".utf8).randomElement(using: &random) ?? 0
      }
      for error in PromQL.parse(bytes: bytes).errors {
        #expect(error.range.lowerBound >= 0 && error.range.upperBound <= bytes.count, "\(bytes)")
      }
    }
  }

  private func chance(_ random: inout SeededGenerator) -> Bool { Int.random(in: 0..<8, using: &random) == 0 }
}
