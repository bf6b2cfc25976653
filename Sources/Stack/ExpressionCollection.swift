import Deployment
import Diagnostics
import Document
import GoTemplate
import Grafana
import Parallel
import Prometheus
import PromQL

/// Finds every PromQL expression of a stack, and parses each once.
struct ExpressionCollection {
  /// Where an expression stands, before it is parsed.
  private enum Found: Sendable {
    case scalar(Node, StackExpression.Use)
    case metricsQL(Node, StackExpression.Use)
    case grafana(GrafanaQuery)
    case query(GoTemplate.StringLiteral, in: Node)
  }

  private var found: [Found] = []

  static func expressions(of stack: Stack) -> [StackExpression] {
    MetricsQL.spared(parsed(of: stack), in: stack.dashboards)
  }

  private static func parsed(of stack: Stack) -> [StackExpression] {
    ExpressionCollection(of: stack).found.concurrentMap { found -> StackExpression? in
      switch found {
      case .scalar(let node, let use): return StackExpression(node, use: use)
      case .metricsQL(let node, let use): return StackExpression(metricsQL: node, use: use)
      case .grafana(let query): return StackExpression(query)
      case .query(let literal, let node):
        let isVerbatim = literal.range.count == literal.value.utf8.count + 2
        return StackExpression(literal.value, in: node, at: literal.range, isVerbatim: isVerbatim, use: .annotation)
      }
    }.compactMap { $0 }
  }

  private init(of stack: Stack) {
    for rule in stack.rules.flatMap(\.groups).flatMap(\.rules) {
      if let expr = rule.expr {
        let use: StackExpression.Use = rule.alert != nil ? .alert : .recording
        found.append(rule.language == .metricsQL ? .metricsQL(expr, use) : .scalar(expr, use))
      }
      // A server looks at these when it notifies.
      if !stack.servers.loadsOnly, rule.language == .promQL {
        for label in rule.annotations { add(queriesIn: label.value) }
      }
    }
    for query in stack.grafanaQueries where query.language == .promQL { found.append(.grafana(query)) }
    for runbook in stack.intent?.runbooks ?? [] {
      for (_, query) in runbook.queries {
        guard let span = query.origin.span, let node = stack.sources.scalar(at: span) else { continue }
        found.append(.scalar(node, .runbook))
      }
    }
  }

  /// `{{ query "up" }}`.
  private mutating func add(queriesIn value: Node) {
    guard value.holds("query"), let template = GoTemplate.parse(value.text, in: .prometheusAlert).valid else { return }
    for argument in template.analysis.literalArguments(of: "query") where argument.position == 0 {
      found.append(.query(argument.literal, in: value))
    }
  }
}
