extension PromQL {
  /// One vector selector of an expression, and what surrounds it.
  package struct Selection: Sendable {
    package var selector: VectorSelector
    /// Bytes of the selector with its modifiers.
    package var range: Range<Int>
    /// The expression that the selector is.
    package var expression: Expression
    /// Milliseconds of its `[…]`; nil for an instant vector, and when the length is not known.
    package var windowMilliseconds: Int64? { selector.window?.milliseconds }
    package var offsetMilliseconds: Int64? { selector.offset?.milliseconds }
    /// The function whose argument it is, directly or in parentheses.
    package var function: String? {
      var node = expression.parent
      while let current = node, case .paren = current.kind { node = current.parent }
      if let node, case .call(let call) = node.kind { return call.name }
      return nil
    }
    /// The subqueries around it, from the inside out.
    package var subqueries: [Subquery<Expression>] {
      var out: [Subquery<Expression>] = []
      var node = expression.parent
      while let current = node {
        if case .subquery(let subquery) = current.kind { out.append(subquery) }
        node = current.parent
      }
      return out
    }
  }
}

extension PromQL.Expression {
  /// Every vector selector, in the order of the text.
  package var selectors: [PromQL.Selection] {
    var out: [PromQL.Selection] = []
    visit { node in
      if case .selector(let selector) = tree.nodes[node.index].kind {
        out.append(PromQL.Selection(selector: selector, range: node.range, expression: node))
      }
    }
    return out
  }

  /// Every function call, innermost first.
  package var calls: [(call: PromQL.Call<PromQL.Expression>, range: Range<Int>)] {
    var out: [(call: PromQL.Call<PromQL.Expression>, range: Range<Int>)] = []
    visit { node in
      if case .call(let call) = node.kind { out.append((call, node.range)) }
    }
    return out
  }

  /// `expression > 5` and its like at the top, parentheses aside: what is compared, how, and the number when the right
  /// side is one. A number on the left is brought to the right.
  package var topLevelComparison: PromQL.Comparison? {
    guard case .binary(let node) = unwrapped.kind, node.op.isComparison else { return nil }
    if case .number = node.left.unwrapped.kind {
      return PromQL.Comparison(subject: node.right, op: node.op.mirrored, other: node.left, opRange: node.opRange)
    }
    return PromQL.Comparison(subject: node.left, op: node.op, other: node.right, opRange: node.opRange)
  }
}

extension PromQL {
  /// A comparison read with its subject on the left.
  package struct Comparison: Sendable {
    package var subject: Expression
    package var op: BinaryOperator
    package var other: Expression
    package var opRange: Range<Int>

    /// The threshold, when it is a plain number.
    package var threshold: Double? {
      if case .number(let value) = other.unwrapped.kind { return value }
      return nil
    }
  }
}
