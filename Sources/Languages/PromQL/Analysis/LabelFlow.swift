extension PromQL.Expression {
  /// What is known about the labels of the result, given what is known about the series behind each selector (nil:
  /// nothing). The selector's own matchers are taken into account here.
  public func labels(given inventory: (PromQL.VectorSelector) -> PromQL.LabelSet?) -> PromQL.LabelSet {
    withoutActuallyEscaping(inventory) { inventory in
      var flow = PromQL.LabelFlow(nodes: tree.nodes, first: tree.nodes[index].first, inventory: inventory)
      return flow.run(to: index)
    }
  }
}

extension PromQL.Expression {
  /// What is known about the labels of every node's result, in one pass.
  public func labelsOfNodes(given inventory: (PromQL.VectorSelector) -> PromQL.LabelSet?) -> PromQL.NodeLabels {
    withoutActuallyEscaping(inventory) { inventory in
      let first = tree.nodes[index].first
      var flow = PromQL.LabelFlow(nodes: tree.nodes, first: first, inventory: inventory)
      _ = flow.run(to: index)
      return PromQL.NodeLabels(first: first, sets: flow.results)
    }
  }
}

extension PromQL {
  /// What is known about the labels of an expression's nodes.
  public struct NodeLabels: Sendable {
    fileprivate let first: Int
    fileprivate let sets: [LabelSet]

    /// Nothing is known of a node that is not below the expression that was asked.
    public subscript(node: Expression) -> LabelSet {
      sets.indices.contains(node.index - first) ? sets[node.index - first] : .unknown
    }
  }

  /// Carries labels from selectors up to an expression's result, as the engine does with series.
  ///
  /// One pass over the nodes, children first. The name is a label like any other, `__name__`.
  struct LabelFlow {
    typealias LabelSet = PromQL.LabelSet

    let nodes: [Node]
    /// The index of the first node looked at.
    let first: Int
    let inventory: (VectorSelector) -> LabelSet?
    fileprivate var results: [LabelSet] = []

    init(nodes: [Node], first: Int, inventory: @escaping (VectorSelector) -> LabelSet?) {
      self.nodes = nodes
      self.first = first
      self.inventory = inventory
    }

    static let name = "__name__"

    mutating func run(to last: Int) -> LabelSet {
      for index in first...last { results.append(labels(of: nodes[index])) }
      return results.last ?? .unknown
    }

    private func result(_ index: Int) -> LabelSet { results[index - first] }

    private func labels(of node: Node) -> LabelSet {
      switch node.kind {
      case .number, .string: .none
      case .variable, .invalid: .unknown
      case .selector(let selector): labels(of: selector)
      case .subquery(let subquery): result(subquery.expression)
      case .paren(let inner): result(inner)
      case .unary(let op, let operand): op == .minus ? result(operand).dropping([Self.name]) : result(operand)
      case .aggregate(let aggregate): labels(of: aggregate)
      case .binary(let binary): labels(of: binary)
      case .call(let call): labels(of: call)
      }
    }

    private func labels(of selector: VectorSelector) -> LabelSet {
      var out = inventory(selector) ?? .unknown
      if let name = selector.metricName { out.set(Self.name, .certain, .only(name)) }
      for matcher in selector.matchers where !(matcher.label.name == Self.name && matcher.op == .equal) {
        out.apply(matcher)
      }
      return out
    }

    private func labels(of aggregate: Aggregate<Int>) -> LabelSet {
      let input = result(aggregate.expression)
      if aggregate.op.keepsSeries { return input }
      var out: LabelSet
      if let grouping = aggregate.grouping {
        let names = grouping.labels.filter { !$0.isVariable }.map(\.name)
        let hasVariable = names.count < grouping.labels.count
        if grouping.isWithout {
          out = input.dropping(names + [Self.name])
          if hasVariable { out = out.weakened }
        } else {
          out = input.keeping(names)
          if hasVariable { out.isClosed = false }
        }
      } else {
        out = .none
        out.isEmpty = input.isEmpty
      }
      if aggregate.op == .countValues, let parameter = aggregate.parameter, let label = string(parameter) {
        out.set(label, .certain)
      }
      return out
    }

    /// The value of a string argument.
    func string(_ index: Int) -> String? {
      var index = index
      while case .paren(let inner) = nodes[index].kind { index = inner }
      if case .string(let value) = nodes[index].kind { return value }
      return nil
    }
  }
}

/// Binary operators.
extension PromQL.LabelFlow {
  private func labels(of binary: PromQL.Binary<Int>) -> LabelSet {
    let (left, right) = (result(binary.left), result(binary.right))
    let types = (nodes[binary.left].type, nodes[binary.right].type)
    // A variable may stand for a scalar or a vector.
    if types.0 == .unknown || types.1 == .unknown { return .unknown }
    let keepsName = binary.op.isComparison && !binary.returnsBool
    switch types {
    case (.vector, .scalar): return keepsName ? left : left.dropping([Self.name])
    case (.scalar, .vector): return keepsName ? right : right.dropping([Self.name])
    case (.vector, .vector): break
    default: return .none
    }
    switch binary.op {
    case .or: return left.union(right)
    case .unless: return left
    case .and: return matched(left, with: right, binary.matching)
    default: return joined(left, right, binary, keepsName: keepsName)
    }
  }

