import PromQL
import Testing

/// What `labels(given:)` says of expressions over a small inventory.
@Suite struct LabelFlowTests {
  /// `job` is always there; `code` on some series of `requests_total`; `open` has labels that are not all known.
  static let inventory: @Sendable (PromQL.VectorSelector) -> PromQL.LabelSet? = { selector in
    switch selector.metricName {
    case "requests_total":
      .init(
        certain: ["job": .oneOf(["api", "web"]), "instance": .any], possible: ["code": .oneOf(["200", "500"])],
        isClosed: true)
    case "latency_bucket": .init(certain: ["job": .only("api"), "instance": .any, "le": .any], isClosed: true)
    case "owner": .init(certain: ["job": .any, "team": .oneOf(["db", "net"])], isClosed: true)
    case "nothing_shared": .init(certain: ["region": .any], isClosed: true)
    case "open": .init(certain: ["job": .any], isClosed: false)
    default: nil
    }
  }

  /// Certain labels by name, possible ones with `?`, certainly absent ones of an open set with `!`, `…` for open.
  static func summary(_ labels: PromQL.LabelSet) -> String {
    if labels.isEmpty { return "∅" }
    func text(_ label: String, _ values: PromQL.ValueSet, _ mark: String) -> String {
      label + mark + (values.known.map { "=" + $0.sorted().joined(separator: "|") } ?? "")
    }
    var parts = labels.certain.map { text($0.key, $0.value, "") } + labels.possible.map { text($0.key, $0.value, "?") }
    parts += labels.absent.map { $0 + "!" }
    return (parts.sorted() + (labels.isClosed ? [] : ["…"])).joined(separator: " ")
  }

  @Test(arguments: [
    // Selectors.
    ("requests_total", "__name__=requests_total code?=200|500 instance job=api|web"),
    (#"requests_total{job="api",code=""}"#, "__name__=requests_total instance job=api"),
    (#"requests_total{code=~"5..",job!="api"}"#, "__name__=requests_total code=500 instance job=web"),
    (#"requests_total{code=~"500|404"}"#, "__name__=requests_total code=500 instance job=api|web"),
    (#"requests_total{job="db"}"#, "∅"),
    (#"requests_total{region="x"}"#, "∅"),
    (#"requests_total{region!="x"}"#, "__name__=requests_total code?=200|500 instance job=api|web"),
    (#"unknown{a="b",c!="",d=""}"#, "__name__=unknown a=b c d! …"),
    (#"unknown{a=~"x|y"}"#, "__name__=unknown a=x|y …"),
    ("unknown", "__name__=unknown …"),
    // Functions.
    ("rate(requests_total[5m])", "code?=200|500 instance job=api|web"),
    ("last_over_time(owner[5m])", "__name__=owner job team=db|net"),
    ("-owner", "job team=db|net"),
    ("histogram_quantile(0.9, rate(latency_bucket[5m]))", "instance job=api"),
    ("vector(1)", ""),
    ("hour()", ""),
    (#"absent(up{job="api",a=~"b",c="d",c="e"})"#, "job=api"),
    ("absent(sum(up))", ""),
    (#"label_replace(owner, "who", "x", "", "")"#, "__name__=owner job team=db|net who=x"),
    (#"label_replace(owner, "who", "$1", "team", "(.)(.*)")"#, "__name__=owner job team=db|net who=d|n"),
    (#"label_replace(owner, "who", "$1", "job", "(.*)")"#, "__name__=owner job team=db|net who"),
    (#"label_replace(owner, "who", "x", "job", "a")"#, "__name__=owner job team=db|net who?=x"),
    (#"label_replace(owner, "team", "", "job", ".*")"#, "__name__=owner job"),
    (#"label_replace(owner, "team", "x", "none", "y")"#, "__name__=owner job team=db|net"),
    (#"label_join(owner, "who", "-", "job", "team")"#, "__name__=owner job team=db|net who"),
    (#"label_join(owner, "who", "-", "team")"#, "__name__=owner job team=db|net who=db|net"),
    // Aggregations.
    ("sum(requests_total)", ""),
    ("sum by (job, none) (requests_total)", "job=api|web"),
    ("sum by (job, none) (open)", "job none?"),
    ("sum without (instance) (requests_total)", "code?=200|500 job=api|web"),
    ("sum without (instance) (open)", "__name__! instance! job …"),
    ("topk(1, owner)", "__name__=owner job team=db|net"),
    (#"count_values by (job) ("version", owner)"#, "job version"),
    // Operators.
    ("owner > 1", "__name__=owner job team=db|net"),
    ("owner > bool 1", "job team=db|net"),
    ("1 + owner", "job team=db|net"),
    ("owner * on (job) requests_total", "job=api|web"),
    ("requests_total * on (job) group_left (team) owner", "code?=200|500 instance job=api|web team=db|net"),
    ("owner * on (job) group_right (team) requests_total", "code?=200|500 instance job=api|web team=db|net"),
    ("requests_total * on (job) group_left (instance) owner", "code?=200|500 job=api|web"),
    ("requests_total / ignoring (code) latency_bucket", "∅"),
    ("requests_total * on (region) nothing_shared", "∅"),
    ("owner + nothing_shared", "∅"),
    ("owner and on (job) latency_bucket", "__name__=owner job=api team=db|net"),
    ("owner unless requests_total", "__name__=owner job team=db|net"),
    ("owner or vector(0)", "__name__?=owner job? team?=db|net"),
    ("sum by (job) (owner) or sum by (job) (requests_total)", "job"),
    ("owner + on (job) fill (0) requests_total", "job"),
    ("sum by (job) (open) / sum by (job) (requests_total)", "job=api|web"),
    ("unknown + owner", "job team=db|net"), ("unknown / count by (instance) (other)", "instance?"),
  ])
  func follows(source: String, summary: String) throws {
    let expression = try #require(PromQL.parse(source).valid)
    #expect(Self.summary(expression.labels(given: Self.inventory)) == summary)
  }

  @Test func admitsWhatItDoesNotKnow() throws {
    for source in ["$x", "sum by ($g) (owner)", "x + $y", "owner * on (job) group_left ($l) owner"] {
      let labels = try #require(PromQL.parse(source, dialect: .grafana).valid).labels(given: Self.inventory)
      #expect(labels.presence(of: "anything") == .possible, "\(source)")
    }
  }

  /// Following thousands of labels would take longer than it is worth; nothing false may be said of them.
  @Test func givesUpOnMoreLabelsThanSeriesHave() throws {
    let names = (0..<1000).map { "l\($0)" }
    let source = "sum by (\(names.joined(separator: ", "))) (open) + 1"
    let labels = try #require(PromQL.parse(source).valid).labels(given: Self.inventory)
    #expect(!labels.isClosed)
    #expect(names.allSatisfy { labels.presence(of: $0) != .certain })
    #expect(labels.presence(of: "another") == .possible)
  }

  @Test(arguments: [
    ("a|b", ["a", "b"]), (#"(?:a\.b|c-d)"#, ["a.b", "c-d"]), ("", [""]), ("a|", ["a", ""]),
  ])
  func readsAlternations(pattern: String, values: [String]) {
    #expect(PromQL.literalAlternatives(pattern) == values)
  }

  @Test(arguments: ["a.", "a*", "(a)|(b)", "(?i)a", #"\d"#, "[ab]", "^a", "a\\"])
  func leavesRealPatternsAlone(pattern: String) {
    #expect(PromQL.literalAlternatives(pattern) == nil)
  }
}
