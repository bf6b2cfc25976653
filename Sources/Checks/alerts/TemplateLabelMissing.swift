import Diagnostics
import Document
import GoTemplate
import Prometheus
import PromQL
package import Stack

/// A label in an annotation that the alert can't have is printed as nothing.
package struct TemplateLabelMissing: Check {
  package static let metadata = CheckMetadata(
    id: "alerts/template-label-missing", severity: .warning, since: "0.1.0",
    summary: "An annotation or label prints a label that the alert's expression does not have.",
    rationale: """
      A template that names a label which the result lacks prints an empty string: "Instance  is down". Aggregations drop \
      every label that `by` does not keep.
      """,
    remedy: "Keep the label in the aggregation, or print another one.",
    examples: [
      .flagged(
        """
        groups:
          - name: db
            rules:
              - alert: Errors
                expr: sum by (job) (rate(errors_total[5m])) > 1
                annotations: {summary: "errors on {{ ⟦$labels.instance⟧ }}"}
        """),
      .clean(
        """
        groups:
          - name: db
            rules:
              - alert: Errors
                expr: sum by (job, instance) (rate(errors_total[5m])) > 1
                annotations: {summary: "errors on {{ $labels.instance }}"}
        """),
      .clean(
        """
        groups:
          - name: host
            rules:
              - alert: Load
                expr: node_load15 / count by (instance) (node_cpu_seconds_total{mode="idle"}) > 2
                annotations: {summary: "load on {{ $labels.instance }}"}
        """),
      // Nothing is known of the metric's labels, so it may well have this one.
      .clean(
        """
        groups:
          - name: db
            rules:
              - alert: Errors
                expr: rate(errors_total[5m]) > 1
                annotations: {summary: "errors on {{ $labels.shard }}"}
        """),
    ])

  package init() {}

  package func check(_ template: inout AlertTemplate, of stack: Stack, in context: inout CheckContext) {
    let alert = template.alert
    guard template.node.holds("abels"), let analysis = template.analysis else { return }
    // An expression without any result has no labels either, which is not what is wrong with it.
    let labels = template.labels(in: stack)
    guard !labels.isEmpty else { return }
    for read in analysis.labelReads where read.source == "Labels" {
      // Templates see the result's labels; those that the rule adds come after.
      guard labels.presence(of: read.name) == .absent else { continue }
      context.report(
        "the alert has no label \"\(read.name)\"", at: template.node, content: read.range,
        notes: [.init("its labels come from this expression", at: alert.expr.origin)],
        help: "keep \"\(read.name)\" in the expression, or print another label")
    }
  }
}
