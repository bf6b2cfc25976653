/// Text with places where lines may break, to be laid out within a width.
///
/// A *group* is put on one line where it fits; otherwise its own lines break, and each group inside it is tried again.
/// Pieces are numbers into one array and layout keeps its own stack, so neither building nor printing is recursive.
struct Layout {
  typealias Piece = Int

  private indirect enum Form {
    case text(String)
    /// A blank between two pieces, unless a line ends there.
    case space
    /// Nothing or a blank while the group is on one line, the end of a line when it is broken.
    case line(isBlank: Bool)
    case sequence([Piece])
    case indented(Piece)
    case group(Piece)
    /// One more level for the line that is begun here, when the group is broken.
    case pad
    /// Up to the end of its line; on a line of its own, or behind the piece before.
    case comment(String, isOwnLine: Bool)
  }

  /// What is known of a piece before it is laid out.
  private struct Measure {
    /// Columns on one line, comments aside.
    var width = 0
    /// Columns before the first place where a line may end.
    var head = 0
    var hasLine = false
    var hasText = false
    /// Whether comments stand before the first text, and after the last.
    var startsWithComment = false
    var endsWithComment = false
    /// A comment stands between texts, so that one line can't hold them.
    var mustBreak = false

    mutating func append(_ other: Measure) {
      mustBreak = mustBreak || other.mustBreak
      if hasText, other.hasText, endsWithComment || other.startsWithComment { mustBreak = true }
      if !hasText { startsWithComment = startsWithComment || other.startsWithComment }
      endsWithComment = other.hasText ? other.endsWithComment : endsWithComment || other.endsWithComment
      if !hasLine { head += other.head }
      hasLine = hasLine || other.hasLine
      hasText = hasText || other.hasText
      width += other.width
    }
  }

  private var forms: [Form] = []
  private var measures: [Measure] = []

  private mutating func add(_ form: Form, _ measure: Measure) -> Piece {
    forms.append(form)
    measures.append(measure)
    return forms.count - 1
  }

  mutating func text(_ text: String) -> Piece {
    let width = text.unicodeScalars.count
    return add(.text(text), Measure(width: width, head: width, hasText: width > 0))
  }

  mutating func space() -> Piece { add(.space, Measure(width: 1, head: 1)) }

  /// A place where the line may end; on one line it is a blank, or nothing.
  mutating func line(isBlank: Bool) -> Piece {
    add(.line(isBlank: isBlank), Measure(width: isBlank ? 1 : 0, hasLine: true))
  }

  mutating func comment(_ text: String, isOwnLine: Bool) -> Piece {
    add(
      .comment(text, isOwnLine: isOwnLine), Measure(hasLine: true, startsWithComment: true, endsWithComment: true))
  }

  mutating func sequence(_ pieces: [Piece]) -> Piece {
    if pieces.count == 1 { return pieces[0] }
    var measure = Measure()
    for piece in pieces { measure.append(measures[piece]) }
    return add(.sequence(pieces), measure)
  }

  mutating func indented(_ pieces: [Piece]) -> Piece {
    let content = sequence(pieces)
    return add(.indented(content), measures[content])
  }

  mutating func group(_ pieces: [Piece]) -> Piece {
    let content = sequence(pieces)
    return add(.group(content), measures[content])
  }

  mutating func pad() -> Piece { add(.pad, Measure()) }
}

extension Layout {
  private struct Task {
    var piece: Piece
    var indent: Int
    var isBroken: Bool
  }

  /// The text of a piece in lines of at most `width` columns, where they can be.
  func print(_ root: Piece, width: Int) -> String {
    var page = Page()
    var tasks = [Task(piece: root, indent: 0, isBroken: true)]
    while let task = tasks.popLast() {
      switch forms[task.piece] {
      case .text(let text): page.write(text)
      case .space: page.owesSpace = true
      case .line(let isBlank):
        if task.isBroken { page.breakLine(indent: task.indent) } else if isBlank { page.owesSpace = true }
      case .sequence(let pieces):
        for piece in pieces.reversed() {
          tasks.append(Task(piece: piece, indent: task.indent, isBroken: task.isBroken))
        }
      case .indented(let piece):
        // Beyond the width more blanks tell nothing, and would add up to more text than there was.
        let indent = min(task.indent + Page.step, max(width, Page.step))
        tasks.append(Task(piece: piece, indent: indent, isBroken: task.isBroken))
      case .group(let piece):
        let isBroken = task.isBroken && !fits(piece, on: page, before: tasks, width)
        tasks.append(Task(piece: piece, indent: task.indent, isBroken: isBroken))
      case .pad: if task.isBroken { page.indentLine() }
      case .comment(let text, let isOwnLine):
        if isOwnLine { page.writeLine(text, indent: task.indent) } else { page.writeBehind(text, indent: task.indent) }
      }
    }
    return page.text
  }

  /// Whether a piece, and what must follow it on its line, fits on the current line.
  private func fits(_ piece: Piece, on page: Page, before tasks: [Task], _ width: Int) -> Bool {
    let measure = measures[piece]
    if measure.mustBreak { return false }
    var room = width - page.column - measure.width
    if measure.endsWithComment { return room >= 0 }
    for task in tasks.reversed() {
      guard room >= 0 else { return false }
      let measure = measures[task.piece]
      room -= measure.head
      if measure.hasLine { break }
    }
    return room >= 0
  }

  /// The lines written so far.
  private struct Page {
    static let step = 2

    private(set) var text = ""
    /// A blank is to be written before the next text on the same line.
    var owesSpace = false
    private var written = 0
    /// Of a line that nothing is written on yet; nil when something is.
    private var pendingIndent: Int? = 0

    /// Where the next text would begin.
    var column: Int { pendingIndent ?? written + (owesSpace ? 1 : 0) }

    mutating func write(_ new: String) {
      guard !new.isEmpty else { return }
      if let indent = pendingIndent {
        text += String(repeating: " ", count: indent)
        written = indent
      } else if owesSpace {
        text += " "
        written += 1
      }
      pendingIndent = nil
      owesSpace = false
      text += new
      // A raw string may hold line breaks.
      if let lineBreak = new.utf8.lastIndex(of: UInt8(ascii: "\n")) {
        written = new[lineBreak...].unicodeScalars.count - 1
      } else {
        written += new.unicodeScalars.count
      }
    }

    mutating func breakLine(indent: Int) {
      if pendingIndent == nil { text += "\n" }
      pendingIndent = indent
      owesSpace = false
    }

    mutating func indentLine() { if let indent = pendingIndent { pendingIndent = indent + Self.step } }

    mutating func writeLine(_ comment: String, indent: Int) {
      breakLine(indent: indent)
      write(comment)
      breakLine(indent: indent)
    }

    mutating func writeBehind(_ comment: String, indent: Int) {
      owesSpace = true
      write(comment)
      breakLine(indent: indent + Self.step)
    }
  }
}
