extension Draft {
  /// What was read, as something to write, every value with its origin. Plain scalars become what YAML 1.1 makes of
  /// them.
  package init(_ node: Node) {
    switch node.kind {
    case .scalar: self.init(Self.content(of: node), at: node.origin)
    case .sequence: self.init(.list(node.items.map { Draft($0) }), at: node.origin)
    case .mapping: self.init(.map(node.entries.map { ($0.key.text, Draft($0.value)) }), at: node.origin)
    }
  }

  private static func content(of node: Node) -> Content {
    if node.isNull { return .null }
    if let value = node.boolValue { return .bool(value) }
    // A number keeps its own spelling unless a plain decimal says the same.
    if let value = node.intValue { return String(value) == node.text ? .int(value) : .number(node.text) }
    if node.doubleValue != nil { return .number(node.text) }
    return .string(node.text)
  }
}
