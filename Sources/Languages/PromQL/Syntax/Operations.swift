extension PromQL {
  /// `expression[1h:1m]`.
  public struct Subquery<Child> {
    public var expression: Child
    public var window: TimeLength
    /// Nil: the server's evaluation interval.
    public var step: TimeLength?
    public var offset: TimeLength?
    public var at: Moment?
  }

  /// `rate(x[5m])`.
  public struct Call<Child> {
    public var name: String
    public var nameRange: Range<Int> {
      get { nameText.range }
      set { nameText = TextRange(newValue) }
    }
    private var nameText: TextRange
    public var arguments: [Child]

    init(name: String, nameRange: Range<Int>, arguments: [Child]) {
      self.name = name
      nameText = TextRange(nameRange)
      self.arguments = arguments
    }

    /// Nil when no known server has it.
    public var function: Function? { Function.named(name) }
  }

  /// `sum by (job) (x)`.
  public struct Aggregate<Child> {
    /// Nil: one group of everything.
    public var grouping: Grouping?
    public var op: Aggregator
    public var opRange: Range<Int> {
      get { opText.range }
      set { opText = TextRange(newValue) }
    }
    private var opText: TextRange
    /// What stands before the vector: the 3 of `topk(3, x)`; nil for operators without one.
    public var parameter: Child?
    public var expression: Child

    init(op: Aggregator, opRange: Range<Int>, grouping: Grouping?, parameter: Child?, expression: Child) {
      self.op = op
      opText = TextRange(opRange)
      self.grouping = grouping
      self.parameter = parameter
      self.expression = expression
    }
  }

  /// `left + on (job) group_left (team) right`.
  public struct Binary<Child> {
    public var op: BinaryOperator
    /// With `bool` a comparison gives 0 or 1 instead of filtering.
    public var returnsBool: Bool
    public var opRange: Range<Int> {
      get { opText.range }
      set { opText = TextRange(newValue) }
    }
    private var opText: TextRange
    public var matching: Matching? {
      get { box?.value.matching }
      set { modify { $0.matching = newValue } }
    }
    public var group: Group? {
      get { box?.value.group }
      set { modify { $0.group = newValue } }
    }
    /// `fill…` values for a series that only the other side has.
    public var fillLeft: Double? {
      get { box?.value.fillLeft }
      set { modify { $0.fillLeft = newValue } }
    }
    /// The value for the right side, where only the left has a series.
    public var fillRight: Double? {
      get { box?.value.fillRight }
      set { modify { $0.fillRight = newValue } }
    }
    /// Bytes of the `fill…` modifiers.
    public var fillRange: Range<Int>? {
      get { box?.value.fillRange }
      set { modify { $0.fillRange = newValue } }
    }
    public var left: Child
    public var right: Child
    /// Nil without modifiers, as most operators are.
    private var box: Box<BinaryModifiers>?

    init(
      op: BinaryOperator, opRange: Range<Int>, returnsBool: Bool, modifiers: BinaryModifiers, left: Child, right: Child
    ) {
      self.op = op
      self.returnsBool = returnsBool
      opText = TextRange(opRange)
      box = modifiers.isEmpty ? nil : Box(modifiers)
      self.left = left
      self.right = right
    }

    /// The same over other operands.
    init<Other>(_ other: Binary<Other>, left: Child, right: Child) {
      op = other.op
      returnsBool = other.returnsBool
      opText = other.opText
      box = other.box
      self.left = left
      self.right = right
    }

    private mutating func modify(_ change: (inout BinaryModifiers) -> Void) {
      var modifiers = box?.value ?? BinaryModifiers()
      change(&modifiers)
      box = Box(modifiers)
    }
  }

  /// What may stand behind a binary operator.
  struct BinaryModifiers: Sendable {
    var matching: Matching?
    var group: Group?
    var fillLeft: Double?
    var fillRight: Double?
    var fillRange: Range<Int>?

    /// A group follows only labels that are matched, and each value has bytes.
    var isEmpty: Bool { matching == nil && fillRange == nil }
  }
}

extension PromQL.Subquery: Sendable where Child: Sendable {}
extension PromQL.Call: Sendable where Child: Sendable {}
extension PromQL.Aggregate: Sendable where Child: Sendable {}
extension PromQL.Binary: Sendable where Child: Sendable {}
