package import Diagnostics
import Document

/// Findings that are known and not to be reported: `--baseline`.
///
/// A finding is known by its id, its file and its message, and not by its line, so that it stays the same one when lines
/// move. What stands there several times is counted.
package struct Baseline: Sendable, Equatable {
  private struct Entry: Hashable, Comparable {
    var path: String
    var id: String
    var message: String

    static func < (a: Entry, b: Entry) -> Bool { (a.path, a.id, a.message) < (b.path, b.id, b.message) }
  }

  private var counts: [Entry: Int] = [:]
  /// The folder of the baseline's file, where paths in it start.
  private let folder: String

  /// What is to be known from now on. What can't be read can't be accepted.
  package init(of findings: [Diagnostic], for path: String) throws(FileError) {
    folder = try LocalFiles().location(of: path.parentPath)
    var paths = RelativePaths(base: folder)
    for finding in findings where !finding.isUnreadable { counts[Self.entry(finding, &paths), default: 0] += 1 }
  }

  /// A file that was written before.
  package init(reading path: String) throws(FileError) {
    folder = try LocalFiles().location(of: path.parentPath)
    guard LocalFiles().holds(path) else {
      throw FileError(path: path, reason: "no such file; --write-baseline writes it")
    }
    let source = SourceFile(path: path, bytes: try LocalFiles().read(path))
    let result = JSONReader.read(source)
    var problems = result.diagnostics
    if let root = result.documents.first {
      var reader = MappingReader(root, "a baseline")
      _ = reader.required("version", .choice(FormatVersion.self))
      for item in reader.items("findings") {
        var fields = MappingReader(item, "a finding")
        if let id = fields.required("id", .name), let path = fields.required("path", .string),
          let message = fields.required("message", .string)
        {
          let count = fields.optional("count", .int)?.value ?? 1
          counts[Entry(path: path.value, id: id.value, message: message.value), default: 0] += min(
            max(count, 0), 1 << 30)
        }
        fields.finish(into: &problems)
      }
      reader.finish(into: &problems)
    }
    if let problem = problems.first {
      let line = problem.place.span.map { $0.file.position(of: $0.start).line } ?? 1
      throw FileError(path: path, reason: "is no baseline: line \(line): \(problem.message)")
    }
  }

  private enum FormatVersion: String, CaseIterable, Sendable {
    case one = "1"
  }

  /// The file.
  package var text: String {
    JSONWriter.write([
      "version": .int(1),
      "findings": .list(
        counts.sorted { $0.key < $1.key }.map { entry, count in
          [
            "path": .string(entry.path), "id": .string(entry.id), "message": .string(entry.message),
            "count": .int(count),
          ]
        }),
    ])
  }

  package var count: Int { counts.values.reduce(0, +) }

  /// The findings that are not known, and how many of the known ones are no more. Of a file or a check that was not looked
  /// at nothing can be said: `read` are the files that were, and a file that is gone has nothing left in it.
  package func applied(
    to findings: [Diagnostic], read: [String], ran: (String) -> Bool
  ) -> (new: [Diagnostic], fixed: Int) {
    var paths = RelativePaths(base: folder)
    var left = counts
    var new: [Diagnostic] = []
    // In order of place, so that of several alike the same ones are left over on each run.
    for finding in findings.sorted(by: Self.isBefore) {
      let entry = Self.entry(finding, &paths)
      if let count = left[entry], count > 0, !finding.isUnreadable {
        left[entry] = count - 1
      } else {
        new.append(finding)
      }
    }
    let files = Set(read.compactMap { paths.relative($0, in: LocalFiles()) })
    let fixed = left.filter { entry, count in
      count > 0 && ran(entry.id) && (files.contains(entry.path) || isGone(entry.path))
    }
    return (new, fixed.values.reduce(0, +))
  }

  private func isGone(_ path: String) -> Bool {
    !LocalFiles().holds(folder.resolving(path: path))
  }

  private static func isBefore(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    (a.place.span?.file.path ?? "", a.place.span?.start ?? 0) < (
      b.place.span?.file.path ?? "", b.place.span?.start ?? 0
    )
  }

  private static func entry(_ finding: Diagnostic, _ paths: inout RelativePaths) -> Entry {
    let path = finding.place.span?.file.path ?? ""
    return Entry(path: paths.relative(path, in: LocalFiles()) ?? path, id: finding.id, message: finding.message)
  }
}
