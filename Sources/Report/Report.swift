package import Diagnostics

/// Findings in order, with nothing said twice, ready to be printed by one of the formats. Printing is pure: the same
/// findings give the same bytes.
package struct Report: Sendable {
  /// Texts among them are safe to show, whatever names of the input they quote.
  package let findings: [Diagnostic]
  /// What is hidden in the lines that are quoted.
  let secrets: [Span]

  package init(_ diagnostics: [Diagnostic], hiding secrets: [Span] = []) {
    self.secrets = secrets
    var seen = Set<Diagnostic>()
    let unique = diagnostics.filter { seen.insert($0).inserted }
    // Positions are compared as offsets; lines are counted only when something is printed.
    let sorted = unique.sorted { a, b in
      let (left, right) = (a.place.sortKey, b.place.sortKey)
      if left != right { return left < right }
      if a.severity != b.severity { return a.severity > b.severity }
      return (a.id, a.message) < (b.id, b.message)
    }
    findings = sorted.map(\.printable)
  }

  package func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }

  /// The findings in the given form, ending in a line break unless there is nothing to say.
  package func printed(
    as format: ReportFormat, color: Bool = false, by tool: ReportingTool = ReportingTool()
  ) -> String {
    switch format {
    case .text: TextReport(color: color).print(self)
    case .concise: ConciseReport().print(self)
    case .json: JSONReport().print(self)
    case .sarif: SARIFReport(tool: tool).print(self)
    case .github: GitHubReport().print(self)
    case .gitlab: GitLabReport().print(self)
    case .junit: JUnitReport().print(self)
    case .checkstyle: CheckstyleReport().print(self)
    case .markdown: MarkdownReport().print(self)
    }
  }
}

extension Diagnostic {
  /// Messages quote names from the input, so they are made safe here, once, for every format. Places keep their
  /// bytes: a path or a replacement that was changed would no longer be the path or the replacement.
  fileprivate var printable: Diagnostic {
    var copy = self
    copy.message = message.withoutPasswords.printable
    copy.help = help?.withoutPasswords.printable
    copy.notes = notes.map { Note($0.message.withoutPasswords.printable, at: $0.place) }
    copy.fixes = fixes.map {
      FixIt($0.message.printable, replacing: $0.span, with: $0.replacement, isSafe: $0.isSafe)
    }
    return copy
  }
}
