import Diagnostics
import Document
import Prometheus
import Quantities
import Testing

struct PrometheusReadingTests {
  private func read(_ text: String) throws -> Node {
    try #require(YAMLReader.read(SourceFile(path: "prometheus.yml", text: text)).documents.first)
  }

  @Test func readsScrapeJobs() throws {
    let config = PrometheusConfig(
      try read(
        """
        global: {scrape_interval: 30s, external_labels: {site: a}}
        rule_files: ["rules/*.yml", more.yml]
        alerting: {alertmanagers: [{static_configs: [{targets: ["am:9093"]}]}]}
        scrape_configs:
          - job_name: db
            scrape_interval: 5s
            static_configs:
              - {targets: ["db-1:1", "db-2:1"], labels: {role: replica}}
              - targets: ["db-3:1"]
            relabel_configs:
              - {source_labels: [__address__], regex: "(.*):1", target_label: instance}
              - {action: LabelDrop, regex: tmp}
          - {job_name: pods, kubernetes_sd_configs: [{role: pod}], honor_labels: true}
        storage: {tsdb: {retention: {time: 45d}}}
        """))
    #expect(config.scrapeInterval == .seconds(30))
    #expect(config.evaluationInterval == .minutes(1))
    #expect(config.externalLabels.map { "\($0.name.text)=\($0.value.text)" } == ["site=a"])
    #expect(config.ruleFiles.map(\.text) == ["rules/*.yml", "more.yml"])
    #expect(config.alertmanagers.flatMap(\.targets).map(\.address.text) == ["am:9093"])
    #expect(config.retentionTime?.text == "45d")

    let jobs = config.scrapeJobs
    #expect(jobs.map(\.name?.text) == ["db", "pods"])
    #expect(jobs.map(\.scrapeInterval) == [.seconds(5), .seconds(30)])
    // The default of 10s gives way to a shorter interval.
    #expect(jobs.map(\.scrapeTimeout) == [.seconds(5), .seconds(10)])
    #expect(jobs.map(\.honorsLabels) == [false, true])
    #expect(jobs[0].staticTargets.map(\.address.text) == ["db-1:1", "db-2:1", "db-3:1"])
    #expect(jobs[0].staticTargets.map { $0.labels.map(\.value.text) } == [["replica"], ["replica"], []])
    #expect(jobs[0].relabeling.map(\.action) == [.replace, .labeldrop])
    #expect(jobs[0].relabeling.map(\.replacement) == ["$1", "$1"])
    #expect(jobs[1].discovery.map(\.mechanism) == ["kubernetes"])
  }

  @Test func readsRules() throws {
    let file = RuleFile(
      try read(
        """
        groups:
          - name: db
            interval: 30s
            rules:
              - {record: "a:b", expr: sum(b)}
              - {alert: Down, expr: up == 0, for: 1m, labels: {severity: page}, annotations: {summary: down}}
        """))
    let group = try #require(file.groups.first)
    #expect(group.name?.text == "db")
    #expect(group.interval == .seconds(30))
    #expect(group.rules.map(\.record?.text) == ["a:b", nil])
    #expect(group.rules.map(\.alert?.text) == [nil, "Down"])
    #expect(group.rules.map(\.expr?.text) == ["sum(b)", "up == 0"])
    #expect(group.rules.map(\.hold) == [nil, .minutes(1)])
    #expect(group.rules.last?.label("severity")?.text == "page")
    #expect(group.rules.last?.annotation("summary")?.text == "down")
  }

