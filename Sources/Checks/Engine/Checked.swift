package import Document
package import GoTemplate
import Prometheus
package import PromQL
package import Stack

/// An expression while checks look at it: what several of them ask for is worked out once, and not kept afterwards.
package struct CheckedExpression {
  package let expression: StackExpression
  /// The nodes of its tree, children before their parents; none when it has no tree.
  package let nodes: [PromQL.Expression]
  private let inventory: Inventory
  private var known: PromQL.NodeLabels?

  init(_ expression: StackExpression, inventory: Inventory) {
    self.expression = expression
    nodes = expression.tree?.nodes ?? []
    self.inventory = inventory
  }

  /// What is known of the labels of a node's result.
  package mutating func labels(of node: PromQL.Expression) -> PromQL.LabelSet {
    if known == nil { known = expression.tree.map { inventory.labelsOfNodes(in: $0) } }
    return known?[node] ?? .unknown
  }
}

/// A template in an alert's label or annotation while checks look at it.
package struct AlertTemplate {
  package let alert: StackAlert
  /// The scalar it stands in.
  package let node: Node
  package let parsed: GoTemplate.ParseResult
  private var known: GoTemplate.Analysis?

  static func all(of alert: StackAlert) -> [AlertTemplate] {
    let texts = (alert.rule.labels + alert.rule.annotations).map(\.value)
    return texts.filter { $0.holds("{{") }.map { AlertTemplate($0, of: alert) }
  }

  private init(_ node: Node, of alert: StackAlert) {
    self.alert = alert
    self.node = node
    parsed = GoTemplate.parse(node.text, in: .prometheusAlert)
  }

  /// What it does; nil when it can't be parsed.
  package var analysis: GoTemplate.Analysis? {
    mutating get {
      if known == nil { known = parsed.valid?.analysis }
      return known
    }
  }
}
