extension PromQL {
  /// What one node does to the labels of the series that go through it. The metric's name is the label `__name__`.
  public struct LabelEffect: Sendable {
    /// Labels of the operands that the result still has.
    public enum Kept: Sendable, Hashable {
      case only(Set<String>)
      case allExcept(Set<String>)

      /// Every label.
      public static let all = Kept.allExcept([])
      /// No label.
      public static let none = Kept.only([])

      /// Whether a label goes through.
      public func contains(_ label: String) -> Bool {
        switch self {
        case .only(let names): names.contains(label)
        case .allExcept(let names): !names.contains(label)
        }
      }
    }

    /// The operands whose series the result is made of: one, two for `or` and `fill`, none for `vector(1)`.
    public var sources: [Expression] = []
    /// What the result has of the operands' labels.
    public var kept = Kept.all
    /// Labels that the node itself decides on: they are set, changed or taken from the other side.
    public var added: Set<String> = []
    /// Labels that the node looks at: matched on, grouped by, read by the function.
    public var needed: Set<String> = []
    /// Whether that is all; a variable, a name that is computed or `info` may do more.
    public var isComplete = true

    /// Labels of the operands that the node certainly takes away, among these.
    public func dropped(of labels: Set<String>) -> Set<String> {
      labels.filter { !kept.contains($0) && !added.contains($0) }
    }
  }
}

extension PromQL.Expression {
  /// What this node does to labels, whatever is below it.
  public var labelEffect: PromQL.LabelEffect {
    switch kind {
    case .number, .string: return .init(kept: .none)
    case .variable, .invalid: return .init(isComplete: false)
    case .selector(let selector):
      return .init(
        needed: Set(selector.matchers.map(\.label.name)).union(selector.name == nil ? [] : [PromQL.LabelFlow.name]),
        isComplete: !selector.matchers.contains { $0.label.isVariable || $0.hasVariable && $0.value.isEmpty })
    case .subquery(let subquery): return .init(sources: [subquery.expression])
    case .paren(let inner): return .init(sources: [inner])
    case .unary(let op, let operand):
      return .init(sources: [operand], kept: op == .minus ? .allExcept([PromQL.LabelFlow.name]) : .all)
    case .aggregate(let aggregate): return aggregate.labelEffect
    case .binary(let binary): return binary.labelEffect(vectorMatching)
    case .call(let call): return call.labelEffect
    }
  }
}

extension PromQL.LabelEffect {
  fileprivate static let name: Set<String> = [PromQL.LabelFlow.name]

  fileprivate static func names(_ labels: [PromQL.LabelName]) -> Set<String> {
    Set(labels.lazy.filter { !$0.isVariable }.map(\.name))
  }
}

extension PromQL.Expression {
  /// The value of a string literal, in parentheses or not.
  fileprivate var stringValue: String? {
    if case .string(let value) = unwrapped.kind { return value }
    return nil
  }
}

extension PromQL.Aggregate<PromQL.Expression> {
  fileprivate var labelEffect: PromQL.LabelEffect {
    typealias Effect = PromQL.LabelEffect
    var effect = Effect(sources: [expression])
    let labels = Effect.names(grouping?.labels ?? [])
    effect.isComplete = !(grouping?.labels ?? []).contains(where: \.isVariable)
    effect.needed = grouping?.isWithout ?? true ? [] : labels
    // Those that pick series keep all of their labels, whatever they are grouped by.
    if op.keepsSeries { return effect }
    effect.kept = grouping?.isWithout ?? false ? .allExcept(labels.union(Effect.name)) : .only(labels)
    if op == .countValues {
      if let label = parameter?.stringValue { effect.added = [label] } else { effect.isComplete = false }
    }
    return effect
  }
}

extension PromQL.Binary<PromQL.Expression> {
  fileprivate func labelEffect(_ matching: PromQL.VectorMatching?) -> PromQL.LabelEffect {
    typealias Effect = PromQL.LabelEffect
    let keepsName = op.isComparison && !returnsBool || op.isSetOperator
    let dropped = keepsName ? [] : Effect.name
    guard let matching else {
      switch (left.type, right.type) {
      case (.vector, .scalar): return Effect(sources: [left], kept: .allExcept(dropped))
      case (.scalar, .vector): return Effect(sources: [right], kept: .allExcept(dropped))
      case (.scalar, .scalar): return Effect(kept: .none)
      default: return Effect(isComplete: false)
      }
    }
    var effect = Effect(sources: [left], kept: .allExcept(dropped), isComplete: matching.isComplete)
    if case .only(let names) = matching.labels { effect.needed = names }
    switch matching.cardinality {
    case .manyToMany: if op == .or { effect.sources = [left, right] }
    case .manyToOne: effect.added = matching.included
    case .oneToMany:
      effect.sources = [right]
      effect.added = matching.included
    case .oneToOne:
      switch matching.labels {
      case .only(let names): effect.kept = .only(names.subtracting(dropped))
      case .allExcept(let names): effect.kept = .allExcept(names.union(dropped))
      }
    }
    if fillLeft != nil || fillRight != nil { effect.sources = [left, right] }
    return effect
  }
}

extension PromQL.Call<PromQL.Expression> {
  fileprivate var labelEffect: PromQL.LabelEffect {
    typealias Effect = PromQL.LabelEffect
    guard let function else { return Effect(isComplete: false) }
    if function.returns == .scalar { return Effect(kept: .none) }
    guard let operand = arguments.first(where: { $0.type == .vector || $0.type == .matrix }) else {
      let isUnknown = name != "vector" && arguments.contains { $0.type == .unknown }
      return Effect(kept: .none, isComplete: !isUnknown)
    }
    var effect = Effect(sources: [operand])
    let strings = arguments.map(\.stringValue)
    switch name {
    case "last_over_time", "first_over_time", "sort", "sort_desc": break
    case "absent", "absent_over_time":
      effect.kept = .none
      effect.sources = []
      if case .selector(let selector) = operand.unwrapped.kind { effect.added = selector.labelsOfAbsence }
    case "sort_by_label", "sort_by_label_desc": effect.needed = Set(strings.dropFirst().compactMap { $0 })
    case "histogram_quantile", "histogram_fraction", "histogram_quantiles":
      effect.kept = .allExcept(["__name__", "le"])
      effect.needed = ["le"]
      if name == "histogram_quantiles", strings.count > 1, let label = strings[1] { effect.added = [label] }
    case "label_replace":
      if strings.count > 1, let target = strings[1] { effect.added = [target] } else { effect.isComplete = false }
      if strings.count > 3, let source = strings[3] { effect.needed = [source] }
    case "label_join":
      if strings.count > 1, let target = strings[1] { effect.added = [target] } else { effect.isComplete = false }
      effect.needed = Set(strings.dropFirst(3).compactMap { $0 })
    case "info":
      // By default it joins on these with `target_info`, and adds whatever labels that has.
      effect.needed = ["instance", "job"]
      effect.isComplete = false
    default: effect.kept = .allExcept(Effect.name)
    }
    return effect
  }
}

extension PromQL.VectorSelector {
  /// The labels that `absent` makes of `=` matchers: a label that is matched again is left out.
  var labelsOfAbsence: Set<String> {
    var out: Set<String> = []
    var seen: Set<String> = []
    for matcher in matchers where matcher.label.name != PromQL.LabelFlow.name {
      let label = matcher.label.name
      if matcher.op == .equal, seen.insert(label).inserted, !matcher.value.isEmpty {
        out.insert(label)
      } else {
        out.remove(label)
      }
    }
    return out
  }
}