  /// Labels that two sides are matched on, as far as they can be named.
  private func matchingLabels(_ left: LabelSet, _ right: LabelSet, _ matching: PromQL.Matching?) -> Set<String> {
    if let matching, matching.isOn { return Set(matching.labels.filter { !$0.isVariable }.map(\.name)) }
    var labels = left.named.union(right.named).union(left.absent).union(right.absent)
    labels.remove(Self.name)
    guard let matching else { return labels }
    // With an unknown label to ignore, it is not known which ones have to agree.
    if matching.labels.contains(where: \.isVariable) { return [] }
    return labels.subtracting(matching.labels.map(\.name))
  }

  /// The labels of `left`, with what is learned from there being a match on the right.
  private func matched(_ left: LabelSet, with right: LabelSet, _ matching: PromQL.Matching?) -> LabelSet {
    var out = left
    if right.isEmpty { out.isEmpty = true }
    for label in matchingLabels(left, right, matching) { out.match(label, with: right) }
    if right.isClosed, !left.isClosed, !(matching?.isOn ?? false),
      matching?.labels.allSatisfy({ !$0.isVariable }) ?? true
    {
      // Every label that is not ignored is on both sides or on none.
      out.isClosed = true
      for label in matching?.labels ?? [] where left.presence(of: label.name) == .possible {
        out.set(label.name, .possible, left.values(of: label.name))
      }
      if left.presence(of: Self.name) == .possible { out.set(Self.name, .possible, left.values(of: Self.name)) }
      out.forgetAbsent()
    }
    return out
  }

  /// Arithmetic and comparison between two vectors.
  private func joined(
    _ left: LabelSet, _ right: LabelSet, _ binary: PromQL.Binary<Int>, keepsName: Bool
  ) -> LabelSet {
    let matching = binary.matching
    let isFilled = binary.fillLeft != nil || binary.fillRight != nil
    guard let group = binary.group else {
      if isFilled {
        return oneToOne(left, matching, keepsName: false).union(oneToOne(right, matching, keepsName: false))
      }
      return oneToOne(matched(left, with: right, matching), matching, keepsName: keepsName)
    }
    if isFilled { return .unknown }
    let (many, one) = group.side == .left ? (left, right) : (right, left)
    var out = matched(many, with: one, matching)
    if !keepsName { out.remove(Self.name) }
    for label in group.labels {
      if label.isVariable {
        out = out.weakened
        out.isClosed = false
      } else {
        out.set(label.name, one.presence(of: label.name), one.values(of: label.name))
      }
    }
    return out
  }

  private func oneToOne(_ side: LabelSet, _ matching: PromQL.Matching?, keepsName: Bool) -> LabelSet {
    var out = side
    if !keepsName { out.remove(Self.name) }
    guard let matching else { return out }
    let names = matching.labels.filter { !$0.isVariable }.map(\.name)
    let hasVariable = names.count < matching.labels.count
    if matching.isOn {
      out = out.keeping(names)
      if hasVariable { out.isClosed = false }
    } else {
      out = out.dropping(names)
      if hasVariable { out = out.weakened }
    }
    return out
  }
}

/// Functions.
extension PromQL.LabelFlow {
  private func labels(of call: PromQL.Call<Int>) -> LabelSet {
    guard let function = call.function else { return .unknown }
    if function.returns == .scalar { return .none }
    // The vector that the function works on.
    let operand = call.arguments.first { nodes[$0].type == .vector || nodes[$0].type == .matrix }
    guard let operand else {
      return call.arguments.contains { nodes[$0].type == .unknown } && call.name != "vector" ? .unknown : .none
    }
    let input = result(operand)
    switch call.name {
    case "absent", "absent_over_time": return labelsOfAbsent(operand)
    case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc", "last_over_time", "first_over_time": return input
    case "histogram_quantile", "histogram_fraction": return input.dropping([Self.name, "le"])
    case "histogram_quantiles":
      var out = input.dropping([Self.name, "le"])
      if call.arguments.count > 1, let label = string(call.arguments[1]) { out.set(label, .certain) }
      return out
    case "label_replace": return labelReplace(call, input)
    case "label_join": return labelJoin(call, input)
    case "info":
      var out = input
      out.isClosed = false
      out.forgetAbsent()
      return out
    default: return input.dropping([Self.name])
    }
  }

  /// `absent` makes its labels from the selector's `=` matchers.
  private func labelsOfAbsent(_ operand: Int) -> LabelSet {
    var index = operand
    while case .paren(let inner) = nodes[index].kind { index = inner }
    var out = LabelSet.none
    guard case .selector(let selector) = nodes[index].kind else { return out }
    let kept = selector.labelsOfAbsence
    for matcher in selector.matchers where matcher.op == .equal && kept.contains(matcher.label.name) {
      // Of several only the first is looked at.
      guard out.presence(of: matcher.label.name) == .absent else { continue }
      out.set(matcher.label.name, .certain, matcher.hasVariable ? .any : .only(matcher.value))
    }
    return out
  }

  private func labelJoin(_ call: PromQL.Call<Int>, _ input: LabelSet) -> LabelSet {
    let strings = call.arguments.dropFirst().map(string)
    guard strings.count >= 2, let target = strings[0], let separator = strings[1] else { return .unknown }
    let sources = strings.dropFirst(2).compactMap { $0 }
    var out = input
    if sources.isEmpty {
      out.remove(target)
    } else if sources.count == 1 {
      out.set(target, input.presence(of: sources[0]), input.values(of: sources[0]))
    } else {
      let presences = sources.map { input.presence(of: $0) }
      if !separator.isEmpty || presences.contains(.certain) {
        out.set(target, .certain)
      } else {
        out.set(target, presences.contains(.possible) ? .possible : .absent)
      }
    }
    return out
  }
}
