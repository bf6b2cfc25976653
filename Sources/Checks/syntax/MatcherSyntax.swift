import Alertmanager
import Deployment
import Diagnostics
import Matchers
import Quantities
package import Stack

/// A matcher that Alertmanager refuses.
package struct MatcherSyntax: Check {
  package static let metadata = CheckMetadata(
    id: "syntax/matcher", severity: .error, since: "0.1.0",
    summary: "A matcher that Alertmanager can't read.",
    rationale: """
      Alertmanager refuses the whole file for one wrong matcher. A running one keeps its old routes, so the mistake shows at \
      the next restart.
      """,
    remedy: "Correct the matcher at the place shown.",
    refusesLoad: true,
    examples: [
      .flagged(
        """
        receivers: [{name: default}]
        route: {receiver: default, routes: [{matchers: ['severity⟦==⟧"critical"']}]}
        """),
      .clean(
        """
        receivers: [{name: default}]
        route:
          receiver: default
          routes:
            - matchers: [severity = critical, 'team!~"a|b"', 'a="x",b="y"', '{c="z"}']
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    // Until 0.27 there was one grammar.
    let isOlder = stack.version(of: .alertmanager).map { $0 < "0.27" } ?? false
    let mode = isOlder ? Matcher.Mode.classic : .fallback
    for config in stack.alertmanagers {
      let lists =
        config.routes.map { MatcherList($0.node, prefix: "", mode: mode) }
        + config.inhibitRules.flatMap { rule in
          ["source_", "target_"].map { MatcherList(rule.node, prefix: $0, mode: mode) }
        }
      for problem in lists.flatMap(\.problems) {
        context.report(problem.message, at: problem.node, content: problem.range)
      }
    }
  }
}
