package import Diagnostics

extension Node {
  /// Where a part of a scalar's decoded content stands in the file: `range` counts bytes of `textBytes`.
  ///
  /// The answer covers the escapes, quotes and folded line breaks that made those bytes, whatever the style. An empty
  /// range gives an empty span before the byte it names; past the end gives the end of the content.
  package func place(inText range: Range<Int>) -> Span {
    guard kind == .scalar, !textBytes.isEmpty else { return span }
    return outermost(ScalarPieces(self).source(of: range, in: textBytes.count))
  }
}

/// A scalar's source, cut into the pieces that its content was decoded from.
struct ScalarPieces {
  struct Piece {
    var source: Range<Int>
    /// Bytes of content it became; zero for what was dropped.
    var decoded: Int
    /// Whether content and source are the same bytes.
    var isVerbatim: Bool
  }

  private(set) var pieces: [Piece] = []
  /// Where in the content each piece starts.
  private var starts: [Int] = []
  private let bytes: [UInt8]
  private let start: Int
  private var at: Int
  private var end: Int

  init(_ node: Node) {
    bytes = node.sourceFile.bytes
    start = node.sourceRange.lowerBound
    at = start
    end = min(node.sourceRange.upperBound, bytes.count)
    switch node.style {
    case .singleQuoted, .doubleQuoted:
      let content = (at + 1)..<max(at + 1, end - 1)
      let style = node.style
      cutFlow(content, style, foldsLines: true)
      // A JSON string keeps the characters that YAML takes for further line breaks.
      if pieces.reduce(0, { $0 + $1.decoded }) != node.textBytes.count {
        pieces = []
        starts = []
        cutFlow(content, style, foldsLines: false)
      }
    case .literal, .folded: cutBlock(node.textBytes, isFolded: node.style == .folded)
    case .plain, .taggedPlain: cutFlow(at..<end, .plain, foldsLines: true)
    // Made of something else that stands there.
    case .block, .flow: made(node.textBytes.count, of: at..<max(at, end))
    }
  }

  /// Where a part of the content stands in the source. An empty range gives an empty one before the byte it names; past
  /// the end gives the end of the content.
  func source(of range: Range<Int>, in count: Int) -> Range<Int> {
    let lower = min(max(range.lowerBound, 0), count)
    let upper = min(max(range.upperBound, lower), count)
    let first = piece(reaching: lower + 1).map { at in
      pieces[at].isVerbatim ? pieces[at].source.lowerBound + lower - starts[at] : pieces[at].source.lowerBound
    }
    guard let first else {
      let last = pieces.last { $0.decoded > 0 }?.source.upperBound ?? start
      return last..<last
    }
    guard upper > lower, let at = piece(reaching: upper) else { return first..<first }
    let end = pieces[at].isVerbatim ? pieces[at].source.lowerBound + upper - starts[at] : pieces[at].source.upperBound
    return first..<max(first, end)
  }

