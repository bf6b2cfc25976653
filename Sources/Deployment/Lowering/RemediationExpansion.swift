internal import Diagnostics

extension Deployment {
  mutating func expandRemediations(into diagnostics: inout [Diagnostic]) {}
}