  /// Whatever is there in another form than it should be reads as absent.
  @Test(arguments: [
    "", "null", "[]", "text", "global: []\nscrape_configs: {a: b}\nrule_files: x\nalerting: 1\nstorage: [1]",
    "scrape_configs: [1, null, [], {static_configs: [{targets: {}, labels: []}, 3], relabel_configs: {}}]",
    "groups: {}", "groups: [1, {rules: 3}, {rules: [null, {labels: [], annotations: 1, for: {}}]}]",
    "scrape_configs: [{relabel_configs: [{action: {}, source_labels: a, regex: [], modulus: 99999999999999999999}]}]",
  ])
  func survivesAnything(_ text: String) throws {
    let result = YAMLReader.read(SourceFile(path: "x.yml", text: text))
    guard let node = result.documents.first else { return }
    let config = PrometheusConfig(node)
    #expect(config.scrapeInterval == .minutes(1))
    #expect(config.ruleFiles.isEmpty && config.alertmanagers.isEmpty && Array(config.externalLabels).isEmpty)
    #expect(config.retentionTime == nil)
    for job in config.scrapeJobs {
      #expect(job.name == nil && job.staticTargets.isEmpty && job.discovery.isEmpty)
      for rule in job.relabeling { #expect(rule.regex == "(.*)" && rule.modulus == nil && rule.sourceLabels.isEmpty) }
    }
    for rule in RuleFile(node).groups.flatMap(\.rules) {
      #expect(rule.expr == nil && rule.hold == nil && Array(rule.labels).isEmpty && Array(rule.annotations).isEmpty)
    }
  }

  @Test(
    arguments: [
      ("global: {scrape_intervall: 1m}", "2.42", ["schema/unknown-key"]),
      ("storage: {tsdb: {retention: {time: 45d}}}", "2.42", ["schema/not-yet-key"]),
      ("storage: {tsdb: {retention: {time: 45d}}}", "3.11", []),
      ("scrape_configs: [{job_name: a, scrape_classic_histograms: true}]", "3.0", ["schema/removed-key"]),
      ("scrape_configs: [{scheme: https}]", "3.0", ["schema/missing-key"]),
      ("scrape_configs: [{job_name: a, scheme: ftp}]", "3.0", ["schema/invalid-value"]),
      ("scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod}]}]", "2.42", []),
      ("scrape_configs: [{job_name: a, basic_auth: {}, authorization: {}}]", "2.42", ["schema/exclusive-keys"]),
      ("scrape_configs: [{job_name: a, relabel_configs: [{action: KEEP, regex: a}]}]", "2.42", []),
    ] as [(String, Version, [String])])
  func knowsTheKeysOfPrometheus(_ text: String, _ version: Version, _ ids: [String]) throws {
    let found = PrometheusSchema.config.check(try read(text), version: version, what: "prometheus.yml")
    #expect(found.map(\.id) == ids)
  }

  @Test(
    arguments: [
      ("groups: [{name: a, labels: {a: b}, rules: []}]", "2.55", ["schema/not-yet-key"]),
      ("groups: [{name: a, labels: {a: b}, rules: []}]", "3.0", []),
      ("groups: [{name: a, rules: [{record: a, expr: b, for: 1m}]}]", "3.0", ["schema/exclusive-keys"]),
      ("groups: [{name: a, rules: [{alert: a, record: b, expr: b}]}]", "3.0", ["schema/exclusive-keys"]),
      ("groups: [{rules: [{alert: a}]}]", "3.0", ["schema/missing-key", "schema/missing-key"]),
      ("groups: [{name: a, rules: [{alert: a, expr: b, for: 90}]}]", "3.0", ["schema/invalid-value"]),
    ] as [(String, Version, [String])])
  func knowsTheKeysOfRules(_ text: String, _ version: Version, _ ids: [String]) throws {
    let found = RuleSchema.file.check(try read(text), version: version, what: "the rule file")
    #expect(found.map(\.id) == ids)
  }

  /// Secrets stay out of messages.
  @Test func hidesSecrets() throws {
    let job = "{job_name: a, basic_auth: {password: [hunter2]}, bearer_token: {x: hunter2}}"
    let node = try read("scrape_configs: [\(job)]")
    for finding in PrometheusSchema.config.check(node, version: "2.42", what: "prometheus.yml") {
      #expect(!finding.message.contains("hunter2"))
    }
  }
}
