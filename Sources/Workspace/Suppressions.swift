import Diagnostics

/// `# belfry ignore ID: reason` comments: on the line of a finding or the line above it, or `ignore-file` for a whole file.
struct Suppressions {
  private struct Comment {
    var id: String
    var isWholeFile: Bool
    /// Offset of the line that the comment stands on, and of the line after it.
    var line: Int
    var next: Int
    var span: Span
    var isUsed = false
    var hasReason: Bool
  }

  private var comments: [String: [Comment]] = [:]

  init(in files: [SourceFile]) {
    for file in files where comments[file.path] == nil { comments[file.path] = Self.comments(in: file) }
  }

  private static let marker = Array("belfry ignore".utf8)

  /// One pass over the bytes, stopping only at `#`.
  private static func comments(in file: SourceFile) -> [Comment] {
    var found: [Comment] = []
    let bytes = file.bytes
    var lineStart = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"): lineStart = index + 1
      case UInt8(ascii: "#"):
        var end = index
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        if let comment = comment(in: file, from: index, to: end, line: lineStart) { found.append(comment) }
        index = end
        continue
      default: break
      }
      index += 1
    }
    return found
  }

  private static func comment(in file: SourceFile, from start: Int, to end: Int, line: Int) -> Comment? {
    var at = start + 1
    while at < end, file.bytes[at] == UInt8(ascii: " ") { at += 1 }
    guard file.bytes[at..<end].starts(with: marker) else { return nil }
    var words = String(decoding: file.bytes[(at + marker.count)..<end], as: UTF8.self)
    let isWholeFile = words.hasPrefix("-file")
    if isWholeFile { words.removeFirst(5) }
    let parts = words.split(separator: ":", maxSplits: 1).map { $0.trimmingSpaces }
    guard let id = parts.first, !id.isEmpty else { return nil }
    return Comment(
      id: id, isWholeFile: isWholeFile, line: line, next: end + 1, span: Span(file: file, start: start, end: end),
      hasReason: parts.count == 2 && !parts[1].isEmpty)
  }

  /// The findings that no comment silences, and one for each comment that silences nothing or gives no reason.
  /// Findings of the groups `syntax`, `input` and `output` can't be silenced: the file itself is not as it should be.
  mutating func applied(to findings: [Diagnostic]) -> [Diagnostic] {
    var kept = findings.filter { finding in
      guard let span = finding.place.span, !["syntax", "input", "output"].contains(finding.group) else { return true }
      let line = span.file.line(around: span.start).range.lowerBound
      guard
        let index = comments[span.file.path]?.firstIndex(where: {
          $0.id == finding.id && ($0.isWholeFile || $0.line == line || $0.next == line)
        })
      else { return true }
      comments[span.file.path]?[index].isUsed = true
      return false
    }
    for comment in comments.values.joined() {
      if !comment.isUsed {
        kept.append(
          Diagnostic(
            "suppression/unused", .warning, "this silences \"\(comment.id)\", which reports nothing here",
            at: .file(comment.span), help: "remove the comment"))
      } else if !comment.hasReason {
        kept.append(
          Diagnostic(
            "suppression/malformed", .warning, "this silences \"\(comment.id)\" without saying why",
            at: .file(comment.span), help: "write # belfry ignore \(comment.id): the reason"))
      }
    }
    return kept
  }
}

extension Diagnostic {
  var group: String { String(id.prefix { $0 != "/" }) }
}

extension Substring {
  var trimmingSpaces: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while let last = text.last, last == " " || last == "\r" { text.removeLast() }
    return String(text)
  }
}
