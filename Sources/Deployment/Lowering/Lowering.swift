package import Diagnostics

extension Deployment {
  /// This deployment with everything that is shorthand written out: SLOs and reports have become rules, reports and
  /// remediations receivers and routes, SLOs a dashboard, quantile panels queries. What backends emit from.
  ///
  /// The shorthand itself stays (`slos`, `reports`, …), for those who draw or document it; so lower once.
  package func lowered(into diagnostics: inout [Diagnostic]) -> Deployment {
    var lowered = self
    lowered.expandSLOs(into: &diagnostics)
    lowered.expandReports(into: &diagnostics)
    lowered.expandRemediations(into: &diagnostics)
    lowered.expandSLODashboard()
    lowered.expandQuantilePanels(into: &diagnostics)
    return lowered
  }
}
