import Diagnostics
import Document
import Grafana
package import Stack

/// A dashboard's file must hold the dashboard, not the body of a request that has one inside.
package struct APIWrapper: Check {
  package static let metadata = CheckMetadata(
    id: "dashboards/api-wrapper", severity: .error, since: "0.1.0",
    summary: "A dashboard stands below a key `dashboard`, as Grafana's HTTP API takes it.",
    rationale: """
      Only `POST /api/dashboards/db` takes this form. Grafana's provisioning and the import in its user interface look for \
      the title at the top, find none and leave the file out: "Dashboard title cannot be empty".
      """,
    remedy: """
      Let the file hold what stands below `dashboard` and nothing around it. If it is only ever sent to the API, silence \
      the check for it in `.belfry.yaml`.
      """,
    refusesLoad: true,
    examples: [
      .flagged(#"{⟦"dashboard"⟧: {"title": "Shop", "panels": [], "schemaVersion": 39}, "overwrite": true}"#),
      .clean(#"{"title": "Shop", "panels": [], "schemaVersion": 39}"#),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for dashboard in stack.dashboards {
      guard let wrapper = dashboard.wrapper else { continue }
      context.report(
        "a file with a dashboard can't have it below \(quoted(wrapper.text)), as a request to the API has", at: wrapper,
        help: "let the file hold only what stands below the key")
    }
  }
}
