import Testing

/// Rule files have one form and three languages: whose a file is, and what is said where nothing tells.
struct RuleLanguageTests {
  private func findings(_ rules: [String: String], _ arguments: String...) throws -> [String] {
    let bench = try Workbench()
    for (path, text) in rules { try bench.write(text, to: path) }
    let groups = ["syntax", "schema", "input"]
    let run = try bench.run(["check"] + arguments + ["--format", "concise", "--only"] + groups)
    #expect(!run.wasKilled && run.status <= 1, "\(run.output)\(run.errors)")
    return run.findings
  }

  private static func file(_ expressions: String...) -> String {
    let rules = expressions.enumerated().map { "      - alert: A\($0)\n        expr: '\($1)'\n" }
    return "groups:\n  - name: a\n    rules:\n" + rules.joined()
  }

  private static let metricsQL = file("lag(up) > 5m", "sum(rate(up))")
  private static let logQL = file("1 > 0", "sum(rate({a=\"b\"}[5m])) > 0")
  private static let broken = file("sum(rate({a=\"b\"} |= [5m])) > 0", "sum(")

  @Test func sparesWhatAnotherServerMayRead() throws {
    #expect(try findings(["r.yml": Self.metricsQL], "r.yml") == [])
    #expect(try findings(["r.yml": Self.logQL], "r.yml") == [])
    #expect(try findings(["r.yml": Self.file("sum(up", "up")], "r.yml") == ["5:22 syntax/promql"])
    // Another's mistake beside a word of MetricsQL may be MetricsQL, too.
    let wrapped = "apiVersion: v1\nkind: ConfigMap\ndata:\n  r.yml: |\n"
    let indented = Self.metricsQL.split(separator: "\n").map { "    \($0)\n" }.joined()
    #expect(try findings(["r.yml": wrapped + indented], "r.yml") == [])
  }

  @Test(arguments: [
    ["r.yml", "--kind", "rules"], ["r.yml", "--load"], ["r.yml", "--target", "prometheus=3.0"], ["."],
  ])
  func holdsWhatIsForPrometheusToPromQL(_ arguments: [String]) throws {
    var files = ["r.yml": Self.metricsQL]
    if arguments == ["."] { files["prometheus.yml"] = "rule_files: [r.yml]\n" }
    let bench = try Workbench()
    for (path, text) in files { try bench.write(text, to: path) }
    let run = try bench.run(["check"] + arguments + ["--format", "concise", "--only", "syntax"])
    #expect(run.findings == ["5:16 syntax/promql", "7:25 syntax/promql"], "\(run.output)")
  }

  @Test func takesTheLanguageThatIsNamed() throws {
    #expect(try findings(["r.yml": Self.file("sum(")], "r.yml", "--kind", "vmalert-rules") == [])
    #expect(try findings(["r.yml": Self.file("sum(")], "r.yml", "--kind", "loki-rules") == ["5:20 syntax/logql"])
    #expect(try findings(["r.yml": Self.logQL], "r.yml", "--load", "--kind", "loki-rules") == [])
    let settings = "kinds: {vm/: vmalert-rules, loki/: loki-rules}\n"
    #expect(
      try findings([".belfry.yaml": settings, "vm/r.yml": Self.file("sum("), "loki/r.yml": Self.file("sum(")], ".")
        == ["5:20 syntax/logql"])
  }

  @Test(arguments: [
    "ruler: {storage: {type: local, local: {directory: /etc/loki/rules}}}",
    "common: {storage: {filesystem: {rules_directory: /loki/rules}}}",
  ])
  func knowsTheFolderOfLokisRuler(_ setting: String) throws {
    let config = "auth_enabled: false\nschema_config: {configs: []}\n\(setting)\n"
    let files = ["loki/loki.yml": config, "rules/fake/r.yml": Self.file("sum(")]
    #expect(try findings(files, ".", "--ignore", "schema").filter { $0.hasSuffix("ql") } == ["5:20 syntax/logql"])
    // What is PromQL may be Prometheus', wherever it stands.
    let others = ["loki/loki.yml": config, "rules/fake/r.yml": Self.file("up == 0", "sum(up")]
    #expect(try findings(others, ".", "--ignore", "schema").filter { $0.hasSuffix("ql") } == ["7:22 syntax/promql"])
  }

  @Test func knowsScrapeConfigurationsOfVmagent() throws {
    let target = "scrape_configs: [{job_name: a, static_configs: [{targets: ['http://a:1/metrics']}]}]\n"
    let found = ["1:60 schema/invalid-value"]
    #expect(try findings(["scrape.yml": target], ".") == found)
    #expect(try findings(["scrape.yml": target], "scrape.yml", "--kind", "vmagent") == [])
    #expect(try findings(["victoria-metrics/scrape.yml": target], ".") == [])
    #expect(
      try findings(["victoria-metrics/scrape.yml": target], "victoria-metrics/scrape.yml", "--kind", "prometheus")
        == found)
    // With a section that only Prometheus has, it is Prometheus'.
    #expect(try findings(["vmagent/p.yml": target + "rule_files: []\n"], ".") == found)
    let keys =
      "scrape_configs: [{job_name: a, stream_parse: true}, {job_name: b, relabel_configs: [{if: a, action: drop}]}]\n"
    #expect(try findings(["p.yml": keys], ".") == [])
    #expect(try findings(["p.yml": keys], "p.yml", "--load", "--kind", "vmagent") == [])
    #expect(try findings(["p.yml": keys], "p.yml", "--load").count == 2)
  }

  /// No operator of PromQL is a stage.
  @Test func readsStagesAsLogQL() throws {
    #expect(try findings(["r.yml": Self.broken], "r.yml").allSatisfy { $0.hasSuffix("syntax/logql") })
    #expect(try findings(["r.yml": Self.broken], "r.yml").count == 2)
    #expect(try findings(["r.yml": Self.file("up{a=\"b\"} | 1")], "r.yml").allSatisfy { $0.hasSuffix("syntax/promql") })
  }
}
