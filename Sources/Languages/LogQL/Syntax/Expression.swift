extension LogQL {
  /// A node of a parsed query, and all below it.
  ///
  /// A view into one shared array of nodes in postorder, so that walking, printing and dropping a tree need no
  /// recursion, however deep it is. Equality ignores positions.
  public struct Expression: Sendable {
    let tree: Tree
    let index: Int

    /// What the node is; children are expressions.
    public var kind: Kind<Expression> { tree.nodes[index].kind.map { Expression(tree: tree, index: $0) } }
    /// Bytes of the text that was parsed.
    public var range: Range<Int> { tree.nodes[index].range }
    /// What the node evaluates to.
    public var type: ValueType { tree.nodes[index].type }
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
    /// Grafana: a variable in the place of an expression.
    case variable(String)
    /// `{app="shop"} |= "error"`.
    case logs(LogQuery)
    /// `{app="shop"} [5m]`.
    case range(LogRange<Child>)
    /// `rate({app="shop"}[5m])`.
    case rangeAggregation(RangeAggregation<Child>)
    /// `sum by (app) (…)`.
    case vectorAggregation(VectorAggregation<Child>)
    /// `label_replace(…, "to", "$1", "from", "(.*)")`.
    case labelReplace(LabelReplace<Child>)
    /// `vector(0)`.
    case vector(Parameter)
    case binary(Binary<Child>)
    case paren(Child)
    /// `variants(…, …) of (…)`.
    case variants(Variants<Child>)
  }

  /// `{…} | json | unwrap latency [5m] offset 1h`: a log query over a length of time.
  public struct LogRange<Child> {
    /// The log query, or Grafana's variable for one.
    public var query: Child
    /// What makes samples of lines; nil when lines are counted.
    public var unwrap: Unwrap?
    /// The `[5m]`; nil only in a query that is refused for the lack of it.
    public var window: TimeLength?
    /// Nil: none.
    public var offset: TimeLength?
  }

  /// `| unwrap duration(latency) | __error__=""`.
  public struct Unwrap: Sendable, Hashable {
    /// How a label's text becomes a number.
    public enum Conversion: String, Sendable, Hashable, CaseIterable {
      /// `5KB` is 5000.
      case bytes
      /// `1m` is 60: Go's durations, in seconds.
      case duration
      case durationSeconds = "duration_seconds"
    }
    public var label: LabelName
    /// Nil: the label holds a plain number.
    public var conversion: Conversion?
    /// Conditions on labels behind it, which may ask for `__error__`.
    public var filters: [LabelFilter]
    /// From the pipe to the last filter.
    @NotCompared public var range: Range<Int>
  }

  /// A number before an argument, or alone in `vector(…)`.
  public struct Parameter: Sendable, Hashable {
    /// Nil when it is a Grafana variable.
    public var value: Double?
    /// As it is written.
    @NotCompared public var text: String
    @NotCompared public var range: Range<Int>
  }

  /// `quantile_over_time(0.99, {…} | unwrap latency [5m]) by (app)`.
  public struct RangeAggregation<Child> {
    /// In lower case; Grafana: possibly a variable.
    public var name: String
    @NotCompared public var nameRange: Range<Int>
    public var parameter: Parameter?
    public var argument: Child
    public var grouping: Grouping?

    /// Nil when the name is a Grafana variable.
    public var function: RangeFunction? { RangeFunction(rawValue: name) }
  }

  /// `topk by (app) (3, …)`.
  public struct VectorAggregation<Child> {
    /// In lower case; Grafana: possibly a variable.
    public var name: String
    @NotCompared public var nameRange: Range<Int>
    public var grouping: Grouping?
    public var parameter: Parameter?
    public var expression: Child

    /// Nil when the name is a Grafana variable.
    public var op: Aggregator? { Aggregator(rawValue: name) }
  }

  /// `label_replace(v, destination, replacement, source, pattern)`.
  public struct LabelReplace<Child> {
    public var expression: Child
    public var destination: StringLiteral
    public var replacement: StringLiteral
    public var source: StringLiteral
    public var pattern: StringLiteral
  }

  /// `variants(a, b) of (range)`: several metric queries over one reading of the lines.
  public struct Variants<Child> {
    /// The metric queries in the first parentheses.
    public var variants: [Child]
    /// The log query over a length of time behind `of`.
    public var range: Child
    @NotCompared public var nameRange: Range<Int>
  }

  /// `by (…)` or `without (…)`.
  public struct Grouping: Sendable, Hashable {
    public var isWithout: Bool
    public var labels: [LabelName]
    /// From the keyword to the closing parenthesis.
    @NotCompared public var range: Range<Int>
  }

  /// `left + on (job) group_left (team) right`.
  public struct Binary<Child> {
    public var op: BinaryOperator
    @NotCompared public var opRange: Range<Int>
    /// With `bool` a comparison gives 0 or 1 instead of filtering.
    public var returnsBool = false
    public var matching: Matching?
    public var group: Group?
    public var left: Child
    public var right: Child
  }

  /// `on (…)` or `ignoring (…)`.
  public struct Matching: Sendable, Hashable {
    public var isOn: Bool
    public var labels: [LabelName]
    @NotCompared public var range: Range<Int>
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
    @NotCompared public var range: Range<Int>
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
  }
}

