/// Conditions that must all hold, on one label or several: `{a="b",c=~"d|e"}`.
public struct ConditionSet: Sendable {
  /// In the order they were given.
  public let conditions: [Condition]
  /// By the bytes of the name, as Swift takes other spellings of one character for the same.
  private let byLabel: [[UInt8]: [Condition]]

  /// Conditions, of which each must hold; with none, everything passes.
  public init(_ conditions: [Condition]) {
    self.conditions = conditions
    byLabel = Dictionary(grouping: conditions) { Array($0.matcher.label.utf8) }
  }

  /// Matchers, of which each must hold; with none, everything passes.
  public init(_ matchers: [Matcher], dialect: Condition.Dialect = .alertmanager) {
    self.init(matchers.map { Condition($0, dialect: dialect) })
  }

  /// Whether these labels pass; nil when that is not known. A label that is not among them has the empty value.
  public func accepts(_ labels: [String: String]) -> Bool? {
    conditions.reduce(true) { answer, condition in
      if answer == false { return false }
      guard let accepts = condition.accepts(labels[condition.matcher.label] ?? "") else { return nil }
      return accepts ? answer : false
    }
  }

  /// Whether some labels pass; nil when that can't be told.
  public var isSatisfiable: Bool? {
    var answer: Bool? = true
    for conditions in byLabel.values {
      switch Self.value(passing: conditions) {
      case .none: return false
      case .gaveUp: answer = nil
      case .found: break
      }
    }
    return answer
  }

  /// Whether all labels that pass this pass `other`, too; nil when that can't be told.
  ///
  /// Labels are independent of one another, so it is so when this can't be passed at all, or when each condition of
  /// `other` follows from the conditions here on its label.
  public func implies(_ other: ConditionSet) -> Bool? {
    let isSatisfiable = isSatisfiable
    if isSatisfiable == false { return true }
    var answer: Bool? = true
    for condition in other.conditions {
      switch Self.value(passing: byLabel[Array(condition.matcher.label.utf8)] ?? [], butNot: condition) {
      case .none: break
      case .gaveUp: answer = nil
      case .found:
        if isSatisfiable == true { return false }
        answer = nil
      }
    }
    return answer
  }

  /// Whether no labels pass both; nil when that can't be told.
  public func excludes(_ other: ConditionSet) -> Bool? {
    ConditionSet(conditions + other.conditions).isSatisfiable.map { !$0 }
  }

  /// What these say about others, over all sets of labels that there could be.
  public func relation(to other: ConditionSet) -> Relation {
    let excludes = excludes(other)
    if excludes == true { return .excludes }
    switch implies(other) {
    case true?: return .implies
    case false?: return excludes == false ? .overlaps : .unknown
    case nil: return .unknown
    }
  }

  /// Values of one label that pass these conditions, the shortest first; nil where there is none or can't be told.
  public func example(of label: String) -> String? {
    guard case .found(let value) = Self.value(passing: byLabel[Array(label.utf8)] ?? []) else { return nil }
    return value
  }
}

extension ConditionSet {
  /// A value that passes all `conditions`, which are on one label, and does not pass `opposite`.
  private static func value(passing conditions: [Condition], butNot opposite: Condition? = nil) -> ValueSearch.Outcome {
    func passes(_ value: String) -> Bool? {
      var answer: Bool? = opposite.map { $0.accepts(value).map { !$0 } } ?? true
      for condition in conditions where answer != false {
        switch condition.accepts(value) {
        case true?: break
        case false?: answer = false
        case nil: answer = nil
        }
      }
      return answer
    }
    // What comes from few values is decided by trying them, whatever the other conditions are.
    if let candidates = candidates(conditions, opposite) {
      let answers = candidates.map { ($0, passes($0)) }
      if let found = answers.first(where: { $0.1 == true }) { return .found(found.0) }
      return answers.allSatisfy { $0.1 == false } ? .none : .gaveUp
    }
    var parts = conditions.map { $0.searchPart(isOpposite: false) }
    if let opposite { parts.append(opposite.searchPart(isOpposite: true)) }
    let known = parts.compactMap { $0 }
    switch ValueSearch.value(passing: known) {
    case .none: return .none
    case .gaveUp: return .gaveUp
    // A value that passes what is understood may still pass the rest, which can only be run.
    case .found(let value): return known.count == parts.count || passes(value) == true ? .found(value) : .gaveUp
    }
  }

  /// All values that could pass, where they are finitely many.
  private static func candidates(_ conditions: [Condition], _ opposite: Condition?) -> [String]? {
    var sets = conditions.filter { !$0.matcher.operator.isNegative }.compactMap(\.literals)
    if let opposite, opposite.matcher.operator.isNegative, let literals = opposite.literals { sets.append(literals) }
    return sets.min { $0.count < $1.count }
  }
}
