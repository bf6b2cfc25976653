import Testing

/// `belfry check --load`: the verdict of the server, and nothing else.
struct LoadTests {
  private func bench(_ files: [String: String]) throws -> Workbench {
    let bench = try Workbench()
    for (path, text) in files { try bench.write(text, to: path) }
    return bench
  }

  private static let rules = "groups: [{name: a, rules: [{alert: Down, expr: up == 0}]}]\n"

  @Test func reportsOnlyWhatServersRefuse() throws {
    // An alert without a runbook and a query in an annotation are nobody's reason to refuse a file.
    let text = """
      groups:
        - name: a
          rules:
            - {alert: Down, expr: up == 0, annotations: {a: '{{ query "up ==" }}', b: '{{ $.labels.a }} {{ value }}'}}
      """
    let bench = try bench(["rules.yml": text])
    #expect(try bench.run("check", "rules.yml", "--format", "concise").status == 1)
    let load = try bench.run("check", "rules.yml", "--load", "--format", "concise")
    #expect(load.status == 0 && load.output == "")
  }

  @Test(arguments: [
    ("", "prometheus", 0), ("~\n", "prometheus", 0), ("# nothing\n", "rules", 0), ("[]\n", "prometheus", 1),
    ("tracing: {}\n", "prometheus", 1), ("storage: {exemplars: {}}\n", "prometheus", 0), ("a: [\n", "rules", 1),
    ("groups: []\n", "rules", 0), ("groups: []\n", "prometheus", 1),
  ])
  func takesTheKindThatIsNamed(_ text: String, _ kind: String, _ status: Int32) throws {
    let run = try bench(["file": text]).run("check", "file", "--load", "--kind", kind)
    #expect(run.status == status, "\(run.output)")
  }

  @Test(arguments: [
    ("2.42", ["1:2 schema/not-yet-key"]), ("2.43", []), ("3.14", []),
  ])
  func judgesByVersion(_ version: String, _ expected: [String]) throws {
    let bench = try bench(["p.yml": "{scrape_config_files: [], rule_files: []}\n"])
    let run = try bench.run("check", "p.yml", "--load", "--target", "prometheus=\(version)", "--format", "concise")
    #expect(run.findings == expected)
    #expect(
      try bench.run("check", "p.yml", "--target", "prometheus=\(version)", "--format", "concise").findings == expected)
  }

  @Test(arguments: [
    ("ts_of_max_over_time(up[5m])", "3.4", 1), ("holt_winters(up[5m], 0.5, 0.5)", "2.42", 0),
    ("holt_winters(up[5m], 0.5, 0.5)", "3.0", 1), ("up", "2.42", 0),
  ])
  func judgesExpressionsByVersion(_ expression: String, _ version: String, _ status: Int32) throws {
    let bench = try bench(["r.yml": "groups: [{name: a, rules: [{record: a, expr: '\(expression)'}]}]\n"])
    let run = try bench.run("check", "r.yml", "--load", "--target", "prometheus=\(version)")
    #expect(run.status == status, "\(run.output)")
    #expect(try bench.run("check", "r.yml", "--load").status == 0)
  }

  @Test func readsTheFilesThatAreNamed() throws {
    let config = """
      rule_files: [rules/*.yml, none/*.yml, gone.yml]
      scrape_configs:
        - {job_name: a, bearer_token_file: token, tls_config: {cert_file: c, key_file: k}}
      """
    let bench = try bench([
      "p/prometheus.yml": config, "p/rules/a.yml": Self.rules, "p/rules/b.yml": "groups: [{name: ''}]\n", "p/token": "",
      "p/rules/c.txt": "groups: [",
    ])
    let run = try bench.run("check", "p/prometheus.yml", "--load", "--format", "concise")
    #expect(
      run.findings == [
        "1:39 input/missing-file", "3:69 input/missing-file", "3:82 input/missing-file", "1:17 schema/missing-key",
      ])
    let assumed = try bench.run("check", "p/prometheus.yml", "--load", "--assume-files", "--format", "concise")
    #expect(assumed.findings == ["1:17 schema/missing-key"])
  }

  @Test func readsFurtherScrapeConfigs() throws {
    let bench = try bench([
      "prometheus.yml": """
      global: {scrape_interval: 5s}
      scrape_config_files: ["jobs/*.yml"]
      scrape_configs: [{job_name: a}]
      """,
      "jobs/1.yml": "scrape_configs: [{job_name: b}, {job_name: a}]\n",
      "jobs/2.yml": "scrape_configs: [{job_name: b}, {job_name: c, scrape_timeout: 6s}]\nrule_files: []\n",
    ])
    let run = try bench.run(
      "check", "prometheus.yml", "--load", "--target", "prometheus=3.0", "--format", "concise")
    #expect(
      Set(run.findings) == [
        "1:44 scrape/duplicate-job", "1:29 scrape/duplicate-job", "1:63 scrape/timeout-above-interval",
        "2:1 schema/unknown-key",
      ])
  }

  @Test func readsAFileTwiceThatIsNamedTwice() throws {
    let bench = try bench([
      "prometheus.yml": "scrape_config_files: [jobs/1.yml, jobs/*.yml]\n",
      "jobs/1.yml": "scrape_configs: [{job_name: b}]\n",
    ])
    let run = try bench.run("check", "prometheus.yml", "--load", "--format", "concise")
    #expect(run.findings == ["1:29 scrape/duplicate-job"])
  }

  @Test func knowsAgents() throws {
    let bench = try bench(["p.yml": "rule_files: ['*.none']\nremote_write: [{url: 'http://a'}]\n"])
    #expect(try bench.run("check", "p.yml", "--load").status == 0)
    let run = try bench.run("check", "p.yml", "--load", "--agent", "--format", "concise")
    #expect(run.findings == ["1:1 schema/exclusive-keys"])
  }
}
