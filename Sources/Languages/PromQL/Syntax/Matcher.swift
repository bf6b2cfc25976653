package import RE2

extension PromQL {
  /// How a matcher compares a label's value.
  public enum MatchOperator: String, Sendable, Hashable {
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
    /// Without quotes, its escapes resolved.
    public var name: String
    public var range: Range<Int> {
      get { text.range }
      set { text = TextRange(newValue) }
    }
    private var text: TextRange
    /// Grafana: the name is, or holds, a variable.
    public var isVariable = false

    init(name: String, range: Range<Int>, isVariable: Bool = false) {
      self.name = name
      text = TextRange(range)
      self.isVariable = isVariable
    }

    public static func == (a: LabelName, b: LabelName) -> Bool { a.name == b.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  /// One condition on a label. Equality ignores position.
  public struct Matcher: Sendable, Hashable {
    public var label: LabelName
    public var op: MatchOperator
    /// Grafana: the label or the value holds a variable, so what it matches is not known.
    public var hasVariable = false
    /// The value with its escapes resolved.
    public var value: String
    /// The value's literal, quotes included.
    public var valueRange: Range<Int> {
      get { valueText.range }
      set { valueText = TextRange(newValue) }
    }
    private var valueText: TextRange
    /// From the label's first byte to the value's last.
    public var range: Range<Int> { label.range.lowerBound..<valueRange.upperBound }
    /// The compiled value of a regex matcher; nil when it is no regex, or not a valid one.
    package var regex: RegularExpression?

    init(label: LabelName, op: MatchOperator, value: String, valueRange: Range<Int>, hasVariable: Bool = false) {
      self.label = label
      self.op = op
      self.value = value
      valueText = TextRange(valueRange)
      self.hasVariable = hasVariable
    }

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

    public static func == (a: Matcher, b: Matcher) -> Bool {
      a.label == b.label && a.op == b.op && a.value == b.value
    }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(label)
      hasher.combine(op)
      hasher.combine(value)
    }
  }
}
