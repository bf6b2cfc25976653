extension PromQL {
  /// What a node is, over the type of its children.
  public enum Kind<Child> {
    case number(Double)
    case string(String)
    /// Grafana: a variable in the place of an expression.
    case variable(String)
    case selector(VectorSelector)
    // Boxed, so that nodes are small and cheap to copy.
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
}

extension PromQL.Kind: Sendable where Child: Sendable {}

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
    case .binary(let node): .binary(.init(node, left: transform(node.left), right: transform(node.right)))
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
