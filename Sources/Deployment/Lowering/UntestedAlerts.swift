internal import Diagnostics

extension Deployment {
  /// The alerts of a lowered deployment that no generated unit test exercises: written without `test:`, or of an SLO
  /// whose selectors say too little to make up data. Reports go by the clock and not by data, and are not among them.
  package var alertsWithoutTests: [AlertingRule] {
    alerts.flatMap(\.rules).compactMap { rule in
      guard case .alerting(let rule) = rule, rule.test == nil else { return nil }
      return reports.contains { rule.labels["report"]?.value == $0.name.value } ? nil : rule
    }
  }
}
