import PromQL
import Testing

@Suite struct PromQLParsingTests {
  /// Expressions and their canonical form.
  @Test(arguments: [
    ("up", "up"),
    ("up{}", "up"),
    ("up{job='a',}", #"up{job="a"}"#),
    ("{\"up\"}", "up"),
    ("{\"a.b\", \"c.d\"=\"e\"}", #"{"a.b","c.d"="e"}"#),
    ("{__name__=~\"a|b\"}", #"{__name__=~"a|b"}"#),
    ("{\"bool\"}", #"{"bool"}"#),
    ("sum{on=\"x\"}", #"sum{on="x"}"#),
    ("up # why\n", "up"),
    ("up{# why\n job=\"a\"}", #"up{job="a"}"#),
    ("UP{job=`a\\b`}", #"UP{job="a\\b"}"#),
    ("rate(x[300])", "rate(x[300])"),
    ("rate(x[1h30m] offset -5m @ start())", "rate(x[1h30m] @ start() offset -5m)"),
    ("x offset 1h / 2", "x offset 1h / 2"),
    ("max_over_time(rate(x[5m])[1h:])", "max_over_time(rate(x[5m])[1h:])"),
    ("x[1h:30s] @ 17.5", "x[1h:30s] @ 17.5"),
    ("SUM(x) BY (a, \"b.c\",)", #"sum by (a, "b.c") (x)"#),
    ("topk without (a) (3, x)", "topk without (a) (3, x)"),
    ("a + on(x) group_left(y) b", "a + on (x) group_left (y) b"),
    ("a > bool ignoring(x) b", "a > bool ignoring (x) b"),
    ("a AND b OR c UNLESS d", "a and b or c unless d"),
    ("a + fill(0) b", "a + fill (0) b"),
    ("a + on(x) fill_left(1) fill_right(-2) b", "a + on (x) fill_left (1) fill_right (-2) b"),
    ("fill + fill_left", "fill + fill_left"),
    ("h </ 5 >/ 1", "h </ 5 >/ 1"),
    ("x smoothed", "x smoothed"),
    ("rate(x[5m] anchored)", "rate(x[5m] anchored)"),
    ("rate(x[5m + 2 * step()])", "rate(x[5m + 2 * step()])"),
    ("x offset (1h / 2)", "x offset (1h / 2)"),
    ("x[max_of(5m, step()):]", "x[max_of(5m, step()):]"),
    ("-1 ^ 2", "-1 ^ 2"),
    ("2 ^ 3 ^ 2", "2 ^ 3 ^ 2"),
    ("- - 1", "1"),
    ("0x1F + 010 + 089 + 1_000", "31 + 8 + 89 + 1000"),
    ("a ^ inf ^ b", "a ^ Inf ^ b"),
    ("inf + NaN", "Inf + NaN"),
    ("x > 5m", "x > 300"),
    ("x @ 5m", "x @ 300"),
    ("sum by (a:b) (x)", "sum by (\"a:b\") (x)"),
    ("{\"a\",\"b\"}", #"{__name__="a",__name__="b"}"#),
    ("x[5m - 5m]", "x[5m - 5m]"),
    ("x offset (1h) + 5m", "x offset (1h) + 5m"),
    ("start() + end()", "start() + end()"),
    ("offset offset 5m", "offset offset 5m"),
    ("info(x, {a=\"\"})", #"info(x, {a=""})"#),
    (#""\x41\101\u00e9\U0001F600\"""#, #""AAé😀\"""#),
  ])
  func readsAndPrints(source: String, canonical: String) throws {
    let result = PromQL.parse(source)
    #expect(result.errors == [])
    let expression = try #require(result.expression)
    #expect(expression.description == canonical)
    #expect(PromQL.parse(canonical).expression?.description == canonical)
  }

  /// Invalid expressions, their one error and its place.
  @Test(arguments: [
    ("⟦⟧", "no expression found in input"),
    ("⟦# only a comment⟧", "no expression found in input"),
    ("1 +⟦⟧", "unexpected end of input"),
    ("sum(a⟦⟧ \n # behind\n", "unclosed left parenthesis"),
    ("a{b=\"c\"⟦⟧\n", "unexpected end of input inside braces"),
    ("a ⟦b⟧", #"unexpected identifier "b""#),
    ("(a⟦⟧", "unclosed left parenthesis"),
    ("a⟦)⟧", "unexpected right parenthesis"),
    ("rate(a[5m⟦⟧", "unclosed left bracket"),
    ("a⟦]⟧", "unexpected right bracket"),
    ("a{b=\"c\"⟦⟧", "unexpected end of input inside braces"),
    ("a{b=⟦c⟧}", #"unexpected identifier "c" in label matching, expected string"#),
    ("a{b⟦}⟧", #"unexpected "}" in label matching, expected label matching operator"#),
    ("a{⟦,⟧}", #"unexpected "," in label matching, expected identifier or "}""#),
    ("a{b=\"c\" ⟦d⟧=\"e\"}", #"unexpected identifier "d" in label matching, expected "," or "}""#),
    ("a{b=~⟦\"(\"⟧}", "error parsing regexp: missing closing ): `(`"),
    ("a{b=⟦\"c}⟧", "unterminated quoted string"),
    (#"a{b="⟦\q⟧"}"#, "invalid escape sequence in string"),
    ("⟦{}⟧", "vector selector must contain at least one non-empty matcher"),
    ("⟦{a=~\".*\"}⟧", "vector selector must contain at least one non-empty matcher"),
    ("a{⟦__name__=\"b\"⟧}", #"metric name must not be set twice: "a" or "b""#),
    ("a{⟦\"b\"⟧}", #"metric name must not be set twice: "a" or "b""#),
    ("a ⟦$⟧b", #"unexpected character: "$""#),
    ("a ⟦=~⟧ b", #"unexpected "=~""#),
    ("1 ⟦!~⟧ 1", #"unexpected "!~""#),
    ("⟦1a⟧", #"bad number or duration syntax: "1a""#),
    ("a > ⟦1e⟧", #"error parsing number: "1e""#),
    ("a > ⟦1e⟧\n", #"error parsing number: "1e""#),
    ("a > ⟦1_⟧", #"error parsing number: "1_""#),
    ("a[⟦30m1h⟧]", #"not a valid duration string: "30m1h""#),
    ("a[⟦0s⟧]", "duration must be greater than 0"),
    ("a[⟦-5m⟧]", "duration must be greater than 0"),
    ("a[5m:⟦0⟧]", "duration must be greater than 0"),
    ("a[5m ⟦/⟧ 0]", "division by zero"),
    ("(a)⟦[5m]⟧", "ranges only allowed for vector selectors"),
    ("a offset 5m ⟦[5m]⟧", "no offset modifiers allowed before range"),
    ("a @ 1 ⟦[5m]⟧", "no @ modifiers allowed before range"),
    ("a offset 5m ⟦offset⟧ 5m", "offset may not be set multiple times"),
    ("a anchored ⟦smoothed⟧", "anchored and smoothed modifiers cannot be used together"),
    ("a @ ⟦b⟧", #"unexpected identifier "b" in @, expected timestamp"#),
    ("a @ ⟦inf⟧", "timestamp out of bounds for @ modifier: inf"),
    ("sum(a) ⟦offset⟧ 5m", "offset modifier must be preceded by a selector or a subquery"),
    ("sum(a) ⟦@⟧ 1", "@ modifier must be preceded by a selector or a subquery"),
    ("sum(a) ⟦smoothed⟧", "smoothed modifier must be preceded by a selector"),
    ("sum by (⟦\"\"⟧) (x)", #"invalid label name for grouping: """#),
    ("sum by (a) (x) ⟦by⟧ (a)", #"unexpected "by""#),
    ("⟦sum()⟧", #"expected 1 argument in aggregation "sum", got 0"#),
    ("rate(a[5m]⟦,⟧)", "trailing commas not allowed in function call args"),
    ("⟦foo⟧(a)", #"unknown function with name "foo""#),
  ])
  func refuses(marked: String, message: String) {
    let expected = Marked(marked)
    #expect(PromQL.parse(expected.text).errors == [PromQL.SyntaxError(message, at: expected.range)])
  }

  /// What upstream's type checker refuses.
  @Test(arguments: [
    ("rate(⟦a⟧)", #"expected type range vector in call to function "rate", got instant vector"#),
    ("⟦rate()⟧", #"expected 1 argument in call to "rate", got 0"#),
    ("⟦round(a, 1, 2)⟧", #"expected at most 2 arguments in call to "round", got 3"#),
    ("⟦label_join(a)⟧", #"expected at least 3 arguments in call to "label_join", got 1"#),
    ("sum(⟦1⟧)", "expected type instant vector in aggregation expression, got scalar"),
    ("topk(⟦a⟧, a)", "expected type scalar in aggregation parameter, got instant vector"),
    ("count_values(⟦1⟧, a)", "expected type string in aggregation parameter, got scalar"),
    ("1 ⟦==⟧ 1", "comparisons between scalars must use the bool modifier"),
    ("a + ⟦bool⟧ b", "bool modifier can only be used on comparison operators"),
    ("a + ⟦\"b\"⟧", "binary expression must contain only scalar and instant vector types"),
    ("⟦a[5m]⟧ + 1", "binary expression must contain only scalar and instant vector types"),
    ("a ⟦and⟧ 1", #"set operator "and" not allowed in binary scalar expression"#),
    ("a + ⟦on (b)⟧ 1", "vector matching only allowed between instant vectors"),
    ("a and on (b) ⟦group_left⟧ c", #"no grouping allowed for "and" operation"#),
    ("a + on (b) group_left (⟦b⟧) c", #"label "b" must not occur in ON and GROUP clause at once"#),
    ("⟦-\"a\"⟧", "unary expression only allowed on expressions of type scalar or instant vector, got string"),
    ("⟦1[5m:]⟧", "subquery is only allowed on instant vector, got scalar instead"),
    ("info(a, ⟦b⟧)", "expected label selectors only, got vector selector instead"),
  ])
  func checksTypes(marked: String, message: String) {
    let expected = Marked(marked)
    let result = PromQL.parse(expected.text)
    #expect(result.errors == [PromQL.SyntaxError(message, at: expected.range)])
    #expect(result.expression != nil)
  }

  @Test func reportsEveryTypeErrorInOrder() {
    let result = PromQL.parse("rate(a) + sum(1) + foo(b)")
    #expect(result.errors.map(\.range.lowerBound) == [5, 14, 19])
  }

  @Test(arguments: [
    ("1", PromQL.ValueType.scalar), ("\"a\"", .string), ("a", .vector), ("a[5m]", .matrix), ("a[5m:]", .matrix),
    ("time()", .scalar), ("1 + 1", .scalar), ("1 + a", .vector), ("(a[5m])", .matrix), ("scalar(a)", .scalar),
  ])
  func typesExpressions(source: String, type: PromQL.ValueType) {
    #expect(PromQL.parse(source).valid?.type == type)
  }

  @Test func bindsOperatorsAsUpstream() throws {
    let expression = try #require(PromQL.parse("a or b and c == d + e * -f ^ g").valid)
    var operators: [String] = []
    expression.visit { node in
      if case .binary(let binary) = node.kind { operators.append(binary.op.rawValue) }
      if case .unary(let op, _) = node.kind { operators.append("unary " + op.rawValue) }
    }
    #expect(operators == ["^", "unary -", "*", "+", "==", "and", "or"])
  }
}
