internal import Diagnostics

/// Builds trees out of a reader's events and holds them to the limits: what YAML and JSON have in common.
struct TreeBuilder {
  private typealias Measure = OpenCollection.Measure

  let file: SourceFile
  /// What holds the text, unless it is a file of its own.
  let host: EmbeddedText?
  let limits: Limits
  /// The id of a syntax error: `syntax/yaml` or `syntax/json`.
  let syntaxID: String
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var documents: [Node] = []
  /// Set by the first problem after which reading on makes no sense.
  private(set) var isStopped = false

  private var tree: GrowingTree
  /// Of the collections that aliases may name and that have ended.
  private var measures: [Int32: Measure] = [:]
  private var pending: [Int32] = []
  /// The innermost collection, and those around it.
  private var top: OpenCollection?
  private var outer: [OpenCollection] = []
  private var root: Int32?
  private var anchors: [String: Int32] = [:]
  private var keyTable = KeyTable()
  private var mergedEntries = 0
  private var nodeCount = 0

  init(file: SourceFile, in host: EmbeddedText? = nil, limits: Limits, syntaxID: String) {
    self.file = file
    self.host = host
    self.limits = limits
    self.syntaxID = syntaxID
    tree = GrowingTree(of: file.bytes)
    pending.reserveCapacity(4 * Limits.usualDepth)
    outer.reserveCapacity(Limits.usualDepth)
  }

  var result: ReadResult { ReadResult(documents: documents, diagnostics: diagnostics) }
  var depth: Int { top == nil ? 0 : outer.count + 1 }

  // MARK: Problems

  /// Reports a problem and goes on; after too many it stops.
  mutating func report(_ diagnostic: Diagnostic) {
    guard !isStopped else { return }
    diagnostics.append(diagnostic)
    if diagnostics.count >= limits.problems { isStopped = true }
  }

  /// Reports a problem that ends the reading of this file.
  mutating func fail(_ message: String, at range: Range<Int>, notes: [Diagnostic.Note] = [], help: String? = nil) {
    report(Diagnostic(syntaxID, message, at: place(range), notes: notes, help: help))
    isStopped = true
  }

  func place(_ range: Range<Int>) -> Origin {
    let end = min(range.upperBound, file.bytes.count)
    let start = min(range.lowerBound, end)
    return .file(host?.place(of: start..<end) ?? Span(file: file, start: start, end: end))
  }

  /// Whether the file is small enough to look at; reports it if not.
  mutating func acceptSize() -> Bool {
    let limit = min(limits.fileBytes, Int(Int32.max) / 2)
    guard file.bytes.count > limit else { return true }
    fail("the file is larger than \(limit >> 20) MiB", at: 0..<0, help: "split it into several files")
    return false
  }

  // MARK: Nodes

  /// A scalar whose content stands in the file as it is.
  mutating func scalar(verbatim content: Range<Int>, style: Node.Style, at range: Range<Int>) {
    guard accepts(scalarOf: content.count, at: range) else { return }
    attach(
      tree.append(verbatim: content, style: style, at: range), Measure(scalarOf: content.count), end: range.upperBound)
  }

  /// A scalar whose content may be something else than what the file has there.
  mutating func scalar(
    _ content: UnsafeBufferPointer<UInt8>, style: Node.Style, at range: Range<Int>, anchor: String? = nil
  ) {
    guard accepts(scalarOf: content.count, at: range) else { return }
    let index = tree.append(content, style: style, at: range)
    if let anchor { anchors[anchor] = index }
    attach(index, Measure(scalarOf: content.count), end: range.upperBound)
  }

  @inline(__always)
  private mutating func accepts(scalarOf count: Int, at range: Range<Int>) -> Bool {
    guard count <= limits.scalarBytes else {
      let end = min(range.lowerBound + 40, range.upperBound)
      fail("a value is larger than \(limits.scalarBytes >> 20) MiB", at: range.lowerBound..<end)
      return false
    }
    return acceptsNode(at: range)
  }

