extension PromQL.Expression: Equatable {
  /// Whether two expressions are the same tree, wherever they stand and however they are spelled.
  ///
  /// Lengths of time are compared by what they come to, where that is known; NaN is equal to itself.
  public static func == (a: PromQL.Expression, b: PromQL.Expression) -> Bool {
    let (left, right) = (a.tree.nodes[a.index], b.tree.nodes[b.index])
    guard a.index - left.first == b.index - right.first else { return false }
    // Children are compared as distances from the first node, since the trees need not begin at the same one.
    return zip(left.first...a.index, right.first...b.index).allSatisfy {
      a.tree.nodes[$0].kind.map { $0 - left.first }.isSame(as: b.tree.nodes[$1].kind.map { $0 - right.first })
    }
  }
}

extension PromQL.Kind<Int> {
  fileprivate func isSame(as other: Self) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)): PromQL.isSame(a, b)
    case (.string(let a), .string(let b)), (.variable(let a), .variable(let b)): a == b
    case (.selector(let a), .selector(let b)):
      a.name == b.name && a.matchers == b.matchers && a.window == b.window && a.edges == b.edges
        && a.offset == b.offset && a.at == b.at
    case (.subquery(let a), .subquery(let b)):
      a.expression == b.expression && a.window == b.window && a.step == b.step && a.offset == b.offset && a.at == b.at
    case (.call(let a), .call(let b)): a.name == b.name && a.arguments == b.arguments
    case (.aggregate(let a), .aggregate(let b)):
      a.op == b.op && a.grouping == b.grouping && a.parameter == b.parameter && a.expression == b.expression
    case (.binary(let a), .binary(let b)):
      a.op == b.op && a.returnsBool == b.returnsBool && a.matching == b.matching && a.group == b.group
        && PromQL.isSame(a.fillLeft, b.fillLeft) && PromQL.isSame(a.fillRight, b.fillRight) && a.left == b.left
        && a.right == b.right
    case (.unary(let a, let operand), .unary(let b, let other)): a == b && operand == other
    case (.paren(let a), .paren(let b)): a == b
    default: false
    }
  }
}

extension PromQL {
  /// Whether two numbers can't be told apart: `0` is not `-0`, and NaN is NaN.
  fileprivate static func isSame(_ a: Double?, _ b: Double?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.bitPattern == b.bitPattern || a.isNaN && b.isNaN
  }
}
