import Deployment
import Diagnostics
import PromQL
import Quantities
package import Stack

/// An expression that Prometheus refuses.
package struct PromQLSyntax: Check {
  package static let metadata = CheckMetadata(
    id: "syntax/promql", severity: .error, since: "0.1.0",
    summary: "A PromQL expression that no Prometheus accepts.",
    rationale: """
      A server refuses the whole rule file for one wrong expression; a dashboard's panel stays empty; a query in an annotation \
      prints an error into the notification.
      """,
    remedy: "Correct the expression at the place shown.",
    refusesLoad: true,
    examples: [
      .flagged("groups: [{name: db, rules: [{alert: Down, expr: 'sum(up⟦⟧'}]}]"),
      .flagged("groups: [{name: db, rules: [{alert: Errors, expr: 'rate(⟦errors_total⟧) > 1'}]}]"),
      .flagged(
        """
        title: Shop
        panels:
          - datasource: {type: prometheus, uid: p}
            targets: [{expr: 'rate(orders_total{⟦%⟧(matchers)s}[$__rate_interval])'}]
        """),
      .flagged(
        """
        deployment: shop
        versions: {prometheus: "2.42"}
        targets: {shop: {endpoints: ["shop:8080"]}}
        alerts:
          - group: shop
            rules:
              - {alert: Down, expr: '⟦info⟧(up) == 0', severity: info, summary: "down"}
        """),
      .clean("groups: [{name: db, rules: [{alert: Errors, expr: 'rate(errors_total[5m]) > 1'}]}]"),
      // A dashboard's variable may hold an operator, and a query may be empty still.
      .clean(
        """
        title: Shop
        panels:
          - datasource: {type: prometheus, uid: p}
            targets: [{expr: 'orders_total $comparison on (job) up'}, {expr: ""}]
        """),
      // VictoriaMetrics is asked through the data source of Prometheus, and knows more than Prometheus does.
      .clean(
        """
        title: Shop
        panels:
          - datasource: {type: prometheus, uid: p}
            targets: [{expr: 'topk_last(3, orders_total)'}, {expr: 'sum(orders_total) offset 1d'}]
        """),
      .flagged(
        """
        title: Shop
        templating:
          list: [{name: job, type: query, datasource: {type: prometheus}, query: 'label_values(up{⟦,⟧ env="a"}, job)'}]
        panels: []
        """),
    ])

  package init() {}

  package func check(_ checked: inout CheckedExpression, of stack: Stack, in context: inout CheckContext) {
    let expression = checked.expression
    for error in checked.errors {
      let help = error.suggestion.map { "did you mean \"\($0)\"?" }
      context.report(error.message, at: expression.place(of: error.range), help: help)
    }
    guard let version = stack.version(of: .prometheus), expression.isRule, checked.errors.isEmpty else { return }
    for need in checked.tree?.requirements ?? [] where !need.isMet(by: version) {
      let fact =
        version < need.since
        ? "is unknown before Prometheus \(need.since)" : "is gone since Prometheus \(need.removed ?? need.since)"
      context.report("\(need.what) \(fact), and this must suit \(version)", at: expression.place(of: need.range))
    }
  }
}
