import Alertmanager
import Diagnostics
import Document
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

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for config in stack.alertmanagers {
      let tree = RouteTree(config)
      guard let root = tree.routes.first, !root.children.isEmpty else { continue }
      for alert in stack.alerts {
        let decisions = tree.decisions(for: alert.labels)
        guard !decisions.isEmpty, decisions.allSatisfy({ $0.route.index == root.index }) else { continue }
        context.report(
          "alert \"\(alert.name.text)\" reaches only the default receiver \"\(root.receiver?.text ?? "")\"",
          at: alert.name, notes: [.init("the routes are here", at: config.root?.node["routes"]?.origin)],
          help: "give it a label that a route asks for, or add a route for it")
      }
    }
  }
}
