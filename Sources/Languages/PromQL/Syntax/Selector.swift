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
    /// The value with its escapes resolved.
    public var value: String
    /// The value's literal, quotes included.
    public var valueRange: Range<Int> {
      get { valueText.range }
      set { valueText = TextRange(newValue) }
    }
    private var valueText: TextRange
    /// From the label's first byte to the value's last.
    public var range: Range<Int> {
      get { text.range }
      set { text = TextRange(newValue) }
    }
    private var text: TextRange
    /// Grafana: the label or the value holds a variable, so what it matches is not known.
    public var hasVariable = false
    /// The compiled value of a regex matcher; nil when it is no regex, or not a valid one.
    package var regex: RegularExpression?

    init(
      label: LabelName, op: MatchOperator, value: String, valueRange: Range<Int>, range: Range<Int>,
      hasVariable: Bool = false
    ) {
      self.label = label
      self.op = op
      self.value = value
      valueText = TextRange(valueRange)
      text = TextRange(range)
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

  /// A length of time in an expression: `5m`, `300`, `-1h`, `2 * step()`, `$__rate_interval`. Equality ignores
  /// position.
  public struct TimeLength: Sendable, Hashable {
    /// Nil when it depends on the query (`step()`) or on a variable.
    public var milliseconds: Int64?
    /// How it is printed.
    public var text: String
    public var range: Range<Int> {
      get { bytes.range }
      set { bytes = TextRange(newValue) }
    }
    private var bytes: TextRange
    /// Something newer than one literal with a unit: a bare number, or arithmetic.
    public var form = Form.literal
    /// The exact value, of which `milliseconds` is cut off.
    var seconds: Double?

    init(milliseconds: Int64?, text: String, range: Range<Int>, form: Form = .literal) {
      self.milliseconds = milliseconds
      self.text = text
      bytes = TextRange(range)
      self.form = form
      seconds = milliseconds.map { Double($0) / 1000 }
    }

    /// How a length of time is written.
    public enum Form: Sendable, Hashable {
      /// `5m`.
      case literal
      /// `300`: seconds, since Prometheus 3.0.
      case number
      /// `5m * 2`, `step()`: without a flag since Prometheus 3.14.
      case arithmetic
      /// Grafana: holds a variable.
      case variable
    }

    public static func == (a: TimeLength, b: TimeLength) -> Bool {
      a.text == b.text || a.milliseconds != nil && a.milliseconds == b.milliseconds
    }
    public func hash(into hasher: inout Hasher) { hasher.combine(milliseconds) }
  }

  /// The moment after `@`.
  public enum Moment: Sendable, Hashable {
    /// Seconds since 1970.
    case timestamp(Double)
    /// `start()`: of the range query.
    case start
    /// `end()`.
    case end
    /// Grafana: a variable.
    case variable(String)
  }

  /// `anchored` and `smoothed`: how a range treats its edges.
  public enum RangeEdges: String, Sendable, Hashable {
    case anchored, smoothed
  }

  /// `up{job="db"}`, with its modifiers: `[5m]`, `offset 1h`, `@ 0`.
  public struct VectorSelector: Sendable, Hashable {
    /// The metric's name, from before the braces or quoted inside; nil when only matchers select. A matcher on
    /// `__name__` is in `matchers` alone.
    public var name: LabelName?
    /// Whether the name is quoted inside the braces.
    public var nameIsQuoted = false
    /// In source order, without the name.
    public var matchers: [Matcher]
    /// Between and including the braces; nil when there are none.
    public var bracesRange: Range<Int>?
    /// The `[5m]` that makes it a range vector.
    public var window: TimeLength?
    public var offset: TimeLength?
    public var at: Moment?
    /// `anchored` or `smoothed`; nil without.
    public var edges: RangeEdges?
    /// Whether its braces hold something that can't be read, so that there may be more matchers than `matchers`.
    var isCut = false

    /// The metric's name if it is certain: given, or by `__name__="…"`.
    public var metricName: String? {
      if let name { return name.isVariable ? nil : name.name }
      return matchers.first { $0.label.name == "__name__" && $0.op == .equal && !$0.hasVariable }?.value
    }

    /// Whether a series with these labels passes all matchers (but for the name); nil when that is not known.
    public func matches(_ value: (_ label: String) -> String?) -> Bool? {
      var isCertain = true
      for matcher in matchers where matcher.label.name != "__name__" {
        switch matcher.matches(value(matcher.label.name) ?? "") {
        case false?: return false
        case nil: isCertain = false
        case true?: break
        }
      }
      return isCertain ? true : nil
    }
  }
}
