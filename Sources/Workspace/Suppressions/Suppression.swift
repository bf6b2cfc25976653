import Diagnostics

/// One check that a comment silences, and where.
struct Suppression {
  enum Reach {
    case file
    /// The text that the comment stands in; the file, where that is none.
    case text
    /// The line at an offset, and the one at another.
    case lines(Int, Int)
    /// The rule that the comment stands in, or above.
    case rule
  }

  var id: String
  var reach: Reach
  /// The last day on which it silences.
  var until: Day?
  var span: Span
  /// Whether somebody says if it is of no use: others' comments may serve others' checks.
  var isOurs = true
  var hasReason = true
  /// Only findings that name this.
  var naming: String?
  var isUsed = false
  /// Whether it would silence something, if it had not ended.
  var isMissed = false

  init(id: String, reach: Reach, until: Day? = nil, span: Span) {
    (self.id, self.reach, self.until, self.span) = (id, reach, until, span)
  }

  func hasEnded(by today: Day?) -> Bool {
    guard let until, let today else { return false }
    return until < today
  }
}

/// `# belfry ignore ID, ID until DATE: reason`.
enum BelfryComment {
  /// What a comment silences, or what is wrong with it; nothing if it is no such comment.
  static func read(_ comment: ControlComment) -> (suppressions: [Suppression], problems: [Diagnostic]) {
    var words = comment.words.dropFirst("ignore".count)
    let isWholeFile = words.hasPrefix("-file")
    if isWholeFile { words = words.dropFirst("-file".count) }
    guard words.first == " " else { return ([], []) }
    let parts = words.split(separator: ":", maxSplits: 1)
    let (names, end) = split(parts.first ?? "")
    var until: Day?
    if let end {
      guard let day = Day(end) else {
        return ([], [malformed("\"\(end)\" is not a day", comment, help: "write until 2026-12-31")])
      }
      until = day
    }
    let ids = names.split(separator: ",").map(\.trimmingSpaces).filter { !$0.isEmpty }
    var problems: [Diagnostic] = []
    var suppressions: [Suppression] = []
    for id in ids {
      if FindingCatalogue.isKnown(id) {
        var one = Suppression(
          id: id, reach: isWholeFile ? .text : .lines(comment.line, comment.next), until: until, span: comment.span)
        one.hasReason = parts.count == 2 && !parts[1].trimmingSpaces.isEmpty
        suppressions.append(one)
      } else {
        problems.append(malformed(FindingCatalogue.problem(with: id) ?? "a group can't be silenced", comment))
      }
    }
    return (suppressions, problems)
  }

  /// The ids, and what stands after `until`.
  private static func split(_ text: Substring) -> (names: Substring, until: String?) {
    guard let range = text.firstRange(of: " until") else { return (text, nil) }
    let rest = text[range.upperBound...]
    guard rest.isEmpty || rest.first == " " else { return (text, nil) }
    return (text[..<range.lowerBound], rest.trimmingSpaces)
  }

  private static func malformed(_ message: String, _ comment: ControlComment, help: String? = nil) -> Diagnostic {
    Diagnostic(
      "suppression/malformed", .warning, message, at: .file(comment.span),
      help: help ?? "write # belfry ignore ID: the reason")
  }
}
