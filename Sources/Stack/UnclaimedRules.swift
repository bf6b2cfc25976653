import Deployment
import Diagnostics
import Document
import LogQL
import Prometheus
import PromQL

/// Rule files of which nothing says who loads them.
///
/// Prometheus, Loki and vmalert read files of one form, each with expressions of its own language. Files that a prometheus.yml
/// names are PromQL, and so is what an operator loads, or what somebody called rules of Prometheus. Of all others only what no
/// server could read is wrong.
enum UnclaimedRules {
  /// Takes the errors from the rules of files that may be meant for another server than Prometheus.
  static func spared(_ expressions: [StackExpression], in stack: Stack) -> [StackExpression] {
    if stack.servers.namesPrometheus { return expressions }
    let broken = Set(expressions.filter { $0.isRule && !$0.errors.isEmpty }.map(\.node.file.path))
    let unclaimed = Set(stack.files.filter { broken.contains($0.path) && isUnclaimed($0, in: stack) }.map(\.path))
    guard !unclaimed.isEmpty else { return expressions }
    let rules = expressions.filter { $0.isRule && unclaimed.contains($0.node.file.path) }
    let byPath = Dictionary(grouping: rules, by: \.node.file.path)
    let spared = byPath.filter { $0.value.contains(where: \.isMetricsQL) || $0.value.allSatisfy(\.isLogQL) }
    return expressions.map { spared[$0.node.file.path] != nil && $0.isRule ? $0.withoutErrors() : $0 }
  }

  private static func isUnclaimed(_ file: StackFile, in stack: Stack) -> Bool {
    guard file.kind == .rules, file.rules == .prometheus, !file.isNamed, file.draft == nil else { return false }
    return !stack.files.contains { config in
      config.kind == .prometheus
        && (config.path == file.path
          || PathGlob.ruleFiles(of: config).contains { file.paths.contains(where: $0.mayMatch) })
    }
  }
}

extension StackExpression {
  /// Whether Loki could evaluate it.
  fileprivate var isLogQL: Bool { LogQL.parse(node.text).valid != nil }
}
