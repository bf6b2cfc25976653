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

  /// One stored node; children are indices of earlier nodes. The order of its fields leaves no gaps.
  struct Node: Sendable {
    var kind: Kind<Int>
    var type = ValueType.unknown
    /// A number that is written as a duration: `5m`.
    var isDuration = false
    /// Ends with the text, not with its parenthesis.
    var isCut = false
    var range: Range<Int> {
      get { text.range }
      set { text = TextRange(newValue) }
    }
    private var text: TextRange
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
