import Alertmanager
import Checks
import Diagnostics
import Document
import Stack

/// Finds the files that `templates:` names, as Go's `filepath.Glob` does: stars in any part of a path, none across one.
struct TemplateSearch<Files: FileSystem> {
  let files: Files
  /// What matches a pattern and is no file: Alertmanager would read it, and fail.
  private(set) var problems: [Diagnostic] = []

  /// More than any team has templates; a guard against patterns like `/*/*/*`.
  private static var limit: Int { 1000 }

  init(in files: Files) { self.files = files }

  /// Relative patterns start at the configuration's own folder. One that stands in something else runs where its files
  /// are, and nothing is known of them.
  mutating func files(namedBy config: AlertmanagerConfig) -> TemplateFiles? {
    guard config.node.isDocument else { return nil }
    let own = config.node.file.path
    let folder = own == "<stdin>" || !own.contains("/") ? "." : own.parentPath
    var found = TemplateFiles()
    var seen: Set<String> = []
    for pattern in config.templates {
      let paths = matches(of: pattern.text, below: folder)
      if paths.isEmpty { found.isComplete = false }
      for path in paths where seen.insert(path).inserted {
        guard let entry = try? files.entry(at: path), entry.kind == .file, let bytes = try? files.read(path) else {
          problems.append(.noTemplate(path, at: pattern))
          found.isComplete = false
          continue
        }
        found.files.append(SourceFile(path: path, bytes: bytes))
      }
    }
    return found
  }

  private func matches(of pattern: String, below folder: String) -> [String] {
    var paths = [pattern.hasPrefix("/") ? "/" : folder]
    for part in pattern.split(separator: "/") where part != "." {
      let name = String(part)
      if name.contains(where: { "*?[\\".contains($0) }) {
        let glob = PathGlob(name, relativeTo: "")
        paths = paths.flatMap { path in
          ((try? files.entries(of: path)) ?? []).filter { glob.matches($0.name) }.map { Self.join(path, $0.name) }
        }
      } else {
        paths = paths.map { Self.join($0, name) }
      }
      paths = Array(paths.prefix(Self.limit))
    }
    return paths.filter { ((try? files.entry(at: $0)) ?? nil) != nil }
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder.appending(path: name)
  }
}

extension Diagnostic {
  fileprivate static func noTemplate(_ path: String, at pattern: Node) -> Diagnostic {
    Diagnostic(
      "schema/invalid-value", "\(quoted(path)) is no file that can be read, and Alertmanager reads whatever matches",
      at: pattern.origin, help: "let the pattern match template files only, as \"*.tmpl\" does")
  }
}
