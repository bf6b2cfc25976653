import Deployment
import Diagnostics
import Document
import Grafana
import Parallel
import PromQL

/// The PromQL expressions of a stack that stand in no rule.
enum LooseExpressions {
  static func all(of stack: Stack) -> [StackExpression] {
    let queries = stack.grafanaQueries.filter { $0.language == .promQL }
    let found = queries.concurrentMap { StackExpression($0) }.compactMap { $0 }
    return MetricsQL.spared(found, in: stack.dashboards) + inRunbooks(of: stack)
  }

  private static func inRunbooks(of stack: Stack) -> [StackExpression] {
    let queries = (stack.intent?.runbooks ?? []).flatMap(\.queries)
    let found = queries.compactMap { $0.1.origin.span.flatMap { stack.sources.scalar(at: $0) } }
    return found.concurrentMap { StackExpression($0, use: .runbook) }
  }
}
