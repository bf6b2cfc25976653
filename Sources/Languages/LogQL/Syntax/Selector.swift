package import RE2

extension LogQL {
  /// A selector and the stages behind it.
  public struct LogQuery: Sendable, Hashable {
    public var selector: StreamSelector
    /// In source order.
    public var stages: [Stage]
  }

  /// `{app="shop",level=~"warn|error"}`.
  public struct StreamSelector: Sendable, Hashable {
    /// In source order.
    public var matchers: [Matcher]
    /// Grafana: the variable that stands for the whole selector.
    public var variable: String?
    /// With the braces.
    @NotCompared public var range: Range<Int>

    /// Whether a stream with these labels passes; nil when that is not known.
    public func matches(_ value: (_ label: String) -> String?) -> Bool? {
      var isCertain = variable == nil
      for matcher in matchers {
        switch matcher.matches(value(matcher.label.name) ?? "") {
        case false?: return false
        case nil: isCertain = false
        case true?: break
        }
      }
      return isCertain ? true : nil
    }
  }

  /// How a matcher compares a label's value.
  public enum MatchOperator: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case regexMatch = "=~"
    case regexNoMatch = "!~"

    /// `=~` and `!~`.
    public var isRegex: Bool { self == .regexMatch || self == .regexNoMatch }
    /// `!=` and `!~`.
    public var isNegative: Bool { self == .notEqual || self == .regexNoMatch }
  }

  /// A label name where it stands.
  public struct LabelName: Sendable, Hashable {
    public var name: String
    @NotCompared public var range: Range<Int>
    /// Grafana: the name is, or holds, a variable.
    public var isVariable = false
  }

  /// A string where it stands.
  public struct StringLiteral: Sendable, Hashable {
    /// With its escapes resolved.
    public var value: String
    /// With the quotes.
    @NotCompared public var range: Range<Int>
    /// Grafana: a variable without quotes.
    public var isVariable = false
    /// Grafana: it is or holds a variable, so its value is not known.
    public var hasVariable = false
  }

  /// One condition on a label. Equality ignores position.
  public struct Matcher: Sendable, Hashable {
    public var label: LabelName
    public var op: MatchOperator
    public var literal: StringLiteral
    /// From the label's first byte to the value's last.
    @NotCompared public var range: Range<Int>
    /// Grafana: a variable stands for this and perhaps more matchers; it is the label's name.
    public var isVariable = false
    /// The compiled value of a regex matcher; nil when it is no regex, or not a valid one.
    @NotCompared package var regex: RegularExpression?

    /// The value with its escapes resolved.
    public var value: String { literal.value }
    /// The value's literal, quotes included.
    public var valueRange: Range<Int> { literal.range }
    /// Grafana: the label or the value holds a variable, so what it matches is not known.
    public var hasVariable: Bool { isVariable || label.isVariable || literal.hasVariable }

    /// Whether a label of this value (empty: absent) passes; nil when that is not known.
    public func matches(_ candidate: String) -> Bool? {
      if hasVariable { return nil }
      switch op {
      case .equal: return candidate == value
      case .notEqual: return candidate != value
      case .regexMatch: return regex.map { $0.matchesWhole(candidate) }
      case .regexNoMatch: return regex.map { !$0.matchesWhole(candidate) }
      }
    }
  }

  /// A length of time: `5m`, `1.5h`, `-1h`, `$__interval`. Equality ignores position.
  public struct TimeLength: Sendable, Hashable {
    /// Nil when it is a variable.
    public var nanoseconds: Int64?
    /// How it is printed; the variable's text.
    public var text: String
    @NotCompared public var range: Range<Int>

    /// Whole milliseconds; nil when it is a variable.
    public var milliseconds: Int64? { nanoseconds.map { $0 / 1_000_000 } }
  }
}
