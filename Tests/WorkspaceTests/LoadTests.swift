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

  /// Wildcards may stand for folders, too, and what they match is read, whatever it is.
  @Test func readsWhatPatternsMatch() throws {
    let bench = try bench([
      "p/prometheus.yml": "rule_files: ['r[12]/a.yml', 'r?/sub*']\nscrape_config_files: [jobs/*]\n",
      "p/r1/a.yml": "groups: [{name: ''}]\n", "p/r2/sub/a.yml": "groups: [", "p/jobs/more/a.yml": "scrape_configs: [",
    ])
    let run = try bench.run("check", "p/prometheus.yml", "--load", "--format", "concise")
    #expect(
      run.findings == ["1:29 schema/invalid-value", "2:23 schema/invalid-value", "1:17 schema/missing-key"],
      "\(run.output)")
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

  private static let receivers = "route: {receiver: a}\nreceivers: [{name: a}]\n"

  @Test func readsTemplateFiles() throws {
    let bench = try bench([
      "am/alertmanager.yml": Self.receivers + "templates: [templates/*.tmpl, none/*, other.tmpl, 'sub*/x.tmpl']\n",
      "am/templates/a.tmpl": "{{ define \"a\" }}{{ .Labels | toUper }}{{ end }}\n",
      "am/templates/b.tmpl": "{{ define \"b\" }}{{ date \"06\" .StartsAt }}\n",
      "am/templates/c.txt": "{{", "am/sub1/x.tmpl": "\n{{ end }}",
    ])
    let run = try bench.run("check", "am/alertmanager.yml", "--load", "--format", "concise")
    #expect(run.findings == ["2:4 syntax/template", "1:30 syntax/template", "1:1 syntax/template"], "\(run.output)")
    // A file that isn't there may be where the server runs; amtool takes it, too.
    let absent = try self.bench(["a.yml": Self.receivers + "templates: [gone.tmpl, /none/*.tmpl]\n"])
    #expect(try absent.run("check", "a.yml", "--load").status == 0)
  }

  @Test func judgesTemplateFilesByVersion() throws {
    let bench = try bench([
      "a.yml": Self.receivers + "templates: [a.tmpl]\n", "a.tmpl": "{{ define \"a\" }}{{ now }}{{ end }}",
    ])
    #expect(try bench.run("check", "a.yml", "--load").status == 0)
    let run = try bench.run("check", "a.yml", "--load", "--target", "alertmanager=0.25", "--format", "concise")
    #expect(run.findings == ["1:20 syntax/template"])
  }

  @Test func missesAFolderAmongTemplates() throws {
    let bench = try bench(["a.yml": Self.receivers + "templates: ['t/*']\n", "t/x/y.tmpl": ""])
    #expect(try bench.run("check", "a.yml", "--load", "--format", "concise").findings == ["3:13 schema/invalid-value"])
  }

  @Test func knowsTheTemplatesOfFiles() throws {
    let config = """
      route: {receiver: a}
      templates: ['*.tmpl']
      receivers:
        - name: a
          slack_configs:
            - {api_url_file: x, title: '{{ template "our.title" . }}', text: '{{ template "our.txt" . }}'}

      """
    let bench = try bench([
      "a.yml": config, "x.tmpl": "{{ define \"our.title\" }}{{ template \"our.text\" . }}{{ end }}",
      "y.tmpl": "{{ define \"our.text\" }}{{ template \"nobody\" . }}{{ end }}",
    ])
    let only = ["--only", "receivers/undefined-template", "--format", "concise"]
    #expect(
      try bench.run(["check", "a.yml"] + only).findings == [
        "6:85 receivers/undefined-template", "1:36 receivers/undefined-template",
      ])
    // With a file that can't be read, nothing is known.
    try bench.write("{{ define \"z\" }}", to: "z.tmpl")
    #expect(try bench.run(["check", "a.yml"] + only).findings == [])
  }

  @Test func judgesMatchersByVersion() throws {
    let bench = try bench([
      "a.yml": "{route: {receiver: a, routes: [{matchers: ['\"a-b\"=\"c\"']}]}, receivers: [{name: a}]}\n"
    ])
    #expect(try bench.run("check", "a.yml", "--load").status == 0)
    let run = try bench.run("check", "a.yml", "--load", "--target", "alertmanager=0.26", "--format", "concise")
    #expect(run.findings == ["1:45 syntax/matcher"], "\(run.output)")
  }

  /// Every mistake of a file in one run, each in its place.
  @Test func reportsTwelveMistakesAtOnce() throws {
    let config = """
      global:
        slack_api_url: YOUR_WEBHOOK
        smtp_smarthost: mail
      route:
        receiver: defualt
        matchers: [severity="info"]
        group_by: [alertname, alertname]
        routes:
          - receiver: chat
            matchers: ['severity=~"(warning"']
            mute_time_intervals: [weekend]
            group_intervall: 5m
      receivers:
        - name: default
          webhook_configs: [{url: "hooks.example.com/x"}]
        - name: chat
          slack_configs: [{channel: x, app_token: a, app_token_file: b}]
        - name: chat
          pagerduty_configs: [{severity: page}]
      time_intervals:
        - name: weekends
          time_intervals: [{weekdays: [saturday, sonday]}]

      """
    let run = try bench(["alertmanager.yml": config]).run("check", "alertmanager.yml", "--load", "--format", "concise")
    #expect(
      run.findings == [
        "2:18 schema/invalid-value", "3:19 schema/invalid-value", "5:13 routing/undefined-receiver",
        "6:3 schema/invalid-value", "7:25 schema/duplicate-name", "10:18 syntax/regex",
        "11:29 routing/undefined-time-interval", "12:7 schema/unknown-key", "15:29 schema/invalid-value",
        "17:48 schema/exclusive-keys", "18:11 schema/duplicate-name", "19:25 schema/missing-key",
        "22:44 schema/invalid-value",
      ], "\(run.output)")
  }

  /// A set of files copied from a guide, with what servers refuse in it: each mistake in its place, all in one run.
  @Test func reportsWhatServersRefuseOfACopiedGuide() throws {
    let bench = try bench([
      "guide/prometheus.yml": """
      rule_files:
        - "db_rules.yml"
        - "db_recording_rules.yml"
      scrape_configs: [{job_name: db, static_configs: [{targets: ["db:9399"]}]}]

      """,
      "guide/warnings.yml": """
        - name: warnings
          rules: [{alert: Slow, expr: db_seconds > 1}]

      """,
      "guide/alertmanager.yml": """
      global:
        slack_api_url: 'YOUR_WEBHOOK_URL'
      route:
        receiver: default
        routes:
          - match: {team: performance}
            receiver: performance-team
      receivers: [{name: default, slack_configs: [{channel: "#a"}]}]

      """,
      "guide/loki.yml": """
      common: {path_prefix: /loki}
      schema_config:
        configs:
          - {from: "2024-01-01", store: tsdb, object_store: filesystem, schema: v11, index: {prefix: i_, period: 24h}}
      storage_config:
        tsdb_shipper:
          shared_store: filesystem
      limits_config:
        enforce_metric_name: false
      chunk_store_config:
        max_look_back_period: 0s

      """,
      "guide/dashboard.json": "{\n  \"dashboard\": {\"title\": \"Database\", \"panels\": []}\n}\n",
    ])
    let run = try bench.run("check", "guide", "--load", "--format", "concise")
    let found = run.output.split(separator: "\n").map { $0.prefix { $0 != "]" } + "]" }
    #expect(
      found == [
        "guide/alertmanager.yml:2:18: error[schema/invalid-value]",
        "guide/alertmanager.yml:7:17: error[routing/undefined-receiver]",
        "guide/dashboard.json:2:3: error[dashboards/api-wrapper]",
        "guide/loki.yml:4:75: error[schema/invalid-value]",
        "guide/loki.yml:7:5: error[schema/removed-key]",
        "guide/loki.yml:9:3: error[schema/removed-key]",
        "guide/loki.yml:11:3: error[schema/removed-key]",
        "guide/prometheus.yml:2:5: error[input/missing-file]",
        "guide/prometheus.yml:3:5: error[input/missing-file]",
        "guide/warnings.yml:1:3: error[schema/wrong-type]",
      ], "\(run.output)")
  }

  /// Loki reads what it sends with by the packages of some Prometheus, and the last patches of 2.9 by later ones.
  @Test(arguments: [("2.8", false), ("2.9", true), ("3.0", true)])
  func lokiTakesCertificatesInPlace(_ version: String, _ isTaken: Bool) throws {
    let bench = try Workbench()
    let client = "{url: 'http://x/', tls_config: {ca: c}}"
    try bench.write(
      "schema_config: {configs: []}\nruler: {remote_write: {client: \(client)}}\n", to: "loki.yaml")
    let run = try bench.run("check", "loki.yaml", "--target", "loki=\(version)")
    #expect(run.output.contains("\"ca\" is unknown") == !isTaken, "\(run.output)\(run.errors)")
  }
}
