import LogQL
import Testing

@Suite struct LogQLParsingTests {
  /// Queries and their canonical form.
  @Test(arguments: [
    (#"{app="a"}"#, #"{app="a"}"#),
    ("{ app = `a` , b!~\"c\\\\d\" }", #"{app="a", b!~`c\d`}"#),
    (#"({app="a"})"#, #"({app="a"})"#),
    (#"{app="a"}|="x"!="y"|~"z"!~"w""#, #"{app="a"} |= "x" != "y" |~ "z" !~ "w""#),
    (#"{app="a"} |> "<_>x" !> "y<_>""#, #"{app="a"} |> "<_>x" !> "y<_>""#),
    (#"{app="a"} |= "x" or "y" or ip("10.0.0.0/8")"#, #"{app="a"} |= "x" or "y" or ip("10.0.0.0/8")"#),
    (#"{app="a"} | json | logfmt | unpack | decolorize"#, #"{app="a"} | json | logfmt | unpack | decolorize"#),
    (#"{app="a"} | JSON b, c="d.e[0]""#, #"{app="a"} | json b, c="d.e[0]""#),
    (#"{app="a"} | logfmt --keep-empty --strict b"#, #"{app="a"} | logfmt --strict --keep-empty b"#),
    (#"{app="a"} | pattern "<b> <_>" | regexp "(?P<c>\\d)""#, #"{app="a"} | pattern "<b> <_>" | regexp `(?P<c>\d)`"#),
    (
      #"{app="a"} | line_format "{{.b}}" | label_format c=d,e="{{.f}}""#,
      #"{app="a"} | line_format "{{.b}}" | label_format c=d, e="{{.f}}""#
    ),
    (#"{app="a"} | drop b,c=~"d" | keep e"#, #"{app="a"} | drop b, c=~"d" | keep e"#),
    (#"{app="a"} | b="c" or d="e" and f>5"#, #"{app="a"} | b="c" or d="e" and f > 5"#),
    (#"{app="a"} | b="c" or d="e", f>5 or g=1"#, #"{app="a"} | b="c" or d="e" and (f > 5 or g == 1)"#),
    (#"{app="a"} | (b="c" or d="e") f>=-5"#, #"{app="a"} | (b="c" or d="e") and f >= -5"#),
    (
      #"{app="a"} | b>1.5h | b<=1d12h | b!=5µs | b=-5m"#,
      #"{app="a"} | b > 1h30m | b <= 1d12h | b != 5000ns | b == -5m"#
    ),
    (#"{app="a"} | b>5KB | b<5KiB | b==1.5k | b>7B"#, #"{app="a"} | b > 5KB | b < 5KiB | b == 1500B | b > 7B"#),
    (
      #"{app="a"} | b=ip("::1") | b!=ip("10.0.0.1-10.0.0.9")"#, #"{app="a"} | b=ip("::1") | b!=ip("10.0.0.1-10.0.0.9")"#
    ),
    (#"RATE({app="a"}[5m])"#, #"rate({app="a"}[5m])"#),
    (#"rate({app="a"}[5m] |= "x")"#, #"rate({app="a"} |= "x" [5m])"#),
    (#"rate((({app="a"} |= "x")[5m] offset 1h))"#, #"rate({app="a"} |= "x" [5m] offset 1h)"#),
    (#"rate({app="a"}[5m] offset -1h | unwrap b)"#, #"rate({app="a"} | unwrap b [5m] offset -1h)"#),
    (#"rate(({app="a"} | unwrap b)[0])"#, #"rate({app="a"} | unwrap b [0s])"#),
    (
      #"avg_over_time({app="a"} | unwrap duration(b) | c>5 | __error__="" [1d]) by(d)"#,
      #"avg_over_time({app="a"} | unwrap duration(b) | c > 5 | __error__="" [1d]) by (d)"#
    ),
    (
      #"quantile_over_time(.99,{app="a"}|unwrap b[1h])without(c)"#,
      #"quantile_over_time(0.99, {app="a"} | unwrap b [1h]) without (c)"#
    ),
    (#"sum(rate({app="a"}[5m])) by (b)"#, #"sum by (b) (rate({app="a"}[5m]))"#),
    (#"topk(3,vector(1))"#, "topk(3, vector(1))"),
    (#"sort by () (vector(1))"#, "sort by () (vector(1))"),
    (#"label_replace(vector(1),"a","$1","b","(.*)")"#, #"label_replace(vector(1), "a", "$1", "b", "(.*)")"#),
    ("vector(1)+on(a)group_left(b)vector(2)", "vector(1) + on (a) group_left (b) vector(2)"),
    ("vector(1) > bool ignoring () vector(2)", "vector(1) > bool ignoring () vector(2)"),
    (
      "vector(1) or vector(2) and vector(3) == 4 + 5 * -6 ^ 7", "vector(1) or vector(2) and vector(3) == 4 + 5 * -6 ^ 7"
    ),
    ("1 # why\n + /* so */ 2 // end", "1 + 2"),
    ("010 + 0x1p4 + 1_000 + 1e3", "10 + 16 + 1000 + 1000"),
    (#"variants(rate({app="a"}[5m]), 1) of ({app="a"}[5m])"#, #"variants(rate({app="a"}[5m]), 1) of ({app="a"}[5m])"#),
    (#"{ip="a", rate="b", über="c", of="d"}"#, #"{ip="a", rate="b", über="c", of="d"}"#),
  ])
  func readsAndPrints(source: String, canonical: String) throws {
    let result = LogQL.parse(source)
    #expect(result.errors == [])
    let expression = try #require(result.expression)
    #expect(expression.description == canonical)
    let again = try #require(LogQL.parse(canonical).valid)
    #expect(again == expression)
    #expect(again.description == canonical)
  }

  /// Queries whose grammar is wrong, their one error and its place.
  @Test(arguments: [
    ("⟦⟧", "no query found in input"),
    ("⟦# only a comment⟧", "no query found in input"),
    (#"{app="a"⟦⟧"#, #"unexpected end of input in selector, expected "," or "}""#),
    (#"{app="a"⟦,⟧}"#, "trailing comma in selector"),
    ("{app=⟦a⟧}", #"unexpected identifier "a" in matcher, expected string"#),
    (#"{⟦json⟧="a"}"#, #""json" is a reserved word, so it can't name a label in selector"#),
    (#"{app=⟦'a'⟧}"#, "LogQL has no strings in single quotes; use double quotes or backticks"),
    (#"{app=⟦"a}⟧"#, "unterminated quoted string"),
    (#"{app⟦==⟧"a"}"#, #"unexpected "==" in selector, expected =, !=, =~ or !~"#),
    (#"{app="a"} | ⟦jsn⟧"#, #"unknown stage "jsn"; did you mean "json"?"#),
    (#"{app="a"} | ⟦line_fromat⟧ "x""#, #"unknown stage "line_fromat"; did you mean "line_format"?"#),
    (#"⟦coutn_over_time⟧({app="a"}[5m])"#, #"unknown function "coutn_over_time"; did you mean "count_over_time"?"#),
    (#"{app="a"} | b ⟦==⟧ "c""#, "== compares numbers, durations and numbers of bytes; text is compared with ="),
    (#"{app="a"} | b > ⟦10kb⟧"#, #"unknown unit in "10kb"; numbers of bytes end in B, KB, KiB, MB and so on"#),
    (#"{app="a"} | b > ⟦0B⟧"#, #"Loki takes "0B" for the start of a binary number; write 0"#),
    (#"rate({app="a"} | json ⟦[5m]⟧ | b="c")"#, "stages stand on both sides of the range; move it behind the last one"),
    (#"rate({app="a"} | unwrap b ⟦| json⟧ [5m])"#, "only label filters may follow unwrap"),
    (
      #"rate({app="a"} | unwrap ⟦durtion⟧(b) [5m])"#,
      #"unknown conversion "durtion" in unwrap; did you mean "duration"?"#
    ),
    (#"({app="a"}) ⟦|=⟧ "x""#, "stages have to stand inside the parentheses"),
    (#"rate ⟦by (a)⟧ ({app="a"}[5m])"#, #""rate" takes labels to group by behind its parentheses only"#),
    (#"sum by (a) (vector(1)) ⟦by (b)⟧"#, "labels to group by are given twice"),
    ("sum by (a⟦,⟧) (vector(1))", "trailing comma in list of labels"),
    ("vector(⟦-1⟧)", #""vector" takes a number without a sign"#),
    ("⟦@⟧", "unexpected character: \"@\""),
    (#"{app="a"} ⟦/*⟧ x"#, "comment not terminated"),
    (#"rate({app="a"}⟦[⟧5m)"#, #"missing closing "]" in range"#),
  ])
  func refusesGrammar(marked: String, message: String) throws {
    let expected = Marked(marked)
    let result = LogQL.parse(expected.text)
    #expect(result.expression == nil)
    let error = try #require(result.errors.first)
    #expect(error.message.hasPrefix(message))
    #expect(result.errors.count == 1)
  }

  /// Queries that read well and mean nothing, their one error and its place.
  @Test(arguments: [
    ("⟦{}⟧", #"at least one matcher has to refuse the empty value, such as app="x" or app=~".+""#),
    (#"⟦{app=~".*"}⟧"#, #"at least one matcher has to refuse the empty value, such as app="x" or app=~".+""#),
    (#"{app=~"⟦(⟧a"}"#, "error parsing regexp: missing closing ): `(a`"),
    (#"{app="a"} |~ "x⟦[⟧""#, "error parsing regexp: missing closing ]: `[`"),
    (#"{app="a⟦\q⟧"}"#, "invalid escape sequence in string"),
    (#"{app="a"} | regexp ⟦"(x)"⟧"#, "regexp has to have at least one named group, such as (?P<name>…)"),
    (#"{app="a"} | regexp ⟦"(?P<a>x)(?P<a>y)"⟧"#, #"regexp has two groups named "a""#),
    (#"{app="a"} | pattern "⟦<b><c>⟧""#, "no literal text between the captures <b> and <c>"),
    (#"{app="a"} | pattern ⟦"<_>"⟧"#, "pattern has to capture something, such as <name>"),
    (#"{app="a"} |> "x ⟦<b>⟧""#, "<b> is not allowed: a pattern that filters lines captures nothing, use <_>"),
    (#"{app="a"} | json b="c⟦-⟧d""#, #"invalid JSON path: unexpected "-", expected "." or "[""#),
    (#"{app="a"} | logfmt b="c⟦.⟧d""#, #"invalid logfmt key: unexpected ".", expected the end"#),
    (#"{app="a"} | label_format b=c, ⟦b⟧=d"#, #"label "b" is set twice in one label_format; use two stages"#),
    (#"{app="a"} | label_format ⟦__error__⟧=d"#, "__error__ cannot be formatted"),
    (#"{app="a"} |= ip(⟦"10.0.0.300"⟧)"#, #""10.0.0.300" is no IP address, block or range of addresses"#),
    (#"{app="a"} |~ ⟦ip("10.0.0.3")⟧"#, "ip() works with |= and != only, not with |~"),
    (#"rate(⟦{app="a"}⟧)"#, #""rate" needs a range behind the log query, such as [5m]"#),
    (#"rate({app="a"}[⟦5x⟧])"#, #"not a valid duration string: "5x""#),
    (#"rate({app="a"}⟦[]⟧)"#, "empty duration string"),
    (#"rate(⟦vector(1)⟧)"#, #""rate" takes a log range, got a metric query"#),
    (#"⟦{app="a"}[5m]⟧"#, "a log range is only allowed inside a range aggregation such as rate"),
    (#"{app="a"} ⟦| unwrap b⟧"#, "unwrap is only allowed inside a range aggregation"),
    (#"count_over_time({app="a"} ⟦| unwrap b⟧ [5m])"#, #""count_over_time" works on lines, so unwrap is not allowed"#),
    (#"⟦sum_over_time⟧({app="a"}[5m])"#, #""sum_over_time" works on numbers, so it needs unwrap"#),
    (#"rate({app="a"}[5m]) ⟦by (b)⟧"#, #"grouping not allowed for "rate""#),
    (#"rate(⟦2⟧, {app="a"}[5m])"#, #""rate" takes no parameter"#),
    (#"⟦quantile_over_time⟧({app="a"} | unwrap b [5m])"#, #""quantile_over_time" needs a number before the log range"#),
    ("topk(⟦0⟧, vector(1))", #""topk" takes a whole number above 0, got 0"#),
    ("topk(⟦1.5⟧, vector(1))", #""topk" takes a whole number above 0, got 1.5"#),
    ("⟦topk⟧(vector(1))", #""topk" needs a whole number before the metric query"#),
    ("sum(⟦1⟧, vector(1))", #""sum" takes no parameter"#),
    ("sort ⟦by (a)⟧ (vector(1))", #"grouping not allowed for "sort""#),
    ("approx_topk ⟦by ()⟧ (1, vector(1))", #"grouping not allowed for "approx_topk""#),
    ("vector(1) and ⟦(1 + 1)⟧", #""and" works on series, not on a number"#),
    (
      #"label_replace(vector(1), "a", "b", "c", ⟦"("⟧)"#, "invalid regex in label_replace: missing closing ): `^(?:()$`"
    ),
    ("⟦1e999⟧", #"unable to parse literal as a float: "1e999""#),
    ("⟦0x10⟧", #"unable to parse literal as a float: "0x10""#),
    ("⟦089⟧", #"unable to parse literal as a float: "089""#),
  ])
  func refusesMeaning(marked: String, message: String) {
    let expected = Marked(marked)
    let result = LogQL.parse(expected.text)
    #expect(result.errors == [LogQL.SyntaxError(message, at: expected.range)])
    #expect(result.expression != nil)
  }

  @Test(arguments: [
    ("{app=\"a\"} | line_format \"\\\"é{{ ⟦nope⟧ .b }}\""),
    ("{app=\"a\"} | line_format `{{ ⟦nope⟧ .b }}`"),
    ("{app=\"a\"} | label_format b=\"\\u00e9\\t{{ ⟦nope⟧ }}\""),
  ])
  func placesTemplateErrorsThroughEscapes(marked: String) throws {
    let expected = Marked(marked)
    let error = try #require(LogQL.parse(expected.text).errors.first)
    #expect(error.range == expected.range)
    #expect(error.message.hasPrefix("invalid template: "))
  }

  /// One text with an error in a matcher, two stages and an argument.
  @Test func reportsSeveralErrors() {
    let source = #"sum(rate({app=a, b="c"} | jsno | line_format 5 |= "x" [5m])) + topk(0, foo(1))"#
    let result = LogQL.parse(source)
    #expect(result.errors.map(\.range.lowerBound) == [14, 26, 45, 71])
    #expect(result.expression == nil)
  }

  @Test(
    arguments: [
      ([0x7B, 0x61, 0x3D, 0x22, 0xFF, 0x22, 0x7D], 4, "invalid UTF-8 encoding"),
      ([0x7B, 0x61, 0x3D, 0x22, 0x00, 0x22, 0x7D], 4, "invalid character NUL"),
      ([0xEF, 0xBB, 0xBF, 0xE2, 0x82], 3, "invalid UTF-8 encoding"),
    ] as [([UInt8], Int, String)])
  func refusesBytes(bytes: [UInt8], offset: Int, message: String) throws {
    let error = try #require(LogQL.parse(bytes).errors.first)
    #expect(error == LogQL.SyntaxError(message, at: offset..<(offset + 1)))
  }
}