extension LogQL.Kind: Sendable where Child: Sendable {}
extension LogQL.LogRange: Sendable where Child: Sendable {}
extension LogQL.RangeAggregation: Sendable where Child: Sendable {}
extension LogQL.VectorAggregation: Sendable where Child: Sendable {}
extension LogQL.LabelReplace: Sendable where Child: Sendable {}
extension LogQL.Variants: Sendable where Child: Sendable {}
extension LogQL.Binary: Sendable where Child: Sendable {}

extension LogQL.Kind: Equatable where Child: Equatable {}
extension LogQL.LogRange: Equatable where Child: Equatable {}
extension LogQL.RangeAggregation: Equatable where Child: Equatable {}
extension LogQL.VectorAggregation: Equatable where Child: Equatable {}
extension LogQL.LabelReplace: Equatable where Child: Equatable {}
extension LogQL.Variants: Equatable where Child: Equatable {}
extension LogQL.Binary: Equatable where Child: Equatable {}

extension LogQL.Expression: Equatable {
  /// Whether two trees are the same but for where their parts stand.
  public static func == (a: LogQL.Expression, b: LogQL.Expression) -> Bool {
    let (left, right) = (a.tree.nodes[a.index], b.tree.nodes[b.index])
    guard a.index - left.first == b.index - right.first else { return false }
    // Postorder: equal trees have equal nodes in equal order, and children at equal distances.
    return zip(left.first...a.index, right.first...b.index).allSatisfy { i, j in
      a.tree.nodes[i].kind.map { i - $0 } == b.tree.nodes[j].kind.map { j - $0 }
    }
  }
}

extension LogQL.Kind {
  /// The same node over other children.
  func map<Other>(_ transform: (Child) -> Other) -> LogQL.Kind<Other> {
    switch self {
    case .number(let value): .number(value)
    case .variable(let name): .variable(name)
    case .logs(let query): .logs(query)
    case .vector(let value): .vector(value)
    case .range(let node):
      .range(.init(query: transform(node.query), unwrap: node.unwrap, window: node.window, offset: node.offset))
    case .rangeAggregation(let node):
      .rangeAggregation(
        .init(
          name: node.name, nameRange: node.nameRange, parameter: node.parameter, argument: transform(node.argument),
          grouping: node.grouping))
    case .vectorAggregation(let node):
      .vectorAggregation(
        .init(
          name: node.name, nameRange: node.nameRange, grouping: node.grouping, parameter: node.parameter,
          expression: transform(node.expression)))
    case .labelReplace(let node):
      .labelReplace(
        .init(
          expression: transform(node.expression), destination: node.destination, replacement: node.replacement,
          source: node.source, pattern: node.pattern))
    case .binary(let node):
      .binary(
        .init(
          op: node.op, opRange: node.opRange, returnsBool: node.returnsBool, matching: node.matching,
          group: node.group, left: transform(node.left), right: transform(node.right)))
    case .paren(let inner): .paren(transform(inner))
    case .variants(let node):
      .variants(
        .init(variants: node.variants.map(transform), range: transform(node.range), nameRange: node.nameRange))
    }
  }

  /// Operands and arguments in the order of evaluation.
  public var children: [Child] {
    switch self {
    case .number, .variable, .logs, .vector: []
    case .range(let node): [node.query]
    case .rangeAggregation(let node): [node.argument]
    case .vectorAggregation(let node): [node.expression]
    case .labelReplace(let node): [node.expression]
    case .binary(let node): [node.left, node.right]
    case .paren(let inner): [inner]
    case .variants(let node): node.variants + [node.range]
    }
  }
}
