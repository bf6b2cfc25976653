extension PromQL {
  /// An answer that may not be known.
  public enum Answer: Sendable, Hashable {
    case yes, no, unknown
  }
}

extension PromQL.Expression {
  /// Whether there are moments at which the result has no series.
  ///
  /// - `no`: `vector(1)`, `x or vector(0)`, `x or absent(x)`, scalars and strings.
  /// - `yes`: a selector, and what is made of one; `absent(x)`; `x > 5`.
  /// - `unknown`: what depends on values or labels that the expression does not tell: `vector(time()) > 5`.
  public var canBeEmpty: PromQL.Answer {
    var flow = PromQL.EmptinessFlow(nodes: tree.nodes, first: tree.nodes[index].first, tree: tree)
    return flow.run(to: index)
  }
}

extension PromQL {
  /// Carries what is known of a result's emptiness up from selectors, children first.
  struct EmptinessFlow {
    /// What is known of one node.
    private struct Fact {
      /// Never without a series.
      var isNever = false
      /// Sometimes without a series.
      var isSometimes = false
      /// Without a series on a server that has no data at all: what makes `a or b` empty if it does so to both.
      var isWithoutData = false
      /// Its series have no labels, so that there is one at most, which matches any other such.
      var hasNoLabels = false

      static let never = Fact(isNever: true, hasNoLabels: true)
      static let always = Fact(isSometimes: true, isWithoutData: true)
      static let unknown = Fact()

      /// The same, where some series may be left out for reasons that are not known.
      var filtered: Fact { isNever ? Fact(hasNoLabels: hasNoLabels) : self }

      var labelled: Fact {
        var fact = self
        fact.hasNoLabels = false
        return fact
      }
    }

    let nodes: [Node]
    let first: Int
    let tree: Tree
    private var facts: [Fact] = []

    init(nodes: [Node], first: Int, tree: Tree) {
      self.nodes = nodes
      self.first = first
      self.tree = tree
    }

    mutating func run(to last: Int) -> Answer {
      for index in first...last { facts.append(fact(of: index)) }
      guard let fact = facts.last else { return .unknown }
      return fact.isNever ? .no : fact.isSometimes ? .yes : .unknown
    }

    private func fact(_ index: Int) -> Fact { facts[index - first] }

    private func fact(of index: Int) -> Fact {
      switch nodes[index].kind {
      case .number, .string: return .never
      case .variable, .invalid: return .unknown
      case .selector: return .always
      // Whether a step falls into the window, or enough of them, is not known.
      case .subquery(let subquery): return fact(subquery.expression).filtered
      case .paren(let inner), .unary(_, let inner): return fact(inner)
      case .aggregate(let aggregate): return fact(of: aggregate)
      case .call(let call): return fact(of: call, index)
      case .binary(let binary): return fact(of: binary)
      }
    }

    private func fact(of aggregate: Aggregate<Int>) -> Fact {
      var operand = fact(aggregate.expression)
      if !aggregate.op.keepsSeries { operand.hasNoLabels = aggregate.grouping == nil && aggregate.op != .countValues }
      guard aggregate.op.keepsSeries else { return operand }
      guard let parameter = aggregate.parameter, let count = number(parameter) else { return operand.filtered }
      // `topk(0, x)` is empty; a ratio of one keeps everything.
      if aggregate.op == .limitRatio { return abs(count) >= 1 ? operand : count == 0 ? .always : operand.filtered }
      return count >= 1 ? operand : .always
    }

    private func number(_ index: Int) -> Double? {
      var index = index
      while case .paren(let inner) = nodes[index].kind { index = inner }
      if case .number(let value) = nodes[index].kind { return value }
      return nil
    }

    private func fact(of call: Call<Int>, _ index: Int) -> Fact {
      guard let function = call.function else { return .unknown }
      if function.returns == .scalar { return .never }
      let operand = call.arguments.first { nodes[$0].type == .vector || nodes[$0].type == .matrix }
      guard let operand else {
        // `vector(1)`, `hour()`.
        return call.arguments.contains { nodes[$0].type == .unknown } && call.name != "vector" ? .unknown : .never
      }
      let input = fact(operand)
      switch call.name {
      case "absent", "absent_over_time":
        // Always there without data; gone when there is some, unless no data can be.
        return Fact(isSometimes: input.isNever || hasSelector(operand))
      case "label_replace", "label_join", "info": return input.labelled
      case "histogram_quantiles": return input.filtered.labelled
      case _ where function.arguments.contains(.matrix) || call.name.hasPrefix("histogram_"): return input.filtered
      default: return input
      }
    }

    private func hasSelector(_ index: Int) -> Bool {
      (nodes[index].first...index).contains {
        if case .selector = nodes[$0].kind { return true }
        return false
      }
    }
  }
}

/// Binary operators.
extension PromQL.EmptinessFlow {
  private func fact(of binary: PromQL.Binary<Int>) -> Fact {
    let (left, right) = (fact(binary.left), fact(binary.right))
    let types = (nodes[binary.left].type, nodes[binary.right].type)
    let keepsAll =
      switch binary.op {
      case .trimUpper, .trimLower: false
      default: !binary.op.isComparison || binary.returnsBool
      }
    switch types {
    case (.scalar, .scalar): return .never
    case (.vector, .scalar): return keepsAll ? left : left.filtered
    case (.scalar, .vector): return keepsAll ? right : right.filtered
    case (.vector, .vector): break
    default: return .unknown
    }
    switch binary.op {
    case .or: return either(left, right, isComplement: isComplement(binary.left, binary.right))
    case .unless: return left.filtered
    default:
      let hasMatch = left.hasNoLabels && right.hasNoLabels
      switch (binary.fillLeft != nil, binary.fillRight != nil) {
      case (true, true):
        let union = either(left, right, isComplement: false)
        return keepsAll ? union : union.filtered
      // Every series of the side that is not filled gets a result.
      case (true, false): return keepsAll ? right : right.filtered
      case (false, true): return keepsAll ? left : left.filtered
      default: break
      }
      return Fact(
        isNever: left.isNever && right.isNever && hasMatch && keepsAll,
        isSometimes: left.isSometimes || right.isSometimes,
        isWithoutData: left.isWithoutData || right.isWithoutData, hasNoLabels: hasMatch && binary.group == nil)
    }
  }

  private func either(_ left: Fact, _ right: Fact, isComplement: Bool) -> Fact {
    let hasNoLabels = left.hasNoLabels && right.hasNoLabels
    if left.isNever || right.isNever || isComplement { return Fact(isNever: true, hasNoLabels: hasNoLabels) }
    let isEmpty = left.isWithoutData && right.isWithoutData
    return Fact(isSometimes: isEmpty, isWithoutData: isEmpty, hasNoLabels: hasNoLabels)
  }

  /// Whether one side is `absent` of the other: `x or absent(x)`.
  private func isComplement(_ left: Int, _ right: Int) -> Bool {
    isAbsence(right, of: left) || isAbsence(left, of: right)
  }

  private func isAbsence(_ index: Int, of other: Int) -> Bool {
    let absent = PromQL.Expression(tree: tree, index: index).unwrapped
    guard case .call(let call) = absent.kind, call.name == "absent", let operand = call.arguments.first else {
      return false
    }
    return operand.unwrapped == PromQL.Expression(tree: tree, index: other).unwrapped
  }
}
