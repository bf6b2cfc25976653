internal import Diagnostics
internal import Document

/// Makes one tree of layers whose nodes come from several. Nodes keep their files and spans.
struct TreeJoiner {
  private var files: [SourceFile] = []
  private var records: [Tree.Record] = []
  private var children: [Int32] = []
  private var text: [UInt8] = []
  /// Where the records of each tree begin.
  private var bases: [ObjectIdentifier: Int] = [:]

  /// Nil when the trees together exceed what one tree can number.
  mutating func join(_ layer: Layer) -> Node? {
    if case .node(let node) = layer { return node }
    guard let root = add(layer) else { return nil }
    return Tree(files: files, records: records, children: children, text: text, root: root).root
  }

  private mutating func add(_ layer: Layer) -> Int32? {
    switch layer {
    case .node(let node):
      return base(of: node.tree).map { Int32($0) + node.index }
    case .mapping(let entries, let like):
      var parts: [Int32] = []
      for entry in entries {
        guard let key = add(.node(entry.key)), let value = add(entry.value) else { return nil }
        parts += [key, value]
      }
      return append(parts, .mapping, like: like)
    case .sequence(let items, let like):
      var parts: [Int32] = []
      for item in items {
        guard let part = add(item) else { return nil }
        parts.append(part)
      }
      return append(parts, .sequence, like: like)
    }
  }

  private mutating func append(_ parts: [Int32], _ kind: Node.Kind, like node: Node) -> Int32? {
    guard let base = base(of: node.tree), fits(records.count + 1), fits(children.count + parts.count) else {
      return nil
    }
    var record = records[base + Int(node.index)]
    record.kind = kind
    record.first = Int32(children.count)
    record.count = Int32(parts.count)
    children += parts
    records.append(record)
    return Int32(records.count - 1)
  }

  /// Where a tree's records are, after copying them if they aren't there yet.
  private mutating func base(of tree: Tree) -> Int? {
    let id = ObjectIdentifier(tree)
    if let base = bases[id] { return base }
    guard fits(records.count + tree.records.count), fits(children.count + tree.children.count),
      fits(text.count + tree.text.count), files.count + tree.files.count <= Int(UInt16.max)
    else { return nil }
    let base = records.count
    bases[id] = base
    for var record in tree.records {
      record.file += UInt16(files.count)
      record.moveContent(text: text.count, children: children.count)
      records.append(record)
    }
    children += tree.children.map { $0 + Int32(base) }
    text += tree.text
    files += tree.files
    return base
  }

  private func fits(_ count: Int) -> Bool { count < Int(Int32.max) }
}
