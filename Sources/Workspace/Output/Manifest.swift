import Deployment
import Diagnostics
package import Document

/// `MANIFEST.json`: what was generated, from what, for which servers.
package struct Manifest: Sendable, Equatable {
  package struct Entry: Sendable, Equatable {
    package var path: String
    package var sha256: String

    package init(path: String, sha256: String) { (self.path, self.sha256) = (path, sha256) }
    package init(of file: OutputFile) { self.init(path: file.path, sha256: SHA256.hex(file.bytes)) }
  }

  package var deployment: String
  /// SHA-256 over the spec's files: each path and content, in byte order of the paths.
  package var specDigest: String
  /// Server → oldest version that the files suit.
  package var targets: [(server: String, version: String)]
  /// In byte order of the paths; the manifest itself is not among them.
  package var files: [Entry]

  package static func == (a: Manifest, b: Manifest) -> Bool {
    a.deployment == b.deployment && a.specDigest == b.specDigest && a.files == b.files
      && a.targets.elementsEqual(b.targets) { $0 == $1 }
  }

  package init(
    deployment: String, specDigest: String, targets: [(server: String, version: String)], files: [Entry]
  ) {
    self.deployment = deployment
    self.specDigest = specDigest
    self.targets = targets
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Reads a manifest back; nil when the text isn't one. Paths that climb out of the folder make it invalid as a whole.
  package init?(reading text: [UInt8]) {
    let result = JSONReader.read(SourceFile(path: Layout.manifest, bytes: text))
    guard result.diagnostics.isEmpty, let root = result.documents.first, root["belfry"] != nil,
      let files = root["files"]
    else { return nil }
    deployment = root["deployment"]?.text ?? ""
    specDigest = root["spec_sha256"]?.text ?? ""
    targets = root["targets"]?.entries.map { ($0.key.text, $0.value.text) } ?? []
    self.files = files.entries.map { Entry(path: $0.key.text, sha256: $0.value.text) }
    guard self.files.allSatisfy({ !$0.path.hasPrefix("/") && !$0.path.split(separator: "/").contains("..") }) else {
      return nil
    }
  }

  /// The manifest of a generated folder; nil when what stands there isn't one.
  package init?(of folder: String, in files: some FileSystem) throws(FileError) {
    self.init(reading: try files.read(folder.appending(path: Layout.manifest)))
  }

  package var draft: Draft {
    [
      "belfry": .int(Self.formatVersion),
      "deployment": .string(deployment),
      "spec_sha256": .string(specDigest),
      "targets": .map(targets.map { ($0.server, .string($0.version)) }),
      "files": .map(files.map { ($0.path, .string($0.sha256)) }),
    ]
  }

  /// Of the manifest's own form.
  private static let formatVersion = 1
}
