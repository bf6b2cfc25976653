/// Scalars.
extension BlockYAML {
  struct Scalar {
    var style: Node.Style
    var range: Range<Int>
    /// Its content in the file; nil where it is in `scratch`.
    var content: Range<Int>?
  }

  func take(_ scalar: Scalar, _ builder: inout TreeBuilder) {
    if let content = scalar.content {
      builder.scalar(verbatim: content, style: scalar.style, at: scalar.range)
    } else {
      scratch.withUnsafeBufferPointer { builder.scalar($0, style: scalar.style, at: scalar.range) }
    }
  }

  /// A plain or quoted scalar that ends on its line; nil if none does.
  mutating func readScalar() -> Scalar? {
    switch byte(at) {
    case UInt8(ascii: "'"): readQuoted(UInt8(ascii: "'"), .singleQuoted)
    case UInt8(ascii: "\""): readQuoted(UInt8(ascii: "\""), .doubleQuoted)
    default: readPlain()
    }
  }

  // MARK: Plain

  /// Goes to the next byte that may end a plain scalar, or with which this reader gives up: a tab, a line feed, `#`, `:`.
  private mutating func skipPlain() {
    while let next = EightBytes(bytes, at: at) {
      let marks = next.equal(to: 0x09) | next.equal(to: 0x0A) | next.equal(to: 0x23) | next.equal(to: 0x3A)
      let count = EightBytes.count(before: marks)
      at += count
      if count < 8 { return }
    }
    while at < bytes.count, ![0x09, 0x0A, 0x23, 0x3A].contains(bytes[at]) { at += 1 }
  }

  /// Bytes with which a plain scalar can't begin, or means something else. A dash may, when text follows.
  private static let isIndicator: [Bool] = (0...255).map { byte in
    "?:,[]{}#&*!|>'\"%@`\t\n".utf8.contains(UInt8(byte))
  }

  private mutating func readPlain() -> Scalar? {
    let start = at
    guard at < bytes.count, !Self.isIndicator[Int(bytes[at])], !(bytes[at] == 0x2D && isBlankOrEnd(byte(at + 1))) else {
      return nil
    }
    while true {
      skipPlain()
      let isComment = byte(at) == 0x23 && bytes[at - 1] == 0x20
      let isKey = byte(at) == 0x3A && (isBlankOrEnd(byte(at + 1)) || byte(at + 1) == 0x09)
      guard byte(at) == 0x23 && !isComment || byte(at) == 0x3A && !isKey else { break }
      at += 1
    }
    guard byte(at) != 0x09 else { return nil }
    var end = at
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    at = end
    return Scalar(style: .plain, range: start..<end, content: start..<end)
  }

  // MARK: Quoted

  /// Goes past bytes that mean nothing between quotes, as far as there are eight.
  private mutating func skipQuoted(_ quote: UInt8) {
    while let next = EightBytes(bytes, at: at) {
      let marks = next.equal(to: quote) | next.equal(to: 0x0A) | next.equal(to: UInt8(ascii: "\\"))
      let count = EightBytes.count(before: marks)
      at += count
      if count < 8 { return }
    }
  }

  private mutating func readQuoted(_ quote: UInt8, _ style: Node.Style) -> Scalar? {
    let start = at
    at += 1
    var runStart = at
    var isVerbatim = true
    while true {
      skipQuoted(quote)
      let byte = byte(at)
      if byte == 0 || byte == 0x0A { return nil }
      guard byte == quote || byte == UInt8(ascii: "\\") && style == .doubleQuoted else {
        at += 1
        continue
      }
      let next = self.byte(at + 1)
      let isEnd = byte == quote && (style == .doubleQuoted || next != quote)
      if isEnd, isVerbatim {
        at += 1
        return Scalar(style: style, range: start..<at, content: start + 1..<at - 1)
      }
      if isVerbatim { scratch.removeAll(keepingCapacity: true) }
      isVerbatim = false
      scratch.append(contentsOf: bytes[runStart..<at])
      if isEnd {
        at += 1
        return Scalar(style: style, range: start..<at, content: nil)
      }
      // Two single quotes are one.
      guard let escaped = style == .singleQuoted ? quote : Self.escaped(next) else { return nil }
      scratch.append(escaped)
      at += 2
      runStart = at
    }
  }

