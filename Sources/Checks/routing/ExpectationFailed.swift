import Alertmanager
import Deployment
import Diagnostics
import Document
import Quantities
package import Stack

/// Routing must do what `routing.expect` says.
package struct ExpectationFailed: Check {
  package static let metadata = CheckMetadata(
    id: "routing/expectation-failed", severity: .error, since: "0.1.0",
    summary: "An alert does not go where the spec expects it to, or not in time.",
    rationale: """
      `routing.expect` states who must be told of an alert and how soon. The routing tree that was generated is evaluated on \
      the labels the alert will carry, and the longest time from fault to notification is added up from the scrape interval, \
      the group's interval, `for` and `group_wait`.
      """,
    remedy: "Mend the routes or the alert's labels, or correct the expectation.",
    examples: [
      .flagged(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"]}}
        alerts:
          - group: shop
            rules:
              - {alert: ShopDown, expr: 'up{job="shop"} == 0', severity: warning, summary: down}
        receivers:
          default: {webhook: {url: "http://example.com/"}}
          pager: {webhook: {url: "http://example.com/pager"}}
        routing:
          receiver: default
          routes: [{match: 'severity="critical"', receiver: pager}]
          expect: [⟦{alert: ShopDown, reaches: [pager]}⟧]
        """),
      .flagged(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"]}}
        alerts:
          - group: shop
            rules:
              - {alert: ShopDown, expr: 'up{job="shop"} == 0', for: 10m, severity: critical, summary: down}
        receivers: {default: {webhook: {url: "http://example.com/"}}}
        routing:
          receiver: default
          expect: [{alert: ShopDown, reaches: [default], within: ⟦5m⟧}]
        """),
      .clean(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"]}}
        alerts:
          - group: shop
            rules:
              - {alert: ShopDown, expr: 'up{job="shop"} == 0', for: 2m, severity: critical, summary: down}
        receivers:
          default: {webhook: {url: "http://example.com/"}}
          pager: {webhook: {url: "http://example.com/pager"}}
        routing:
          receiver: default
          routes: [{match: 'severity="critical"', receiver: pager}]
          expect: [{alert: ShopDown, reaches: [pager], within: 5m}]
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for config in stack.alertmanagers {
      let tree = RouteTree(config)
      for expectation in stack.intent?.routing?.expectations ?? [] {
        check(expectation, in: tree, stack, &context)
      }
    }
  }

  private func check(_ expectation: Expectation, in tree: RouteTree, _ stack: Stack, _ context: inout CheckContext) {
    let alerts = stack.alerts.filter { $0.name.text == expectation.alert.value }
    guard !alerts.isEmpty else {
      let names = stack.alerts.map(\.name.text)
      let meant = nearest(to: expectation.alert.value, among: names)
      context.report(
        "no rule defines the alert \"\(expectation.alert.value)\"", at: expectation.alert.origin,
        help: meant.map { "did you mean \"\($0)\"?" } ?? "expect an alert that exists")
      return
    }
    for alert in alerts {
      var labels = alert.labels(in: stack)
      for label in expectation.labels { labels.values[label.name.value] = .exactly(label.value.value) }
      let decisions = tree.decisions(for: labels).filter { !stack.isRemediation($0.receiver) }
      checkReceivers(expectation, alert, decisions, stack, &context)
      checkTime(expectation, alert, decisions, stack, &context)
    }
  }

  private func checkReceivers(
    _ expectation: Expectation, _ alert: StackAlert, _ decisions: [RouteDecision], _ stack: Stack,
    _ context: inout CheckContext
  ) {
    let wanted = Set(expectation.reaches.map(\.value))
    let certain = Set(decisions.filter(\.isCertain).compactMap { $0.receiver?.text })
    let possible = Set(decisions.compactMap { $0.receiver?.text })
    // An alert that may reach the wanted ones is given the benefit of the doubt.
    let missing = wanted.subtracting(possible).sorted()
    let unwanted = certain.subtracting(wanted).sorted()
    guard !missing.isEmpty || !unwanted.isEmpty else { return }
    let actual = certain.isEmpty ? possible : certain
    context.report(
      "alert \"\(alert.name.text)\" reaches \(Self.listed(actual)), not \(Self.listed(wanted))",
      at: expectation.origin, notes: [.init("the alert is defined here", at: alert.name.origin)],
      help: "mend the routes or the alert's labels, or correct the expectation")
  }

  private func checkTime(
    _ expectation: Expectation, _ alert: StackAlert, _ decisions: [RouteDecision], _ stack: Stack,
    _ context: inout CheckContext
  ) {
    guard let limit = expectation.within else { return }
    let waits = decisions.filter { expectation.reaches.map(\.value).contains($0.receiver?.text ?? "") }
      .map(\.route.groupWait.value)
    guard let wait = waits.max() else { return }
    let delay = NotificationDelay(
      scrapeInterval: stack.scrapeInterval, evaluationInterval: alert.interval(in: stack), hold: alert.hold,
      groupWait: wait)
    guard delay.total > limit.value else { return }
    context.report(
      "alert \"\(alert.name.text)\" may take \(delay.total) to be notified, more than \(limit.value)", at: limit.origin,
      notes: [
        .init(
          "scrape \(delay.scrape) + evaluation \(delay.evaluation) + for \(delay.hold) + group_wait \(delay.groupWait)")
      ], help: "shorten \"for\" or \"group_wait\", or allow more time")
  }

  private static func listed(_ names: Set<String>) -> String {
    names.isEmpty ? "nobody" : names.sorted().map { "\"\($0)\"" }.joined(separator: " and ")
  }
}
