package import Document
package import GoTemplate
import Prometheus
package import PromQL
package import Stack

/// An expression while checks look at it: what several of them ask for is worked out once, and not kept afterwards.
package struct CheckedExpression {
  package let expression: StackExpression
  /// Nil when the grammar was violated.
  package let tree: PromQL.Expression?
  /// None where nothing can be said against it.
  package let errors: [PromQL.SyntaxError]
  private var known: PromQL.NodeLabels?

  init(_ expression: StackExpression, in stack: Stack) {
    self.expression = expression
    let parsed = expression.parsed
    tree = parsed.tree
    errors = parsed.errors.isEmpty || stack.mayBeForAnotherServer(expression) ? [] : parsed.errors
  }

  /// The nodes of its tree, children before their parents; none when it has no tree.
  package var nodes: [PromQL.Expression] { tree?.nodes ?? [] }

  /// What is known of the labels of a node's result.
  package mutating func labels(of node: PromQL.Expression, in stack: Stack) -> PromQL.LabelSet {
    if known == nil { known = tree.map { stack.inventory(for: expression).labelsOfNodes(in: $0) } }
    return known?[node] ?? .unknown
  }

  /// The nodes that may name a label which isn't there. There are few.
  package func labelSuspects(in stack: Stack) -> [PromQL.Expression] {
    let series = stack.series(for: expression)
    return tree?.labelSuspects { $0.metricName.map { series[$0] != nil } ?? false } ?? []
  }
}

/// A template in an alert's label or annotation while checks look at it.
package struct AlertTemplate {
  package let alert: StackAlert
  /// The scalar it stands in.
  package let node: Node
  /// Why it can't be parsed.
  package let errors: [GoTemplate.SyntaxError]
  /// Nil when it can't be parsed, and when that was not necessary.
  private let template: GoTemplate.Template?
  private var known: GoTemplate.Analysis?
  /// Of the alert's expression.
  private let tree: PromQL.Expression?

  /// `tree` is of the alert's expression.
  static func all(of alert: StackAlert, _ tree: PromQL.Expression?) -> [AlertTemplate] {
    var found: [AlertTemplate] = []
    for texts in [alert.rule.labels, alert.rule.annotations] {
      for text in texts where text.value.holds("{{") { found.append(AlertTemplate(text.value, of: alert, tree)) }
    }
    return found
  }

  private init(_ node: Node, of alert: StackAlert, _ tree: PromQL.Expression?) {
    self.alert = alert
    self.tree = tree
    self.node = node
    known = GoTemplate.plainAnalysis(ofAlert: node.textBytes)
    let parsed = known == nil ? GoTemplate.parse(node.text, in: .prometheusAlert) : nil
    errors = parsed?.errors ?? []
    template = parsed?.valid
  }

  /// What is known of the labels that it can print, before the rule's own are added.
  package func labels(in stack: Stack) -> PromQL.LabelSet { alert.resultLabels(of: tree, in: stack) }

  /// What it does, as far as checks ask; nil when it can't be parsed.
  package var analysis: GoTemplate.Analysis? {
    mutating get {
      if known == nil { known = template?.analysis }
      return known
    }
  }
}
