extension PromQL {
  /// One vector selector of an expression, and what surrounds it.
  public struct Selection: Sendable {
    /// The selector with its modifiers.
    public var selector: VectorSelector
    /// Bytes of the selector with its modifiers.
    public var range: Range<Int>
    /// The expression that the selector is.
    public var expression: Expression
    /// Milliseconds of its `[…]`; nil for an instant vector, and when the length is not known.
    public var windowMilliseconds: Int64? { selector.window?.milliseconds }
    /// Milliseconds of its own `offset`; nil without one, and when the length is not known.
    public var offsetMilliseconds: Int64? { selector.offset?.milliseconds }
    /// Seconds of its `[…]`; nil for an instant vector, and when the length is not known.
    public var windowSeconds: Double? { windowMilliseconds.map { Double($0) / 1000 } }
    /// Seconds of its own `offset`, 0 without one; nil when the length is not known.
    public var offsetSeconds: Double? { selector.offset == nil ? 0 : offsetMilliseconds.map { Double($0) / 1000 } }
    /// Seconds from the moment of evaluation back to the oldest sample that is asked for: its window and offset, and
    /// those of the subqueries around it, without the server's look-back. Nil when a length is not known, or `@` names
    /// the moment.
    public var reachSeconds: Double? {
      guard let offset = offsetSeconds, selector.at == nil else { return nil }
      if selector.window != nil, windowSeconds == nil { return nil }
      var reach = offset + (windowSeconds ?? 0)
      for subquery in subqueries {
        guard subquery.at == nil, let window = subquery.window.milliseconds else { return nil }
        if let offset = subquery.offset {
          guard let milliseconds = offset.milliseconds else { return nil }
          reach += Double(milliseconds) / 1000
        }
        reach += Double(window) / 1000
      }
      return reach
    }
    /// The function whose argument it is, directly or in parentheses.
    public var function: String? { expression.enclosingFunction }
    /// The subqueries around it, from the inside out.
    public var subqueries: [Subquery<Expression>] {
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
  /// The selector that this is; nil for anything else. Costs less than `kind`.
  package var selector: PromQL.VectorSelector? {
    if case .selector(let selector) = tree.nodes[index].kind { return selector }
    return nil
  }

  /// The aggregation that this is; nil for anything else. Costs less than `kind`.
  package var aggregate: PromQL.Aggregate<PromQL.Expression>? {
    if case .aggregate = tree.nodes[index].kind, case .aggregate(let aggregate) = kind { return aggregate }
    return nil
  }

  /// The function whose argument this is, directly or in parentheses.
  package var enclosingFunction: String? {
    var at = tree.nodes[index].parent
    while at >= 0 {
      switch tree.nodes[at].kind {
      case .paren: at = tree.nodes[at].parent
      case .call(let call): return call.name
      default: return nil
      }
    }
    return nil
  }

  /// Every vector selector, in the order of the text.
  public var selectors: [PromQL.Selection] {
    var out: [PromQL.Selection] = []
    visit { node in
      if case .selector(let selector) = tree.nodes[node.index].kind {
        out.append(PromQL.Selection(selector: selector, range: node.range, expression: node))
      }
    }
    return out
  }

  /// Every function call, innermost first.
  public var calls: [(call: PromQL.Call<PromQL.Expression>, range: Range<Int>)] {
    var out: [(call: PromQL.Call<PromQL.Expression>, range: Range<Int>)] = []
    visit { node in
      if case .call(let call) = node.kind { out.append((call, node.range)) }
    }
    return out
  }

  /// `expression > 5` and its like at the top, parentheses aside: what is compared, how, and the number when the right
  /// side is one. A number on the left is brought to the right.
  public var topLevelComparison: PromQL.Comparison? {
    guard case .binary(let node) = unwrapped.kind, node.op.isComparison else { return nil }
    if case .number = node.left.unwrapped.kind {
      return PromQL.Comparison(subject: node.right, op: node.op.mirrored, other: node.left, opRange: node.opRange)
    }
    return PromQL.Comparison(subject: node.left, op: node.op, other: node.right, opRange: node.opRange)
  }
}

extension PromQL {
  /// A comparison read with its subject on the left.
  public struct Comparison: Sendable {
    /// What is compared.
    public var subject: Expression
    /// How, with the subject on the left.
    public var op: BinaryOperator
    /// What it is compared with.
    public var other: Expression
    public var opRange: Range<Int>

    /// The threshold, when it is a plain number.
    public var threshold: Double? {
      if case .number(let value) = other.unwrapped.kind { return value }
      return nil
    }
  }
}
