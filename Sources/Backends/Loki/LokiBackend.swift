package import Deployment
package import Diagnostics

/// Not built yet.
package struct LokiBackend: Backend {
  package static let name = "loki"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
