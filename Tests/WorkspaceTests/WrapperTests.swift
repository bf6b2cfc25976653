import Foundation
import Testing

/// Native files inside other files: what is found, and where it is said to stand.
struct WrapperTests {
  /// A file, and what is reported of it, in its order; ⟦ and ⟧ stand around each place.
  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var text: String
    var found: [String]
    var name = "file.yml"
    var testDescription: String { what }

    /// Line and column of each mark with what is found there.
    var places: [String] {
      var (line, column, places) = (1, 1, [String]())
      for scalar in text.unicodeScalars {
        switch scalar {
        case "⟦": places.append("\(line):\(column)")
        case "⟧": break
        case "\n": (line, column) = (line + 1, 1)
        default: column += 1
        }
      }
      return zip(places, found).map { "\($0) \($1)" }
    }

    var bare: String { text.filter { $0 != "⟦" && $0 != "⟧" } }
  }

  private func findings(_ item: Case) throws -> [String] {
    let bench = try Workbench()
    try bench.write(item.bare, to: item.name)
    let run = try bench.run("check", item.name, "--ignore", "alerts/missing-runbook", "--format", "concise")
    #expect(!run.wasKilled)
    return run.findings
  }

  private static let texts = [
    Case(
      what: "literal block",
      text: """
        apiVersion: v1
        kind: ConfigMap
        data:
          other: some text
          rules.yml: |
            groups:
              - name: a
                rules:
                  - {alert: A, expr: 'sum(up⟦⟧', ⟦fro⟧: 5m}
        """, found: ["syntax/promql", "schema/unknown-key"]),
    Case(
      what: "folded block",
      text: """
        apiVersion: v1
        kind: ConfigMap
        data:
          rules.yml: >2

              groups:
                - {name: a, rules: [
                   {alert: A, expr: 'up ==⟦⟧'}]}
        """, found: ["syntax/promql"]),
    Case(
      what: "double-quoted text with escapes",
      text: #"""
        {apiVersion: v1, kind: ConfigMap, data: {
          a: "groups:\n- name: \u00e9\n  rules:\n  - {alert: A, expr: up, ⟦fro⟧: 5m}\n"}}
        """#, found: ["schema/unknown-key"]),
    Case(
      what: "single-quoted text over several lines",
      text: """
        apiVersion: v1
        kind: ConfigMap
        data:
          a: '{groups: [{name: "it''s",

            rules: [{alert: A, expr: up, ⟦fro⟧: 5m}]}]}'
        """, found: ["schema/unknown-key"]),
    Case(
      what: "a syntax error of YAML in a text",
      text: """
        apiVersion: v1
        kind: ConfigMap
        data:
          prometheus.yml: |
            scrape_configs:
              - job_name: a
                scrape_interval: [5s⟦⟧
        """, found: ["syntax/yaml"]),
    Case(
      what: "JSON in a literal block",
      text: """
        apiVersion: grafana.integreatly.org/v1beta1
        kind: GrafanaDashboard
        spec:
          json: |
            {
              "title": "Shop",
              "panels": [{"datasource": {"type": "prometheus", "uid": "p"}, "targets": [{"expr": "up ==⟦⟧"}]}]
            }
        """, found: ["syntax/promql"]),
    Case(
      what: "JSON in a JSON string",
      text: #"""
        {"apiVersion": "v1", "kind": "ConfigMap", "data": {
          "shop.json": "{\"title\": \"Shop\", \"panels\": [{\"datasource\": {\"type\": \"prometheus\", \"uid\": \"p\"},\n \"targets\": [{\"expr\": \"sum(up{a=\\\"b\\\"⟦⟧\"}]}]}"}}
        """#, found: ["syntax/promql"], name: "file.json"),
    Case(
      what: "a ConfigMap in a ConfigMap",
      text: """
        apiVersion: v1
        kind: ConfigMap
        data:
          inner.yaml: |
            apiVersion: v1
            kind: ConfigMap
            data:
              rules.yml: |
                groups:
                  - {name: a, rules: [{alert: A, expr: up, ⟦fro⟧: 5m}]}
        """, found: ["schema/unknown-key"]),
    Case(
      what: "Base64 in a Secret, at the text as a whole",
      text: """
        apiVersion: v1
        kind: Secret
        data:
          other: AAECAw==
          alertmanager.yaml: ⟦⟧cm91dGU6IHtyZWNlaXZlcjogYX0KcmVjZWl2ZXJzOiBbe25hbWU6IGJ9XQo=
        """, found: ["routing/undefined-receiver"]),
    Case(
      what: "a bare list of scrape configs in a Secret",
      text: """
        apiVersion: v1
        kind: Secret
        stringData:
          additional: |
            - job_name: a
              ⟦scrape_intervall⟧: 5s
            - job_name: ⟦a⟧
        """, found: ["schema/unknown-key", "scrape/duplicate-job"]),
  ]

  @Test(arguments: texts)
  func pointsIntoTexts(_ item: Case) throws {
    let found = try findings(item)
    #expect(found == item.places)
  }

  private static let resources = [
    Case(
      what: "the third document",
      text: """
        # Source: chart/templates/a.yaml
        apiVersion: apps/v1
        kind: Deployment
        ---
        # Source: chart/templates/b.yaml
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        spec: {groups: [{name: a, partial_response_strategy: warn, rules: [{alert: A, expr: 'up ==⟦⟧'}]}]}
        """, found: ["syntax/promql"]),
    Case(
      what: "a list",
      text: """
        apiVersion: v1
        kind: List
        items:
          - {apiVersion: v1, kind: Service}
          - apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            spec: {groups: [{name: a, rules: [{alert: A, expr: up, ⟦fro⟧: 1m}]}]}
        """, found: ["schema/unknown-key"]),
    Case(
      what: "a list in JSON",
      text: """
        [{"apiVersion": "v1", "kind": "Service"},
         {"apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule",
          "spec": {"groups": [{"name": "a", "rules": [{"alert": "A", "expr": "up", ⟦"fro"⟧: "1m"}]}]}}]
        """, found: ["schema/unknown-key"], name: "file.json"),
    Case(
      what: "MetricsQL",
      text: """
        apiVersion: operator.victoriametrics.com/v1beta1
        kind: VMRule
        spec:
          groups:
            - name: a
              concurrency: 2
              rules: [{alert: A, expr: 'rate(up) keep_metric_names', annotations: {a: '{{ humanise2 }}'}}]
        """, found: []),
    Case(
      what: "rules of Loki's operator",
      text: """
        apiVersion: loki.grafana.com/v1
        kind: AlertingRule
        spec:
          tenantID: application
          groups:
            - name: a
              rules:
                - {alert: A, expr: 'sum(rate({app="a"} |= "b" [5m])) > 1', ⟦fro⟧: 5m}
                - {alert: A, expr: 'sum(rate({app="a"} | ⟦jsn⟧ [5m])) > 1'}
        """, found: ["schema/unknown-key", "syntax/logql"]),
    Case(
      what: "rules of Loki by themselves",
      text: """
        groups:
          - name: a
            rules:
              - {alert: A, expr: 'sum by (app) (rate({app="a"} |= "b" [5m])) > 1', annotations: {a: '{{ ⟦nofunc⟧ }}'}}
              - {alert: A, expr: 'sum(rate({app="a"} | ⟦jsn⟧ [5m])) > 1'}
        """, found: ["syntax/template", "syntax/logql"]),
    Case(
      what: "rules of Prometheus that select without a name",
      text: """
        groups:
          - name: a
            rules:
              - {alert: A, expr: 'sum(rate({app="a"}[5m])) > 1'}
              - {alert: A, expr: 'sum(rate({app="a"}[5m])⟦⟧'}
        """, found: ["syntax/promql"]),
    Case(
      what: "an AlertmanagerConfig",
      text: """
        apiVersion: monitoring.coreos.com/v1beta1
        kind: AlertmanagerConfig
        spec:
          route:
            receiver: pager
            groupBy: [job]
            routes: [{receiver: ⟦pgaer⟧, matchers: [{name: a, matchType: "=~", value: '"b"'}]}]
          receivers: [{name: pager, slackConfigs: [{apiURL: {name: a, key: b}, text: '{{ ⟦nofunc⟧ }}'}]}]
        """, found: ["routing/undefined-receiver", "syntax/template"]),
    Case(
      what: "a collector",
      text: """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        spec:
          config:
            exporters: {debug: {}}
            service: {pipelines: {}, ⟦telemetrie⟧: {}}
        """, found: ["schema/unknown-key"]),
    Case(
      what: "a collector whose configuration is a text",
      text: """
        apiVersion: opentelemetry.io/v1alpha1
        kind: OpenTelemetryCollector
        spec:
          config: |
            exporters: {debug: {}}
            service: {pipelines: {}, ⟦telemetrie⟧: {}}
        """, found: ["schema/unknown-key"]),
    Case(
      what: "collectors that the operator gives targets",
      text: """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        spec:
          targetAllocator: {enabled: true}
          config:
            receivers: {prometheus: {}}
            exporters: {debug: {}}
            service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
        ---
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata: {labels: {opentelemetry.io/target-allocator: shop}}
        spec:
          config: |
            receivers: {prometheus: }
            exporters: {debug: {}}
            service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
        ---
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        spec:
          config:
            receivers: {prometheus: ⟦{}⟧}
            exporters: {debug: {}}
            service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
        """, found: ["schema/missing-key"]),
    Case(
      what: "keys in quotes",
      text: """
        apiVersion: v1
        kind: Secret
        stringData:
          alertmanager.yaml: |-
            "route": {"receiver": ⟦"pgaer"⟧}
            "receivers":
            - "name": "pager"
        """, found: ["routing/undefined-receiver"]),
    Case(
      what: "rules of a namespace",
      text: """
        namespace: a
        groups: [{name: a, source_tenants: [b], rules: [{alert: A, expr: up, ⟦fro⟧: 1m}]}]
        ---
        namespace: b
        groups: [{name: a, rules: [{alert: A, expr: up, ⟦fro⟧: 1m}]}]
        """, found: ["schema/unknown-key", "schema/unknown-key"]),
    Case(
      what: "values of a chart",
      text: """
        deployment:
          replicas: 2
        additionalPrometheusRulesMap:
          custom: {groups: [{name: a, rules: [{alert: A, expr: up, ⟦fro⟧: 1m}]}]}
        alertmanager:
          config: {route: {receiver: ⟦a⟧}, receivers: [{name: b}]}
        """, found: ["schema/unknown-key", "routing/undefined-receiver"]),
    Case(
      what: "targets for file discovery",
      text: """
        - targets: [a:80]
          labels: ⟦[]⟧
        - targets: [⟦{}⟧]
        """, found: ["schema/wrong-type", "schema/wrong-type"]),
    Case(
      what: "two files of a server in one",
      text: """
        groups: [{name: a, rules: []}]
        ---
        ⟦⟧groups: [{name: a, rules: [{alert: A, expr: up, ⟦fro⟧: 1m}]}]
        """, found: ["input/further-document", "schema/unknown-key"]),
  ]

  @Test(arguments: resources)
  func findsWhatResourcesHold(_ item: Case) throws {
    let found = try findings(item)
    #expect(found == item.places)
  }

  /// What is no file of a monitoring server, or none yet, is passed over in a folder, and named when it was.
  private static let others = [
    Case(
      what: "a template of Helm", text: "groups:\n  - name: {{ .Values.name }}\n    rules: []\n", found: [],
      name: "templates/rules.yaml"),
    Case(
      what: "a template that is YAML", text: "groups:\n  - {name: '{{ .Values.name }}', ruels: [], rules: []}\n",
      found: [], name: "rules.yaml"),
    Case(
      what: "a template without objects",
      text: "apiVersion: v1\n{{- if $x }}\nkind: ConfigMap\n{{- end }}\ndata: {a: {{ $y }}}\n", found: [],
      name: "c.yaml"),
    Case(
      what: "a template of Nomad", text: "schema_config:\n  a: {{ env \"A\" }}\n  b: [{{ range service \"a\" }}]\n",
      found: []),
    Case(what: "a template with a comment above", text: "{{- /* a */ -}}\nschema_config: {}\n", found: []),
    Case(what: "a variable for a line", text: "limits_config:\n  a: b\n  ${MORE}\nserver: {}\n", found: []),
    Case(what: "groups of services", text: "groups: [{name: a, services: [{name: b, exporters: []}]}]\n", found: []),
    Case(what: "Jinja", text: "scrape_configs:\n{% for a in b %}\n  - job_name: a\n{% endfor %}\n", found: []),
    Case(what: "cloud-init", text: "groups: [admins, {users: [a]}]\n", found: []),
    Case(
      what: "Grafana's alerts", text: "apiVersion: 1\ngroups: [{orgId: 1, name: a, rules: [{uid: a, expr: 1}]}]\n",
      found: []),
    Case(what: "an image", text: #"{"schemaVersion": 2, "config": {}, "layers": []}"#, found: [], name: "a.json"),
    Case(what: "Gatus", text: "alerting: {slack: {}}\nendpoints: []\n", found: []),
    Case(what: "Mimir", text: "ingester: {ring: {}}\ncompactor: {}\nlimits: {}\n", found: []),
    Case(what: "values", text: "global: {imageRegistry: a}\n", found: []),
    Case(what: "Symfony", text: "services: {a: {class: B}}\n", found: []),
    Case(what: "a service level", text: "version: prometheus/v1\nservice: a\nslos: [{name: a}]\n", found: []),
    Case(what: "a broken file of another program", text: "a: [\n", found: []),
    Case(what: "a playbook", text: "- hosts: a\n  tasks: [{name: a, rules: []}]\n", found: []),
    Case(what: "a list of things with rules", text: "- {name: a, rules: [{pattern: a}]}\n", found: []),
  ]

  @Test(arguments: others)
  func passesOverOtherFiles(_ item: Case) throws {
    let bench = try Workbench()
    try bench.write(item.text, to: item.name)
    let run = try bench.run("check", ".", "--format", "concise")
    #expect(run.status == 0 && run.output == "", "\(run.output)\(run.errors)")
    let named = try bench.run("check", item.name, "--format", "concise")
    #expect(named.findings.count == 1, "\(named.output)")
  }

  @Test func tellsAMistakeInANotificationFromATemplate() throws {
    let bench = try Workbench()
    try bench.write(
      "route: {receiver: a}\nreceivers:\n  - name: a\n    slack_configs:\n      - text: {{ .CommonLabels.job }}\n",
      to: "alertmanager.yml")
    #expect(try bench.run("check", ".").status == 1)
  }

  @Test func showsNothingOfSecrets() throws {
    let bench = try Workbench()
    let text = """
      apiVersion: v1
      kind: Secret
      stringData:
        alertmanager.yaml: |
          route: {receiver: a, group_wait: hunter2}
          receivers: [{name: b}]
      """
    try bench.write(text, to: "secret.yml")
    for format in ["text", "json", "sarif", "github"] {
      let run = try bench.run("check", "secret.yml", "--format", format)
      #expect(
        run.status == 1 && run.output.contains("routing/undefined-receiver") && !run.output.contains("hunter2"),
        "\(run.output)")
    }
  }

  @Test func keepsSuppressionsInTexts() throws {
    let bench = try Workbench()
    try bench.write(
      """
      apiVersion: v1
      kind: ConfigMap
      data:
        rules.yml: |
          groups:
            - name: a
              rules:
                # belfry ignore alerts/missing-runbook: none yet
                - {alert: A, expr: up == 0}
      """, to: "c.yml")
    let run = try bench.run("check", "c.yml")
    #expect(run.output == "", "\(run.output)")
  }

  @Test func stopsAtTextsInTexts() throws {
    var text = "groups:\n- {name: a, rules: [{alert: A, expr: up, fro: 1m}]}\n"
    for _ in 0..<30 {
      let lines = text.split(separator: "\n").map { "    \($0)\n" }.joined()
      text = "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n" + lines
    }
    let run = try findings(Case(what: "", text: text, found: []))
    #expect(run == ["1:1 input/unrecognized"])
  }

  @Test func readsManyDocumentsInTime() throws {
    let document = """
      apiVersion: v1
      kind: ConfigMap
      data:
        a.yml: |
          groups: [{name: a, rules: [{alert: A, expr: up}]}]

      """
    let bench = try Workbench()
    try bench.write([String](repeating: document, count: 10_000).joined(separator: "---\n"), to: "many.yml")
    let start = ContinuousClock.now
    let run = try bench.run("check", "many.yml", "--only", "syntax")
    #expect(run.status == 0 && run.output == "", "\(run.output.prefix(500))")
    // Without optimization; ten times what it takes, and far from a square.
    #expect(ContinuousClock.now - start < .seconds(60))
  }
}
