package import Diagnostics

/// The files of one spec: every `*.yaml` and `*.yml` below a folder, or one file.
package struct SpecFiles: Sendable {
  package var sources: [SourceFile] = []
  /// What could not be read, as findings with ids `input/…`; the command line gives those exit status 2.
  package var problems: [Diagnostic] = []

  /// More than any spec has; a guard against being pointed at `/`.
  private static let countLimit = 2000

  package init(at path: String, in files: some FileSystem) {
    do {
      switch try files.kind(of: path) {
      case nil: problems.append(.unreadable(path, "no such file or folder"))
      case .file: add(path, from: files)
      case .folder:
        walk(path, in: files, above: [])
        if sources.isEmpty, problems.isEmpty {
          problems.append(.unreadable(path, "holds no .yaml file", help: "give a folder or a file that holds a spec"))
        }
      case .other: problems.append(.unreadable(path, "is not a regular file"))
      }
    } catch {
      problems.append(.unreadable(error.path, error.reason))
    }
  }

  private mutating func add(_ path: String, from files: some FileSystem) {
    do {
      sources.append(SourceFile(path: path, bytes: try files.read(path)))
    } catch {
      problems.append(.unreadable(error.path, error.reason))
    }
  }

  private mutating func walk(_ folder: String, in files: some FileSystem, above: [[UInt64]]) {
    let entries: [FileEntry]
    do {
      entries = try files.entries(of: folder)
    } catch {
      problems.append(.unreadable(error.path, error.reason))
      return
    }
    for entry in entries where !entry.name.hasPrefix(".") {
      let path = folder.appending(path: entry.name)
      let isYAML = entry.name.hasSuffix(".yaml") || entry.name.hasSuffix(".yml")
      switch entry.kind {
      case .folder:
        if above.contains(entry.identity) {
          problems.append(.unreadable(path, "is a link back to a folder above it", help: "remove the link"))
        } else if sources.count + problems.count < Self.countLimit {
          walk(path, in: files, above: above + [entry.identity])
        }
      case .file where isYAML:
        guard sources.count < Self.countLimit else {
          problems.append(.unreadable(folder, "holds more than \(Self.countLimit) YAML files"))
          return
        }
        add(path, from: files)
      case .other where isYAML: add(path, from: files)
      case .file, .other: break
      }
    }
  }
}

extension Diagnostic {
  /// A file that can't be read. The id's group tells the command line that this is no finding about content.
  package static func unreadable(_ path: String, _ reason: String, help: String? = nil) -> Diagnostic {
    let file = SourceFile(path: path, bytes: [])
    return Diagnostic(
      "input/unreadable", .error,
      "\"\(path)\" \(reason.hasPrefix("is ") || reason.hasPrefix("holds ") ? "" : "can't be read: ")\(reason)",
      at: .file(Span(file: file, start: 0, end: 0)), help: help)
  }
}
