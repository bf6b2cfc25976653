import Document
import GoTemplate
import Parallel
import Prometheus
import PromQL

/// A rule of a rule file, with what stands in it read once.
///
/// A class, since there are many, and what is made of them keeps hold of them.
package final class StackRule: Sendable {
  let rule: RuleFile.Rule
  let group: RuleFile.Group
  /// Nil for a recording rule.
  package let alert: StackAlert?
  /// The series that is recorded; nil for an alert.
  let record: Node?
  /// What it evaluates.
  package let expression: StackExpression?
  /// What its annotations ask the server for: `{{ query "up" }}`.
  package let queries: [StackExpression]
  /// All of these.
  package var expressions: [StackExpression] { (expression.map { [$0] } ?? []) + queries }

  /// Up to how many rules are kept with the trees of their expressions, some 2 kB each. Of more, each is read again by
  /// whoever asks, who are few beside the checks of expressions.
  private static let manyRules = 2_000

  /// Every rule of `files`.
  ///
  /// - Parameters:
  ///   - readsTemplates: Whether annotations are looked at, too, which a server does when it notifies.
  ///   - keepsTrees: Whether each expression is read once and for all; nil: if there are not many rules.
  static func rules(of files: [RuleFile], readsTemplates: Bool, keepsTrees: Bool?) -> [StackRule] {
    let found = Array(
      files.concurrentMap { file in file.groups.flatMap { group in group.rules.map { (rule: $0, group: group) } } }
        .joined())
    let keepsTrees = keepsTrees ?? (found.count <= manyRules)
    return found.concurrentMap {
      StackRule($0.rule, in: $0.group, readsTemplates: readsTemplates, keepsTree: keepsTrees)
    }
  }

  private init(_ rule: RuleFile.Rule, in group: RuleFile.Group, readsTemplates: Bool, keepsTree: Bool) {
    (self.rule, self.group, record) = (rule, group, rule.record)
    let (alert, expr) = (rule.alert, rule.expr)
    let expression: StackExpression? = expr.flatMap { expr in
      rule.language == .logQL
        ? nil
        : StackExpression(
          expr, use: alert != nil ? .alert : .recording, isMetricsQL: rule.language == .metricsQL, isKept: keepsTree)
    }
    self.expression = expression
    var queries: [StackExpression] = []
    if readsTemplates && rule.language == .promQL {
      for annotation in rule.annotations where annotation.value.holds("query") {
        queries += Self.queries(in: annotation.value)
      }
    }
    self.queries = queries
    self.alert = alert.flatMap { name in
      expr.map { StackAlert(name, rule, in: group, expr: $0, expression: expression) }
    }
  }

  private static func queries(in value: Node) -> [StackExpression] {
    guard let template = GoTemplate.parse(value.text, in: .prometheusAlert).valid else { return [] }
    return template.analysis.literalArguments(of: "query").filter { $0.position == 0 }.map { argument in
      let (literal, range) = (argument.literal.value, argument.literal.range)
      let isVerbatim = range.count == literal.utf8.count + 2
      return StackExpression(literal, in: value, at: range, isVerbatim: isVerbatim, use: .annotation)
    }
  }
}
