import Deployment
import Diagnostics
import Document
import GoTemplate
import Grafana
import Prometheus
import PromQL

/// Finds every PromQL expression of a stack.
struct ExpressionCollection {
  private(set) var expressions: [StackExpression] = []

  init(of stack: Stack) {
    for rule in stack.rules.flatMap(\.groups).flatMap(\.rules) {
      if let expr = rule.expr {
        expressions.append(StackExpression(expr, use: rule.alert != nil ? .alert : .recording))
      }
      for (_, value) in rule.annotations { add(queriesIn: value) }
    }
    for dashboard in stack.dashboards {
      for panel in dashboard.panels {
        for target in panel.targets where dashboard.isPrometheus(target.datasource ?? panel.datasource) {
          // Grafana doesn't send a query that nobody has written yet.
          guard let expr = target.expr, !expr.text.allSatisfy(\.isWhitespace) else { continue }
          expressions.append(StackExpression(expr, use: .panel, dialect: .grafana))
        }
      }
    }
    for runbook in stack.intent?.runbooks ?? [] {
      for (_, query) in runbook.queries {
        guard let span = query.origin.span, let node = stack.sources.scalar(at: span) else { continue }
        expressions.append(StackExpression(node, use: .runbook))
      }
    }
  }

  /// `{{ query "up" }}`.
  private mutating func add(queriesIn value: Node) {
    guard value.holds("query"), let template = GoTemplate.parse(value.text, in: .prometheusAlert).valid else { return }
    for argument in template.literalArguments(of: "query") where argument.position == 0 {
      let literal = argument.literal
      let isVerbatim = literal.range.count == literal.value.utf8.count + 2
      expressions.append(
        StackExpression(literal.value, in: value, at: literal.range, isVerbatim: isVerbatim, use: .annotation))
    }
  }
}

extension DashboardFile {
  /// Whether a panel's or target's datasource is a Prometheus; one that nothing is known of isn't taken for one.
  fileprivate func isPrometheus(_ reference: DatasourceReference?) -> Bool {
    reference.flatMap { type(of: $0) } == "prometheus"
  }
}
