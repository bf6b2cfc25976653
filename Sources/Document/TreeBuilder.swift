internal import Diagnostics

/// Builds trees out of a reader's events and holds them to the limits: what YAML and JSON have in common.
struct TreeBuilder {
  /// A collection that has begun and not yet ended.
  private struct Frame {
    var record: Int32
    /// Where its children begin in `pending`.
    var base: Int
    var measure = Measure(size: 1, height: 1)
    var lastEnd: Int
  }

  /// What a node costs with its aliases written out.
  private struct Measure {
    var size: Int32
    var height: Int32
  }

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

  private var records: [Tree.Record] = []
  private var children: [Int32] = []
  private var text: [UInt8] = []
  private var measures: [Measure] = []
  private var pending: [Int32] = []
  private var frames: [Frame] = []
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
    // Decoded text is hardly ever longer than its source, keys and quotes included.
    text.reserveCapacity(min(file.bytes.count, 1 << 20))
  }

  var result: ReadResult { ReadResult(documents: documents, diagnostics: diagnostics) }
  var depth: Int { frames.count }

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

  mutating func scalar(
    _ content: UnsafeBufferPointer<UInt8>, style: Node.Style, at range: Range<Int>, anchor: String? = nil
  ) {
    guard content.count <= limits.scalarBytes else {
      let end = min(range.lowerBound + 40, range.upperBound)
      return fail("a value is larger than \(limits.scalarBytes >> 20) MiB", at: range.lowerBound..<end)
    }
    let first = text.count
    text.append(contentsOf: content)
    let record = Tree.Record(
      kind: .scalar, style: style, start: range.lowerBound, end: range.upperBound, first: first, count: content.count)
    guard let index = append(record, Measure(size: 1 + Int32(content.count >> 5), height: 0)) else { return }
    if let anchor { anchors[anchor] = index }
    attach(index, end: range.upperBound)
  }

  mutating func open(_ kind: Node.Kind, style: Node.Style, at range: Range<Int>, anchor: String? = nil) {
    if isAtKey {
      report(keyProblem(kind, at: range))
    }
    guard frames.count < limits.depth else {
      return fail("nested more than \(limits.depth) levels deep", at: range)
    }
    let record = Tree.Record(
      kind: kind, style: style, start: range.lowerBound, end: range.upperBound, count: Self.isOpen)
    guard let index = append(record, Measure(size: 1, height: 1)) else { return }
    if let anchor { anchors[anchor] = index }
    frames.append(Frame(record: index, base: pending.count, lastEnd: range.upperBound))
  }

  /// Ends the innermost collection. `end` is nil for block collections, which end where their last child does.
  mutating func close(end: Int?) {
    guard !isStopped, let frame = frames.popLast() else { return }
    let index = Int(frame.record)
    let end = end ?? frame.lastEnd
    let first = children.count
    if records[index].kind == .mapping {
      appendEntries(of: frame)
    } else {
      children.append(contentsOf: pending[frame.base...])
    }
    records[index].first = Int32(first)
    records[index].count = Int32(children.count - first)
    records[index].end = Int32(end)
    measures[index] = frame.measure
    pending.removeSubrange(frame.base...)
    attach(frame.record, end: end)
  }

  mutating func alias(_ name: String, at range: Range<Int>) {
    guard let index = anchors[name] else {
      let known = anchors.count < Self.fewAnchors ? anchors.keys.sorted() : []
      let help = nearest(to: name, among: known).map { "did you mean \"*\($0)\"?" }
      report(
        Diagnostic(syntaxID, "no anchor \(quoted("&" + name)) stands before this alias", at: place(range), help: help))
      return scalar(UnsafeBufferPointer(start: nil, count: 0), style: .plain, at: range)
    }
    let record = records[Int(index)]
    guard record.count != Self.isOpen else {
      return fail("the alias \(quoted("*" + name)) stands inside the value it refers to", at: range)
    }
    if isAtKey, record.kind != .scalar { report(keyProblem(record.kind, at: range)) }
    guard frames.count + Int(measures[Int(index)].height) <= limits.depth else {
      return fail("nested more than \(limits.depth) levels deep when aliases are followed", at: range)
    }
    attach(index, end: range.upperBound)
    if let size = frames.last?.measure.size, Int(size) > limits.expandedSize {
      fail(
        "the document grows beyond \(limits.expandedSize) values when aliases are followed", at: range,
        help: "write it with fewer aliases inside aliased values")
    }
  }

  mutating func endDocument() {
    defer { reset() }
    guard !isStopped, frames.isEmpty, let root else { return }
    // Copies without the room to grow: trees live as long as the stack that they are part of.
    let tree = Tree(
      files: [file], records: Array(records[...]), children: Array(children[...]), text: Array(text[...]), root: root,
      host: host)
    documents.append(tree.root)
  }

  private mutating func reset() {
    records = []
    children = []
    text = []
    measures = []
    anchors = [:]
    pending = []
    frames = []
    root = nil
  }

  /// Up to how many anchors are worth searching for the one that was meant.
  private static let fewAnchors = 200

  /// The count of a collection that has not ended yet.
  private static let isOpen = -1

  private mutating func append(_ record: Tree.Record, _ measure: Measure) -> Int32? {
    guard !isStopped else { return nil }
    nodeCount += 1
    guard nodeCount <= limits.nodes else {
      fail("the file holds more than \(limits.nodes) values", at: Int(record.start)..<Int(record.end))
      return nil
    }
    records.append(record)
    measures.append(measure)
    return Int32(records.count - 1)
  }

  private mutating func attach(_ index: Int32, end: Int) {
    guard !frames.isEmpty else {
      root = index
      return
    }
    pending.append(index)
    let top = frames.count - 1
    let measure = measures[Int(index)]
    frames[top].lastEnd = end
    let (sum, overflow) = frames[top].measure.size.addingReportingOverflow(measure.size)
    frames[top].measure.size = overflow ? .max : sum
    frames[top].measure.height = max(frames[top].measure.height, measure.height + 1)
  }

  /// Whether the next node is a mapping's key.
  private var isAtKey: Bool {
    guard let frame = frames.last, records[Int(frame.record)].kind == .mapping else { return false }
    return (pending.count - frame.base) % 2 == 0
  }

  private func keyProblem(_ kind: Node.Kind, at range: Range<Int>) -> Diagnostic {
    Diagnostic(
      syntaxID, "a key must be text, not \(kind == .mapping ? "a mapping" : "a list")", at: place(range),
      help: kind == .mapping ? "quote a value that begins with \"{\"" : "quote a value that begins with \"[\"")
  }

  // MARK: Mappings

  /// Moves a mapping's entries into `children`: its own first, then those of its merge keys that it doesn't set itself.
  private mutating func appendEntries(of frame: Frame) {
    var sources: [Int32] = []
    keyTable.reset(capacity: (pending.count - frame.base) / 2)
    for at in stride(from: frame.base, to: pending.count - 1, by: 2) {
      let (key, value) = (pending[at], pending[at + 1])
      guard records[Int(key)].kind == .scalar else { continue }
      if let earlier = keyTable.insert(key, records: records, text: text) {
        reportDuplicate(key, of: earlier)
      } else if isMergeKey(key) {
        sources += mergeSources(value, of: key)
      } else {
        children.append(key)
        children.append(value)
      }
    }
    if !sources.isEmpty { merge(sources, into: frame) }
  }

  private mutating func merge(_ sources: [Int32], into frame: Frame) {
    let own = (pending.count - frame.base) / 2
    let merged = sources.reduce(0) { $0 + Int(records[Int($1)].count) / 2 }
    mergedEntries += merged
    guard mergedEntries <= limits.expandedSize / 4 else {
      let start = Int(records[Int(frame.record)].start)
      return fail("merge keys add more than \(limits.expandedSize / 4) entries", at: start..<start)
    }
    keyTable.reset(capacity: own + merged)
    for at in stride(from: frame.base, to: pending.count - 1, by: 2) where records[Int(pending[at])].kind == .scalar {
      _ = keyTable.insert(pending[at], records: records, text: text)
    }
    for source in sources {
      let record = records[Int(source)]
      for at in stride(from: Int(record.first), to: Int(record.first + record.count), by: 2)
      where keyTable.insert(children[at], records: records, text: text) == nil {
        children.append(children[at])
        children.append(children[at + 1])
      }
    }
  }

  private func isMergeKey(_ key: Int32) -> Bool {
    let record = records[Int(key)]
    guard record.style == .plain, record.count == 2 else { return false }
    return text[Int(record.first)] == UInt8(ascii: "<") && text[Int(record.first) + 1] == UInt8(ascii: "<")
  }

  /// The mappings that a merge key names: one, or a list of them of which earlier ones win.
  private mutating func mergeSources(_ value: Int32, of key: Int32) -> [Int32] {
    let record = records[Int(value)]
    let candidates: [Int32] =
      record.kind == .sequence
      ? Array(children[Int(record.first)..<Int(record.first + record.count)]) : [value]
    let sources = candidates.filter { records[Int($0)].kind == .mapping }
    if sources.count < candidates.count {
      let at = records[Int(key)]
      report(
        Diagnostic(
          syntaxID, "the merge key \"<<\" takes a mapping or a list of mappings",
          at: place(Int(at.start)..<Int(at.end))))
    }
    return sources
  }

  private mutating func reportDuplicate(_ key: Int32, of earlier: Int32) {
    let (again, first) = (records[Int(key)], records[Int(earlier)])
    let name = String(decoding: text[again.contentRange], as: UTF8.self)
    report(
      Diagnostic(
        "syntax/duplicate-key", "duplicate key \(quoted(name))", at: place(Int(again.start)..<Int(again.end)),
        notes: [.init("first defined here", at: place(Int(first.start)..<Int(first.end)))],
        help: "remove one of the two"))
  }
}
