package import Deployment
package import Diagnostics

/// Not built yet.
package struct ComposeBackend: Backend {
  package static let name = "compose"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
