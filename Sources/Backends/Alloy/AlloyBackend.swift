package import Deployment
package import Diagnostics

/// Not built yet.
package struct AlloyBackend: Backend {
  package static let name = "alloy"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
