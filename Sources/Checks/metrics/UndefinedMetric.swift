import Diagnostics
import Parallel
import PromQL
package import Stack

/// A query for a series that nothing produces has no result, and an alert on it never fires.
package struct UndefinedMetric: Check {
  package static let metadata = CheckMetadata(
    id: "metrics/undefined-metric", severity: .error, since: "0.1.0",
    summary: "An expression uses a metric that nothing exposes or records.",
    rationale: """
      Prometheus answers a query for a series that does not exist with an empty result. An alert on it never fires, a panel \
      stays empty, and nothing says so. Reported only where every job that the selector can select from has declared its metrics.
      """,
    remedy: "Correct the name, or declare the metric in the catalogue of the job that exposes it.",
    examples: [
      .flagged(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
        metrics: {shop: {shop_orders_total: {type: counter}}}
        alerts:
          - group: shop
            rules:
              - {alert: NoOrders, expr: 'rate(⟦shop_order_total⟧[5m]) == 0', severity: info, summary: no orders}
        """),
      .clean(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
        metrics: {shop: {shop_orders_total: {type: counter}}}
        alerts:
          - group: shop
            rules:
              - {alert: NoOrders, expr: 'rate(shop_orders_total[5m]) == 0', severity: info, summary: no orders}
        """),
      // What the other job exposes is not declared, so it may expose this.
      .clean(
        """
        deployment: shop
        targets:
          shop: {endpoints: ["shop:8080"], metrics: [shop]}
          till: {endpoints: ["till:8080"]}
        metrics: {shop: {shop_orders_total: {type: counter}}}
        alerts:
          - group: shop
            rules:
              - {alert: NoSales, expr: 'rate(till_sales_total[5m]) == 0', severity: info, summary: no sales}
        """),
      // Asking whether it exists is a use that allows for its absence.
      .clean(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
        metrics: {shop: {shop_orders_total: {type: counter}}}
        alerts:
          - group: shop
            rules:
              - {alert: Gone, expr: 'absent(shop_heartbeat)', severity: info, summary: gone}
        """),
      .clean("groups: [{name: shop, rules: [{alert: NoOrders, expr: 'rate(shop_order_total[5m]) == 0'}]}]"),
    ])

  package init() {}

  /// How many names are compared with every other. A stack with more has something else wrong with it, and comparing all
  /// with all would take minutes.
  private static let comparedNames = 100

  package func check(_ stack: Stack, in context: inout CheckContext) {
    guard stack.inventory.knowsWhatExists else { return }
    let names = stack.inventory.names
    let expressions = stack.rules.flatMap(\.expressions) + stack.looseExpressions
    var suggestions: [String: String?] = [:]
    for (expression, missing) in zip(expressions, expressions.concurrentMap { Self.missing(in: $0, of: stack) }) {
      for (name, range) in missing {
        if suggestions[name] == nil, suggestions.count < Self.comparedNames {
          suggestions[name] = .some(nearest(to: name, among: names))
        }
        let meant = suggestions[name] ?? nil
        context.report(
          "nothing exposes or records \"\(name)\"", at: expression.place(of: range),
          notes: meant.flatMap { stack.inventory.series[$0]?.first }.map {
            [.init("\"\($0.name)\" comes from here", at: $0.origin)]
          } ?? [],
          help: meant.map { "did you mean \"\($0)\"?" }
            ?? (stack.intent == nil
              ? "correct the name, or add it to what --metrics names"
              : "declare it under \"metrics\", for the job that exposes it"))
      }
    }
  }

  /// The metrics that an expression needs and nothing has, with the bytes that name them.
  private static func missing(in expression: StackExpression, of stack: Stack) -> [(name: String, range: Range<Int>)] {
    (expression.parsed.tree?.selectors ?? []).compactMap { selection in
      guard let name = selection.selector.metricName,
        stack.inventory.has(name, selectedBy: selection.selector) == .no,
        !["absent", "absent_over_time"].contains(selection.function)
      else { return nil }
      return (name, selection.selector.name?.range ?? selection.range)
    }
  }
}
