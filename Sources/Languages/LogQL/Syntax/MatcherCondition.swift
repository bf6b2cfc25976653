public import Matchers

extension LogQL.Matcher {
  /// What it says about its label, to be compared with what others say; nil where a variable of Grafana's stands in it.
  public var condition: Matchers.Matcher? {
    guard !hasVariable else { return nil }
    let operation: Matchers.Matcher.Operator =
      switch op {
      case .equal: .equal
      case .notEqual: .notEqual
      case .regexMatch: .matches
      case .regexNoMatch: .notMatches
      }
    return Matchers.Matcher(label: label.name, operator: operation, value: value)
  }
}
