package import Deployment
package import Diagnostics
package import Document

/// One file of a stack: read from disk, or generated and read back.
package struct StackFile: Sendable {
  package let kind: FileKind
  package let root: Node
  /// What it was written from; nil for a file that was read.
  package let draft: Draft?

  package init(kind: FileKind, root: Node, draft: Draft? = nil) {
    self.kind = kind
    self.root = root
    self.draft = draft
  }

  package var file: SourceFile { root.file }
  package var path: String { root.file.path }
}
