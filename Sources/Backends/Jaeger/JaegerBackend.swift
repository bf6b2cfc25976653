package import Deployment
package import Diagnostics

/// Not built yet.
package struct JaegerBackend: Backend {
  package static let name = "jaeger"
  package init() {}
  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] { [] }
}
