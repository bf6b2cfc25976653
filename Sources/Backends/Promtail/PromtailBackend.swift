package import Deployment
package import Diagnostics

/// Writes `promtail.yml`, for hosts where Promtail still runs. It came last with Loki 3.6 and gets no more fixes; Alloy
/// ships the same streams from the same spec.
///
/// Promtail must be started with `-config.expand-env=true`, for the host's name comes from `HOSTNAME`.
package struct PromtailBackend: Backend {
  package static let name = "promtail"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    guard deployment.uses(.promtail) else { return [] }
    let pipelines = deployment.logPipelines(for: .promtail, into: &diagnostics)
    let configuration = PromtailEmitter(deployment: deployment, pipelines: pipelines).configuration
    return [GeneratedFile(path: Layout.promtailConfig, kind: .promtail, content: .yaml(configuration))]
  }
}
