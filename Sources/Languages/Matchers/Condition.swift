internal import RE2

/// A matcher that is ready to be asked: its expression compiled once.
public struct Condition: Sendable {
  /// Whose regular expressions.
  public enum Dialect: Sendable, Hashable {
    /// `^(?:…)$`; `.` does not match a line break.
    case alertmanager
    /// Prometheus 3 and Loki: the expression must be one by itself, and `.` matches a line break.
    case prometheus
  }

  /// What was given.
  public let matcher: Matcher
  /// The values that are written out in the matcher, if it describes finitely many (`=`, `!=`, `=~"a|b"`): those it
  /// accepts, or refuses if its operator is negative.
  let literals: [String]?
  private let expression: RegularExpression?
  private let automaton: Automaton?

  /// A matcher whose expression does not compile decides nothing.
  public init(_ matcher: Matcher, dialect: Dialect = .alertmanager) {
    self.matcher = matcher
    guard matcher.operator.isRegex else {
      literals = [matcher.value]
      expression = nil
      automaton = Automaton(literal: matcher.value)
      return
    }
    let expression: RegularExpression?
    switch dialect {
    case .alertmanager: expression = try? RegularExpression(wrapping: matcher.value, dotMatchesNewline: false)
    case .prometheus: expression = try? RegularExpression(matcher.value, dotMatchesNewline: true)
    }
    self.expression = expression
    let tree = expression == nil ? nil : Self.tree(matcher.value, dialect)
    let isAnchored = dialect == .prometheus
    literals = tree?.literals(isAnchored: isAnchored, limit: Self.maximalLiterals)
    automaton = tree.flatMap { Automaton($0, isAnchored: isAnchored) }
  }

  /// Above that, values are not enumerated.
  private static let maximalLiterals = 1024

  private static func tree(_ pattern: String, _ dialect: Dialect) -> PatternTree? {
    switch dialect {
    case .alertmanager: try? PatternTree(wrapping: pattern, dotMatchesNewline: false)
    case .prometheus: try? PatternTree(pattern, dotMatchesNewline: true)
    }
  }

  /// Whether a label of this value passes; nil when that is not known. An absent label has the empty value.
  public func accepts(_ value: String) -> Bool? {
    switch matcher.operator {
    case .equal: return Self.areEqual(value, matcher.value)
    case .notEqual: return !Self.areEqual(value, matcher.value)
    case .matches: return expression.map { $0.matchesWhole(value) }
    case .notMatches: return expression.map { !$0.matchesWhole(value) }
    }
  }

  /// Byte by byte, as servers compare; Swift takes "é" and "e" with an accent for the same.
  static func areEqual(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

  /// Whether every value that passes this passes `other`; nil when that can't be told.
  public func implies(_ other: Condition) -> Bool? { ConditionSet([self]).implies(ConditionSet([other])) }

  /// Whether no value passes both; nil when that can't be told.
  public func excludes(_ other: Condition) -> Bool? { ConditionSet([self]).excludes(ConditionSet([other])) }

  /// What this says about another condition on the same label.
  public func relation(to other: Condition) -> Relation { ConditionSet([self]).relation(to: ConditionSet([other])) }

  /// How an automaton sees it, or its opposite.
  func searchPart(isOpposite: Bool) -> ValueSearch.Part? {
    automaton.map { ValueSearch.Part(automaton: $0, isNegated: matcher.operator.isNegative != isOpposite) }
  }
}

/// What one condition says about another.
public enum Relation: Sendable, Hashable {
  /// Nothing passes both. So it is between anything and a condition that nothing passes.
  case excludes
  /// Whatever passes the first passes the second.
  case implies
  /// Something passes both, and something the first alone.
  case overlaps
  /// Can't tell; an expression is too large, does not compile, or uses what only runs.
  case unknown
}

extension Matcher {
  /// What this matcher says about another. Never wrong, and `unknown` where it can't be told.
  public func relation(to other: Matcher, dialect: Condition.Dialect = .alertmanager) -> Relation {
    Condition(self, dialect: dialect).relation(to: Condition(other, dialect: dialect))
  }
}
