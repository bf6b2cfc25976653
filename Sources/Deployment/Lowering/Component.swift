internal import Diagnostics

/// A server of the stack. Raw values are the names of services and of output folders.
package enum Component: String, Sendable, CaseIterable {
  case prometheus, alertmanager, loki, promtail, alloy, grafana, jaeger, webhook
  case collector = "otel-collector"

  /// Where it listens unless the spec says otherwise.
  package var defaultPort: Int {
    switch self {
    case .prometheus: 9090
    case .alertmanager: 9093
    case .loki: 3100
    case .promtail: 9080
    case .alloy: 12345
    case .grafana: 3000
    case .collector, .jaeger: 4317
    case .webhook: 9000
    }
  }
}

extension Deployment {
  /// Whether the deployment has work for that server, so that others may rely on its being there.
  package func uses(_ component: Component) -> Bool {
    switch component {
    case .prometheus: !targets.isEmpty || !alerts.isEmpty || !recordingRules.isEmpty
    case .alertmanager: routing != nil || !receivers.isEmpty
    case .loki: logs != nil
    case .promtail: logs?.shippers.contains { $0.value == .promtail } ?? false
    case .alloy: logs?.shippers.contains { $0.value == .alloy } ?? false
    case .grafana: !dashboards.isEmpty
    case .collector, .jaeger: traces != nil
    case .webhook: !remediations.isEmpty
    }
  }

  /// The port of that server's service.
  package func port(of component: Component) -> Int {
    guard let port = service(component.rawValue)?.port, port > 0 else { return component.defaultPort }
    return port
  }

  /// The address of that server's service, `host:port`.
  package func address(of component: Component) -> String? { service(component.rawValue)?.address.value }
}
