import Alertmanager
import Checks
import Diagnostics
import Document
import Stack

/// Finds the files that `templates:` names.
struct TemplateSearch<Files: FileSystem> {
  let files: Files
  /// What matches a pattern and is no file: Alertmanager would read it, and fail.
  private(set) var problems: [Diagnostic] = []

  init(in files: Files) { self.files = files }

  /// Relative patterns start at the configuration's own folder. One that stands in something else runs where its files
  /// are, and nothing is known of them.
  mutating func files(namedBy config: AlertmanagerConfig) -> TemplateFiles? {
    guard config.node.isDocument else { return nil }
    let folder = config.node.file.path.parentPath
    var found = TemplateFiles()
    var seen: Set<String> = []
    for pattern in config.templates {
      let paths = files.matches(of: pattern.text, from: folder)
      if paths.isEmpty { found.isComplete = false }
      for path in paths where seen.insert(path).inserted {
        guard let entry = try? files.entry(at: path), entry.kind == .file, let bytes = try? files.read(path) else {
          problems.append(
            .notAFile(
              path, at: pattern, reader: "Alertmanager",
              help: "let the pattern match template files only, as \"*.tmpl\" does"))
          found.isComplete = false
          continue
        }
        found.files.append(SourceFile(path: path, bytes: bytes))
      }
    }
    return found
  }
}
