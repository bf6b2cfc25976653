import Diagnostics
import Document
import Prometheus
package import Stack

/// Whoever is woken up needs to know what to do.
package struct MissingRunbook: Check {
  package static let metadata = CheckMetadata(
    id: "alerts/missing-runbook", severity: .warning, since: "0.1.0",
    summary: "An alert has no runbook.",
    rationale: """
      The person who is woken up by an alert may never have seen it. A link to what it means and what to do first is the \
      difference between a minute and an hour. An alert that only proves that alerting works needs none.
      """,
    remedy: "Add the annotation runbook_url, or runbook: in a spec.",
    examples: [
      .flagged("groups: [{name: db, rules: [{alert: ⟦Lag⟧, expr: lag_seconds > 60, labels: {severity: critical}}]}]"),
      .clean(
        """
        groups:
          - name: db
            rules:
              - alert: Lag
                expr: lag_seconds > 60
                labels: {severity: critical}
                annotations: {runbook_url: https://wiki.example.com/lag}
        """),
      // Not for people to act on.
      .clean("groups: [{name: meta, rules: [{alert: Watchdog, expr: vector(1), labels: {severity: none}}]}]"),
      .clean("groups: [{name: meta, rules: [{alert: Daily, expr: vector(1), labels: {severity: info}}]}]"),
    ])

  package init() {}

  /// Severities that ask nobody to do anything.
  private static let quiet: Set<String> = ["none", "info"]

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for alert in stack.alerts {
      let labels = alert.group.labels + alert.rule.labels
      if let severity = labels.last(where: { $0.name.text == "severity" }), Self.quiet.contains(severity.value.text) {
        continue
      }
      let annotations = alert.rule.annotations.map(\.name.text)
      // Teams have their own name for it; any annotation that says runbook or playbook will do.
      if annotations.contains(where: { $0.contains("runbook") || $0.contains("playbook") }) { continue }
      context.report(
        "alert \"\(alert.name.text)\" has no runbook", at: alert.name,
        help: "add the annotation \"runbook_url\" (\"runbook\" in a spec)")
    }
  }
}
