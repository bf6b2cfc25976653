extension PromQL {
  /// A node of a parsed expression, and all below it.
  ///
  /// A view into one shared array of nodes in postorder, so that walking, printing and dropping a tree need no
  /// recursion, however deep it is.
  public struct Expression: Sendable {
    let tree: Tree
    let index: Int

    /// What the node is; children are expressions.
    public var kind: Kind<Expression> { tree.nodes[index].kind.map { Expression(tree: tree, index: $0) } }
    /// Bytes of the text that was parsed.
    public var range: Range<Int> { tree.nodes[index].range }
    /// What the node evaluates to.
    public var type: ValueType { tree.nodes[index].type }
    /// Whether it is a number that is written as a duration: `5m` is the number 300.
    public var isDuration: Bool { tree.nodes[index].isDuration }
    /// The node that this one is an operand or argument of.
    public var parent: Expression? {
      let parent = tree.nodes[index].parent
      return parent < 0 ? nil : Expression(tree: tree, index: parent)
    }

    /// Every node of the tree, children before their parents, the node itself last.
    public var nodes: [Expression] {
      (tree.nodes[index].first...index).map { Expression(tree: tree, index: $0) }
    }

    /// Calls `body` with every node, children before their parents.
    public func visit(_ body: (Expression) -> Void) {
      for node in tree.nodes[index].first...index { body(Expression(tree: tree, index: node)) }
    }

    /// The expression inside any parentheses around this one.
    public var unwrapped: Expression {
      var node = index
      while case .paren(let inner) = tree.nodes[node].kind { node = inner }
      return Expression(tree: tree, index: node)
    }
  }

  /// What a node is, over the type of its children.
  public enum Kind<Child> {
    case number(Double)
    // Boxed, so that nodes are small and cheap to copy.
    indirect case string(String)
    /// Grafana: a variable in the place of an expression.
    indirect case variable(String)
    indirect case selector(VectorSelector)
    indirect case subquery(Subquery<Child>)
    indirect case call(Call<Child>)
    indirect case aggregate(Aggregate<Child>)
    indirect case binary(Binary<Child>)
    case unary(UnaryOperator, Child)
    case paren(Child)
    /// Something that can't be read, in the tree of an expression with errors: what could be read of it. A missing
    /// operand has no bytes.
    case invalid([Child])
  }

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
    public var nameRange: Range<Int>
    public var arguments: [Child]

    /// Nil when no known server has it.
    public var function: Function? { Function.named(name) }
  }

  /// `sum by (job) (x)`.
  public struct Aggregate<Child> {
    public var op: Aggregator
    public var opRange: Range<Int>
    /// Nil: one group of everything.
    public var grouping: Grouping?
    /// What stands before the vector: the 3 of `topk(3, x)`; nil for operators without one.
    public var parameter: Child?
    public var expression: Child
  }

  /// `by (…)` or `without (…)`.
  public struct Grouping: Sendable, Hashable {
    public var isWithout: Bool
    public var labels: [LabelName]
    /// From the keyword to the closing parenthesis.
    public var range: Range<Int>

    public static func == (a: Grouping, b: Grouping) -> Bool { a.isWithout == b.isWithout && a.labels == b.labels }
    public func hash(into hasher: inout Hasher) {
      hasher.combine(isWithout)
      hasher.combine(labels)
    }
  }

  /// `left + on (job) group_left (team) right`.
  public struct Binary<Child> {
    public var op: BinaryOperator
    public var opRange: Range<Int>
    /// With `bool` a comparison gives 0 or 1 instead of filtering.
    public var returnsBool = false
    public var matching: Matching?
    public var group: Group?
    /// `fill…` values for a series that only the other side has.
    public var fillLeft: Double?
    /// The value for the right side, where only the left has a series.
    public var fillRight: Double?
    /// Bytes of the `fill…` modifiers.
    public var fillRange: Range<Int>?
    public var left: Child
    public var right: Child
  }

  /// `on (…)` or `ignoring (…)`.
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

  /// `group_left (…)` or `group_right (…)`.
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

  /// The shared storage of expressions.
  final class Tree: Sendable {
    let nodes: [Node]
    /// What the way in which things are written asks of a server.
    let notes: [Requirement]

    init(nodes: [Node], notes: [Requirement] = []) {
      self.nodes = nodes
      self.notes = notes
    }
  }

  /// One stored node; children are indices of earlier nodes.
  struct Node: Sendable {
    var kind: Kind<Int>
    var range: Range<Int> {
      get { text.range }
      set { text = TextRange(newValue) }
    }
    private var text: TextRange
    var type = ValueType.unknown
    // Half words, as there are no more nodes than bytes.
    private var firstIndex: Int32
    private var parentIndex: Int32 = -1
    /// The index of the subtree's first node: the subtree is `first...self`.
    var first: Int { Int(firstIndex) }
    /// The index of the node that this one is an operand or argument of; -1 for the root.
    var parent: Int {
      get { Int(parentIndex) }
      set { parentIndex = Int32(clamping: newValue) }
    }
    /// A number that is written as a duration: `5m`.
    var isDuration = false
    /// Ends with the text, not with its parenthesis.
    var isCut = false

    init(kind: Kind<Int>, range: Range<Int>, first: Int) {
      self.kind = kind
      text = TextRange(range)
      firstIndex = Int32(clamping: first)
    }

    var isInvalid: Bool {
      if case .invalid = kind { return true }
      return false
    }
  }
}

extension PromQL.Kind: Sendable where Child: Sendable {}
extension PromQL.Subquery: Sendable where Child: Sendable {}
extension PromQL.Call: Sendable where Child: Sendable {}
extension PromQL.Aggregate: Sendable where Child: Sendable {}
extension PromQL.Binary: Sendable where Child: Sendable {}

extension PromQL.Kind {
  /// The same node over other children.
  func map<Other>(_ transform: (Child) -> Other) -> PromQL.Kind<Other> {
    switch self {
    case .number(let value): .number(value)
    case .string(let value): .string(value)
    case .variable(let name): .variable(name)
    case .selector(let selector): .selector(selector)
    case .subquery(let node):
      .subquery(
        .init(
          expression: transform(node.expression), window: node.window, step: node.step, offset: node.offset,
          at: node.at))
    case .call(let node):
      .call(.init(name: node.name, nameRange: node.nameRange, arguments: node.arguments.map(transform)))
    case .aggregate(let node):
      .aggregate(
        .init(
          op: node.op, opRange: node.opRange, grouping: node.grouping, parameter: node.parameter.map(transform),
          expression: transform(node.expression)))
    case .binary(let node):
      .binary(
        .init(
          op: node.op, opRange: node.opRange, returnsBool: node.returnsBool, matching: node.matching,
          group: node.group, fillLeft: node.fillLeft, fillRight: node.fillRight, fillRange: node.fillRange,
          left: transform(node.left),
          right: transform(node.right)))
    case .unary(let op, let operand): .unary(op, transform(operand))
    case .paren(let inner): .paren(transform(inner))
    case .invalid(let parts): .invalid(parts.map(transform))
    }
  }

  /// Operands and arguments in the order of evaluation.
  public var children: [Child] {
    switch self {
    case .number, .string, .variable, .selector: []
    case .subquery(let node): [node.expression]
    case .call(let node): node.arguments
    case .aggregate(let node): (node.parameter.map { [$0] } ?? []) + [node.expression]
    case .binary(let node): [node.left, node.right]
    case .unary(_, let operand): [operand]
    case .paren(let inner): [inner]
    case .invalid(let parts): parts
    }
  }
}
