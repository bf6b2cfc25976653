package import Deployment
package import Diagnostics

/// Not built yet.
package struct PrometheusBackend: Backend {
  package static let name = "prometheus"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