  mutating func open(_ kind: Node.Kind, style: Node.Style, at range: Range<Int>, anchor: String? = nil) {
    if isAtKey {
      report(keyProblem(kind, at: range))
    }
    guard depth < limits.depth else {
      return fail("nested more than \(limits.depth) levels deep", at: range)
    }
    guard acceptsNode(at: range) else { return }
    let index = tree.append(
      Tree.Record(kind: kind, style: style, start: range.lowerBound, end: range.upperBound, count: Self.isOpen))
    if let anchor { anchors[anchor] = index }
    if let top { outer.append(top) }
    top = OpenCollection(
      index: index, isMapping: kind == .mapping, isAnchored: anchor != nil, firstChild: pending.count,
      end: range.upperBound)
  }

  /// Ends the innermost collection. `end` is nil for block collections, which end where their last child does.
  mutating func close(end: Int?) {
    guard !isStopped, let collection = top else { return }
    top = outer.popLast()
    let end = end ?? collection.lastEnd
    let first = tree.children.count
    if collection.isMapping {
      appendEntries(of: collection)
    } else {
      tree.append(children: pending[collection.firstChild...])
    }
    tree.close(collection.index, childrenFrom: first, end: end)
    if collection.isAnchored { measures[collection.index] = collection.measure }
    pending.removeLast(pending.count - collection.firstChild)
    attach(collection.index, collection.measure, end: end)
  }

  mutating func alias(_ name: String, at range: Range<Int>) {
    guard let index = anchors[name] else {
      let known = anchors.count < Self.fewAnchors ? anchors.keys.sorted() : []
      let help = nearest(to: name, among: known).map { "did you mean \"*\($0)\"?" }
      report(
        Diagnostic(syntaxID, "no anchor \(quoted("&" + name)) stands before this alias", at: place(range), help: help))
      return scalar(UnsafeBufferPointer(start: nil, count: 0), style: .plain, at: range)
    }
    let record = tree.records[Int(index)]
    guard record.count != Self.isOpen else {
      return fail("the alias \(quoted("*" + name)) stands inside the value it refers to", at: range)
    }
    if isAtKey, record.kind != .scalar { report(keyProblem(record.kind, at: range)) }
    let measure = measures[index] ?? Measure(scalarOf: Int(record.count))
    guard depth + Int(measure.height) <= limits.depth else {
      return fail("nested more than \(limits.depth) levels deep when aliases are followed", at: range)
    }
    attach(index, measure, end: range.upperBound)
    if let size = top?.measure.size, Int(size) > limits.expandedSize {
      fail(
        "the document grows beyond \(limits.expandedSize) values when aliases are followed", at: range,
        help: "write it with fewer aliases inside aliased values")
    }
  }

  mutating func endDocument() {
    defer { reset() }
    guard !isStopped, top == nil, let root else { return }
    documents.append(tree.tree(of: file, root: root, in: host).root)
  }

  private mutating func reset() {
    tree.removeAll()
    measures = [:]
    anchors = [:]
    pending.removeAll(keepingCapacity: true)
    top = nil
    outer.removeAll(keepingCapacity: true)
    root = nil
  }

  /// Up to how many anchors are worth searching for the one that was meant.
  private static let fewAnchors = 200

  /// The count of a collection that has not ended yet.
  private static let isOpen = -1

  /// Whether one more node is taken.
  @inline(__always)
  private mutating func acceptsNode(at range: Range<Int>) -> Bool {
    guard !isStopped else { return false }
    nodeCount += 1
    if nodeCount > limits.nodes { fail("the file holds more than \(limits.nodes) values", at: range) }
    return !isStopped
  }

  @inline(__always)
  private mutating func attach(_ index: Int32, _ measure: Measure, end: Int) {
    guard top != nil else {
      root = index
      return
    }
    pending.append(index)
    top?.take(measure, end: end)
  }

  /// Whether the next node is a mapping's key.
  private var isAtKey: Bool {
    guard let collection = top, collection.isMapping else { return false }
    return (pending.count - collection.firstChild) % 2 == 0
  }

