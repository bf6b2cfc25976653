extension PromQL {
  /// How the series of two vectors find each other.
  public struct VectorMatching: Sendable, Hashable {
    /// The labels that have to agree.
    public enum Labels: Sendable, Hashable {
      /// `on (…)`.
      case only(Set<String>)
      /// `ignoring (…)`, or nothing: every label but these and the name.
      case allExcept(Set<String>)
    }

    /// How many series one series may be matched with.
    public enum Cardinality: Sendable, Hashable {
      case oneToOne
      /// `group_left`.
      case manyToOne
      /// `group_right`.
      case oneToMany
      /// `and`, `or`, `unless`.
      case manyToMany
    }

    /// What has to agree.
    public var labels: Labels
    /// How many series of one side are matched with one of the other.
    public var cardinality: Cardinality
    /// Labels that the result takes from the side with one series: `group_left (team)`.
    public var included: Set<String>
    /// Whether all names are known; Grafana's variables may stand for more of them.
    public var isComplete: Bool

    /// Whether two series have to agree on a label; nil when that is not known.
    public func requires(_ label: String) -> Bool? {
      switch labels {
      case .only(let names): names.contains(label) ? true : isComplete ? false : nil
      case .allExcept(let names): names.contains(label) || label == "__name__" ? false : isComplete ? true : nil
      }
    }
  }
}

extension PromQL.Expression {
  /// How the operands of a binary operator are matched; nil when the node is none, or an operand is not certainly a
  /// vector.
  public var vectorMatching: PromQL.VectorMatching? {
    guard case .binary(let binary) = kind, binary.left.type == .vector, binary.right.type == .vector else { return nil }
    let matched = binary.matching?.labels ?? []
    let included = binary.group?.labels ?? []
    let names = Set(matched.lazy.filter { !$0.isVariable }.map(\.name))
    let cardinality: PromQL.VectorMatching.Cardinality =
      switch binary.group?.side {
      case .left: .manyToOne
      case .right: .oneToMany
      case nil: binary.op.isSetOperator ? .manyToMany : .oneToOne
      }
    return PromQL.VectorMatching(
      labels: binary.matching?.isOn ?? false ? .only(names) : .allExcept(names), cardinality: cardinality,
      included: Set(included.lazy.filter { !$0.isVariable }.map(\.name)),
      isComplete: !(matched + included).contains(where: \.isVariable))
  }
}
