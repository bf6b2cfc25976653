import Alertmanager
import Diagnostics
import Document
import Parallel
package import Stack

/// An alert that no route takes goes to whoever the root names, which is rarely who can help.
package struct DefaultReceiverOnly: Check {
  package static let metadata = CheckMetadata(
    id: "routing/default-receiver-only", severity: .warning, since: "0.1.0",
    summary: "An alert reaches only the default receiver.",
    rationale: """
      The routing tree has routes, and none of them takes this alert, so it ends at the root's receiver: usually a channel \
      that nobody watches. A label that a route asks for is missing, or has another value.
      """,
    remedy: "Give the alert (or its group) the labels that a route asks for, or add a route for it.",
    examples: [
      .flagged(
        """
        groups:
          - name: db
            rules:
              - alert: ⟦Lag⟧
                expr: lag_seconds > 60
                labels: {severity: warning}
        ---
        receivers: [{name: default}, {name: pager}]
        route:
          receiver: default
          routes:
            - matchers: ['severity="critical"']
              receiver: pager
        """),
      .clean(
        """
        groups:
          - name: db
            rules:
              - alert: Lag
                expr: lag_seconds > 60
                labels: {severity: critical}
        ---
        receivers: [{name: default}, {name: pager}]
        route:
          receiver: default
          routes:
            - matchers: ['severity="critical"']
              receiver: pager
        """),
      // A label from the expression may have the value: nothing is certain.
      .clean(
        """
        groups:
          - name: db
            rules:
              - {alert: Lag, expr: lag_seconds > 60}
        ---
        receivers: [{name: default}, {name: pager}]
        route: {receiver: default, routes: [{matchers: ['team="db"'], receiver: pager}]}
        """),
      // What most alerts reach is meant to be reached.
      .clean(
        """
        groups:
          - name: db
            rules:
        \(tenAlerts)
              - {alert: B, expr: lag_seconds > 99, labels: {severity: critical}}
        ---
        receivers: [{name: chat, slack_configs: [{channel: ops}]}, {name: pager}]
        route: {receiver: chat, routes: [{matchers: ['severity="critical"'], receiver: pager}]}
        """),
      .flagged(
        """
        groups:
          - name: db
            rules:
        \(tenAlerts)
              - {alert: B, expr: lag_seconds > 99, labels: {severity: critical}}
        ---
        receivers: [{name: nobody}, {name: pager}]
        route: {receiver: ⟦nobody⟧, routes: [{matchers: ['severity="critical"'], receiver: pager}]}
        """),
      // No route takes any, so the routes are wrong.
      .flagged(
        """
        groups:
          - name: db
            rules:
        \(tenAlerts)
        ---
        receivers: [{name: chat, slack_configs: [{channel: ops}]}, {name: pager}]
        route: {receiver: ⟦chat⟧, routes: [{matchers: ['severity="critcal"'], receiver: pager}]}
        """),
      // With one receiver for everything, the default is the intention.
      .clean(
        """
        groups:
          - name: db
            rules:
              - {alert: Lag, expr: lag_seconds > 60, labels: {severity: info}}
        ---
        receivers: [{name: default}]
        route: {receiver: default}
        """),
    ])

  package init() {}

  /// Entries of an example's rules, enough of them for the default to be what most alerts reach.
  private static let tenAlerts = (0..<10)
    .map { "      - {alert: A\($0), expr: lag_seconds > \($0), labels: {severity: info}}" }.joined(separator: "\n")

  /// So many alerts are a decision, if they are most of them.
  private static let many = 10

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for config in stack.alertmanagers {
      let tree = RouteTree(config)
      guard let root = tree.routes.first, !root.children.isEmpty else { continue }
      let isLeft = stack.alerts.concurrentMap { alert in
        let decisions = tree.decisions(for: alert.labels(in: stack))
        return !decisions.isEmpty && decisions.allSatisfy { $0.route.index == root.index }
      }
      let left = zip(stack.alerts, isLeft).filter(\.1).map(\.0)
      // A spec's templates are gathered; in a repository so many alerts are most likely meant to go there.
      guard stack.intent == nil, left.count >= Self.many, left.count > stack.alerts.count / 2 else {
        for alert in left { report(alert, root, config, &context) }
        continue
      }
      if let receiver = root.receiver { report(left.count, of: stack.alerts.count, at: receiver, config, &context) }
    }
  }

  /// What most alerts reach is where they are meant to go, unless nobody is there, or no route takes any alert.
  private func report(
    _ count: Int, of all: Int, at receiver: Node, _ config: AlertmanagerConfig, _ context: inout CheckContext
  ) {
    if count == all {
      context.report(
        "no route takes any of the \(all) alerts: all reach only the default receiver \(quoted(receiver.text))",
        at: receiver, help: "give alerts a label that a route asks for")
    } else if !Self.notifies(receiver, in: config) {
      context.report(
        "\(count) of \(all) alerts reach only the default receiver \(quoted(receiver.text)), which notifies nobody",
        at: receiver, help: "add a way of notifying to the receiver, or routes for these alerts")
    }
  }

  private func report(
    _ alert: StackAlert, _ root: RouteTree.Route, _ config: AlertmanagerConfig, _ context: inout CheckContext
  ) {
    context.report(
      "alert \"\(alert.name.text)\" reaches only the default receiver \"\(root.receiver?.text ?? "")\"",
      at: alert.name, notes: [.init("the routes are here", at: config.root?.node["routes"]?.origin)],
      help: "give it a label that a route asks for, or add a route for it")
  }

  /// Whether somebody is told; a receiver that isn't there is another check's business.
  private static func notifies(_ name: Node, in config: AlertmanagerConfig) -> Bool {
    config.receivers.first { $0.name?.text == name.text }.map { !$0.integrations.isEmpty } ?? true
  }
}
