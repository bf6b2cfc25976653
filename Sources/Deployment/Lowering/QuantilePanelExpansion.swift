internal import Diagnostics

extension Deployment {
  mutating func expandQuantilePanels(into diagnostics: inout [Diagnostic]) {}
}
