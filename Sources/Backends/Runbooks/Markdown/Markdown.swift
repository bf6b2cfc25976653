/// A document in CommonMark with GitHub's task lists: blocks of plain text, escaped where it is written.
struct Markdown: Equatable {
  enum Inline: Equatable {
    case text(String)
    case code(String)
    case strong(String)
    case link(String, to: String)
  }

  struct Item: Equatable {
    var text: [Inline]
    /// A box before the item, ticked or not; no box when nil.
    var isDone: Bool?
    /// Points below it.
    var details: [[Inline]] = []
  }

  enum Block: Equatable {
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case bullets([Item])
    case numbered([[Inline]])
    case code(language: String, String)
    /// Not shown.
    case comment(String)
  }

  var blocks: [Block] = []

  /// Ends in one line break; blocks stand apart by an empty line.
  var rendered: String { blocks.map(Self.render).joined(separator: "\n\n") + "\n" }

  // MARK: Blocks

  private static func render(_ block: Block) -> String {
    switch block {
    case .heading(let level, let text): String(repeating: "#", count: level) + " " + line(text)
    case .paragraph(let text): line(text)
    case .bullets(let items): items.map(render).joined(separator: "\n")
    case .numbered(let items):
      items.enumerated().map { "\($0 + 1). " + line($1) }.joined(separator: "\n")
    case .code(let language, let code): fenced(code, language)
    case .comment(let text): "<!-- " + text.replacing("--", with: "- -") + " -->"
    }
  }

  private static func render(_ item: Item) -> String {
    let box = item.isDone.map { $0 ? "[x] " : "[ ] " } ?? ""
    return (["- " + box + line(item.text)] + item.details.map { "  - " + line($0) }).joined(separator: "\n")
  }

  /// A fence longer than any run of backquotes inside.
  private static func fenced(_ code: String, _ language: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(of: UInt8(ascii: "`"), in: code) + 1))
    let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var bytes = Array(code.utf8)[...]
    while let first = bytes.first, first == lineFeed || first == carriageReturn { bytes.removeFirst() }
    while let last = bytes.last, last == lineFeed || last == carriageReturn { bytes.removeLast() }
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count)
    for index in bytes.indices {
      // Lines end as the rest of the document's do.
      if bytes[index] == carriageReturn, index + 1 < bytes.endIndex, bytes[index + 1] == lineFeed { continue }
      lines.append(bytes[index])
    }
    return fence + language + "\n" + String(decoding: lines, as: UTF8.self) + "\n" + fence
  }

  // MARK: Text

  /// One line: breaks become spaces, so that text can't begin a block of its own.
  private static func line(_ parts: [Inline]) -> String {
    var out = ""
    for part in parts {
      switch part {
      case .text(let text): out += escaped(text, startsLine: out.isEmpty)
      case .strong(let text): out += "**" + escaped(text, startsLine: false) + "**"
      case .code(let text): out += span(text)
      case .link(let text, let target):
        out += "[" + escaped(text, startsLine: false) + "](" + destination(target) + ")"
      }
    }
    return out
  }

  /// A code span, with delimiters longer than any run of backquotes inside.
  private static func span(_ text: String) -> String {
    let text = singleLine(text)
    let fence = String(repeating: "`", count: longestRun(of: UInt8(ascii: "`"), in: text) + 1)
    let pad = text.first == "`" || text.last == "`" ? " " : ""
    return fence + pad + text + pad + fence
  }

  /// A link's target, in angle brackets where its own characters could end it.
  private static func destination(_ target: String) -> String {
    guard !target.isEmpty else { return "<>" }
    // Most hold nothing of the kind.
    let isPlain = target.utf8.withContiguousStorageIfAvailable { !$0.contains(where: Self.endsDestination) }
    if isPlain ?? false { return target }
    var out: [UInt8] = []
    out.reserveCapacity(target.utf8.count)
    var needsBrackets = false
    for byte in singleLine(target).utf8 {
      switch byte {
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case UInt8(ascii: "<"): out += "%3C".utf8
      case UInt8(ascii: ">"): out += "%3E".utf8
      case UInt8(ascii: " "), UInt8(ascii: "("), UInt8(ascii: ")"):
        needsBrackets = true
        out.append(byte)
      default: out.append(byte)
      }
    }
    let target = String(decoding: out, as: UTF8.self)
    return needsBrackets ? "<\(target)>" : target
  }

  /// Whether a byte is one of a line break, or means something in a link's target.
  private static func endsDestination(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"): true
    default: byte <= 0x20 || byte >= 0x80
    }
  }

  private static func singleLine(_ text: String) -> String {
    // Every line break begins with one of these bytes, and most text has none of them.
    let mayBreak = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.contains { $0 <= 0x0D && $0 >= 0x0A || $0 == 0xC2 || $0 == 0xE2 }
    }
    return mayBreak ?? true ? String(text.map { $0.isNewline ? " " : $0 }) : text
  }

  private static func escaped(_ text: String, startsLine: Bool) -> String {
    let bytes = Array(singleLine(text).utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 8)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "<"), UInt8(ascii: "~"), UInt8(ascii: "&"):
        out.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "_"):
        // Inside a word it is no emphasis, and metric names stay readable.
        let isInWord = index > 0 && isWord(bytes[index - 1]) && index + 1 < bytes.count && isWord(bytes[index + 1])
        if !isInWord { out.append(UInt8(ascii: "\\")) }
      default: break
      }
      out.append(byte)
    }
    let escaped = String(decoding: out, as: UTF8.self)
    return startsLine ? withoutBlockMarker(escaped) : escaped
  }

  /// What would make a line a heading, a quotation, a list or a rule is escaped at its start.
  private static func withoutBlockMarker(_ line: String) -> String {
    guard let first = line.utf8.first else { return line }
    if "#>+-=|".utf8.contains(first) { return "\\" + line }
    guard first &- 0x30 < 10 else { return line }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" { return digits + "\\" + rest }
    return line
  }

  /// Letters beyond ASCII are not told from marks: one backslash too many does no harm.
  private static func isWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 }

  private static func longestRun(of wanted: UInt8, in text: String) -> Int {
    var longest = 0
    var current = 0
    for byte in text.utf8 {
      current = byte == wanted ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}

extension [Markdown.Inline] {
  /// Text of the spec, which is plain but for code between backquotes.
  init(prose text: String) {
    guard text.utf8.contains(UInt8(ascii: "`")) else {
      self = [.text(text)]
      return
    }
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    let codes = parts.enumerated().filter { $0.offset % 2 == 1 }
    // A backquote without a partner, or two with nothing between, is itself.
    guard parts.count % 2 == 1, codes.allSatisfy({ !$0.element.isEmpty }) else {
      self = [.text(text)]
      return
    }
    self = parts.enumerated().compactMap { index, part in
      part.isEmpty ? nil : index % 2 == 1 ? .code(String(part)) : .text(String(part))
    }
  }
}
