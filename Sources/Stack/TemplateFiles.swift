package import Alertmanager
package import Diagnostics
import Document

/// The files that `templates:` of an alertmanager.yml names.
package struct TemplateFiles: Sendable {
  package var files: [SourceFile]
  /// Whether these are all: none when a pattern matches nothing here, for it may where the server runs.
  package var isComplete: Bool

  package init(_ files: [SourceFile] = [], isComplete: Bool = true) {
    self.files = files
    self.isComplete = isComplete
  }
}

extension Stack {
  /// What notifications of a configuration can be made with; nil when nobody looked for the files it names.
  package func templates(of config: AlertmanagerConfig) -> TemplateFiles? {
    templateFiles[config.node.span] ?? (config.templates.isEmpty ? TemplateFiles() : nil)
  }
}
