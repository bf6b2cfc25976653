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
    // Neither rules nor lists of expressions are copied as a whole: that counts references to every tree, on one core.
    var all = rules.indices.compactMap { rules[$0].expression }
    for at in rules.indices where !rules[at].queries.isEmpty { all += rules[at].queries }
    all += queries.concurrentMap { StackExpression($0) }.compactMap { $0 }
    all += inRunbooks(of: stack)
    guard all.indices.contains(where: { !all[$0].errors.isEmpty }) else { return all }
    return UnclaimedRules.spared(MetricsQL.spared(all, in: stack.dashboards), in: stack)
  }

  private static func inRunbooks(of stack: Stack) -> [StackExpression] {
    let queries = (stack.intent?.runbooks ?? []).flatMap(\.queries)
    let found = queries.compactMap { $0.1.origin.span.flatMap { stack.sources.scalar(at: $0) } }
    return found.concurrentMap { StackExpression($0, use: .runbook) }
  }
}
