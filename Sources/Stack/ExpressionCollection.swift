import Deployment
import Diagnostics
import Document
import Grafana
import Parallel
import PromQL

/// Every PromQL expression of a stack, each parsed once.
struct ExpressionCollection {
  let rules: [StackRule]
  /// What stands in no rule.
  let others: [StackExpression]

  init(of stack: Stack, rules: [StackRule]) {
    self.rules = rules
    let queries = stack.grafanaQueries.filter { $0.language == .promQL }
    others = queries.concurrentMap { StackExpression($0) }.compactMap { $0 } + Self.inRunbooks(of: stack)
  }

  /// All of them, the rules' first, without errors where nothing can be said against them.
  func expressions(of stack: Stack) -> [StackExpression] {
    var all = rules.compactMap(\.expression)
    for rule in rules { all += rule.queries }
    all += others
    guard all.contains(where: { !$0.errors.isEmpty }) else { return all }
    return UnclaimedRules.spared(MetricsQL.spared(all, in: stack.dashboards), in: stack)
  }

  /// Those of the series that rules record which anything here selects.
  var recordingsRead: Set<String> {
    let recorded = Set(rules.lazy.compactMap(\.recordedName))
    let elsewhere = recorded.isEmpty ? [] : others.concurrentMap { $0.selected(among: recorded) }
    return Set(rules.lazy.flatMap(\.recordingsRead)).union(elsewhere.joined())
  }

  private static func inRunbooks(of stack: Stack) -> [StackExpression] {
    let queries = (stack.intent?.runbooks ?? []).flatMap(\.queries)
    let found = queries.compactMap { $0.1.origin.span.flatMap { stack.sources.scalar(at: $0) } }
    return found.concurrentMap { StackExpression($0, use: .runbook) }
  }
}