  /// The first piece with which the content has at least `count` bytes.
  private func piece(reaching count: Int) -> Int? {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] + pieces[middle].decoded < count { low = middle + 1 } else { high = middle }
    }
    return low < pieces.count ? low : nil
  }

  private mutating func verbatim(_ source: Range<Int>) {
    if !source.isEmpty { add(Piece(source: source, decoded: source.count, isVerbatim: true)) }
  }

  private mutating func made(_ decoded: Int, of source: Range<Int>) {
    add(Piece(source: source, decoded: decoded, isVerbatim: false))
  }

  private mutating func add(_ piece: Piece) {
    starts.append((starts.last ?? 0) + (pieces.last?.decoded ?? 0))
    pieces.append(piece)
  }

  private func isBlank(_ at: Int) -> Bool { at < end && (bytes[at] == 0x20 || bytes[at] == 0x09) }

  /// A line break as YAML 1.1 knows them, and what it is decoded to: all but U+2028 and U+2029 become a line feed.
  private func lineBreak(_ at: Int) -> (source: Range<Int>, decoded: Int)? {
    guard at < end else { return nil }
    switch bytes[at] {
    case 0x0A: return (at..<(at + 1), 1)
    case 0x0D: return (at..<(at + 1 < end && bytes[at + 1] == 0x0A ? at + 2 : at + 1), 1)
    case 0xC2 where at + 1 < end && bytes[at + 1] == 0x85: return (at..<(at + 2), 1)
    case 0xE2 where at + 2 < end && bytes[at + 1] == 0x80 && (bytes[at + 2] == 0xA8 || bytes[at + 2] == 0xA9):
      return (at..<(at + 3), 3)
    default: return nil
    }
  }

  // MARK: Plain and quoted

  private mutating func cutFlow(_ content: Range<Int>, _ style: Node.Style, foldsLines: Bool) {
    at = content.lowerBound
    end = content.upperBound
    var runStart = at
    while at < end {
      var blankEnd = at
      while foldsLines, isBlank(blankEnd) { blankEnd += 1 }
      if foldsLines, let first = lineBreak(blankEnd) {
        verbatim(runStart..<at)
        fold(first)
      } else if blankEnd > at {
        at = blankEnd
        continue
      } else if style == .singleQuoted, bytes[at] == UInt8(ascii: "'") {
        verbatim(runStart..<at)
        made(1, of: at..<min(at + 2, end))
        at += 2
      } else if style == .doubleQuoted, bytes[at] == UInt8(ascii: "\\") {
        verbatim(runStart..<at)
        cutEscape()
      } else {
        at += 1
        continue
      }
      runStart = at
    }
    verbatim(min(runStart, end)..<end)
  }

  /// One line break is a space; of several, the first is dropped.
  private mutating func fold(_ first: (source: Range<Int>, decoded: Int)) {
    at = first.source.upperBound
    let further = takeBreaks()
    if first.decoded == 3 {
      made(3, of: first.source)
    } else if further.isEmpty {
      made(1, of: first.source)
    }
    for next in further { made(next.decoded, of: next.source) }
  }

  /// Line breaks with the white space around them.
  private mutating func takeBreaks() -> [(source: Range<Int>, decoded: Int)] {
    var found: [(source: Range<Int>, decoded: Int)] = []
    while true {
      while isBlank(at) { at += 1 }
      guard let next = lineBreak(at) else { return found }
      found.append(next)
      at = next.source.upperBound
    }
  }

  private mutating func cutEscape() {
    let start = at
    if let escaped = lineBreak(at + 1) {
      at = escaped.source.upperBound
      for next in takeBreaks() { made(next.decoded, of: next.source) }
      return
    }
    guard at + 1 < end else {
      at = end
      return
    }
    let letter = bytes[at + 1]
    let (length, decoded) = bytes.withUnsafeBufferPointer { Self.escape(letter, in: $0, at: start) }
    at = min(at + length, end)
    made(decoded, of: start..<at)
  }

  /// Length of an escape and of what it stands for, in YAML or JSON.
  private static func escape(
    _ letter: UInt8, in bytes: UnsafeBufferPointer<UInt8>, at: Int
  ) -> (length: Int, decoded: Int) {
    switch letter {
    case UInt8(ascii: "N"), UInt8(ascii: "_"): return (2, 2)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): return (2, 3)
    case UInt8(ascii: "x"):
      return (4, JSONEscape.hexadecimal(bytes, from: at + 2, count: 2).map { $0 < 0x80 ? 1 : 2 } ?? 1)
    case UInt8(ascii: "U"):
      let scalar = JSONEscape.hexadecimal(bytes, from: at + 2, count: 8).flatMap { Unicode.Scalar($0) }
      return (10, scalar.map { UTF8.width($0) } ?? 1)
    case UInt8(ascii: "u"):
      let (length, scalar) = JSONEscape.read(bytes, at: at)
      return (length, scalar.map { UTF8.width($0) } ?? 1)
    default: return (2, 1)
    }
  }

  // MARK: Block scalars

  private mutating func cutBlock(_ content: ArraySlice<UInt8>, isFolded: Bool) {
    // The span ends with the last character; breaks that belong to the content may follow it.
    end = bytes.count
    while at < end, lineBreak(at) == nil { at += 1 }
    if let header = lineBreak(at) { at = header.source.upperBound }
    let indent = indentation(of: content)
    var remaining = content.count
    var leading: (source: Range<Int>, decoded: Int)?
    while remaining > 0, at < end {
      let breaks = takeBlockBreaks(indent)
      if let first = leading {
        // Whether a break was folded shows in the content, which then has one less; at the end none ever is.
        let next = content.endIndex - remaining + breaks.reduce(0) { $0 + $1.decoded }
        let isKept = !isFolded || first.decoded > 1 || next >= content.endIndex || content[next] == 0x0A
        if isKept || breaks.isEmpty { take(first, &remaining) }
      }
      for next in breaks { take(next, &remaining) }
      let start = at
      while at < end, at - start < remaining, lineBreak(at) == nil { at += 1 }
      verbatim(start..<at)
      remaining -= at - start
      leading = lineBreak(at)
      if let leading { at = leading.source.upperBound }
    }
    if let leading { take(leading, &remaining) }
  }

  private mutating func take(_ piece: (source: Range<Int>, decoded: Int), _ remaining: inout Int) {
    guard remaining > 0 else { return }
    made(piece.decoded, of: piece.source)
    remaining -= piece.decoded
  }

  /// Empty lines, and the indentation of the line after them.
  private mutating func takeBlockBreaks(_ indent: Int) -> [(source: Range<Int>, decoded: Int)] {
    var found: [(source: Range<Int>, decoded: Int)] = []
    while true {
      let lineStart = at
      while at < end, at - lineStart < indent, bytes[at] == 0x20 { at += 1 }
      guard let next = lineBreak(at) else { return found }
      found.append(next)
      at = next.source.upperBound
    }
  }

  /// How many spaces were stripped from each line: what the first line with content lost.
  private func indentation(of content: ArraySlice<UInt8>) -> Int {
    let emptyLines = content.prefix { $0 == 0x0A }.count
    let line = content.dropFirst(emptyLines)
    guard !line.isEmpty else { return .max }
    var start = at
    for _ in 0..<emptyLines {
      while start < end, lineBreak(start) == nil { start += 1 }
      if let next = lineBreak(start) { start = next.source.upperBound }
    }
    var textStart = start
    while textStart < end, bytes[textStart] == 0x20 { textStart += 1 }
    return max(0, textStart - start - line.prefix { $0 == 0x20 }.count)
  }
}
