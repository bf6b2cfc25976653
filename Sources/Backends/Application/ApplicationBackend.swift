package import Deployment
package import Diagnostics

/// Not built yet.
package struct ApplicationBackend: Backend {
  package static let name = "application"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
