package import Deployment
package import Diagnostics

/// Not built yet.
package struct PromtailBackend: Backend {
  package static let name = "promtail"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
