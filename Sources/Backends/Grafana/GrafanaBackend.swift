package import Deployment
package import Diagnostics

/// Not built yet.
package struct GrafanaBackend: Backend {
  package static let name = "grafana"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
