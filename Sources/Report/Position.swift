package import Diagnostics

/// A place as people read it. Zero lines when there is no place in a file.
package struct Position: Sendable {
  /// As it is, for formats that escape what they print.
  package let path: String
  package let line: Int
  package let column: Int
  package let endLine: Int
  package let endColumn: Int

  package init(_ origin: Origin) {
    switch origin {
    case .file(let span):
      let start = span.file.position(of: span.start)
      let end = span.file.position(of: span.end)
      (path, line, column) = (span.file.path, start.line, start.column)
      (endLine, endColumn) = (end.line, end.column)
    case .code(let file, let line): (path, self.line, column, endLine, endColumn) = (file, line, 1, line, 1)
    case .derived(let from, _): self = Position(from)
    case .builtin: (path, line, column, endLine, endColumn) = ("belfry", 0, 0, 0, 0)
    }
  }

  /// `file:line:column`, safe to show.
  package var text: String { line > 0 ? "\(path.printable):\(line):\(column)" : path.printable }
}

extension Origin {
  /// What findings are sorted by: the file, and how far into it. Cheap, where counting lines isn't.
  var sortKey: (path: String, offset: Int) {
    switch self {
    case .file(let span): (span.file.path, span.start)
    case .code(let file, let line): (file, line)
    case .derived(let from, _): from.sortKey
    case .builtin: ("", 0)
    }
  }
}
