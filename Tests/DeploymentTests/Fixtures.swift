import Diagnostics
import Foundation

/// The specs beside the tests, and those of the repository.
enum Fixtures {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  private static let repository = folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// `name.yaml`, or all files of the folder `name`.
  static func files(_ name: String) throws -> [SourceFile] {
    let file = folder.appending(path: name + ".yaml")
    if let bytes = try? Data(contentsOf: file) { return [SourceFile(path: name + ".yaml", bytes: Array(bytes))] }
    return try files(in: folder.appending(path: name))
  }

  /// All files of a spec of the repository.
  static func spec(_ name: String) throws -> [SourceFile] {
    try files(in: repository.appending(path: "specs").appending(path: name))
  }

  static func names(ending suffix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).compactMap { entry in
      let name = entry.hasSuffix(".yaml") ? String(entry.dropLast(5)) : entry
      return name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : nil
    }.sorted()
  }

  private static func files(in folder: URL) throws -> [SourceFile] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }.sorted().map {
      SourceFile(path: $0, bytes: Array(try Data(contentsOf: folder.appending(path: $0))))
    }
  }
}
