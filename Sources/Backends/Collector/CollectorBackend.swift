package import Deployment
package import Diagnostics

/// Not built yet.
package struct CollectorBackend: Backend {
  package static let name = "collector"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
