import Diagnostics

/// A comment that speaks to a checker: `# belfry …` or `# pint …`.
struct ControlComment {
  enum Addressee {
    case belfry, pint
  }

  var addressee: Addressee
  /// What follows the addressee's name, without blanks at its ends.
  var words: String
  /// Offset of the line that the comment stands on, and of the first line below that holds more than a comment.
  var line: Int
  var next: Int
  var span: Span

  /// The comments of a file, one a line at most, in order.
  static func all(in file: SourceFile) -> [ControlComment] {
    let bytes = file.bytes
    guard bytes.contains("belfry ignore") || bytes.contains("pint ") else { return [] }
    var found: [ControlComment] = []
    /// How many comments at the end of `found` stand alone above the line being read.
    var waiting = 0
    var line = 0
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let first = bytes[line..<end].firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      let isComment = first.map { bytes[$0] == UInt8(ascii: "#") } ?? false
      if !isComment {
        for index in found.count - waiting..<found.count { found[index].next = line }
        waiting = 0
      }
      if let comment = comment(in: file, line: line, end: end) {
        found.append(comment)
        if isComment { waiting += 1 }
      }
      line = end + 1
    }
    return found
  }

  /// The first on a line: further ones are part of its reason.
  private static func comment(in file: SourceFile, line: Int, end: Int) -> ControlComment? {
    var at = line
    while let mark = file.bytes[at..<end].firstIndex(of: UInt8(ascii: "#")) {
      if beginsComment(at: mark, line: line, in: file.bytes),
        let comment = comment(in: file, from: mark, to: end, line: line)
      {
        return comment
      }
      at = mark + 1
    }
    return nil
  }

  /// YAML, PromQL and Alloy's neighbours begin a comment at the start of a line or after a space; in quoted text, lines
  /// are broken by `\n`.
  private static func beginsComment(at mark: Int, line: Int, in bytes: [UInt8]) -> Bool {
    if mark == line || bytes[mark - 1] == UInt8(ascii: " ") || bytes[mark - 1] == UInt8(ascii: "\t") { return true }
    return mark >= line + 2 && bytes[mark - 1] == UInt8(ascii: "n") && bytes[mark - 2] == UInt8(ascii: "\\")
  }

  private static func comment(in file: SourceFile, from start: Int, to end: Int, line: Int) -> ControlComment? {
    var at = start + 1
    while at < end, file.bytes[at] == UInt8(ascii: " ") { at += 1 }
    let text = file.bytes[at..<end]
    let addressee: Addressee
    if text.starts(with: "belfry ignore".utf8) {
      addressee = .belfry
    } else if text.starts(with: "pint ".utf8) {
      addressee = .pint
    } else {
      return nil
    }
    let words = String(decoding: text.drop { $0 != UInt8(ascii: " ") }, as: UTF8.self).trimmingSpaces
    return ControlComment(
      addressee: addressee, words: words, line: line, next: line, span: Span(file: file, start: start, end: end))
  }
}

extension StringProtocol {
  /// Without blanks at its ends, and without a carriage return.
  var trimmingSpaces: String {
    var text = self[...]
    while text.first == " " { text = text.dropFirst() }
    while let last = text.unicodeScalars.last, last == " " || last == "\r" {
      text = text[..<text.unicodeScalars.index(before: text.endIndex)]
    }
    return String(text)
  }
}
