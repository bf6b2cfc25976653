package import Deployment
package import Diagnostics
package import Document

/// One typed picture of what the servers of a stack will load: native files as views over their trees, the inventory of
/// metrics, and the intent behind it where there is one. Checks look at nothing else.
package struct Stack: Sendable {
  package private(set) var files: [StackFile] = []
  /// Leads from generated files back to the spec.
  package private(set) var sources = SourceMap()
  /// The lowered deployment this was compiled from; nil for hand-written files.
  package private(set) var intent: Deployment?
  /// What reading the files found wrong.
  package private(set) var diagnostics: [Diagnostic] = []

  /// The picture of files that were read from disk.
  package init(reading files: [StackFile]) {
    for file in files { add(file) }
  }

  /// The picture of what `emission` wrote: each text is read back, so checks see what the servers will.
  package init(of deployment: Deployment, emission: Emission, spec: [Node], below folder: String) {
    var ignored: [Diagnostic] = []
    intent = deployment.lowered(into: &ignored)
    for root in spec { sources.add(spec: root) }
    for file in emission.files {
      let source = SourceFile(path: folder + "/" + file.generated.path, text: file.text)
      switch file.generated.content {
      case .yaml(let draft): read(YAMLReader.read(source), draft: draft, kind: file.generated.kind)
      case .json(let draft): read(JSONReader.read(source), draft: draft, kind: file.generated.kind)
      case .text: break
      }
    }
  }

  private mutating func read(_ result: ReadResult, draft: Draft, kind: FileKind) {
    // An error here is the writer's own fault, and must be as loud as anybody's.
    diagnostics += result.diagnostics
    if let root = result.documents.first { add(StackFile(kind: kind, root: root, draft: draft)) }
  }

  private mutating func add(_ file: StackFile) {
    files.append(file)
    sources.add(file)
  }
}
