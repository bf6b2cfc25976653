import Checks
import Deployment
import Diagnostics
import Document
import Stack
import Testing

/// The mistakes that a stack copied together from a guide has, each found at its line, and nothing else.
struct CopiedGuideTests {
  private static let files: [(path: String, text: String)] = [
    (
      "prometheus.yml",
      """
      global: {scrape_interval: 15s, evaluation_interval: 15s}
      alerting: {alertmanagers: [{static_configs: [{targets: ["alertmanager:9093"]}]}]}
      rule_files:
        - db_rules.yml
      scrape_configs:
        - job_name: db
          static_configs: [{targets: ["db-1:9399", "db-2:9399"]}]
          relabel_configs:
            - {source_labels: [__address__], target_label: instance, regex: '([^:]+):.*'}
        - job_name: node
          static_configs: [{targets: ["db-1:9100", "db-2:9100"]}]
      """
    ),
    (
      "db_alerts.yml",
      """
      groups:
        - name: critical
          rules:
            - alert: DatabaseDown
              expr: up{job="db"} == 0
              labels: {severity: critical, team: database}
              annotations:
                summary: 'database {{ $labels.instance }} does not answer'
                runbook_url: https://wiki.example.com/database-down
            - alert: ManyErrors
              expr: rate(db_errors_total[5m]) / rate(db_operations_total[5m]) > 0.05
              labels: {severity: critical}
            - alert: DatabaseAndHost
              expr: up{job="db"} == 0 and on (instance) up{job="node"} == 1
              labels: {severity: critical}
              annotations: {runbook_url: https://wiki.example.com/database-down}
        - name: warnings
          rules:
            - alert: CacheMisses
              expr: rate(db_cache_hits_total{job="db"}[20s]) < 1
              labels: {severity: warning}
              annotations: {summary: 'hits {{ $value | humanizePercent }}', runbook_url: https://wiki.example.com/cache}
            - alert: SlowQueries
              expr: histogram_quantile(0.95, sum by (le) (rate(db_query_seconds_bucket[5m]))) > 1
              labels: {severity: warning}
              annotations: {summary: 'slow on {{ $labels.instance }}', runbook_url: https://wiki.example.com/slow}
      """
    ),
    (
      "more_alerts.yml",
      """
      - name: warnings
        rules:
          - {alert: Pool, expr: db_connections / db_connections_max > 0.8, labels: {severity: warning}}
      """
    ),
    (
      "alertmanager.yml",
      """
      global:
        slack_api_url: 'YOUR_WEBHOOK_URL'
      route:
        group_by: [alertname]
        receiver: default
        routes:
          - match: {severity: critical}
            receiver: pager
            continue: true
          - matchers: ['team="database"']
            receiver: database
          - matchers: ['alertname=~".*(Slow|Latency"']
            receiver: performance
      receivers:
        - name: default
          slack_configs: [{channel: '#alerts'}]
        - name: pager
          pagerduty_configs: [{service_key: 0123456789abcdef0123456789abcdef}]
        - name: database
          slack_configs: [{channel: '#database', send_resloved: true}]
      """
    ),
  ]

  @Test func findsEveryMistakeAtItsLine() {
    let roots = Self.files.flatMap { YAMLReader.read(SourceFile(path: $0.path, text: $0.text)).documents }
    let stack = Stack(
      reading: roots.compactMap { root in FileKind.recognized(in: root).map { StackFile(kind: $0, root: root) } })
    let found = (stack.diagnostics + CheckRun().findings(in: stack)).compactMap { finding in
      finding.place.span.map { "\($0.file.path):\($0.file.position(of: $0.start).line) \(finding.id)" }
    }
    #expect(
      found.sorted() == [
        "alertmanager.yml:12 syntax/regex",
        "alertmanager.yml:13 routing/undefined-receiver",
        "alertmanager.yml:18 secrets/inline-secret",
        "alertmanager.yml:2 schema/invalid-value",
        "alertmanager.yml:2 secrets/placeholder",
        "alertmanager.yml:20 schema/unknown-key",
        "alertmanager.yml:7 schema/deprecated-key",
        "db_alerts.yml:1 rules/file-not-loaded",
        "db_alerts.yml:10 alerts/missing-runbook",
        "db_alerts.yml:14 scrape/instance-form-differs",
        "db_alerts.yml:20 promql/rate-window-too-short",
        "db_alerts.yml:22 syntax/template",
        "db_alerts.yml:26 alerts/template-label-missing",
        "more_alerts.yml:1 schema/wrong-type",
      ])
  }
}
