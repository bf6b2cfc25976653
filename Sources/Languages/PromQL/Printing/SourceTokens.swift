/// The tokens of a valid expression with the comments between them, each held by the token that it is about.
struct SourceTokens {
  struct Entry {
    var kind: Token.Kind
    var range: Range<Int>
    /// Comments on lines of their own before the token.
    var above: [String] = []
    /// The comment behind the token, on its line.
    var behind: String?
    /// A comma before a closing bracket, which is not printed.
    var isSuperfluous = false
  }

  let bytes: [UInt8]
  private(set) var entries: [Entry] = []
  /// Comments on lines of their own after the last token.
  private(set) var final: [String] = []

  init(_ bytes: [UInt8], dialect: PromQL.Dialect) {
    self.bytes = bytes
    var lexer = Lexer(bytes, dialect: dialect)
    while case let token = lexer.next(), token.kind != .endOfInput {
      readComments(before: token.start)
      entries.append(Entry(kind: token.kind, range: token.range))
      takeFinalAsAbove()
    }
    readComments(before: bytes.count)
    markSuperfluousCommas()
    moveCommentsOffCommas()
  }

  func text(_ index: Int) -> String { String(decoding: bytes[entries[index].range], as: UTF8.self) }

  /// The indices of the tokens within bytes of the text.
  func indices(in range: Range<Int>) -> Range<Int> {
    let first = firstIndex(from: range.lowerBound)
    return first..<max(first, firstIndex(from: range.upperBound))
  }

  /// The index of the first token that begins at `offset` or later.
  private func firstIndex(from offset: Int) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether there is a comment between the first and the last of these tokens.
  func hasComments(inside tokens: Range<Int>) -> Bool {
    tokens.contains {
      $0 > tokens.lowerBound && !entries[$0].above.isEmpty || $0 + 1 < tokens.upperBound && entries[$0].behind != nil
    }
  }
}

extension SourceTokens {
  /// Collects the comments between the last token and `end`.
  private mutating func readComments(before end: Int) {
    var at = entries.last?.range.upperBound ?? 0
    var isOnTokensLine = !entries.isEmpty
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        isOnTokensLine = false
        at += 1
      case UInt8(ascii: "#"):
        let start = at
        while at < end, bytes[at] != UInt8(ascii: "\n"), bytes[at] != UInt8(ascii: "\r") { at += 1 }
        var last = at
        while last > start, bytes[last - 1] == UInt8(ascii: " ") || bytes[last - 1] == UInt8(ascii: "\t") { last -= 1 }
        let text = String(decoding: bytes[start..<last], as: UTF8.self)
        if isOnTokensLine { entries[entries.count - 1].behind = text } else { final.append(text) }
      default: at += 1
      }
    }
  }

  private mutating func takeFinalAsAbove() {
    guard !final.isEmpty else { return }
    entries[entries.count - 1].above = final
    final = []
  }

  private mutating func markSuperfluousCommas() {
    for index in entries.indices.dropLast() where entries[index].kind == .comma && index > 0 {
      switch entries[index + 1].kind {
      case .rightBrace, .rightParen: break
      default: continue
      }
      let comma = entries[index]
      entries[index].isSuperfluous = true
      entries[index].above = []
      entries[index].behind = nil
      var below = comma.above
      if let comment = comma.behind {
        if below.isEmpty, entries[index - 1].behind == nil {
          entries[index - 1].behind = comment
        } else {
          below.append(comment)
        }
      }
      entries[index + 1].above.insert(contentsOf: below, at: 0)
    }
  }

  /// A comment before a comma is printed behind it.
  private mutating func moveCommentsOffCommas() {
    for index in entries.indices.dropLast() where entries[index].kind == .comma && !entries[index].isSuperfluous {
      guard index > 0 else { continue }
      var comments = entries[index].above
      entries[index].above = []
      if let comment = entries[index - 1].behind {
        entries[index - 1].behind = nil
        if let own = entries[index].behind { comments.append(own) }
        entries[index].behind = comment
      } else if !comments.isEmpty, let own = entries[index].behind {
        comments.append(own)
        entries[index].behind = nil
      }
      entries[index + 1].above.insert(contentsOf: comments, at: 0)
    }
  }
}
