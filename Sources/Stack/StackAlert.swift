import Diagnostics
package import Document
package import Prometheus
package import PromQL
package import Quantities
import Synchronization

/// An alerting rule with what is known of the alerts it raises.
///
/// A class, since checks hand alerts on, and each holds much.
package final class StackAlert: Sendable {
  package let rule: RuleFile.Rule
  package let group: RuleFile.Group
  /// Where its name stands.
  package let name: Node
  package let expr: Node
  package var hold: PromDuration? { rule.hold }

  /// Nil where the language is not known here.
  private let expression: StackExpression?
  // What is worked out once, by the first check that asks: most alerts are never asked, where there are no routes and no
  // templates that name labels.
  private let result = AtomicLazyReference<Box<PromQL.LabelSet>>()
  private let sent = AtomicLazyReference<Box<AlertLabels>>()

  private final class Box<Value: Sendable>: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  init(
    _ name: Node, _ rule: RuleFile.Rule, in group: RuleFile.Group, expr: Node, expression: StackExpression?
  ) {
    (self.name, self.rule, self.group, self.expr, self.expression) = (name, rule, group, expr, expression)
  }

  /// How often it is evaluated.
  package func interval(in stack: Stack) -> PromDuration { group.interval ?? stack.evaluationInterval }

  /// Of the expression's result, before the rule's own labels. `tree` is the expression's, of which nothing is known where it
  /// has none.
  package func resultLabels(of tree: PromQL.Expression?, in stack: Stack) -> PromQL.LabelSet {
    if let found = result.load() { return found.value }
    return result.storeIfNil(Box(tree.map { stack.inventory(at: expr.file.path).labels(of: $0) } ?? .unknown)).value
  }

  /// As Alertmanager sees it: the result's labels, the group's, the rule's, and the external ones.
  package func labels(in stack: Stack) -> AlertLabels {
    if let found = sent.load() { return found.value }
    let ofResult = result.load()?.value ?? resultLabels(of: expression?.parsed.tree, in: stack)
    return sent.storeIfNil(Box(sentLabels(ofResult, stack.inventory(at: expr.file.path)))).value
  }

  private func sentLabels(_ result: PromQL.LabelSet, _ inventory: Inventory) -> AlertLabels {
    var labels = AlertLabels(result)
    for (name, value) in inventory.externalLabels {
      switch result.presence(of: name) {
      case .absent: labels.values[name] = .exactly(value)
      case .possible: labels.values[name] = .unknown
      case .certain: break
      }
    }
    for own in [group.labels, rule.labels] {
      for label in own {
        labels.values[label.name.text] = label.value.holds("{{") ? .unknown : .exactly(label.value.text)
      }
    }
    labels.values["alertname"] = .exactly(name.text)
    return labels
  }
}

extension AlertLabels {
  /// What Alertmanager sees of a result's labels. One that may be missing may also be empty.
  init(_ set: PromQL.LabelSet) {
    var values: [String: Value] = [:]
    for (label, known) in set.certain {
      values[label] = known.known.map { $0.count == 1 ? .exactly($0.first ?? "") : .oneOf($0) } ?? .unknown
    }
    for (label, known) in set.possible { values[label] = known.known.map { .oneOf($0.union([""])) } ?? .unknown }
    for label in set.absent { values[label] = .exactly("") }
    // The metric's name is gone from what an alert carries.
    values["__name__"] = nil
    self.init(values, isOpen: !set.isClosed)
  }
}
