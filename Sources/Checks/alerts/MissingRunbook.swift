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
      // In a file with runbooks, each alert without one is reported.
      .flagged(
        """
        groups:
          - name: db
            rules:
              - {alert: Lag, expr: lag_seconds > 60, annotations: {runbook_url: https://wiki.example.com/lag}}
              - {alert: ⟦Down⟧, expr: up == 0}
              - {alert: ⟦Slow⟧, expr: latency_seconds > 1}
        """),
      // In one without any, it is said once.
      .flagged(
        """
        groups:
          - name: db
            rules:
              - {alert: ⟦Lag⟧, expr: lag_seconds > 60}
              - {alert: Down, expr: up == 0}
        """),
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
    var missing: [StackAlert] = []
    var withRunbooks: Set<SourceFile> = []
    for alert in stack.alerts {
      if Self.hasRunbook(alert) {
        withRunbooks.insert(alert.name.file)
      } else if Self.asksForAction(alert) {
        missing.append(alert)
      }
    }
    // In a file without any runbook, saying so of every alert says no more than saying it once.
    var counts: [SourceFile: Int] = [:]
    for alert in missing { counts[alert.name.file, default: 0] += 1 }
    for alert in missing {
      if withRunbooks.contains(alert.name.file) {
        report("alert \"\(alert.name.text)\" has no runbook", at: alert, &context)
      } else if let count = counts.removeValue(forKey: alert.name.file) {
        let subject = count > 1 ? "none of the \(count) alerts here" : "alert \"\(alert.name.text)\""
        report(subject + " has \(count > 1 ? "a" : "no") runbook", at: alert, &context)
      }
    }
  }

  private func report(_ message: String, at alert: StackAlert, _ context: inout CheckContext) {
    context.report(message, at: alert.name, help: "add the annotation \"runbook_url\" (\"runbook\" in a spec)")
  }

  private static func asksForAction(_ alert: StackAlert) -> Bool {
    let severity = self.severity(in: alert.rule.labels) ?? self.severity(in: alert.group.labels)
    return severity.map { !quiet.contains($0.text) } ?? true
  }

  private static func severity(in labels: LabelEntries) -> Node? {
    var severity: Node?
    for label in labels where label.name.isText("severity") { severity = label.value }
    return severity
  }

  /// Teams have their own name for it; any annotation that says runbook or playbook will do.
  private static func hasRunbook(_ alert: StackAlert) -> Bool {
    for annotation in alert.rule.annotations
    where annotation.name.holds("runbook") || annotation.name.holds("playbook") {
      return true
    }
    return false
  }
}
