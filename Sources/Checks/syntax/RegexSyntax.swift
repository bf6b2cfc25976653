import Alertmanager
import Deployment
import Diagnostics
import Document
import Matchers
import PromConfig
import Prometheus
import RE2
package import Stack

/// A regular expression that does not compile.
package struct RegexSyntax: Check {
  package static let metadata = CheckMetadata(
    id: "syntax/regex", severity: .error, since: "0.1.0",
    summary: "A regular expression in a matcher or a relabeling rule does not compile.",
    rationale: """
      Prometheus and Alertmanager compile every expression when they load the file, and refuse the file when one does not \
      compile. They use RE2, which has no backreferences and no look-around.
      """,
    remedy: "Correct the expression.",
    refusesLoad: true,
    examples: [
      .flagged(
        """
        receivers: [{name: default}]
        route: {receiver: default, routes: [{matchers: [⟦'alertname=~"Db(Down"'⟧]}]}
        """),
      .flagged(
        """
        receivers: [{name: default}]
        route: {receiver: default, routes: [{match_re: {alertname: ⟦'(?!Test).*'⟧}}]}
        """),
      .flagged(
        """
        scrape_configs:
          - job_name: db
            static_configs: [{targets: ["db:9399"]}]
            relabel_configs: [{source_labels: [__address__], regex: ⟦'(.*:\\\\d+'⟧, target_label: instance}]
        """),
      .clean(
        """
        receivers: [{name: default}]
        route: {receiver: default, routes: [{matchers: ['alertname=~"Db(Down|Slow).*"', 'team="(("']}]}
        """),
      .clean(
        """
        scrape_configs:
          - job_name: db
            static_configs: [{targets: ["db:9399"]}]
            relabel_configs: [{source_labels: [__address__], regex: '(?P<host>[^:]+):.*', target_label: instance}]
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for config in stack.alertmanagers {
      let lists = config.routes.map(\.matchers) + config.inhibitRules.flatMap { [$0.source, $0.target] }
      for item in lists.flatMap(\.items) where item.matcher.operator.isRegex {
        guard let problem = Self.problem(in: item.matcher.value) else { continue }
        context.report(problem, at: item.node, content: Self.isWhole(item) ? nil : item.range)
      }
    }
    for config in stack.prometheus {
      for rule in config.everyRelabeling {
        guard let node = rule.node["regex"], let problem = Self.problem(in: rule.regex) else { continue }
        context.report(problem, at: node)
      }
    }
  }

  /// Whether a matcher is all that its scalar holds, so that its quotes may be pointed at, too.
  private static func isWhole(_ item: MatcherList.Item) -> Bool { item.range == 0..<item.node.textBytes.count }

  /// Alertmanager and relabeling rules compile the pattern as they wrap it.
  private static func problem(in pattern: String) -> String? {
    RegularExpression.syntaxError(wrapping: pattern).map { "the regular expression does not compile: \($0.message)" }
  }
}
