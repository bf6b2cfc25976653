package import Deployment
internal import RE2

/// A matcher that is ready to be asked many times.
package struct CompiledMatcher: Sendable {
  package let matcher: Matcher
  private let expression: RegularExpression?

  /// The expressions of one tree, each compiled once.
  struct Expressions {
    private var compiled: [String: RegularExpression?] = [:]

    mutating func expression(_ pattern: String) -> RegularExpression? {
      if let known = compiled[pattern] { return known }
      let expression = try? RegularExpression(pattern)
      compiled[pattern] = .some(expression)
      return expression
    }
  }

  init(_ matcher: Matcher, expressions: inout Expressions) {
    self.matcher = matcher
    switch matcher.operator {
    case .equal, .notEqual: expression = nil
    case .matches, .notMatches: expression = expressions.expression(matcher.value)
    }
  }

  package func matches(_ labels: AlertLabels) -> Answer {
    switch labels[matcher.label] {
    case .exactly(let value): matches(value)
    case .oneOf(let values): Self.unanimous(values.map { matches($0) })
    // The one pattern that is often written for "whatever it is".
    case .unknown where matcher.value == ".*" && matcher.operator == .matches: .yes
    case .unknown where matcher.value == ".*" && matcher.operator == .notMatches: .no
    case .unknown: .unknown
    }
  }

  /// Anchored at both ends, as Alertmanager anchors; an expression that does not compile decides nothing.
  private func matches(_ value: String) -> Answer {
    switch matcher.operator {
    case .equal: Answer(value == matcher.value)
    case .notEqual: Answer(value != matcher.value)
    case .matches: expression.map { Answer($0.matchesWhole(value)) } ?? .unknown
    case .notMatches: expression.map { Answer(!$0.matchesWhole(value)) } ?? .unknown
    }
  }

  private static func unanimous(_ answers: [Answer]) -> Answer {
    guard let first = answers.first else { return .unknown }
    return answers.allSatisfy { $0 == first } ? first : .unknown
  }
}
