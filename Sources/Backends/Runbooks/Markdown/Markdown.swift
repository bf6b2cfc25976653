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
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: code) + 1))
    return fence + language + "\n"
      + code.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.last == "\r" ? $0.dropLast() : $0 }.joined(separator: "\n").trimmingLineBreaks + "\n" + fence
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
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let pad = text.first == "`" || text.last == "`" ? " " : ""
    return fence + pad + text + pad + fence
  }

  /// A link's target, in angle brackets where its own characters could end it.
  private static func destination(_ target: String) -> String {
    let target = singleLine(target).replacing("\\", with: "\\\\")
      .replacing("<", with: "%3C").replacing(">", with: "%3E")
    return target.isEmpty || target.contains { " ()".contains($0) } ? "<\(target)>" : target
  }

  private static func singleLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }

  private static func escaped(_ text: String, startsLine: Bool) -> String {
    let characters = Array(singleLine(text))
    var out = ""
    for (index, character) in characters.enumerated() {
      switch character {
      case "\\", "`", "*", "[", "]", "<", "~", "&": out.append("\\")
      // Inside a word it is no emphasis, and metric names stay readable.
      case "_":
        let before = index > 0 ? characters[index - 1] : " "
        let after = index + 1 < characters.count ? characters[index + 1] : " "
        if !isWord(before) || !isWord(after) { out.append("\\") }
      default: break
      }
      out.append(character)
    }
    return startsLine ? withoutBlockMarker(out) : out
  }

  /// What would make a line a heading, a quotation, a list or a rule is escaped at its start.
  private static func withoutBlockMarker(_ line: String) -> String {
    guard let first = line.first else { return line }
    if "#>+-=|".contains(first) { return "\\" + line }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" { return digits + "\\" + rest }
    return line
  }

  private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  private static func longestRun(of wanted: Character, in text: String) -> Int {
    var longest = 0
    var current = 0
    for character in text {
      current = character == wanted ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}

extension String {
  /// Without line breaks at either end.
  fileprivate var trimmingLineBreaks: Substring {
    var rest = self[...]
    while rest.first?.isNewline == true { rest.removeFirst() }
    while rest.last?.isNewline == true { rest.removeLast() }
    return rest
  }
}

extension [Markdown.Inline] {
  /// Text of the spec, which is plain but for code between backquotes.
  init(prose text: String) {
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