  private func keyProblem(_ kind: Node.Kind, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      syntaxID, "a key must be text, not \(kind == .mapping ? "a mapping" : "a list")", at: place(range),
      help: kind == .mapping ? "quote a value that begins with \"{\"" : "quote a value that begins with \"[\"")
  }

  // MARK: Mappings

  /// Moves a mapping's entries among the tree's children: its own first, then those of its merge keys that it doesn't set
  /// itself.
  private mutating func appendEntries(of collection: OpenCollection) {
    guard !isPlainMapping(collection) else { return tree.append(children: pending[collection.firstChild...]) }
    var sources: [Int32] = []
    keyTable.reset(capacity: (pending.count - collection.firstChild) / 2)
    for at in stride(from: collection.firstChild, to: pending.count - 1, by: 2) {
      let (key, value) = (pending[at], pending[at + 1])
      guard tree.isScalar(key) else { continue }
      if let earlier = keyTable.insert(key, of: tree) {
        reportDuplicate(key, of: earlier)
      } else if isMergeKey(key) {
        sources += mergeSources(value, of: key)
      } else {
        tree.append(key: key, value: value)
      }
    }
    if !sources.isEmpty { merge(sources, into: collection) }
  }

  /// Whether a mapping has a few different keys, which are texts and no merge keys: nearly every one.
  private func isPlainMapping(_ collection: OpenCollection) -> Bool {
    let count = pending.count - collection.firstChild
    guard count % 2 == 0, count <= 2 * KeyTable.fewKeys else { return false }
    for at in stride(from: collection.firstChild, to: pending.count, by: 2) {
      guard tree.isScalar(pending[at]), !isMergeKey(pending[at]) else { return false }
      for earlier in stride(from: collection.firstChild, to: at, by: 2)
      where tree.areEqual(pending[earlier], pending[at]) {
        return false
      }
    }
    return true
  }

  private mutating func merge(_ sources: [Int32], into collection: OpenCollection) {
    let own = (pending.count - collection.firstChild) / 2
    let merged = sources.reduce(0) { $0 + Int(tree.records[Int($1)].count) / 2 }
    mergedEntries += merged
    guard mergedEntries <= limits.expandedSize / 4 else {
      let start = Int(tree.records[Int(collection.index)].start)
      return fail("merge keys add more than \(limits.expandedSize / 4) entries", at: start..<start)
    }
    keyTable.reset(capacity: own + merged)
    for at in stride(from: collection.firstChild, to: pending.count - 1, by: 2)
    where tree.isScalar(pending[at]) {
      _ = keyTable.insert(pending[at], of: tree)
    }
    for source in sources {
      let record = tree.records[Int(source)]
      for at in stride(from: Int(record.first), to: Int(record.first + record.count), by: 2)
      where keyTable.insert(tree.children[at], of: tree) == nil {
        tree.append(key: tree.children[at], value: tree.children[at + 1])
      }
    }
  }

  private func isMergeKey(_ key: Int32) -> Bool {
    let record = tree.records[Int(key)]
    guard record.style == .plain, record.count == 2 else { return false }
    return tree.withContent(of: key) { $0[0] == UInt8(ascii: "<") && $0[1] == UInt8(ascii: "<") }
  }

  /// The mappings that a merge key names: one, or a list of them of which earlier ones win.
  private mutating func mergeSources(_ value: Int32, of key: Int32) -> [Int32] {
    let record = tree.records[Int(value)]
    let candidates: [Int32] =
      record.kind == .sequence
      ? Array(tree.children[Int(record.first)..<Int(record.first + record.count)]) : [value]
    let sources = candidates.filter { tree.records[Int($0)].kind == .mapping }
    if sources.count < candidates.count {
      report(
        Diagnostic(
          syntaxID, "the merge key \"<<\" takes a mapping or a list of mappings", at: place(tree.range(of: key))))
    }
    return sources
  }

  private mutating func reportDuplicate(_ key: Int32, of earlier: Int32) {
    let name = tree.withContent(of: key) { String(decoding: $0, as: UTF8.self) }
    report(
      Diagnostic(
        "syntax/duplicate-key", "duplicate key \(quoted(name))", at: place(tree.range(of: key)),
        notes: [.init("first defined here", at: place(tree.range(of: earlier)))], help: "remove one of the two"))
  }
}
