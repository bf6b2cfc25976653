import Stack
import Diagnostics
import Document

extension FileSystem {
  /// What stands where `pattern` says, as Go's `filepath.Glob` finds it: stars in any part of a path, none across one. A
  /// relative pattern starts at `folder`.
  func matches(of pattern: String, from folder: String) -> [String] {
    if pattern.isEmpty { return [] }
    var paths = [pattern.hasPrefix("/") ? "/" : folder]
    for part in pattern.split(separator: "/") where part != "." {
      let name = String(part)
      if name.contains(where: { "*?[\\".contains($0) }) {
        let glob = PathGlob(name, relativeTo: "")
        paths = paths.flatMap { path in
          ((try? entries(of: path)) ?? []).filter { glob.matches($0.name) }.map { path.appending(path: $0.name) }
        }
      } else {
        paths = paths.map { $0.appending(path: name) }
      }
      paths = Array(paths.prefix(globLimit))
    }
    return paths.filter(holds)
  }
}

/// More files than any server reads by one pattern; a guard against patterns like `/*/*/*`.
private let globLimit = 10_000

extension Diagnostic {
  /// What matches a pattern and is no file: the server would read it, and fail.
  static func notAFile(_ path: String, at pattern: Node, reader: String, help: String) -> Diagnostic {
    Diagnostic(
      "schema/invalid-value", "\(quoted(path)) is no file that can be read, and \(reader) reads whatever matches",
      at: pattern.origin, help: help)
  }
}
