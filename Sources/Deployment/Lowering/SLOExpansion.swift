internal import Diagnostics

extension Deployment {
  mutating func expandSLOs(into diagnostics: inout [Diagnostic]) {}
}