  /// What a letter after a backslash stands for, of the escapes that are much used.
  private static func escaped(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "/"): letter
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "r"): 0x0D
    default: nil
    }
  }

  // MARK: Block scalars

  /// `|` and `>` with the text below them, which stands further in than the column `parent`. Comments after the sign
  /// and indentation indicators are left to libyaml.
  mutating func readBlockScalar(in parent: Int, _ builder: inout TreeBuilder) -> Bool {
    let start = at
    let isFolded = bytes[at] == UInt8(ascii: ">")
    at += 1
    let chomping = byte(at)
    if chomping == UInt8(ascii: "-") || chomping == UInt8(ascii: "+") { at += 1 }
    skipSpaces()
    guard byte(at) == 0x0A else { return false }
    at += 1
    guard let indent = blockIndentation(), indent > parent else { return false }
    scratch.removeAll(keepingCapacity: true)
    let breaks = isFolded ? readFolded(indent) : readLiteral(indent)
    guard let breaks, !scratch.isEmpty else { return false }
    switch chomping {
    case UInt8(ascii: "-"): break
    case UInt8(ascii: "+"): scratch.append(contentsOf: repeatElement(0x0A, count: breaks))
    default: if breaks > 0 { scratch.append(0x0A) }
    }
    var end = at
    while end > start, [0x20, 0x0A, 0x09].contains(bytes[end - 1]) { end -= 1 }
    take(Scalar(style: isFolded ? .folded : .literal, range: start..<end, content: nil), &builder)
    return true
  }

  /// How far the first line of text stands in; nil if an empty line before it stands further in, or there is no text.
  private func blockIndentation() -> Int? {
    var start = at
    var widest = 0
    while true {
      var next = start
      while byte(next) == 0x20 { next += 1 }
      switch byte(next) {
      case 0, 0x09: return nil
      case 0x0A: widest = max(widest, next - start)
      default: return next - start >= widest ? next - start : nil
      }
      start = next + 1
    }
  }

  /// Reads lines into `scratch` as they stand and goes to the first that is no part of the scalar. The number of line
  /// breaks after the last line of text; nil at a tab in the indentation.
  private mutating func readLiteral(_ indent: Int) -> Int? {
    var breaks = 0
    while let line = takeBlockLine(indent, &breaks) {
      guard !line.isEmpty else { return breaks }
      scratch.append(contentsOf: repeatElement(0x0A, count: breaks))
      scratch.append(contentsOf: bytes[line])
      breaks = takeBreak()
    }
    return nil
  }

  /// As `readLiteral`, with a single break between two lines that don't begin with white space turned into a space.
  private mutating func readFolded(_ indent: Int) -> Int? {
    var breaks = 0
    var wasBlank = true
    while let line = takeBlockLine(indent, &breaks) {
      guard !line.isEmpty else { return breaks }
      let isBlank = bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09
      if wasBlank || isBlank || scratch.isEmpty {
        scratch.append(contentsOf: repeatElement(0x0A, count: breaks))
      } else if breaks == 1 {
        scratch.append(0x20)
      } else {
        scratch.append(contentsOf: repeatElement(0x0A, count: breaks - 1))
      }
      scratch.append(contentsOf: bytes[line])
      wasBlank = isBlank
      breaks = takeBreak()
    }
    return nil
  }

  /// Counts empty lines into `breaks` and goes past the next line of text; an empty range at the start of the line that
  /// ends the scalar, nil at a tab in the indentation.
  private mutating func takeBlockLine(_ indent: Int, _ breaks: inout Int) -> Range<Int>? {
    while true {
      lineStart = at
      while at - lineStart < indent, byte(at) == 0x20 { at += 1 }
      if byte(at) == 0x0A {
        at += 1
        breaks += 1
      } else if at - lineStart < indent || at == bytes.count {
        if byte(at) == 0x09 { return nil }
        at = lineStart
        return at..<at
      } else {
        let start = at
        skipText()
        return start..<at
      }
    }
  }

  private mutating func takeBreak() -> Int {
    guard at < bytes.count else { return 0 }
    at += 1
    return 1
  }
}
