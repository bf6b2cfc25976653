internal import Deployment
internal import Document

/// The servers that Grafana reads from.
enum Datasource {
  case prometheus, loki, jaeger, alertmanager

  /// Grafana's plugin id.
  var type: String {
    switch self {
    case .prometheus: "prometheus"
    case .loki: "loki"
    case .jaeger: "jaeger"
    case .alertmanager: "alertmanager"
    }
  }

  var uid: String {
    switch self {
    case .prometheus: Layout.prometheusUID
    case .loki: Layout.lokiUID
    case .jaeger: Layout.jaegerUID
    case .alertmanager: Layout.alertmanagerUID
    }
  }

  /// As panels, targets and variables name it.
  var reference: Draft { ["type": .string(type), "uid": .string(uid)] }

  /// What this deployment runs, and so what Grafana can be connected to.
  static func used(by deployment: Deployment) -> [Datasource] {
    var used: [Datasource] = []
    if !deployment.targets.isEmpty || !deployment.alerts.isEmpty || !deployment.recordingRules.isEmpty {
      used.append(.prometheus)
    }
    if deployment.routing != nil { used.append(.alertmanager) }
    if deployment.logs != nil { used.append(.loki) }
    if deployment.traces != nil { used.append(.jaeger) }
    return used
  }
}
