import Diagnostics
import PromQL
package import Stack

/// A label that the selected series don't have selects nothing, or groups everything into one.
package struct UnknownLabel: Check {
  package static let metadata = CheckMetadata(
    id: "metrics/unknown-label", severity: .warning, since: "0.1.0",
    summary: "An expression uses a label that the metric does not have.",
    rationale: """
      A matcher on a label that no series has compares with the empty string: `{zone="a"}` then selects nothing. In `by (zone)` \
      it puts everything into one group. Reported only where all labels of the metric are known.
      """,
    remedy: "Correct the label, or declare it on the metric or its target.",
    examples: [
      .flagged(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
        metrics: {shop: {shop_orders_total: {type: counter, labels: [region]}}}
        alerts:
          - group: shop
            rules:
              - {alert: NoOrders, expr: 'rate(shop_orders_total{⟦regoin⟧="eu"}[5m]) == 0', severity: info, summary: none}
        """),
      .flagged(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
        metrics: {shop: {shop_orders_total: {type: counter, labels: [region]}}}
        alerts:
          - group: shop
            rules:
              - {alert: NoOrders, expr: 'sum by (⟦zone⟧) (rate(shop_orders_total[5m])) == 0', severity: info, summary: none}
        """),
      .clean(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"], labels: {zone: a}, metrics: [shop]}}
        metrics: {shop: {shop_orders_total: {type: counter, labels: [region]}}}
        alerts:
          - group: shop
            rules:
              - alert: NoOrders
                expr: sum by (zone, instance) (rate(shop_orders_total{region="eu", job="shop"}[5m])) == 0
                severity: info
                summary: none
        """),
      // What one prometheus.yml scrapes says nothing of dashboards and rules that stand far from it.
      .clean(
        """
        # file: shop/dev/prometheus.yml
        scrape_configs: [{job_name: shop, static_configs: [{targets: ["shop:8080"]}]}]
        ---
        # file: snmp/alerts.yml
        groups:
          - {name: snmp, rules: [{alert: Down, expr: 'up{job_snmp=~".+"} == 0'}]}
        """),
      .flagged(
        """
        # file: dev/prometheus.yml
        scrape_configs: [{job_name: shop, static_configs: [{targets: ["shop:8080"]}]}]
        ---
        # file: rules/alerts.yml
        groups:
          - {name: snmp, rules: [{alert: Down, expr: 'up{⟦job_snmp⟧=~".+"} == 0'}]}
        """),
      .clean("groups: [{name: a, rules: [{record: a, expr: 'sum by (zone) (b{zone=\"\"})'}]}]"),
      // Asking for series without the label is a question one may ask.
      .clean(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
        metrics: {shop: {shop_orders_total: {type: counter}}}
        alerts:
          - group: shop
            rules:
              - {alert: NoOrders, expr: 'rate(shop_orders_total{zone=""}[5m]) == 0', severity: info, summary: none}
        """),
    ])

  package init() {}

  package func check(_ expression: inout CheckedExpression, of stack: Stack, in context: inout CheckContext) {
    for node in expression.labelSuspects(in: stack) {
      if let selector = node.selector {
        check(selector, expression.expression, stack, &context)
      } else if let aggregate = node.aggregate, let grouping = aggregate.grouping {
        let labels = expression.labels(of: aggregate.expression, in: stack)
        check(grouping, of: aggregate.expression, labels, expression.expression, &context)
      }
    }
  }

  private func check(
    _ selector: PromQL.VectorSelector, _ expression: StackExpression, _ stack: Stack, _ context: inout CheckContext
  ) {
    let inventory = stack.inventory(for: expression)
    guard let name = selector.metricName, inventory.series[name] != nil else { return }
    var bare = selector
    bare.matchers = selector.matchers.filter { $0.label.name == "__name__" || $0.label.name == "job" }
    guard let labels = inventory.labels(of: bare) else { return }
    for matcher in selector.matchers where !matcher.label.isVariable && matcher.label.name != "__name__" {
      // What also matches "no such label" does not count on it.
      guard labels.presence(of: matcher.label.name) == .absent, matcher.matches("") == false else { continue }
      report(matcher.label, labels, selector.metricName, expression, &context)
    }
  }

  private func check(
    _ grouping: PromQL.Grouping, of aggregated: PromQL.Expression, _ labels: PromQL.LabelSet,
    _ expression: StackExpression, _ context: inout CheckContext
  ) {
    // Where nothing is selected, another finding says why.
    guard !labels.isEmpty else { return }
    for label in grouping.labels where !label.isVariable && labels.presence(of: label.name) == .absent {
      // Whoever selects series without the label knows that they have none.
      let isKnown = aggregated.nodes.contains { node in
        node.selector?.matchers.contains { $0.label.name == label.name && $0.op == .equal && $0.value.isEmpty } ?? false
      }
      if !isKnown { report(label, labels, nil, expression, &context) }
    }
  }

  private func report(
    _ label: PromQL.LabelName, _ labels: PromQL.LabelSet, _ metric: String?, _ expression: StackExpression,
    _ context: inout CheckContext
  ) {
    let names = labels.named.filter { $0 != "__name__" }.sorted()
    let meant = nearest(to: label.name, among: names)
    let subject = metric.map { "\"\($0)\" has" } ?? "what is aggregated here has"
    context.report(
      "\(subject) no label \"\(label.name)\"", at: expression.place(of: label.range),
      help: meant.map { "did you mean \"\($0)\"?" }
        ?? (names.isEmpty ? nil : "it has " + names.map { "\"\($0)\"" }.joined(separator: ", ")))
  }
}
