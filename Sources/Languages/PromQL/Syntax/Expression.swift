extension PromQL {
  /// A node of a parsed expression, and all below it.
  ///
  /// A view into one shared array of nodes in postorder, so that walking, printing and dropping a tree need no
  /// recursion, however deep it is.
  package struct Expression: Sendable {
    let tree: Tree
    let index: Int

    /// What the node is; children are expressions.
    package var kind: Kind<Expression> { tree.nodes[index].kind.map { Expression(tree: tree, index: $0) } }
    /// Bytes of the text that was parsed.
    package var range: Range<Int> { tree.nodes[index].range }
    package var type: ValueType { tree.nodes[index].type }
    /// Whether it is a number that is written as a duration: `5m` is the number 300.
    package var isDuration: Bool { tree.nodes[index].isDuration }
    /// The node that this one is an operand or argument of.
    package var parent: Expression? {
      let parent = tree.nodes[index].parent
      return parent < 0 ? nil : Expression(tree: tree, index: parent)
    }

    /// Every node of the tree, children before their parents, the node itself last.
    package var nodes: [Expression] {
      (tree.nodes[index].first...index).map { Expression(tree: tree, index: $0) }
    }

    /// Calls `body` with every node, children before their parents.
    package func visit(_ body: (Expression) -> Void) {
      for node in tree.nodes[index].first...index { body(Expression(tree: tree, index: node)) }
    }

    /// The expression inside any parentheses around this one.
    package var unwrapped: Expression {
      var node = index
      while case .paren(let inner) = tree.nodes[node].kind { node = inner }
      return Expression(tree: tree, index: node)
    }
  }

  /// What a node is, over the type of its children.
  package enum Kind<Child> {
    case number(Double)
    case string(String)
    /// Grafana: a variable in the place of an expression.
    case variable(String)
    case selector(VectorSelector)
    case subquery(Subquery<Child>)
    case call(Call<Child>)
    case aggregate(Aggregate<Child>)
    case binary(Binary<Child>)
    case unary(UnaryOperator, Child)
    case paren(Child)
    /// Something that can't be read, in the tree of an expression with errors: what could be read of it. A missing
    /// operand has no bytes.
    case invalid([Child])
  }

  /// `expression[1h:1m]`.
  package struct Subquery<Child> {
    package var expression: Child
    package var window: TimeLength
    /// Nil: the server's evaluation interval.
    package var step: TimeLength?
    package var offset: TimeLength?
    package var at: Moment?
  }

  /// `rate(x[5m])`.
  package struct Call<Child> {
    package var name: String
    package var nameRange: Range<Int>
    package var arguments: [Child]

    /// Nil when no known server has it.
    package var function: Function? { Function.named(name) }
  }

  /// `sum by (job) (x)`.
  package struct Aggregate<Child> {
    package var op: Aggregator
    package var opRange: Range<Int>
    package var grouping: Grouping?
    package var parameter: Child?
    package var expression: Child
  }

  /// `by (…)` or `without (…)`.
  package struct Grouping: Sendable, Hashable {
    package var isWithout: Bool
    package var labels: [LabelName]
    /// From the keyword to the closing parenthesis.
    package var range: Range<Int>

    package static func == (a: Grouping, b: Grouping) -> Bool { a.isWithout == b.isWithout && a.labels == b.labels }
    package func hash(into hasher: inout Hasher) {
      hasher.combine(isWithout)
      hasher.combine(labels)
    }
  }

  /// `left + on (job) group_left (team) right`.
  package struct Binary<Child> {
    package var op: BinaryOperator
    package var opRange: Range<Int>
    /// With `bool` a comparison gives 0 or 1 instead of filtering.
    package var returnsBool = false
    package var matching: Matching?
    package var group: Group?
    /// `fill…` values for a series that only the other side has.
    package var fillLeft: Double?
    package var fillRight: Double?
    /// Bytes of the `fill…` modifiers.
    package var fillRange: Range<Int>?
    package var left: Child
    package var right: Child
  }

  /// `on (…)` or `ignoring (…)`.
  package struct Matching: Sendable, Hashable {
    package var isOn: Bool
    package var labels: [LabelName]
    package var range: Range<Int>

    package static func == (a: Matching, b: Matching) -> Bool { a.isOn == b.isOn && a.labels == b.labels }
    package func hash(into hasher: inout Hasher) {
      hasher.combine(isOn)
      hasher.combine(labels)
    }
  }

  /// `group_left (…)` or `group_right (…)`.
  package struct Group: Sendable, Hashable {
    /// The side with many series for one of the other.
    package enum Side: String, Sendable, Hashable {
      case left = "group_left"
      case right = "group_right"
    }
    package var side: Side
    /// Labels taken from the "one" side.
    package var labels: [LabelName]
    package var range: Range<Int>

    package static func == (a: Group, b: Group) -> Bool { a.side == b.side && a.labels == b.labels }
    package func hash(into hasher: inout Hasher) {
      hasher.combine(side)
      hasher.combine(labels)
    }
  }

  /// The shared storage of expressions.
  final class Tree: Sendable {
    let nodes: [Node]
    init(nodes: [Node]) { self.nodes = nodes }
  }

  /// One stored node; children are indices of earlier nodes.
  struct Node: Sendable {
    var kind: Kind<Int>
    var range: Range<Int>
    var type = ValueType.unknown
    /// The index of the subtree's first node: the subtree is `first...self`.
    var first: Int
    var parent = -1
    /// A number that is written as a duration: `5m`.
    var isDuration = false
    /// Ends with the text, not with its parenthesis.
    var isCut = false

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
          group: node.group, fillLeft: node.fillLeft, fillRight: node.fillRight, fillRange: node.fillRange, left: transform(node.left),
          right: transform(node.right)))
    case .unary(let op, let operand): .unary(op, transform(operand))
    case .paren(let inner): .paren(transform(inner))
    case .invalid(let parts): .invalid(parts.map(transform))
    }
  }

  /// Operands and arguments in the order of evaluation.
  package var children: [Child] {
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
