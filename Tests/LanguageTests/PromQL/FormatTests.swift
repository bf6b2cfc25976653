import PromQL
import Testing

@Suite struct PromQLFormatTests {
  /// Each is laid out as it stands here, from any spelling.
  @Test(arguments: [
    "up",
    #"sum by (job) (rate(http_requests_total{code=~"5.."}[5m]))"#,
    """
      sum by (job) (rate(http_requests_total{job="api",code=~"5.."}[5m]))
    /
      sum by (job) (rate(http_requests_total{job="api"}[5m]))
    > 0.05
    """,
    """
    histogram_quantile(
      0.99,
      sum by (le, job) (
        rate(
          http_request_duration_seconds_bucket{job="api",environment="production",cluster=~"a|b"}[5m]
        )
      )
    ) > 0.5
    """,
    """
    rate(
      http_request_duration_seconds_bucket{
        job="api",
        environment="production",
        cluster=~"a|b",
        instance!~"test-.*|canary-.*"
      }[5m]
    )
    """,
    """
    label_replace(
      sum by (instance) (
        rate(node_cpu_seconds_total{mode!="idle",job="node",environment="production"}[5m])
      ),
      "host", "$1", "instance", "(.*):\\\\d+"
    )
    """,
    """
      node_filesystem_avail_bytes{job="node",fstype!="",mountpoint="/"}
    * on (instance) group_left (nodename, domainname)
      node_uname_info{job="node"}
    """,
    """
        node_filesystem_avail_bytes{job="node",fstype!=""}
      /
        node_filesystem_size_bytes{job="node",fstype!=""}
      * 100
      < 40
    and
      predict_linear(node_filesystem_avail_bytes{job="node",fstype!=""}[6h], 24 * 60 * 60) < 0
    and
      node_filesystem_readonly{job="node",fstype!=""} == 0
    """,
    """
    100 * (
        1
      -
          sum by (cluster, namespace, job) (rate(errors_total{job="api"}[5m] offset 1h))
        /
          sum by (cluster, namespace, job) (rate(requests_total{job="api"}[5m] offset 1h))
    )
    """,
    """
    sum by (
      a_label_with_a_long_name,
      another_label_with_a_long_name,
      a_third_label_with_a_very_long_name
    ) (a_metric)
    """,
  ])
  func laysOut(text: String) throws {
    let expression = try #require(PromQL.parse(text).valid)
    #expect(PromQL.format(text).text == text)
    #expect(PromQL.format(expression.description).text == text)
  }

  /// What is spelled anew, and what is left as it was.
  @Test(arguments: [
    ("SUM(x) BY (a)", "sum by (a) (x)"),
    ("sum(x)by(a,)", "sum by (a) (x)"),
    ("sum without() (x)", "sum without () (x)"),
    ("a and ON(b,\"c\",\"d.e\",\"without\") c", "a and on (b, c, \"d.e\", \"without\") c"),
    ("a*on(b)group_left c", "a * on (b) group_left c"),
    ("a - fill_right ( -5m ) fill_left(0x1F)b", "a - fill_right (-5m) fill_left (0x1F) b"),
    ("x offset 90m @ 1609746000.50", "x @ 1609746000.50 offset 90m"),
    ("x[90m]OFFSET-1d SMOOTHED", "x[90m] smoothed offset -1d"),
    ("x[ 5m*2+STEP( ) :max_of(1m,step())]", "x[5m * 2 + step():max_of(1m, step())]"),
    ("x offset -( 1h / +2 )", "x offset -(1h / +2)"),
    ("1_000 + 0x1F + .5 + 1E3 + inf + nan + 5m + - - 2 + +3", "1_000 + 0x1F + .5 + 1E3 + Inf + NaN + 5m + 2 + 3"),
    ("-x ^ - 2", "-x ^ -2"),
    ("up { }", "up"),
    ("{\"up\"}", "up"),
    ("{job=\"a\",'up',}", "up{job=\"a\"}"),
    ("{job=\"a\",'up.time'}", "{\"up.time\",job=\"a\"}"),
    ("{'job'=\"a\"}", "{job=\"a\"}"),
    ("{'bool'}", "{\"bool\"}"),
    ("info(x,{\"y\"})", "info(x, {\"y\"})"),
    (
      "a{b=`c`,d=`e\\d`,f='say \"g\"',h='it\\'s',i=\"\\u00e9\"}",
      "a{b=\"c\",d=`e\\d`,f='say \"g\"',h=\"it's\",i=\"\\u00e9\"}"
    ),
    ("x @ 1 offset (1h)", "x offset (1h) @ 1"),
    // Names keep their letters, also where a keyword serves as one.
    ("aNd", "aNd"), ("Sum BY (AND, Offset) (OFFSET)", "sum by (AND, Offset) (OFFSET)"),
    ("a * ON (BY) GROUP_LEFT (Start) b", "a * on (BY) group_left (Start) b"),
  ])
  func spells(source: String, text: String) {
    #expect(PromQL.format(source) == .init(text: text))
  }

