package import Deployment
package import Diagnostics

/// Writes `compose.yaml`, which starts the whole stack beside the generated folders.
///
/// What runs on the database hosts is not in it: the database, node_exporter, and `webhook`, whose very purpose is to
/// act on its host. Shippers belong there too; the ones here read this host's files. Ports are published on loopback
/// only, for nothing here asks who is calling; those that the database hosts send to or are scraped on may be opened.
package struct ComposeBackend: Backend {
  package static let name = "compose"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    let emitter = ComposeEmitter(deployment: deployment)
    guard !emitter.components.isEmpty else { return [] }
    return [
      GeneratedFile(path: Layout.compose, kind: .compose, content: .yaml(emitter.configuration), notes: emitter.notes)
    ]
  }
}
