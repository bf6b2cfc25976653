internal import Diagnostics

/// The parts of a tree that is being read.
struct GrowingTree {
  /// The bytes of the file that is read.
  let source: [UInt8]
  private(set) var records: [Tree.Record] = []
  private(set) var children: [Int32] = []
  private var text: [UInt8] = []

  init(of source: [UInt8]) {
    self.source = source
    let expected = min(source.count / Self.bytesPerNode, Self.manyNodes)
    records.reserveCapacity(expected)
    children.reserveCapacity(expected)
  }

  /// What a node takes of a file of rules, keys and short values being most of its nodes.
  private static let bytesPerNode = 16
  /// What isn't worth asking for before it is needed.
  private static let manyNodes = 1 << 14

  /// The tree, in arrays without room to grow: it lives as long as the stack that it is part of.
  func tree(of file: SourceFile, root: Int32, in host: EmbeddedText?) -> Tree {
    Tree(
      files: [file], records: records.trimmed(), children: children.trimmed(), text: text.trimmed(), root: root,
      host: host)
  }

  mutating func removeAll() {
    records.removeAll(keepingCapacity: true)
    children.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
  }

  // MARK: Nodes

  /// The index of a new node.
  @inline(__always)
  mutating func append(_ record: Tree.Record) -> Int32 {
    records.append(record)
    return Int32(records.count - 1)
  }

  @inline(__always)
  mutating func append(verbatim content: Range<Int>, style: Node.Style, at range: Range<Int>) -> Int32 {
    append(
      Tree.Record(
        kind: .scalar, style: style, start: range.lowerBound, end: range.upperBound, first: ~content.lowerBound,
        count: content.count))
  }

  /// The index of a new scalar. Its content is kept only if the file doesn't have it.
  mutating func append(_ content: UnsafeBufferPointer<UInt8>, style: Node.Style, at range: Range<Int>) -> Int32 {
    if let start = place(of: content, style: style, at: range) {
      return append(verbatim: start..<start + content.count, style: style, at: range)
    }
    let first = text.count
    text.append(contentsOf: content)
    return append(
      Tree.Record(
        kind: .scalar, style: style, start: range.lowerBound, end: range.upperBound, first: first, count: content.count)
    )
  }

  mutating func append(key: Int32, value: Int32) {
    children.append(key)
    children.append(value)
  }

  mutating func append(children new: ArraySlice<Int32>) { children.append(contentsOf: new) }

  /// Ends a collection whose children are the last ones, from `first` on.
  mutating func close(_ index: Int32, childrenFrom first: Int, end: Int) {
    records[Int(index)].first = Int32(first)
    records[Int(index)].count = Int32(children.count - first)
    records[Int(index)].end = Int32(end)
  }

  /// The bytes of the file that a node stands in.
  func range(of node: Int32) -> Range<Int> { Int(records[Int(node)].start)..<Int(records[Int(node)].end) }

  // MARK: Content

  /// Where in the file the content of a scalar stands as it is, if it does: behind the quote, or at the end of a block of
  /// one line.
  private func place(of content: UnsafeBufferPointer<UInt8>, style: Node.Style, at range: Range<Int>) -> Int? {
    let start: Int
    switch style {
    case .plain, .taggedPlain: start = range.lowerBound
    case .singleQuoted, .doubleQuoted: start = range.lowerBound + 1
    case .literal, .folded:
      var count = content.count
      while count > 0, content[count - 1] <= 0x20 { count -= 1 }
      start = range.upperBound - count
    case .block, .flow: return nil
    }
    return source.withUnsafeBufferPointer { start >= range.lowerBound && $0.holds(content, at: start) } ? start : nil
  }

  func withContent<Result>(of node: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let record = records[Int(node)]
    return (record.isVerbatim ? source : text).withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[record.contentRange]))
    }
  }

  /// Whether the contents of two scalars are equal.
  func areEqual(_ a: Int32, _ b: Int32) -> Bool {
    guard records[Int(a)].count == records[Int(b)].count else { return false }
    return withContent(of: a) { a in withContent(of: b) { b in a.holds(b, at: 0) } }
  }

  func isScalar(_ node: Int32) -> Bool { records[Int(node)].kind == .scalar }
}

extension Array {
  /// The same without room to grow.
  fileprivate func trimmed() -> [Element] {
    Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = buffer.initialize(fromContentsOf: self)
    }
  }
}
