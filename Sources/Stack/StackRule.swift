import Document
import GoTemplate
import Parallel
import Prometheus
import PromQL

/// A rule of a rule file, with what stands in it read once.
struct StackRule: Sendable {
  let rule: RuleFile.Rule
  let group: RuleFile.Group
  /// The alert's name; nil for a recording rule.
  let alert: Node?
  /// The series that is recorded; nil for an alert.
  let record: Node?
  /// Its name.
  let recordedName: String?
  /// What it evaluates.
  let expression: StackExpression?
  /// What its annotations ask the server for: `{{ query "up" }}`.
  let queries: [StackExpression]

  /// The tree of its expression; nil without one, and when the expression violates the grammar.
  var tree: PromQL.Expression? { expression?.tree }

  /// Every rule of `files`.
  ///
  /// - Parameter readsTemplates: Whether annotations are looked at, too, which a server does when it notifies.
  static func rules(of files: [RuleFile], readsTemplates: Bool) -> [StackRule] {
    let found = files.concurrentMap { file in
      file.groups.flatMap { group in group.rules.map { (rule: $0, group: group) } }
    }
    return Array(found.joined()).concurrentMap {
      StackRule($0.rule, in: $0.group, readsTemplates: readsTemplates)
    }
  }

  private init(_ rule: RuleFile.Rule, in group: RuleFile.Group, readsTemplates: Bool) {
    self.rule = rule
    self.group = group
    let alert = rule.alert
    self.alert = alert
    record = rule.record
    recordedName = record?.text
    let use: StackExpression.Use = alert != nil ? .alert : .recording
    let isPromQL = rule.language == .promQL
    expression = rule.expr.flatMap { expr in
      switch rule.language {
      case .promQL: StackExpression(expr, use: use)
      case .metricsQL: StackExpression(metricsQL: expr, use: use)
      case .logQL: nil
      }
    }
    var queries: [StackExpression] = []
    if readsTemplates && isPromQL {
      for annotation in rule.annotations where annotation.value.holds("query") {
        queries += Self.queries(in: annotation.value)
      }
    }
    self.queries = queries
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
