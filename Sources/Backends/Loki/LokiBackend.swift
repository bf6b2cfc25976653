package import Deployment
package import Diagnostics

/// Writes `loki.yml`: one process that stores logs, and really deletes them when their time is over.
package struct LokiBackend: Backend {
  package static let name = "loki"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    guard let logs = deployment.logs else { return [] }
    let emitter = LokiEmitter(deployment: deployment, settings: logs.loki)
    emitter.reportProblems(into: &diagnostics)
    return [GeneratedFile(path: Layout.lokiConfig, kind: .loki, content: .yaml(emitter.configuration))]
  }
}
