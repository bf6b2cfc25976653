import Alertmanager
import Diagnostics
import Document
package import Stack

/// A route must name a receiver that exists.
package struct UndefinedReceiver: Check {
  package static let metadata = CheckMetadata(
    id: "routing/undefined-receiver", severity: .error, since: "0.1.0",
    summary: "A route names a receiver that is not defined.",
    rationale: """
      Alertmanager refuses the whole file. A running one keeps its old configuration, so the mistake shows at the next \
      restart, when nothing is delivered at all.
      """,
    remedy: "Define the receiver, or name one that is.",
    refusesLoad: true,
    examples: [
      .flagged("receivers: [{name: pager}]\nroute: {receiver: ⟦pgaer⟧}"),
      .flagged(
        """
        receivers:
          - name: default
        route:
          receiver: default
          routes:
            - matchers: ['severity="critical"']
              routes:
                - receiver: ⟦"pager"⟧
        """),
      .flagged(
        """
        apiVersion: monitoring.coreos.com/v1alpha1
        kind: AlertmanagerConfig
        metadata: {name: shop}
        spec:
          route: {receiver: ⟦pgaer⟧, groupBy: [job]}
          receivers: [{name: pager}]
        """),
      .clean("receivers: [{name: pager}]\nroute: {receiver: pager}"),
      .clean("receivers: [{name: pager}]\nroute: {receiver: pager, routes: [{matchers: ['a=\"b\"']}]}"),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for config in stack.alertmanagers + stack.alertmanagerParts {
      let names = config.receivers.compactMap { $0.name?.text }
      for route in config.routes {
        guard let receiver = route.receiver, !names.contains(receiver.text) else { continue }
        let meant = nearest(to: receiver.text, among: names)
        context.report(
          "route names receiver \"\(receiver.text)\", which is not defined", at: receiver,
          notes: config.receiverList.map { [.init("receivers are listed here", at: $0.origin)] } ?? [],
          help: meant.map { "define it, or use \"\($0)\"" } ?? "define it under \"receivers\"",
          fixes: meant.map { [.init("use \"\($0)\"", replacing: receiver.span, with: YAMLWriter.scalar($0))] } ?? [])
      }
    }
  }
}
