package import Deployment
package import Diagnostics

/// Not built yet.
package struct AlertmanagerBackend: Backend {
  package static let name = "alertmanager"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
