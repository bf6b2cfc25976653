package import Deployment
package import Diagnostics
internal import Document

/// Prometheus: `prometheus.yml`, its rule files, and unit tests of the alerts for `promtool test rules`.
package struct PrometheusBackend: Backend {
  package static let name = "prometheus"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    let ruleFiles = RuleFileEmitter(deployment: deployment).files(into: &diagnostics)
    guard !deployment.targets.isEmpty || !ruleFiles.isEmpty else { return [] }
    let config = ConfigEmitter(deployment: deployment).draft(hasRules: !ruleFiles.isEmpty)
    let rules = ruleFiles.map { GeneratedFile(path: $0.path, kind: .rules, content: .yaml($0.draft)) }
    return [GeneratedFile(path: Layout.prometheusConfig, kind: .prometheus, content: .yaml(config))] + rules
      + RuleTestEmitter(deployment: deployment, ruleFiles: ruleFiles).files()
  }
}
