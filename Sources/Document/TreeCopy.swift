/// A document made of parts of another, whose nodes keep their places: how a resource that says the same as a native file
/// in other words is brought to the native form.
package struct TreeCopy {
  private let source: Tree
  private var records: [Tree.Record] = []
  private var children: [Int32] = []
  private var text: [UInt8] = []
  /// What has been copied, so that aliases stay shared.
  private var copied: [Int32: Int32] = [:]

  package init(of source: Tree) { self.source = source }

  /// The document, whose root is a node of this copy.
  package func document(_ root: Int32) -> Node {
    Tree(
      files: source.files, records: records, children: children, text: text, root: root, host: source.host, isCopy: true
    ).root
  }

  /// A node as it is, with all below it. Readers bound how deep nodes nest.
  package mutating func copy(_ node: Node) -> Int32 {
    if let index = copied[node.index] { return index }
    let index =
      switch node.kind {
      case .scalar: scalar(node)
      case .sequence: list(node.items.map { copy($0) }, at: node)
      case .mapping: mapping(node.entries.flatMap { [copy($0.key), copy($0.value)] }, at: node)
      }
    copied[node.index] = index
    return index
  }

  private mutating func scalar(_ node: Node) -> Int32 {
    let record = source.records[Int(node.index)]
    guard record.isVerbatim else { return add(node, content: node.textBytes, style: node.style) }
    // The copy has the same files.
    records.append(record)
    return Int32(truncatingIfNeeded: records.count - 1)
  }

  /// A scalar that stands where `node` does and says something else. No part of its content can be pointed at.
  package mutating func scalar(_ content: String, at node: Node) -> Int32 {
    add(node, content: Array(content.utf8)[...], style: .flow)
  }

  package mutating func list(_ items: [Int32], at node: Node) -> Int32 { add(node, .sequence, items) }

  /// Keys and values in turn.
  package mutating func mapping(_ entries: [Int32], at node: Node) -> Int32 { add(node, .mapping, entries) }

  private mutating func add(_ node: Node, content: ArraySlice<UInt8>, style: Node.Style) -> Int32 {
    let range = node.sourceRange
    records.append(
      Tree.Record(
        kind: .scalar, style: style, file: node.fileIndex, start: range.lowerBound, end: range.upperBound,
        first: text.count, count: content.count))
    text += content
    return Int32(truncatingIfNeeded: records.count - 1)
  }

  private mutating func add(_ node: Node, _ kind: Node.Kind, _ parts: [Int32]) -> Int32 {
    let range = node.sourceRange
    let style: Node.Style = node.kind == .scalar ? .flow : node.style
    records.append(
      Tree.Record(
        kind: kind, style: style, file: node.fileIndex, start: range.lowerBound, end: range.upperBound,
        first: children.count, count: parts.count))
    children += parts
    return Int32(truncatingIfNeeded: records.count - 1)
  }
}
