package import Matchers

/// A matcher that is ready to be asked of alerts whose labels are known in part.
package struct CompiledMatcher: Sendable {
  package let condition: Condition
  package var matcher: Matcher { condition.matcher }
  /// Whether any value passes, absence included.
  private let takesAnything: Bool
  private let takesNothing: Bool

  /// The matchers of one tree, each compiled once.
  struct Compiler {
    private var compiled: [Matcher: CompiledMatcher] = [:]

    mutating func compile(_ matcher: Matcher) -> CompiledMatcher {
      if let known = compiled[matcher] { return known }
      let new = CompiledMatcher(Condition(matcher))
      compiled[matcher] = new
      return new
    }
  }

  private init(_ condition: Condition) {
    self.condition = condition
    let matcher = condition.matcher
    // The one pattern that is often written for "whatever it is"; no label's value has a line break in practice.
    takesAnything = matcher.operator == .matches && matcher.value == ".*"
    takesNothing = matcher.operator == .notMatches && matcher.value == ".*"
  }

  package func matches(_ labels: AlertLabels) -> Answer {
    switch labels[matcher.label] {
    case .exactly(let value): matches(value)
    case .oneOf(let values): Self.unanimous(values.map { matches($0) })
    case .unknown: takesAnything ? .yes : takesNothing ? .no : .unknown
    }
  }

  /// An expression that does not compile decides nothing.
  private func matches(_ value: String) -> Answer { condition.accepts(value).map { Answer($0) } ?? .unknown }

  private static func unanimous(_ answers: [Answer]) -> Answer {
    guard let first = answers.first else { return .unknown }
    return answers.allSatisfy { $0 == first } ? first : .unknown
  }
}
