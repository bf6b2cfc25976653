extension PromQL {
  /// `by (…)` or `without (…)`. Equality ignores position.
  public struct Grouping: Sendable, Hashable {
    public var labels: [LabelName]
    public var isWithout: Bool
    /// From the keyword to the closing parenthesis.
    public var range: Range<Int> {
      get { text.range }
      set { text = TextRange(newValue) }
    }
    private var text: TextRange

    init(isWithout: Bool, labels: [LabelName], range: Range<Int>) {
      self.isWithout = isWithout
      self.labels = labels
      text = TextRange(range)
    }

    public static func == (a: Grouping, b: Grouping) -> Bool { a.isWithout == b.isWithout && a.labels == b.labels }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(isWithout)
      hasher.combine(labels)
    }
  }

  /// `on (…)` or `ignoring (…)`. Equality ignores position.
  public struct Matching: Sendable, Hashable {
    public var isOn: Bool
    public var labels: [LabelName]
    public var range: Range<Int>

    public static func == (a: Matching, b: Matching) -> Bool { a.isOn == b.isOn && a.labels == b.labels }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(isOn)
      hasher.combine(labels)
    }
  }

  /// `group_left (…)` or `group_right (…)`. Equality ignores position.
  public struct Group: Sendable, Hashable {
    /// The side with many series for one of the other.
    public enum Side: String, Sendable, Hashable {
      case left = "group_left"
      case right = "group_right"
    }
    public var side: Side
    /// Labels taken from the "one" side.
    public var labels: [LabelName]
    public var range: Range<Int>

    public static func == (a: Group, b: Group) -> Bool { a.side == b.side && a.labels == b.labels }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(side)
      hasher.combine(labels)
    }
  }
}
