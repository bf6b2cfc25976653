import Diagnostics
import LogQL
package import Stack

/// A query that Loki refuses.
package struct LogQLSyntax: Check {
  package static let metadata = CheckMetadata(
    id: "syntax/logql", severity: .error, since: "0.2.0",
    summary: "A LogQL query that no Loki accepts.",
    rationale: """
      Loki answers the panel's query with an error, so that the panel stays empty when somebody looks for the logs of an incident.
      """,
    remedy: "Correct the query at the place shown.",
    examples: [
      .flagged(
        """
        title: Shop
        panels:
          - datasource: {type: loki, uid: l}
            targets: [{expr: 'rate(⟦{app="shop"}⟧)'}]
        """),
      .flagged(
        """
        title: Shop
        panels:
          - datasource: {type: loki, uid: l}
            targets: [{expr: '{app="shop"} | ⟦jsn⟧ | level="error"'}]
        """),
      .clean(
        """
        title: Shop
        panels:
          - datasource: {type: loki, uid: l}
            targets: [{expr: 'sum by (level) (rate({app=~"$app"} |= "$text" | json [$__auto]))'}]
        """),
      // A dashboard's variable may hold an operator, and a query may be empty still.
      .clean(
        """
        title: Shop
        panels:
          - datasource: {type: loki, uid: l}
            targets: [{expr: '{app="shop"} $filter "error"'}, {expr: ""}]
        """),
      // A variable may ask for the labels of all streams.
      .clean(
        """
        title: Shop
        templating:
          list: [{name: app, type: query, datasource: {type: loki}, query: 'label_values({}, app)'}]
        panels: []
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for query in stack.logQueries {
      for error in query.errors { context.report(error.message, at: query.place(of: error.range)) }
    }
  }
}
