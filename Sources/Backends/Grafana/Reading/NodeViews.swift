internal import Document

/// What the views share: each takes a node of the wrong kind for one that isn't there.
extension Node? {
  /// A scalar that says something.
  var scalar: Node? { flatMap { $0.scalarValue } }
  var mappings: [Node] { self?.items.filter { $0.kind == .mapping } ?? [] }
}

extension Node {
  /// This node if it is a scalar with something in it.
  var scalarValue: Node? { kind == .scalar && !isNull ? self : nil }
}
