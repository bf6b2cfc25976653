package import Diagnostics

/// One document as it was read: nodes in flat arrays, in document order, with byte spans into their files.
///
/// Nothing is a `String` until someone asks. Aliases and merge keys share the nodes they name, so a tree is as large
/// as its text and not as its expansion; the reader has bounded the expansion (`Limits`), so walking it is safe. Most
/// trees have one file; an overlaid or merged tree keeps every file its nodes came from.
package final class Tree: Sendable {
  /// A node's fixed part. Meanings by kind: a sequence's `first..<first+count` are items in `children`; a mapping's are
  /// keys and values in turn (so `count` is twice its entries); of a scalar they are the bytes of its content, in `text`
  /// or, where the content stands in the file as it is, in the file: then `first` is the complement of the offset there.
  package struct Record: Sendable {
    package var kind: Node.Kind
    package var style: Node.Style
    /// Index into `files`.
    package var file: UInt16
    /// Byte offsets in the file, quotes and block headers included.
    package var start: Int32
    package var end: Int32
    package var first: Int32
    package var count: Int32

    package init(
      kind: Node.Kind, style: Node.Style, file: UInt16 = 0, start: Int, end: Int, first: Int = 0, count: Int = 0
    ) {
      self.kind = kind
      self.style = style
      self.file = file
      self.start = Int32(truncatingIfNeeded: start)
      self.end = Int32(truncatingIfNeeded: end)
      self.first = Int32(truncatingIfNeeded: first)
      self.count = Int32(truncatingIfNeeded: count)
    }

    /// Of a scalar: where its content stands, in the file or in the tree's text.
    var contentRange: Range<Int> {
      let start = Int(isVerbatim ? ~first : first)
      return start..<start + Int(count)
    }

    /// Whether a scalar's content is bytes of its file.
    var isVerbatim: Bool { first < 0 }

    /// Adapts it to a tree in which other trees' text and children stand before its own.
    package mutating func moveContent(text: Int, children: Int) {
      if !isVerbatim { first += Int32(kind == .scalar ? text : children) }
    }
  }

  package let files: [SourceFile]
  /// Node 0 is not special; `root` names the top.
  package let records: [Record]
  package let children: [Int32]
  /// The content of scalars that stands in no file (escapes, folded lines, blocks), UTF-8, one scalar after another. Most
  /// scalars have nothing here.
  package let text: [UInt8]
  /// The text in another file that this was read from; nil for a file of its own.
  package let host: EmbeddedText?
  /// Whether it was made of parts of another tree.
  let isCopy: Bool
  private let rootIndex: Int32

  package init(
    files: [SourceFile], records: [Record], children: [Int32], text: [UInt8], root: Int32, host: EmbeddedText? = nil,
    isCopy: Bool = false
  ) {
    self.files = files
    self.isCopy = isCopy
    self.host = host
    self.records = records
    self.children = children
    self.text = text
    self.rootIndex = root
  }

  package var root: Node { Node(tree: self, index: rootIndex) }

  /// The decoded content of a scalar, without copying it.
  func content(of record: Record) -> ArraySlice<UInt8> {
    record.isVerbatim ? files[Int(record.file)].bytes[record.contentRange] : text[record.contentRange]
  }

  @inline(__always)
  fileprivate func withContent<Result>(of record: Record, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    // Two branches, so that neither array is taken hold of.
    if record.isVerbatim {
      files[Int(record.file)].bytes.withUnsafeBufferPointer {
        body(UnsafeBufferPointer(rebasing: $0[record.contentRange]))
      }
    } else {
      text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[record.contentRange])) }
    }
  }

  /// Whether the content of a scalar, which is as long, is `wanted`.
  @inline(__always)
  fileprivate func isContent(_ wanted: UnsafeBufferPointer<UInt8>, of record: Record) -> Bool {
    withContent(of: record) { content in
      var same = 0
      while same < wanted.count, content[same] == wanted[same] { same += 1 }
      return same == wanted.count
    }
  }
}

