package import Deployment
package import Diagnostics

/// Grafana's provisioning: datasources, a dashboard provider, and one JSON file a dashboard.
///
/// Datasources have fixed uids (`Layout`) and panels name them, in place of a datasource variable: links from a log line
/// to its trace or from an exemplar to Jaeger need a uid that is known beforehand, and a check can follow it.
package struct GrafanaBackend: Backend {
  package static let name = "grafana"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    guard !deployment.dashboards.isEmpty || deployment.logs != nil || deployment.traces != nil else { return [] }
    var files = [
      GeneratedFile(
        path: Layout.grafanaDatasources, kind: .datasources,
        content: .yaml(DatasourceProvisioning(deployment: deployment).draft))
    ]
    guard !deployment.dashboards.isEmpty else { return files }
    files.append(
      GeneratedFile(
        path: Layout.grafanaProviders, kind: .dashboardProviders,
        content: .yaml(DashboardProvisioning(deployment: deployment).draft)))
    let units = UnitInference(deployment)
    for dashboard in deployment.dashboards {
      let emitter = DashboardEmitter(dashboard: dashboard, deployment: deployment, units: units)
      files.append(
        GeneratedFile(
          path: Layout.dashboard(dashboard.name.value), kind: .dashboard,
          content: .json(emitter.emit(into: &diagnostics))))
    }
    return files
  }
}
