package import Diagnostics

/// How findings are printed: `--format`.
package enum ReportFormat: String, Sendable, CaseIterable {
  case text, concise, json, sarif, github, gitlab, junit, checkstyle, markdown
}

/// Findings in order, with nothing said twice, ready to be printed by one of the formats. Printing is pure: the same
/// findings give the same bytes.
package struct Report: Sendable {
  package let findings: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    var seen = Set<Diagnostic>()
    // Positions are compared as offsets; lines are counted only when something is printed.
    findings = diagnostics.filter { seen.insert($0).inserted }.sorted { a, b in
      let (left, right) = (a.place.span, b.place.span)
      let (leftPath, rightPath) = (left?.file.path ?? "", right?.file.path ?? "")
      if leftPath != rightPath { return leftPath < rightPath }
      if left?.start != right?.start { return (left?.start ?? 0) < (right?.start ?? 0) }
      if a.severity != b.severity { return a.severity > b.severity }
      return (a.id, a.message) < (b.id, b.message)
    }
  }

  package func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }

  /// The findings in the given form, ending in a line break unless there is nothing to say.
  package func printed(as format: ReportFormat, color: Bool = false) -> String {
    switch format {
    case .text: TextReport(color: color).print(self)
    case .concise: ConciseReport().print(self)
    case .json: JSONReport().print(self)
    case .sarif: SARIFReport().print(self)
    case .github: GitHubReport().print(self)
    case .gitlab: GitLabReport().print(self)
    case .junit: JUnitReport().print(self)
    case .checkstyle: CheckstyleReport().print(self)
    case .markdown: MarkdownReport().print(self)
    }
  }
}

/// A place as people read it. Zero lines when there is no place in a file.
package struct Position: Sendable {
  package let path: String
  package let line: Int
  package let column: Int
  package let endLine: Int
  package let endColumn: Int

  package init(_ origin: Origin) {
    if let span = origin.span {
      let start = span.file.position(of: span.start)
      let end = span.file.position(of: span.end)
      (path, line, column) = (span.file.path, start.line, start.column)
      (endLine, endColumn) = (end.line, end.column)
    } else if case .code(let file, let line) = origin {
      (path, self.line, column, endLine, endColumn) = (file, line, 1, line, 1)
    } else {
      (path, line, column, endLine, endColumn) = ("belfry", 0, 0, 0, 0)
    }
  }

  package var text: String { line > 0 ? "\(path):\(line):\(column)" : path }
}
