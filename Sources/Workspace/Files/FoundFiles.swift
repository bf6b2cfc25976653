import Deployment
package import Diagnostics

/// The files of a spec that a path stands for: itself, or every `.yaml` and `.yml` below it.
///
/// Names that begin with a dot are passed over. So is a folder that Belfry generated: what is in it follows from a
/// spec, and must be neither read as one nor reported a second time.
package struct FoundFiles: Sendable {
  package var sources: [SourceFile] = []
  /// Generated folders below the path.
  package var outputFolders: [String] = []
  /// What could not be read, as `input/unreadable`; the command line gives those exit status 2.
  package var problems: [Diagnostic] = []
  /// Whether the path is a file, rather than a folder of them.
  package var isOneFile = false

  package static let endings = [".yaml", ".yml"]

  /// More than any spec has; a guard against being pointed at `/`.
  private static let countLimit = 2000

  package init(at path: String, in files: some FileSystem) {
    do {
      let entry = try files.entry(at: path)
      switch entry?.kind {
      case nil: problems.append(.unreadable(path, "no such file or folder"))
      case .file:
        isOneFile = true
        add(path, from: files)
      case .folder:
        walk(path, in: files, above: [])
        if sources.isEmpty, problems.isEmpty, outputFolders.isEmpty {
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

  private mutating func walk(_ folder: String, in files: some FileSystem, above: [String]) {
    let entries: [FileEntry]
    do {
      entries = try files.entries(of: folder)
    } catch {
      problems.append(.unreadable(error.path, error.reason))
      return
    }
    if !above.isEmpty, files.isGenerated(folder, holding: entries) {
      outputFolders.append(folder)
      return
    }
    for entry in entries where !entry.name.hasPrefix(".") && entry.name != Layout.manifest {
      let path = folder.appending(path: entry.name)
      let isWanted = Self.endings.contains { entry.name.hasSuffix($0) }
      guard entry.isNameText else {
        if isWanted || entry.kind == .folder {
          problems.append(.unreadable(path, "its name is not UTF-8", help: "rename it"))
        }
        continue
      }
      switch entry.kind {
      case .folder:
        if files.leads(entry, backTo: above + [folder]) {
          problems.append(.unreadable(path, "is a link back to a folder above it", help: "remove the link"))
        } else if sources.count + problems.count < Self.countLimit {
          walk(path, in: files, above: above + [folder])
        }
      case .file where isWanted, .other where isWanted:
        guard sources.count < Self.countLimit else {
          problems.append(.unreadable(folder, "holds more than \(Self.countLimit) files to read"))
          return
        }
        add(path, from: files)
      case .file, .other: break
      }
    }
  }
}

extension Diagnostic {
  /// A file that can't be read, which is no finding about its content.
  package static func unreadable(_ path: String, _ reason: String, help: String? = nil) -> Diagnostic {
    let file = SourceFile(path: path, bytes: [])
    let isFact = reason.hasPrefix("is ") || reason.hasPrefix("holds ")
    return Diagnostic(
      "input/unreadable", "\"\(path)\" \(isFact ? "" : "can't be read: ")\(reason)",
      at: .file(Span(file: file, start: 0, end: 0)), help: help)
  }

  /// Whether this says that a file could not be read that had to be.
  package var isUnreadable: Bool { id == "input/unreadable" && severity == .error }
}
