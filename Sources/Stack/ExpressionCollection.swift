import Deployment
import Diagnostics
import Document
import Grafana
import Parallel
import PromQL

/// Every PromQL expression of a stack, each parsed once.
enum ExpressionCollection {
  static func expressions(of stack: Stack, in rules: [StackRule]) -> [StackExpression] {
    let queries = stack.grafanaQueries.filter { $0.language == .promQL }
    let asked = queries.concurrentMap { StackExpression($0) }.compactMap { $0 }
    var all = rules.compactMap(\.expression)
    for rule in rules where !rule.queries.isEmpty { all += rule.queries }
    let spared = MetricsQL.spared(all + asked + inRunbooks(of: stack), in: stack.dashboards)
    return UnclaimedRules.spared(spared, in: stack)
  }

  private static func inRunbooks(of stack: Stack) -> [StackExpression] {
    let queries = (stack.intent?.runbooks ?? []).flatMap(\.queries)
    let found = queries.compactMap { $0.1.origin.span.flatMap { stack.sources.scalar(at: $0) } }
    return found.concurrentMap { StackExpression($0, use: .runbook) }
  }
}
