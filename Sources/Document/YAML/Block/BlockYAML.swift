internal import Diagnostics

/// The YAML that configuration is mostly written in, read without libyaml: block mappings and lists, scalars that end on
/// the line they begin on, `|` and `>`, collections in brackets on one line, comments, `---`.
///
/// It says the same to the builder as libyaml's events do, or nothing: whatever is beyond it (anchors, tags, scalars
/// over several lines, tabs, mistakes of any kind) makes `read` return false, and libyaml reads the file from the start.
/// It takes a sixth of libyaml's time, which is half of what is spent on a file of rules.
struct BlockYAML {
  /// A collection that has begun and not yet ended.
  struct Frame {
    enum Kind {
      case mapping, sequence
      /// A list whose dashes stand in the column of the key that it belongs to.
      case indentless
    }

    var kind: Kind
    var column: Int
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0
  /// Where the line that is being read begins.
  var lineStart = 0
  /// Content of a scalar that isn't what stands in the file.
  var scratch: [UInt8] = []
  private var frames: [Frame] = []
  /// Where a key or a dash ended that has no value yet.
  private var pending: Int?
  private var hasRoot = false
  /// Whether `---` has begun a document that has no content yet.
  private var isAnnounced = false

  private init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    frames.reserveCapacity(Limits.usualDepth)
  }

