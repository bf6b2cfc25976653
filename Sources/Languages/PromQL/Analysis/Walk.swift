extension PromQL {
  /// Where a walk goes on after a node.
  public enum Step: Sendable, Hashable {
    /// To its operands and arguments.
    case into
    /// Past everything below it.
    case over
    /// Nowhere.
    case stop
  }
}

extension PromQL.Expression {
  /// Calls `body` with the node itself and all below it, parents before their children, from left to right; what it
  /// returns says whether to look at the node's children. Needs no recursion, however deep the tree is.
  public func walk(_ body: (PromQL.Expression) throws -> PromQL.Step) rethrows {
    var open = [self]
    while let node = open.popLast() {
      switch try body(node) {
      case .into: open += node.kind.children.reversed()
      case .over: break
      case .stop: return
      }
    }
  }
}
