import Diagnostics
import Parallel

/// What comments silence: `# belfry ignore ID: reason` on the line of a finding or above it, `ignore-file` for a whole file
/// or a text inside one, and pint's comments.
struct Suppressions {
  /// Of one file: each suppression, and by what it can be found.
  private struct Comments: Sendable {
    var all: [Suppression] = []
    var ofFile: [Int] = []
    var byText: [Int: [Int]] = [:]
    var byLine: [Int: [Int]] = [:]
    var byRule: [Int: [Int]] = [:]
    var extents: RuleExtents?
    var texts: EmbeddedTexts
    /// What is wrong with some.
    var problems: [Diagnostic] = []

    /// Reads the comments of a file.
    init(of file: SourceFile, _ rules: (SourceFile) -> RuleExtents?, _ texts: EmbeddedTexts) {
      self.texts = texts
      let comments = ControlComment.all(in: file)
      // Only comments for pint ask where rules stand.
      if comments.contains(where: { $0.addressee == .pint }) { extents = rules(file) }
      for comment in comments {
        switch comment.addressee {
        case .belfry:
          let read = BelfryComment.read(comment)
          for suppression in read.suppressions { add(suppression) }
          problems += read.problems
        case .pint: for suppression in PintComment.suppressions(comment) { add(suppression) }
        }
      }
    }

    private mutating func add(_ suppression: Suppression) {
      let index = all.count
      all.append(suppression)
      switch suppression.reach {
      case .file: ofFile.append(index)
      case .text:
        if let text = texts.around(suppression.span.start).first {
          byText[text, default: []].append(index)
        } else {
          ofFile.append(index)
        }
      case .lines(let line, let next):
        byLine[line, default: []].append(index)
        if next != line { byLine[next, default: []].append(index) }
      case .rule:
        if let rule = extents?.rule(at: suppression.span.start) { byRule[rule, default: []].append(index) }
      }
    }

    /// Those that may silence what stands at an offset.
    private func candidates(at offset: Int, line: Int) -> [Int] {
      let ofRule = byRule.isEmpty ? nil : extents?.rule(at: offset).flatMap { byRule[$0] }
      let ofTexts = byText.isEmpty ? [] : texts.around(offset).flatMap { byText[$0] ?? [] }
      return (byLine[line] ?? []) + (ofRule ?? []) + ofTexts + ofFile
    }

    mutating func silences(_ finding: Diagnostic, at offset: Int, line: Int, today: Day?) -> Bool {
      var isSilenced = false
      for index in candidates(at: offset, line: line) where all[index].id == finding.id {
        if let name = all[index].naming, !finding.message.contains("\"\(name)\"") { continue }
        if all[index].hasEnded(by: today) {
          all[index].isMissed = true
        } else if !isSilenced {
          all[index].isUsed = true
          isSilenced = true
        }
      }
      return isSilenced
    }
  }

  private var comments: [String: Comments] = [:]
  private var problems: [Diagnostic] = []
  private let today: Day?

  /// `rules` tells where the rules of a file stand, `texts` the same of texts inside it. Without a day, no snooze has ended.
  init(
    in files: [SourceFile], texts: [String: EmbeddedTexts] = [:], today: Day? = nil,
    rules: @escaping @Sendable (SourceFile) -> RuleExtents? = { _ in nil }
  ) {
    self.today = today
    let read = files.concurrentMap { Comments(of: $0, rules, texts[$0.path] ?? EmbeddedTexts()) }
    for (file, own) in zip(files, read) where comments[file.path] == nil {
      comments[file.path] = own
      problems += own.problems
    }
  }

  /// The findings that no comment silences, and one for each comment that silences nothing, has ended, names no check or
  /// gives no reason. Only the checks that `ran` can have found nothing. Findings of the groups `syntax`, `input` and
  /// `output` can't be silenced: the file itself is not as it should be.
  mutating func applied(to findings: [Diagnostic], ran: (String) -> Bool = { _ in true }) -> [Diagnostic] {
    let kept = findings.filter { !silences($0) }
    let ours = comments.values.flatMap(\.all).filter(\.isOurs)
    return kept + problems + ours.compactMap { remark(on: $0, ran) }
  }

  private func remark(on suppression: Suppression, _ ran: (String) -> Bool) -> Diagnostic? {
    let (id, place) = (suppression.id, Origin.file(suppression.span))
    if suppression.isMissed, let until = suppression.until {
      return Diagnostic(
        "suppression/expired", .warning, "this silenced \"\(id)\" until \(until)", at: place,
        help: "mend what it is about, or name a later day")
    }
    if !suppression.isUsed {
      guard ran(id) else { return nil }
      return Diagnostic(
        "suppression/unused", .warning, "this silences \"\(id)\", which reports nothing here", at: place,
        help: "remove the comment")
    }
    guard !suppression.hasReason else { return nil }
    return Diagnostic(
      "suppression/malformed", .warning, "this silences \"\(id)\" without saying why", at: place,
      help: "write # belfry ignore \(id): the reason")
  }

  private mutating func silences(_ finding: Diagnostic) -> Bool {
    guard let span = finding.place.span, finding.canBeSilenced, comments[span.file.path]?.all.isEmpty == false else {
      return false
    }
    let line = span.file.line(around: span.start).range.lowerBound
    return comments[span.file.path]?.silences(finding, at: span.start, line: line, today: today) ?? false
  }
}

extension Diagnostic {
  /// Whether it is about what a file says, and not about the file not being as it should be.
  var canBeSilenced: Bool { !["syntax", "input", "output"].contains(id.prefix { $0 != "/" }) }
}