/// One node of a tree: a scalar, a sequence or a mapping. Two words; copy it freely.
package struct Node: Sendable {
  package enum Kind: UInt8, Sendable {
    case scalar, sequence, mapping
  }

  /// How it was written.
  package enum Style: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
    /// Written plain, made text by a tag: `!!str 5`.
    case taggedPlain
    /// Collections.
    case block, flow
  }

  package let tree: Tree
  package let index: Int32

  package init(tree: Tree, index: Int32) {
    self.tree = tree
    self.index = index
  }

  private var record: Tree.Record { tree.records[Int(index)] }

  package var kind: Kind { record.kind }
  package var style: Style { record.style }
  /// The file that people know: of what is embedded in another file, that one.
  package var file: SourceFile { tree.host?.outermost ?? sourceFile }
  package var span: Span { outermost(sourceRange) }
  package var origin: Origin { .file(span) }

  /// What the reader read, and where in it this node stands.
  var sourceFile: SourceFile { tree.files[Int(record.file)] }
  var sourceRange: Range<Int> {
    let record = record
    return Int(record.start)..<Int(max(record.start, record.end))
  }
  var fileIndex: UInt16 { record.file }

  // MARK: Scalars

  /// The decoded content of a scalar; empty for collections.
  package var text: String {
    kind == .scalar ? String(decoding: textBytes, as: UTF8.self) : ""
  }

  /// The decoded content's bytes, without copying them.
  package var textBytes: ArraySlice<UInt8> {
    let record = record
    return record.kind == .scalar ? tree.content(of: record) : []
  }

  /// The same for as long as `body` looks at them. Nobody else's count of who holds them changes.
  func withTextBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let record = record
    return record.kind == .scalar ? tree.withContent(of: record, body) : body(UnsafeBufferPointer(start: nil, count: 0))
  }

  /// Whether the content of a scalar is `word`, found without making a string of the content.
  package func isText(_ word: StaticString) -> Bool {
    kind == .scalar
      && word.withUTF8Buffer { wanted in withTextBytes { $0.count == wanted.count && $0.holds(wanted, at: 0) } }
  }

  /// Whether the content of a scalar has `word` in it, found without making a string of the content.
  package func holds(_ word: StaticString) -> Bool {
    withTextBytes { $0.position(of: word) != nil }
  }

  /// Whether it is a plain scalar that YAML 1.1 (as Go's parsers read it) takes for null: nothing, `~`, `null`.
  package var isNull: Bool {
    let record = record
    guard record.kind == .scalar, record.style == .plain else { return false }
    switch record.count {
    case 0: return true
    case 1: return isText("~")
    case 4: return isText("null") || isText("Null") || isText("NULL")
    default: return false
    }
  }

  /// Whether it is a plain (unquoted) scalar, whose text may therefore be a number, a boolean or null.
  package var isPlain: Bool { kind == .scalar && style == .plain }

  // MARK: Collections

  /// The items of a sequence; empty for anything else.
  package var items: Items { Items(tree: tree, record: record, step: 1, isWanted: kind == .sequence) }

  /// The entries of a mapping in written order, those of merge keys last; empty for anything else.
  package var entries: Entries { Entries(base: Items(tree: tree, record: record, step: 2, isWanted: kind == .mapping)) }

  /// The value under `key`, compared by content. Linear in the number of entries.
  package subscript(_ key: String) -> Node? {
    position(of: key).map { Node(tree: tree, index: tree.children[Int(record.first) + 2 * $0 + 1]) }
  }

  /// Which entry has `key`; nil when none has.
  func position(of key: String) -> Int? {
    let record = record
    guard record.kind == .mapping else { return nil }
    var key = key
    return key.withUTF8 { wanted in
      tree.children.withUnsafeBufferPointer { children in
        tree.records.withUnsafeBufferPointer { records in
          (0..<Int(record.count) / 2).first { at in
            let key = records[Int(children[Int(record.first) + 2 * at])]
            return Int(key.count) == wanted.count && key.kind == .scalar
              && tree.isContent(wanted, of: key)
          }
        }
      }
    }
  }

  package struct Items: RandomAccessCollection, Sendable {
    let tree: Tree
    let first: Int
    package let count: Int
    let step: Int

    init(tree: Tree, record: Tree.Record, step: Int, isWanted: Bool) {
      self.tree = tree
      self.first = Int(record.first)
      self.count = isWanted ? Int(record.count) / step : 0
      self.step = step
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { count }
    package subscript(position: Int) -> Node { Node(tree: tree, index: tree.children[first + position * step]) }

    /// The usual one asks the collection for its ends and each item by calls that other modules can't see through.
    package struct Iterator: IteratorProtocol {
      fileprivate let items: Items
      fileprivate var position = 0

      package mutating func next() -> Node? {
        guard position < items.count else { return nil }
        defer { position += 1 }
        return items[position]
      }
    }

    package func makeIterator() -> Iterator { Iterator(items: self) }
  }

  package struct Entries: RandomAccessCollection, Sendable {
    let base: Items

    package var startIndex: Int { 0 }
    package var endIndex: Int { base.count }
    package subscript(position: Int) -> (key: Node, value: Node) {
      (base[position], Node(tree: base.tree, index: base.tree.children[base.first + position * 2 + 1]))
    }

    package struct Iterator: IteratorProtocol {
      fileprivate let entries: Entries
      fileprivate var position = 0

      package mutating func next() -> (key: Node, value: Node)? {
        guard position < entries.base.count else { return nil }
        defer { position += 1 }
        return entries[position]
      }
    }

    package func makeIterator() -> Iterator { Iterator(entries: self) }
  }
}
