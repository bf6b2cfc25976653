import Deployment
import Diagnostics
import Document
import Prometheus
import Quantities
import Testing

private typealias Sample = PrometheusSample

struct PrometheusEmittingTests {
  @Test func writesScrapeJobs() throws {
    var diagnostics: [Diagnostic] = []
    let files = Sample.emit(Sample.deployment(), &diagnostics)
    #expect(diagnostics.isEmpty)
    #expect(files.map(\.path) == ["prometheus/prometheus.yml"])
    #expect(
      files.first?.text == #"""
        global:
          scrape_interval: 15s
          evaluation_interval: 15s
        scrape_configs:
        - job_name: db
          scrape_interval: 5s
          static_configs:
          - targets:
            - db-1:9399
            labels:
              cluster: one
              role: primary
          - targets:
            - db-2:9399
            - '[::1]:9399'
            labels:
              cluster: one
              role: replica
          relabel_configs:
          - source_labels:
            - __address__
            regex: '\[?(.+?)\]?(?::\d+)?'
            target_label: instance

        """#)
  }

  @Test func writesRules() throws {
    let deployment = Sample.deployment { deployment in
      deployment.routing = Sample.routing()
      var runbook = Runbook(name: Located("down"), title: Located("It is down"))
      runbook.baseURL = Located("https://wiki.example.com/db")
      deployment.runbooks = [runbook, Runbook(name: Located("unpublished"), title: Located("No page"))]
      deployment.dashboards = [Dashboard(name: Located("overview"), title: Located("Overview"))]
      var records = RuleGroup(name: Located("db"))
      records.rules = [
        .recording(RecordingRule(record: Located("job:up:avg"), expression: Located("avg by (job) (up)")))
      ]
      deployment.recordingRules = [records]
      var alerts = RuleGroup(name: Located("db"))
      alerts.interval = Located(.seconds(30))
      alerts.labels = [Sample.label("team", "database")]
      alerts.rules = [
        Sample.alert("Down", "up == 0 # all of it") {
          $0.hold = Located(.minutes(1))
          $0.keepFiring = Located(.minutes(5))
          $0.severity = Located("critical")
          $0.summary = Located("{{ $labels.instance }} is down")
          $0.runbook = Located("down")
          $0.dashboard = Located("overview")
        },
        Sample.alert("Half", "job:up:avg < 0.5") { $0.runbook = Located("unpublished") },
      ]
      deployment.alerts = [alerts]
    }
    var diagnostics: [Diagnostic] = []
    let files = Sample.emit(deployment, &diagnostics)
    #expect(diagnostics.isEmpty)
    #expect(files.map(\.path) == ["prometheus/prometheus.yml", "prometheus/rules/db.yml"])
    #expect(
      files.last?.text == """
        groups:
        - name: db
          interval: 30s
          rules:
          - record: job:up:avg
            expr: avg by (job) (up)
          - alert: Down
            expr: 'up == 0 # all of it'
            for: 1m
            keep_firing_for: 5m
            labels:
              team: database
              severity: critical
            annotations:
              summary: '{{ $labels.instance }} is down'
              runbook_url: https://wiki.example.com/db/down
              dashboard_url: http://grafana:3000/d/overview
          - alert: Half
            expr: job:up:avg < 0.5
            labels:
              team: database
            annotations:
              runbook_url: https://wiki.example.com/db/unpublished

        """)
  }

  /// Each server that the output must suit, and what may stand in its files.
  @Test(
    arguments: [("2.41", false, false), ("2.42", true, false), ("3.0", true, true), ("3.10", true, true)]
      as [(Version, Bool, Bool)])
  func suitsTheOldestServer(_ version: Version, keepsFiring: Bool, hasGroupLabels: Bool) throws {
    let deployment = Sample.deployment(prometheus: version) { deployment in
      deployment.retention.metrics = Located(.days(45))
      var group = RuleGroup(name: Located("db"))
      group.labels = [Sample.label("team", "database")]
      group.rules = [Sample.alert("Down", "up == 0") { $0.keepFiring = Located(.minutes(5)) }]
      deployment.alerts = [group]
    }
    var diagnostics: [Diagnostic] = []
    let files = Sample.emit(deployment, &diagnostics)
    let rules = try #require(files.last?.text)
    #expect(rules.contains("keep_firing_for: 5m") == keepsFiring)
    #expect(diagnostics.map(\.id) == (keepsFiring ? [] : ["schema/not-yet-key"]))
    #expect(rules.contains("\n  labels:\n    team: database\n") == hasGroupLabels)
    #expect(rules.contains("\n    labels:\n      team: database\n") == !hasGroupLabels)
    #expect(files.first?.text.contains("retention") == false)
  }

  @Test func keepsRetentionInTheFileFromThreeEleven() throws {
    let deployment = Sample.deployment(prometheus: "3.11") {
      $0.retention.metrics = Located(.days(45))
      $0.retention.metricsSize = Located(ByteSize(bytes: 1 << 39))
    }
    var diagnostics: [Diagnostic] = []
    let text = try #require(Sample.emit(deployment, &diagnostics).first?.text)
    #expect(text.hasSuffix("storage:\n  tsdb:\n    retention:\n      time: 45d\n      size: 512GB\n"))
  }

  @Test func laysNativeKeysOver() throws {
    let deployment = Sample.deployment { deployment in
      deployment.global.native = ["global": ["query_log_file": "queries.log"]]
      deployment.targets[0].endpoints = []
      deployment.targets[0].discovery = [(Located("dns"), ["names": ["db.example.com"], "type": "A", "port": 9399])]
      deployment.targets[0].labels = [Sample.label("cost", "$5")]
      deployment.targets[0].native = [
        "honor_labels": true, "relabel_configs": [["source_labels": ["a"], "target_label": "b"]],
      ]
    }
    var diagnostics: [Diagnostic] = []
    let text = try #require(Sample.emit(deployment, &diagnostics).first?.text)
    #expect(text.contains("evaluation_interval: 15s\n  query_log_file: queries.log\n"))
    #expect(
      text.hasSuffix(
        #"""
          dns_sd_configs:
          - names:
            - db.example.com
            type: A
            port: 9399
          honor_labels: true
          relabel_configs:
          - source_labels:
            - a
            target_label: b
          - target_label: cost
            replacement: $$5
          - source_labels:
            - __address__
            regex: '\[?(.+?)\]?(?::\d+)?'
            target_label: instance

        """#))
  }

  @Test func namesARunbookThatHasNoPage() throws {
    let deployment = Sample.deployment { deployment in
      deployment.runbooks = [Runbook(name: Located("down"), title: Located("It is down"))]
      deployment.alerts = [
        RuleGroup(name: Located("db"), rules: [Sample.alert("Down", "up == 0") { $0.runbook = Located("down") }])
      ]
    }
    var diagnostics: [Diagnostic] = []
    let text = try #require(Sample.emit(deployment, &diagnostics).last?.text)
    #expect(text.hasSuffix("    annotations:\n      runbook: down\n"))
    #expect(diagnostics.isEmpty)
  }

  @Test func reportsWhatCannotBeLinked() {
    let deployment = Sample.deployment { deployment in
      deployment.runbooks = [Runbook(name: Located("down"), title: Located("It is down"))]
      deployment.alerts = [
        RuleGroup(
          name: Located("db"),
          rules: [
            Sample.alert("Down", "up == 0") {
              $0.runbook = Located("dwon")
              $0.dashboard = Located("overview")
            }
          ])
      ]
    }
    var diagnostics: [Diagnostic] = []
    _ = Sample.emit(deployment, &diagnostics)
    #expect(diagnostics.map(\.id) == ["alerts/undefined-runbook", "alerts/undefined-dashboard"])
    #expect(diagnostics.first?.help == "did you mean \"down\"?")
  }

  @Test func givesEveryGroupAFileThatTheGlobFinds() {
    let deployment = Sample.deployment { deployment in
      deployment.alerts = ["a/b", "a_b", "A_B", "../up", "näher"].map {
        RuleGroup(name: Located($0), rules: [Sample.alert("Down", "up == 0")])
      }
    }
    var diagnostics: [Diagnostic] = []
    let files = Sample.emit(deployment, &diagnostics)
    #expect(
      files.map(\.path) == [
        "prometheus/prometheus.yml", "prometheus/rules/a_b.yml", "prometheus/rules/.._up.yml",
        "prometheus/rules/n_her.yml",
      ])
    #expect(files.first { $0.path.hasSuffix("a_b.yml") }?.text.occurrences(of: "- name:") == 3)
  }

  @Test func reportsTwoIntervalsOfOneGroup() {
    let deployment = Sample.deployment { deployment in
      for seconds in [30, 60] as [Int64] {
        var group = RuleGroup(name: Located("db"), rules: [Sample.alert("Down", "up == 0")])
        group.interval = Located(.seconds(seconds))
        deployment.alerts.append(group)
      }
    }
    var diagnostics: [Diagnostic] = []
    _ = Sample.emit(deployment, &diagnostics)
    #expect(diagnostics.map(\.id) == ["rules/duplicate-group"])
  }

  @Test func writesNothingWithoutUse() {
    var diagnostics: [Diagnostic] = []
    #expect(Sample.emit(Deployment(name: Located("empty")), &diagnostics).isEmpty)
  }
}

extension String {
  fileprivate func occurrences(of needle: String) -> Int { split(separator: needle).count - 1 }
}
