package import Deployment
package import Diagnostics

/// Not built yet.
package struct WebhookBackend: Backend {
  package static let name = "webhook"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
