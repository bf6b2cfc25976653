internal import Diagnostics

extension Deployment {
  mutating func expandReports(into diagnostics: inout [Diagnostic]) {}
}
