extension PromQL.Expression {
  /// The nodes that may name a label which isn't there: selectors of whose series something is known, and aggregations
  /// `by` labels that what is aggregated may lack.
  ///
  /// Mostly nothing is known of the series and nothing takes labels away before they are asked for. Seeing that takes a
  /// fraction of what `labelsOfNodes` takes. `isKnown` says of a selector whether something is known of the labels of its
  /// series.
  package func labelSuspects(isKnown: (PromQL.VectorSelector) -> Bool) -> [PromQL.Expression] {
    let nodes = tree.nodes
    var suspects: [PromQL.Expression] = []
    /// The last node that takes labels away, or of which it may be known that it lacks some.
    var loss = -1
    for index in nodes[self.index].first...self.index {
      switch nodes[index].kind {
      case .selector(let selector):
        let isKnown = isKnown(selector)
        if isKnown { suspects.append(PromQL.Expression(tree: tree, index: index)) }
        // Of a label that a positive matcher lets be empty, it may be known that it is.
        if isKnown || selector.matchers.contains(where: { !$0.op.isNegative && $0.matches("") != false }) {
          loss = index
        }
      case .aggregate(let aggregate):
        let type = nodes[aggregate.expression].type
        let isCertain = loss < nodes[aggregate.expression].first && type == .vector
        if let grouping = aggregate.grouping, !grouping.isWithout,
          !isCertain || grouping.labels.contains(where: { $0.name == PromQL.LabelFlow.name })
        {
          suspects.append(PromQL.Expression(tree: tree, index: index))
        }
        if !aggregate.op.keepsSeries || type != .vector { loss = index }
      case .binary(let binary):
        switch (nodes[binary.left].type, nodes[binary.right].type) {
        // What is matched on can be all that is left.
        case (.vector, .vector): if !binary.op.isSetOperator { loss = index }
        case (.vector, .scalar), (.scalar, .vector): break
        default: if nodes[index].type == .vector { loss = index }
        }
      case .subquery(let subquery): if nodes[subquery.expression].type != .vector { loss = index }
      case .call(let call): if losesLabels(call) { loss = index }
      case .number, .string, .variable, .invalid, .paren, .unary: break
      }
    }
    return suspects
  }

  /// Whether the result of a function may lack labels that its argument has, but for the metric's name.
  private func losesLabels(_ call: PromQL.Call<Int>) -> Bool {
    switch call.name {
    case "absent", "absent_over_time", "histogram_quantile", "histogram_fraction", "histogram_quantiles", "info",
      "label_join", "label_replace":
      return true
    default:
      // `vector(1)` and its like have no labels.
      return !call.arguments.contains { tree.nodes[$0].type == .vector || tree.nodes[$0].type == .matrix }
        && call.function?.returns == .vector
    }
  }
}