  @Test(arguments: [
    (
      "rate(${metric:raw}{job=~'$job',$filters}[$__rate_interval])>$limit",
      #"rate(${metric:raw}{job=~"$job",$filters}[$__rate_interval]) > $limit"#
    ),
    ("max_over_time(x[${n}m:$step])/sum by($a,[[b]])(x)", "max_over_time(x[${n}m:$step]) / sum by ($a, [[b]]) (x)"),
  ])
  func leavesVariablesAlone(source: String, text: String) {
    #expect(PromQL.format(source, dialect: .grafana) == .init(text: text))
  }

  /// Comments stay with their tokens and do not break what stands beside them.
  @Test(arguments: [
    ("# only\n# above\nup  # behind\n\n# below", "# only\n# above\nup # behind\n# below"),
    ("# ratio\na/b # why", "# ratio\na / b # why"),
    ("a{b=\"c\", # first\n# second\nd=\"e\" # third\n}", "a{\n  b=\"c\", # first\n  # second\n  d=\"e\" # third\n}"),
    ("a{b=\"c\" # before the comma\n, d=\"e\"}", "a{\n  b=\"c\", # before the comma\n  d=\"e\"\n}"),
    ("a{ # in empty braces\n}", "a{ # in empty braces\n  }"),
    ("a # 1\n+ # 2\n# 3\nb # 4", "  a # 1\n+ # 2\n  # 3\n  b # 4"),
    ("(# in\na)", "( # in\n  a\n)"),
    ("sum(a# none\n)", "sum(\n  a # none\n)"),
    ("sum(a) # where\nby (b)", "sum(a) # where\n  by (b)"),
    ("sum by ( # these\nb) (a)", "sum by ( # these\n  b\n) (a)"),
    ("sum(rate(a[5m])) # whole", "sum(rate(a[5m])) # whole"),
    ("rate(a[5m] # five\n)", "rate(\n  a[5m] # five\n)"),
    ("a[5m# five\n]", "a[5m # five\n  ]"),
    ("a{b=\"# no comment\"}", "a{b=\"# no comment\"}"),
    ("- # minus\na", "- # minus\n  a"),
    ("time()  # trailing blanks  \t ", "time() # trailing blanks"),
    ("a\r\n# crlf\r\n+ b", "  a\n# crlf\n+\n  b"),
  ])
  func keepsComments(source: String, text: String) {
    #expect(PromQL.format(source) == .init(text: text))
    #expect(PromQL.format(text) == .init(text: text))
  }

  @Test func printsNothingOfWhatIsWrong() {
    let result = PromQL.format("sum(rate(a))")
    #expect(result.text == nil)
    #expect(result.errors == PromQL.parse("sum(rate(a))").errors)
    #expect(!result.errors.isEmpty)
  }

  @Test func keepsToItsWidth() {
    #expect(PromQL.format("aa + bb", width: 7).text == "aa + bb")
    #expect(PromQL.format("aa + bb", width: 6).text == "  aa\n+\n  bb")
    #expect(PromQL.format("sum(aa) > 5", width: 10).text == "sum(\n  aa\n) > 5")
  }

  /// Time and memory stay in proportion, and nothing recurses as deep as the input likes.
  @Test(arguments: [
    ("", "a+", "a"), ("", "a^", "a"), ("", "a^-", "a"), ("", "-", "a"), ("", "# c\n", "a"), ("{", "a='b',", "}"),
    ("a", "\n+a>1 and a # c", ""), ("sum(a) by (", "b,", ")"), ("a[1m", "+1m", "]"),
  ])
  func takesLongExpressions(start: String, piece: String, end: String) {
    let source = start + String(repeating: piece, count: 5_000) + end
    let text = PromQL.format(source).text ?? ""
    #expect(text.utf8.count > 5_000)
    #expect(text.utf8.count < 100 * source.utf8.count)
  }
}
