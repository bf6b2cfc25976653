import Deployment
import Diagnostics
import Document
import Quantities
import Testing

struct SpecReaderTests {
  private func read(_ text: String, overlays: [String] = []) throws -> Deployment {
    let overlays = overlays.enumerated().map { SourceFile(path: "overlay-\($0.offset).yaml", text: $0.element) }
    let result = SpecReader.read(files: [SourceFile(path: "spec.yaml", text: text)], overlays: overlays)
    #expect(result.diagnostics.map { "\($0.summary) \($0.message)" } == [])
    return try #require(result.deployment)
  }

  // MARK: Whole specs

  @Test func readsEverySection() throws {
    let result = SpecReader.read(files: try Fixtures.files("lightning-db.good"))
    #expect(result.diagnostics == [])
    let deployment = try #require(result.deployment)
    #expect(deployment.name.value == "lightning-db")
    #expect(deployment.versions.loki.value == "3.0")
    #expect(deployment.externalLabels["environment"]?.value == "production")
    #expect(deployment.retention.logs?.value == .days(30))
    #expect(deployment.targets.map(\.name.value) == ["lightning_db", "node_exporter"])
    #expect(deployment.targets[0].endpoints[1].labels["role"]?.value == "replica")
    #expect(deployment.targets[1].endpoints[2].address.value == "db-replica-2:9100")
    #expect(deployment.targets[0].instance.value == .host)
    #expect(deployment.catalogues.first?.metrics.first?.buckets.count == 9)
    #expect(deployment.catalogues.first?.metrics.first?.labels.first?.values?.count == 4)
    #expect(deployment.slos.count == 4)
    #expect(
      deployment.slos[3].indicator
        == .threshold(
          metric: Located("lightning_db_replication_lag_seconds"), bound: Located(10), isUpper: true,
          aggregate: Located("max"), selector: nil))
    #expect(deployment.receivers[2].slack[0].sendResolved.value)
    #expect(
      deployment.routing?.root.routes[2].matchers[0].description == #"alertname=~".*(Latency|Performance|Slow).*""#)
    #expect(deployment.routing?.expectations[0].within?.value == .minutes(3))
    #expect(deployment.dashboards.first?.rows[0].panels[1].quantiles?.at.map(\.value) == [50, 95, 99])
    #expect(deployment.dashboards.first?.rows[0].panels[2].thresholds[0].isPercent == true)
    #expect(deployment.logs?.sources[0].labelFields.map(\.value) == ["level", "module", "query_type"])
    #expect(deployment.logs?.loki.ingestionRate?.value == ByteSize(bytes: 16 << 20))
    #expect(deployment.traces?.sample?.value == Ratio("10%"))
    #expect(deployment.traces?.batchTimeout?.value == .seconds(5))
    #expect(deployment.traces?.keep.count == 2)
    #expect(deployment.remediations[0].limit?.value == RateLimit(count: 3, period: .hours(1)))
    #expect(deployment.reports[0].minuteOfDay.value == 540)
    #expect(deployment.checks.severities.first?.severity == .error)
  }

  @Test func readsTheSpecOfTheRepository() throws {
    let files = try Fixtures.spec("lightning-db")
    let result = SpecReader.read(files: files)
    #expect(result.diagnostics.map { "\($0.place.span?.file.path ?? ""):\($0.summary) \($0.message)" } == [])
    let deployment = try #require(result.deployment)
    // The order in which files are handed over says nothing.
    #expect(SpecReader.read(files: files.reversed()).deployment == deployment)
  }

  // MARK: Origins

  @Test func everyValueKnowsItsPlace() throws {
    let text = """
      deployment: d
      receivers: {r: null}
      routing:
        receiver: r
        routes:
          - match: ['a="b", c=~"d"']
      """
    let deployment = try read(text)
    #expect(deployment.name.origin.span?.range == 12..<13)
    let matchers = try #require(deployment.routing?.root.routes.first?.matchers)
    let bytes = Array(text.utf8)
    let places = matchers.compactMap { $0.origin.span.map { String(decoding: bytes[$0.range], as: UTF8.self) } }
    #expect(places == [#"a="b""#, #"c=~"d""#])
    #expect(deployment.service("loki")?.address.origin == .builtin)
  }

  // MARK: Forms

  @Test func takesShortAndLongForms() throws {
    let short = try read(
      """
      deployment: d
      services: {loki: "logs:3100"}
      targets: {db: {endpoints: "db:9399", metrics: m}}
      metrics: {m: {a_total: counter, b: {type: gauge, labels: [x]}}}
      secrets: {s: {env: S}}
      receivers: {r: {slack: {webhook: s, channel: "#a"}, webhook: "https://example.com/", email: a@example.com}}
      routing: {receiver: r, native: {global: {smtp_smarthost: "mail:25", smtp_from: b@example.com}}}
      logs: {sources: {l: {files: /a, timestamp: t, application: a.toml}}}
      traces: {collector: "c:4317", jaeger: "j:4317"}
      checklist: {Daily: Look}
      """)
    let long = try read(
      """
      deployment: d
      services: {loki: {address: "logs:3100"}}
      targets: {db: {endpoints: [{address: "db:9399"}], metrics: [m]}}
      metrics: {m: {a_total: {type: counter}, b: {type: gauge, labels: {x: null}}}}
      secrets: {s: {env: S}}
      receivers:
        r:
          slack: [{webhook: s, channel: "#a"}]
          webhook: [{url: "https://example.com/"}]
          email: [{to: a@example.com}]
      routing: {receiver: r, native: {global: {smtp_smarthost: "mail:25", smtp_from: b@example.com}}}
      logs:
        shippers: [alloy]
        sources: {l: {files: /a, timestamp: {field: t, format: RFC3339Nano}, application: {path: a.toml, level: info}}}
      traces: {service: d, collector: {endpoint: "c:4317"}, jaeger: {endpoint: "j:4317"}}
      checklist: {Daily: [{text: Look}]}
      """)
    #expect(short == long)
  }

  @Test func fillsServicesIn() throws {
    let deployment = try read("deployment: d\nservices: {grafana: {url: \"https://g.example.com\"}}\ntraces: {}\n")
    #expect(deployment.service("grafana")?.address.value == "grafana:3000")
    #expect(deployment.service("grafana")?.externalURL?.value == "https://g.example.com")
    #expect(deployment.service("otel-collector")?.port == 4317)
    #expect(deployment.traces?.collector.value == "otel-collector:4317")
    #expect(deployment.services.count == 9)
    #expect(deployment.service("webhook")?.folder == nil)
    let moved = try read("deployment: d\nservices: {webhook: {folder: /srv/hooks}}\n")
    #expect(moved.service("webhook")?.folder?.value == "/srv/hooks")
    #expect(moved.service("webhook")?.address.value == "webhook:9000")
  }

  @Test func readsBoundsInTheirUnits() throws {
    let deployment = try read(
      """
      deployment: d
      slos:
        - {slo: a, objective: 99%, window: 1d, sli: {threshold: {metric: m, at_most: 250ms}}}
        - {slo: b, objective: 99%, window: 1d, sli: {threshold: {metric: m, at_least: 90%}}}
        - {slo: c, objective: 99%, window: 1d, sli: {threshold: {metric: m, at_most: 1GB}}}
        - {slo: d, objective: 0.99, window: 1d, sli: {threshold: {metric: m, at_most: 1.5}}}
      """)
    let bounds: [Double] = deployment.slos.compactMap {
      if case .threshold(_, let bound, _, _, _) = $0.indicator { bound.value } else { nil }
    }
    #expect(bounds == [0.25, 0.9, Double(1 << 30), 1.5])
  }

  /// What SLOs and reports become has a name, too.
  @Test func expansionsDeclareAlerts() throws {
    let spec = """
      deployment: d
      targets: {db: {endpoints: "db:1"}}
      slos: [{slo: success, objective: 99%, window: 7d, sli: {up: db}}]
      receivers: {r: null}
      routing: {receiver: r, expect: [{alert: NAME, reaches: r}]}
      """
    var diagnostics: [Diagnostic] = []
    let lowered = try read(
      spec.replacing("NAME", with: "success")
        .replacing(", expect: [{alert: success, reaches: r}]", with: "")
    ).lowered(into: &diagnostics)
    let names = lowered.alerts.flatMap(\.rules).compactMap(\.alerting?.alert.value)
    #expect(names.count == 2)
    for name in names { _ = try read(spec.replacing("NAME", with: name)) }
    let unknown = SpecReader.read(files: [SourceFile(path: "spec.yaml", text: spec.replacing("NAME", with: "Success"))])
    #expect(unknown.diagnostics.map(\.summary) == ["5:41 spec/undefined-reference"])
  }

  @Test func keepsNativeSettings() throws {
    let deployment = try read(
      """
      deployment: d
      prometheus: {native: {storage: {tsdb: {out_of_order_time_window: 10m}}}}
      targets: {db: {discovery: {dns: {names: [db.example.com], port: 9399}}, native: {honor_labels: true}}}
      time_intervals: {nights: [{times: [{start_time: "00:00", end_time: "06:00"}]}]}
      """)
    #expect(deployment.global.native == ["storage": ["tsdb": ["out_of_order_time_window": "10m"]]])
    #expect(deployment.targets[0].discovery[0].configuration == ["names": ["db.example.com"], "port": 9399])
    #expect(deployment.targets[0].native == ["honor_labels": true])
    #expect(deployment.timeIntervals[0].native.items.count == 1)
  }

  // MARK: Several files

  @Test func sectionsAreSharedBetweenFiles() throws {
    let result = SpecReader.read(files: [
      SourceFile(path: "a.yaml", text: "belfry: 1\ndeployment: d\ntargets: {a: {endpoints: \"a:1\"}}\nalerts:\n"),
      SourceFile(
        path: "b.yaml",
        text:
          "belfry: 1\ntargets: {b: {endpoints: \"b:1\"}}\nalerts: [{group: g, rules: []}]\n---\nalerts: [{group: h}]\n"),
      SourceFile(path: "c.yaml", text: "# nothing\n"),
    ])
    #expect(result.diagnostics == [])
    #expect(result.deployment?.targets.map(\.name.value) == ["a", "b"])
    #expect(result.deployment?.alerts.map(\.name.value) == ["g", "h"])
    #expect(result.deployment?.targets.last?.endpoints.first?.address.origin.span?.file.path == "b.yaml")
  }

  @Test func overlaysMergeByKeyAndName() throws {
    let deployment = try read(
      """
      deployment: d
      scrape_interval: 15s
      targets: {db: {endpoints: ["a:1", "b:1"], labels: {env: prod, region: eu}}, web: {endpoints: ["w:1"]}}
      alerts:
        - group: g
          interval: 30s
          rules: [{alert: A, expr: up == 0, for: 1m}, {alert: B, expr: up == 0}]
      """,
      overlays: [
        """
        scrape_interval: 60s
        targets: {db: {endpoints: ["c:1"], labels: {env: test}}, web: null}
        alerts: [{group: g, rules: [{alert: A, for: 10m}]}, {group: h}]
        """,
        "scrape_interval: 90s",
      ])
    #expect(deployment.global.scrapeInterval.value == .seconds(90))
    #expect(deployment.global.scrapeInterval.origin.span?.file.path == "overlay-1.yaml")
    #expect(deployment.targets.map(\.name.value) == ["db"])
    #expect(deployment.targets[0].endpoints.map(\.address.value) == ["c:1"])
    #expect(deployment.targets[0].labels.map(\.value.value) == ["test", "eu"])
    #expect(deployment.alerts.map(\.name.value) == ["g", "h"])
    #expect(deployment.alerts[0].interval?.value == .seconds(30))
    let rule = try #require(deployment.alerts[0].rules[0].alerting)
    #expect(rule.hold?.value == .minutes(10))
    #expect(rule.expression.value == "up == 0")
    #expect(deployment.alerts[0].rules.count == 2)
  }

  // MARK: Templates

  /// What was recorded of a template when the program was built is what reading its text would give.
  @Test(arguments: ComponentTemplate.all.keys.sorted())
  func recordsTemplates(name: String) throws {
    let recorded = try #require(ComponentTemplate.read(name)?.documents.first)
    let file = try #require(ComponentTemplate.files[name])
    let read = try #require(YAMLReader.read(file).documents.first)
    #expect(recorded.tree.records.count == read.tree.records.count)
    for (one, other) in zip(recorded.tree.records, read.tree.records) {
      #expect(
        (one.kind, one.style, one.start, one.end, one.first, one.count)
          == (other.kind, other.style, other.start, other.end, other.first, other.count))
    }
    #expect(recorded.tree.children == read.tree.children && recorded.tree.text == read.tree.text)
  }

  @Test(arguments: ComponentTemplate.all.keys.sorted())
  func aTemplateNeedsNothingElse(_ name: String) throws {
    let deployment = try read("deployment: d\nuse: [\(name)]\n")
    #expect(deployment.catalogues.map(\.name.value) == [name])
    #expect(deployment.catalogues[0].metrics.isEmpty == false)
  }

  @Test func allTemplatesGoTogether() throws {
    let names = ComponentTemplate.all.keys.sorted()
    #expect(names.contains("node_exporter"))
    #expect(try read("deployment: d\nuse: [\(names.joined(separator: ", "))]\n").catalogues.count == names.count)
  }

  /// The spec's own declarations stand, whatever kind they are.
  @Test func aSpecMayRedefineWhatATemplateNames() throws {
    let plain = try read("deployment: d\nuse: [node_exporter]\n")
    let group = try #require(plain.alerts.first)
    let taken = try #require(group.rules.first?.alerting)
    let deployment = try read(
      """
      deployment: d
      use: [node_exporter]
      metrics: {node_exporter: {node_only: gauge}}
      alerts: [{group: mine, rules: [{alert: \(taken.alert.value), expr: vector(1)}]}]
      """)
    #expect(deployment.catalogues.count == 1)
    #expect(deployment.catalogues[0].metrics.map(\.name.value) == ["node_only"])
    #expect(deployment.alerts.map(\.name.value) == ["mine", group.name.value])
    #expect(deployment.alerts[1].rules.count == group.rules.count - 1)
  }
}

extension Rule {
  fileprivate var alerting: AlertingRule? { if case .alerting(let rule) = self { rule } else { nil } }
}
