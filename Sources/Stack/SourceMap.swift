package import Diagnostics
package import Document
import Parallel

/// Leads from places in generated files to what caused them in the spec.
///
/// A generated file was written from a `Draft` whose values carry their origins, and read back into a tree of the same
/// shape; walking both side by side tells where each node came from. Done only when there is something to report.
package struct SourceMap: Sendable {
  private var generated: [String: (draft: Draft, root: Node)] = [:]
  /// The documents of the spec's files.
  private var spec: [Node] = []
  /// The keys of the spec's mappings by where their values stand: what was generated knows the values' places only.
  private var keys = Deferred<[Span: Node]> { [:] }

  package init() {}

  package init(spec: [Node]) {
    self.spec = spec
    keys = Deferred {
      var keys: [Span: Node] = [:]
      for root in spec {
        for index in root.tree.records.indices {
          for (key, value) in Node(tree: root.tree, index: Int32(index)).entries { keys[value.span] = key }
        }
      }
      return keys
    }
  }

  package mutating func add(_ file: StackFile) {
    if let draft = file.draft { generated[file.path] = (draft, file.root) }
  }

  /// A finding at the place that caused it, with a note where in the generated files it shows.
  package func traced(_ finding: Diagnostic) -> Diagnostic {
    var traced = finding
    traced.notes = finding.notes.map { note in
      Diagnostic.Note(note.message, at: note.place.map { self.cause(of: $0).place })
    }
    let cause = cause(of: finding.place)
    traced.place = cause.place
    if let generated = cause.generated {
      traced.notes.append(Diagnostic.Note("it is generated here", at: .file(generated)))
      traced.fixes = []
    }
    return traced
  }

  /// Where `place` was caused, and the generated place itself when the two differ.
  package func cause(of place: Origin) -> (place: Origin, generated: Span?) {
    guard let span = place.span, let (draft, root) = generated[span.file.path] else { return (place, nil) }
    guard let (node, origin) = innermost(at: span, draft: draft, node: root), let cause = origin.span else {
      return (place, nil)
    }
    return (sameKey(as: node, at: cause) ?? sameText(as: node, around: span, at: cause) ?? origin, span)
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
        let children = node.entries
        guard
          let index = Self.index(
            of: span, in: children.count,
            spanOf: { at in
              let (key, value) = children[at]
              return Span(file: key.file, start: key.span.start, end: max(value.span.end, key.span.end))
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
        guard let index = Self.index(of: span, in: node.items.count, spanOf: { node.items[$0].span }),
          index < items.count
        else { return found }
        draft = items[index]
        node = node.items[index]
      default: return found
      }
    }
  }

  /// The child that covers `span`. What was generated has no aliases, so children stand in the order of the text.
  private static func index(of span: Span, in count: Int, spanOf: (Int) -> Span) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if spanOf(middle).start <= span.start { low = middle + 1 } else { high = middle }
    }
    return low > 0 && span.end <= spanOf(low - 1).end ? low - 1 : nil
  }

  /// When `node` is a key that the spec has, too, the spec's.
  private func sameKey(as node: Node, at cause: Span) -> Origin? {
    guard let key = keys.value[cause], node.kind == .scalar, key.textBytes == node.textBytes,
      scalar(at: cause)?.textBytes != node.textBytes
    else { return nil }
    return key.origin
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
  package func scalar(at span: Span) -> Node? {
    for root in spec where root.file === span.file {
      if let found = root.tree.scalar(from: span.start, to: span.end) { return found }
    }
    return nil
  }
}

extension Tree {
  /// The scalar that stands just there. Records are in the order of the text.
  fileprivate func scalar(from start: Int, to end: Int) -> Node? {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if Int(records[middle].start) < start { low = middle + 1 } else { high = middle }
    }
    while low < records.count, Int(records[low].start) == start {
      if records[low].kind == .scalar, Int(records[low].end) == end { return Node(tree: self, index: Int32(low)) }
      low += 1
    }
    return nil
  }
}
