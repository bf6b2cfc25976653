import Deployment
import Diagnostics
import Quantities
package import Stack

/// An SLO over a window longer than metrics are kept is computed over what is left, and nobody is told.
package struct SLOWindowExceedsRetention: Check {
  package static let metadata = CheckMetadata(
    id: "retention/slo-window-exceeds-retention", severity: .error, since: "0.1.0",
    summary: "An SLO's window is longer than Prometheus keeps its data.",
    rationale: """
      A query over 30 days on a server that keeps 15 (Prometheus' default) sees 15, and gives an error budget that is wrong \
      without a sign of it.
      """,
    remedy: "Keep metrics longer than the longest window, or shorten the window.",
    examples: [
      .flagged(
        """
        deployment: shop
        retention: {metrics: 15d}
        targets: {shop: {endpoints: ["shop:8080"]}}
        slos:
          - {slo: availability, objective: 99.9%, window: ⟦30d⟧, sli: {up: shop}}
        """),
      // Nothing said is 15 days.
      .flagged(
        """
        deployment: shop
        targets: {shop: {endpoints: ["shop:8080"]}}
        slos:
          - {slo: availability, objective: 99.9%, window: ⟦30d⟧, sli: {up: shop}}
        """),
      .clean(
        """
        deployment: shop
        retention: {metrics: 45d}
        targets: {shop: {endpoints: ["shop:8080"]}}
        slos:
          - {slo: availability, objective: 99.9%, window: 30d, sli: {up: shop}}
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    guard let intent = stack.intent, let retention = stack.metricsRetention else { return }
    for slo in intent.slos where slo.window.value > retention.value {
      context.report(
        "SLO \"\(slo.name.value)\" looks back \(slo.window.value), but metrics are kept for \(retention.value)",
        at: slo.window.origin,
        notes: retention.place.map { [.init("retention is set here", at: $0)] }
          ?? [.init("nothing sets the retention, and Prometheus keeps 15d by default")],
        help: "set \"retention.metrics\" to more than \(slo.window.value), or shorten the window")
    }
  }
}
