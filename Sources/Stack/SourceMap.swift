package import Diagnostics
package import Document

/// Leads from places in generated files to what caused them in the spec.
///
/// A generated file was written from a `Draft` whose values carry their origins, and read back into a tree of the same
/// shape; walking both side by side tells where each node came from. Done only when there is something to report.
package struct SourceMap: Sendable {
  private var generated: [String: (draft: Draft, root: Node)] = [:]
  /// Trees of spec files, to find the scalar that an expression was copied from.
  private var specs: [Node] = []

  package init() {}

  package mutating func add(_ file: StackFile) {
    if let draft = file.draft { generated[file.path] = (draft, file.root) }
  }

  package mutating func add(spec root: Node) { specs.append(root) }

  /// Where `place` was caused, and the generated place itself when the two differ.
  package func cause(of place: Origin) -> (place: Origin, generated: Span?) {
    guard let span = place.span, let (draft, root) = generated[span.file.path] else { return (place, nil) }
    guard let (node, origin) = innermost(at: span, draft: draft, node: root), let cause = origin.span else {
      return (place, nil)
    }
    return (sameText(as: node, around: span, at: cause) ?? origin, span)
  }

  /// The smallest node that covers `span`, and the origin that holds for it.
  private func innermost(at span: Span, draft: Draft, node: Node) -> (Node, Origin)? {
    var draft = draft
    var node = node
    var found: (Node, Origin)?
    while true {
      if let origin = draft.origin { found = (node, origin) }
      switch draft.content {
      case .map(let entries):
        // A place at a key belongs to the entry.
        guard
          let index = node.entries.firstIndex(where: {
            span.start >= $0.key.span.start && span.end <= max($0.value.span.end, $0.key.span.end)
          }), index < entries.count
        else { return found }
        let entry = node.entries[index]
        draft = entries[index].value
        node = span.end <= entry.key.span.end ? entry.key : entry.value
        if node.index == entry.key.index {
          if let origin = draft.origin { found = (node, origin) }
          return found
        }
      case .list(let items):
        guard
          let index = node.items.firstIndex(where: { span.start >= $0.span.start && span.end <= $0.span.end }),
          index < items.count
        else { return found }
        draft = items[index]
        node = node.items[index]
      default: return found
      }
    }
  }

  /// When the spec's scalar holds the very text of the generated one, the same bytes inside it.
  private func sameText(as node: Node, around span: Span, at cause: Span) -> Origin? {
    guard node.kind == .scalar, span != node.span,
      let source = scalar(at: cause)
    else { return nil }
    let text = node.textBytes
    let sourceText = source.textBytes
    // The generated text may be part of the spec's (trimmed), or hold it.
    guard let inner = range(of: span, in: node), let shift = offset(of: text, in: sourceText) else { return nil }
    return .file(source.place(inText: (inner.lowerBound + shift)..<(inner.upperBound + shift)))
  }

  /// The bytes of the node's content that stand at `span`.
  private func range(of span: Span, in node: Node) -> Range<Int>? {
    let count = node.textBytes.count
    // Longer than any expression; finding the place would cost its square.
    guard (1...20_000).contains(count) else { return nil }
    var low = 0
    while low < count, node.place(inText: low..<(low + 1)).start < span.start { low += 1 }
    var high = low
    while high < count, node.place(inText: high..<(high + 1)).end <= span.end { high += 1 }
    return low..<max(low, high)
  }

  private func offset(of text: ArraySlice<UInt8>, in whole: ArraySlice<UInt8>) -> Int? {
    guard !text.isEmpty, text.count <= whole.count else { return nil }
    if whole.starts(with: text) { return 0 }
    for start in whole.startIndex...(whole.endIndex - text.count) where whole[start...].starts(with: text) {
      return start - whole.startIndex
    }
    return nil
  }

  /// The scalar of the spec that stands at `span`.
  package func scalar(at span: Span) -> Node? { specs.lazy.compactMap { scalar(at: span, in: $0) }.first }

  private func scalar(at span: Span, in root: Node) -> Node? {
    let tree = root.tree
    for (index, record) in tree.records.enumerated()
    where record.kind == .scalar && Int(record.start) == span.start && Int(record.end) == span.end
      && tree.files[Int(record.file)] == span.file
    {
      return Node(tree: tree, index: Int32(index))
    }
    return nil
  }
}
