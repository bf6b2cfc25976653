import Diagnostics

/// `# belfry ignore ID: reason` comments: on the line of a finding or above it, or `ignore-file` for a whole file.
struct Suppressions {
  private struct Comment {
    var id: String
    var isWholeFile: Bool
    /// Offset of the line that the comment stands on, and of the first line below that holds more than a comment.
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

  /// One pass over the bytes, line by line, stopping only at a `#` that can begin a comment.
  private static func comments(in file: SourceFile) -> [Comment] {
    var found: [Comment] = []
    let bytes = file.bytes
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
      var at = line
      while let mark = bytes[at..<end].firstIndex(of: UInt8(ascii: "#")) {
        if let comment = comment(in: file, from: mark, to: end, line: line) {
          found.append(comment)
          if isComment { waiting += 1 }
          break
        }
        at = mark + 1
      }
      line = end + 1
    }
    return found
  }

  private static func comment(in file: SourceFile, from start: Int, to end: Int, line: Int) -> Comment? {
    // YAML, PromQL and Alloy's neighbours begin a comment at the start of a line or after a space.
    if start > line, file.bytes[start - 1] != UInt8(ascii: " "), file.bytes[start - 1] != UInt8(ascii: "\t") {
      return nil
    }
    var at = start + 1
    while at < end, file.bytes[at] == UInt8(ascii: " ") { at += 1 }
    guard file.bytes[at..<end].starts(with: marker) else { return nil }
    var words = String(decoding: file.bytes[(at + marker.count)..<end], as: UTF8.self)[...]
    let isWholeFile = words.hasPrefix("-file")
    if isWholeFile { words = words.dropFirst(5) }
    let parts = words.split(separator: ":", maxSplits: 1).map(\.trimmingSpaces)
    guard words.first == " ", let id = parts.first, !id.isEmpty else { return nil }
    return Comment(
      id: id, isWholeFile: isWholeFile, line: line, next: line, span: Span(file: file, start: start, end: end),
      hasReason: parts.count == 2 && !parts[1].isEmpty)
  }

  /// The findings that no comment silences, and one for each comment that silences nothing, names no check or gives no
  /// reason. Only the checks that `ran` can have found nothing. Findings of the groups `syntax`, `input` and `output`
  /// can't be silenced: the file itself is not as it should be.
  mutating func applied(to findings: [Diagnostic], ran: (String) -> Bool = { _ in true }) -> [Diagnostic] {
    var kept = findings.filter { !silences($0) }
    for comment in comments.values.joined() {
      if !FindingCatalogue.isKnown(comment.id) {
        kept.append(
          Diagnostic(
            "suppression/malformed", .warning,
            FindingCatalogue.problem(with: comment.id) ?? "a group can't be silenced",
            at: .file(comment.span), help: "write # belfry ignore ID: the reason"))
      } else if !comment.isUsed, ran(comment.id) {
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

  private mutating func silences(_ finding: Diagnostic) -> Bool {
    let group = finding.id.prefix { $0 != "/" }
    guard let span = finding.place.span, !["syntax", "input", "output"].contains(group) else { return false }
    let line = span.file.line(around: span.start).range.lowerBound
    let index = comments[span.file.path]?.firstIndex {
      $0.id == finding.id && ($0.isWholeFile || $0.line == line || $0.next == line)
    }
    guard let index else { return false }
    comments[span.file.path]?[index].isUsed = true
    return true
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while let last = text.last, last == " " || last == "\r" { text.removeLast() }
    return String(text)
  }
}