  /// False if the file needs libyaml; the builder is of no use then. The bytes must be well-formed text, without line
  /// breaks but for line feeds and without byte order marks.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, into builder: inout TreeBuilder) -> Bool {
    var reader = BlockYAML(bytes)
    return reader.readAll(&builder) && !builder.isStopped
  }

  /// The byte there; zero, which no file has, at the end.
  @inline(__always)
  func byte(_ at: Int) -> UInt8 { at < bytes.count ? bytes[at] : 0 }

  // MARK: Lines

  private mutating func readAll(_ builder: inout TreeBuilder) -> Bool {
    while at < bytes.count {
      lineStart = at
      skipSpaces()
      switch byte(at) {
      case 0: break
      case 0x0A: at += 1
      case UInt8(ascii: "#"): skipLine()
      default:
        guard readLine(&builder), !builder.isStopped else { return false }
      }
    }
    return endDocument(&builder)
  }

  private mutating func readLine(_ builder: inout TreeBuilder) -> Bool {
    let column = at - lineStart
    if column == 0 {
      if byte(at) == UInt8(ascii: "%") { return false }
      if isMarker(UInt8(ascii: ".")) { return false }
      if isMarker(UInt8(ascii: "-")) { return startDocument(&builder) }
    }
    let isDash = isDash(at)
    if pending != nil || !frames.isEmpty {
      guard let isNew = findPlace(column, isDash, &builder) else { return false }
      return readEntry(isNew: isNew, &builder)
    }
    guard !hasRoot else { return false }
    hasRoot = true
    isAnnounced = false
    return readEntry(isNew: true, &builder)
  }

  /// Three dashes or three points at the start of the line.
  private func isMarker(_ sign: UInt8) -> Bool {
    byte(at) == sign && byte(at + 1) == sign && byte(at + 2) == sign
  }

  private func isDash(_ at: Int) -> Bool { bytes[at] == UInt8(ascii: "-") && isBlankOrEnd(byte(at + 1)) }

  /// A line of `---` alone.
  private mutating func startDocument(_ builder: inout TreeBuilder) -> Bool {
    at += 3
    guard isBlankOrEnd(byte(at)), endDocument(&builder), endLine() else { return false }
    isAnnounced = true
    return true
  }

  /// Ends what is open. A document that was announced and has no content is left to libyaml.
  private mutating func endDocument(_ builder: inout TreeBuilder) -> Bool {
    guard !isAnnounced else { return false }
    guard hasRoot else { return true }
    takeNoValue(&builder)
    while !frames.isEmpty { close(&builder) }
    builder.endDocument()
    hasRoot = false
    return !builder.isStopped
  }

  /// Ends the collections that a line in this column is no part of. True if a collection of its own begins here, false
  /// if the line goes on with the innermost one, nil if it fits nowhere.
  private mutating func findPlace(_ column: Int, _ isDash: Bool, _ builder: inout TreeBuilder) -> Bool? {
    if pending != nil, let top = frames.last {
      if column > top.column {
        pending = nil
        return true
      }
      if isDash, top.kind == .mapping, column == top.column {
        pending = nil
        builder.open(.sequence, style: .block, at: at..<at + 1)
        frames.append(Frame(kind: .indentless, column: column))
        return false
      }
      takeNoValue(&builder)
    }
    while let top = frames.last, top.column > column || top.column == column && top.kind == .indentless && !isDash {
      close(&builder)
    }
    guard let top = frames.last, top.column == column, isDash != (top.kind == .mapping) else { return nil }
    return false
  }

  /// What has no value has an empty one.
  private mutating func takeNoValue(_ builder: inout TreeBuilder) {
    guard let mark = pending else { return }
    builder.scalar(verbatim: mark..<mark, style: .plain, at: mark..<mark)
    pending = nil
  }

  private mutating func close(_ builder: inout TreeBuilder) {
    builder.close(end: nil)
    frames.removeLast()
  }

  // MARK: Entries

  /// Reads dashes, a key, a value, to the end of the line or of a block scalar. `isNew` says whether a collection begins
  /// with the first of them.
  private mutating func readEntry(isNew: Bool, _ builder: inout TreeBuilder) -> Bool {
    var isNew = isNew
    var isItem = false
    while isDash(at) {
      if isNew {
        builder.open(.sequence, style: .block, at: at..<at)
        frames.append(Frame(kind: .sequence, column: at - lineStart))
      }
      at += 1
      let mark = at
      skipSpaces()
      if isLineEnd {
        pending = mark
        return endLine()
      }
      (isNew, isItem) = (true, true)
    }
    let start = at
    if let key = readScalar(), isKeyEnd(start) {
      if isNew {
        builder.open(.mapping, style: .block, at: start..<start)
        frames.append(Frame(kind: .mapping, column: start - lineStart))
      }
      take(key, &builder)
      return readValue(&builder)
    }
    at = start
    return isItem && readContent(&builder)
  }

  /// Goes past the colon of a key that began at `start`. libyaml takes keys of up to 1,024 characters.
  private mutating func isKeyEnd(_ start: Int) -> Bool {
    skipSpaces()
    guard byte(at) == UInt8(ascii: ":"), isBlankOrEnd(byte(at + 1)), at - start < 1000 else { return false }
    at += 1
    return true
  }

  private mutating func readValue(_ builder: inout TreeBuilder) -> Bool {
    let mark = at
    skipSpaces()
    if isLineEnd {
      pending = mark
      return endLine()
    }
    return !isDash(at) && readContent(&builder)
  }

  /// A value that begins on the line of its key or dash.
  private mutating func readContent(_ builder: inout TreeBuilder) -> Bool {
    switch byte(at) {
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      guard let parent = frames.last else { return false }
      return readBlockScalar(in: parent.column, &builder)
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      return readFlow(depth: 0, &builder) && endLine()
    default:
      guard let scalar = readScalar() else { return false }
      take(scalar, &builder)
      return endLine()
    }
  }

  // MARK: White space

  @inline(__always)
  func isBlankOrEnd(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0 }

  @inline(__always)
  mutating func skipSpaces() {
    while let next = EightBytes(bytes, at: at) {
      let count = next.count(of: 0x20)
      at += count
      if count < 8 { return }
    }
    while byte(at) == 0x20 { at += 1 }
  }

  /// To the end of the line.
  mutating func skipText() { at = bytes.position(of: 0x0A, from: at) ?? bytes.count }

  /// To the start of the next line.
  mutating func skipLine() {
    skipText()
    at = min(at + 1, bytes.count)
  }

  /// Whether nothing but a comment is left of the line. Something has been read of it.
  private var isLineEnd: Bool {
    let next = byte(at)
    return next == 0x0A || next == 0 || next == UInt8(ascii: "#") && bytes[at - 1] == 0x20
  }

  /// Goes to the next line if nothing but a comment is left of this one.
  mutating func endLine() -> Bool {
    skipSpaces()
    guard isLineEnd else { return false }
    if byte(at) == 0x0A { at += 1 } else { skipLine() }
    return true
  }
}
