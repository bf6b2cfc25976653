package import Deployment
package import Diagnostics

/// Not built yet.
package struct RunbooksBackend: Backend {
  package static let name = "runbooks"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
