extension LogQL {
  /// One selector of a query with its pipeline, and what surrounds it.
  public struct Selection: Sendable {
    /// The selector and the stages of its pipeline.
    public var query: LogQuery
    /// Bytes of the selector with its pipeline.
    public var range: Range<Int>
    /// The expression that the log query is.
    public var expression: Expression
    /// The `[…]` around it; nil for a query of lines.
    public var logRange: LogRange<Expression>?
    /// Milliseconds of its `[…]`; nil for a query of lines, and when the length is not known.
    public var windowMilliseconds: Int64? { logRange?.window?.milliseconds }
    /// Milliseconds of its `offset`; nil without one, and when the length is not known.
    public var offsetMilliseconds: Int64? { logRange?.offset?.milliseconds }
    /// The range aggregation whose argument it is.
    public var function: RangeFunction? {
      guard let range = expression.parent, case .range = range.kind, let node = range.parent,
        case .rangeAggregation(let aggregation) = node.kind
      else { return nil }
      return aggregation.function
    }
  }
}

extension LogQL.Expression {
  /// Every log query, in the order of the text.
  public var selections: [LogQL.Selection] {
    var out: [LogQL.Selection] = []
    visit { node in
      guard case .logs(let query) = tree.nodes[node.index].kind else { return }
      var logRange: LogQL.LogRange<LogQL.Expression>?
      if let parent = node.parent, case .range(let range) = parent.kind { logRange = range }
      out.append(.init(query: query, range: node.range, expression: node, logRange: logRange))
    }
    return out
  }

  /// Every stream selector, in the order of the text.
  public var selectors: [LogQL.StreamSelector] { selections.map(\.query.selector) }
}
