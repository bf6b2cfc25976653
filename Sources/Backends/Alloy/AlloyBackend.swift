package import Deployment
package import Diagnostics

/// Writes `config.alloy`: every log source as file match → source → process → write to Loki.
package struct AlloyBackend: Backend {
  package static let name = "alloy"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    guard deployment.uses(.alloy) else { return [] }
    let pipelines = deployment.logPipelines(for: .alloy, into: &diagnostics)
    let emitter = AlloyEmitter(deployment: deployment, pipelines: pipelines)
    let writer = AlloyWriter(header: deployment.generatedNotice)
    let text = writer.write(emitter.configuration(into: &diagnostics))
    return [GeneratedFile(path: Layout.alloyConfig, kind: .alloy, content: .text(text))]
  }
}
