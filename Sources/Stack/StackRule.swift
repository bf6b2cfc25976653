import Document
import GoTemplate
import Parallel
import Prometheus
import PromQL

/// A rule of a rule file, with what stands in it read once.
///
/// A class, since there are many, and what is made of them keeps hold of them.
final class StackRule: Sendable {
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
  /// Those of the series that rules record which these expressions select.
  let recordingsRead: [String]

  /// The tree of its expression; nil without one, and when the expression violates the grammar.
  var tree: PromQL.Expression? { expression?.tree }

  /// Every rule of `files`.
  ///
  /// - Parameter readsTemplates: Whether annotations are looked at, too, which a server does when it notifies.
  static func rules(of files: [RuleFile], readsTemplates: Bool) -> [StackRule] {
    let found = Array(files.concurrentMap { $0.groups.flatMap { group in group.rules.map { Found($0, in: group) } } }
      .joined())
    // Known before anything is parsed, so that each tree is looked through while it is at hand.
    let recorded = Set(found.lazy.compactMap(\.recordedName))
    return found.concurrentMap { StackRule($0, readsTemplates: readsTemplates, recorded: recorded) }
  }

  /// A rule of which nothing is read but what it records.
  private struct Found: Sendable {
    let rule: RuleFile.Rule
    let group: RuleFile.Group
    let record: Node?
    let recordedName: String?

    init(_ rule: RuleFile.Rule, in group: RuleFile.Group) {
      (self.rule, self.group) = (rule, group)
      record = rule.record
      recordedName = record?.text
    }
  }

  private init(_ found: Found, readsTemplates: Bool, recorded: Set<String>) {
    let rule = found.rule
    (self.rule, group, record, recordedName) = (rule, found.group, found.record, found.recordedName)
    let alert = rule.alert
    self.alert = alert
    let use: StackExpression.Use = alert != nil ? .alert : .recording
    let isPromQL = rule.language == .promQL
    let expression: StackExpression? = rule.expr.flatMap { expr in
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
    self.expression = expression
    self.queries = queries
    recordingsRead = ([expression].compactMap { $0 } + queries).flatMap { $0.selected(among: recorded) }
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
