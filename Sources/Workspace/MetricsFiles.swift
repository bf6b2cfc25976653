import Deployment
package import Diagnostics
import Document
package import Stack

/// The files of `--metrics`: what exists.
package struct MetricsFiles: Sendable {
  /// Nil when no file was named.
  package private(set) var known: KnownMetrics?
  package private(set) var diagnostics: [Diagnostic] = []

  package init(reading paths: [String], in files: some FileSystem) {
    for path in paths {
      known = known ?? KnownMetrics()
      do {
        let isStandardInput = path == "-"
        let bytes = try isStandardInput ? LocalFiles().readStandardInput() : files.read(path)
        read(SourceFile(path: isStandardInput ? "<stdin>" : path, bytes: bytes), in: files)
      } catch {
        diagnostics.append(.unreadable(error.path, error.reason))
      }
    }
    // A list with holes in it would make errors of what is only missing there.
    if diagnostics.contains(where: { $0.severity == .error }) { known = nil }
  }

  private mutating func read(_ file: SourceFile, in files: some FileSystem) {
    if FoundFiles.endings.contains(where: { file.path.hasSuffix($0) }) { return readCatalogues(file, in: files) }
    let first = file.bytes.first { $0 > 0x20 }
    // A page may begin with a brace as well.
    if file.isJSON || first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
      let result = JSONReader.read(file)
      if file.isJSON || result.diagnostics.isEmpty { return readNames(result) }
    }
    let page = ExpositionReader.read(file)
    diagnostics += page.diagnostics
    known?.add(page.metrics, prefixes: page.unsampled.map(\.value))
  }

  /// The `metrics` of a spec, in a file of their own or with the rest of one.
  private mutating func readCatalogues(_ file: SourceFile, in files: some FileSystem) {
    if let root = YAMLReader.read(file).documents.first, root.kind == .mapping, root["metrics"] == nil {
      diagnostics.append(.noCatalogue(file))
      return
    }
    let isSpec = file.bytes.contains("deployment:")
    let name = SourceFile(path: file.path + " (its name)", text: "deployment: metrics\n")
    let spec = SpecReader.read(files: isSpec ? [file] : [file, name])
    diagnostics += spec.diagnostics.filter { $0.severity == .error }
    guard var deployment = spec.deployment else { return }
    diagnostics += MetricsPages(of: &deployment, in: files).diagnostics
    for catalogue in deployment.catalogues {
      known?.add(catalogue.metrics, prefixes: catalogue.prefixes.map(\.value))
    }
    if deployment.catalogues.isEmpty {
      diagnostics.append(.noCatalogue(file))
    }
  }

  /// A list of names, or a server's answer: `data` is a list of them, or a mapping with their metadata.
  private mutating func readNames(_ result: ReadResult) {
    diagnostics += result.diagnostics
    guard let root = result.documents.first else { return }
    let data = root.kind == .mapping ? root["data"] ?? root : root
    switch data.kind {
    case .sequence:
      known?.add(data.items.lazy.filter { $0.kind == .scalar }.map(\.text), withRecorded: true)
    case .mapping where data.origin != root.origin:
      // Metadata tell of families; their series have further endings.
      let endings = ["", "_bucket", "_sum", "_count", "_total", "_created", "_info"]
      known?.add(
        data.entries.flatMap { entry in endings.map { entry.key.text + $0 } }, withRecorded: false)
    default:
      diagnostics.append(
        Diagnostic(
          "schema/invalid-value", "this is neither a list of metrics' names nor a server's answer with one in \"data\"",
          at: data.origin, help: "save what /api/v1/label/__name__/values answers"))
    }
  }
}

extension Diagnostic {
  /// Most often a path that was meant to be checked: `--metrics page rules.yml`.
  fileprivate static func noCatalogue(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      "schema/missing-key", "a file of catalogues needs \"metrics\"", at: .file(Span(file: file, start: 0, end: 0)),
      help: "--metrics takes every word up to the next option: put paths that are to be checked before it")
  }
}
