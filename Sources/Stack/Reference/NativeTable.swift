import Alertmanager
import Collector
package import Deployment
package import Document
import Grafana
import Jaeger
import Loki
import Prometheus
import Promtail

/// The table of a kind of file, and the server that reads it.
package struct NativeTable: Sendable {
  package let kind: FileKind
  package let table: FieldTable
  package let server: Server
  /// How messages call the whole file.
  package let what: String

  /// Whether the server replaces `${NAME}` by a variable of its environment.
  package var expandsEnvironment: Bool { ![.prometheus, .alertmanager].contains(server) }

  /// Nil for kinds of file whose keys are not described.
  package init?(of kind: FileKind) {
    self.kind = kind
    switch kind {
    case .prometheus: (table, server, what) = (PrometheusSchema.config, .prometheus, "prometheus.yml")
    case .rules: (table, server, what) = (RuleSchema.file, .prometheus, "a rule file")
    case .alertmanager: (table, server, what) = (AlertmanagerSchema.config, .alertmanager, "alertmanager.yml")
    case .loki: (table, server, what) = (LokiSchema.root, .loki, "Loki's configuration")
    case .promtail: (table, server, what) = (PromtailSchema.root, .promtail, "Promtail's configuration")
    case .collector: (table, server, what) = (CollectorSchema.root, .collector, "the collector's configuration")
    case .jaeger: (table, server, what) = (CollectorSchema.root, .collector, "Jaeger's configuration")
    case .dashboard: (table, server, what) = (GrafanaSchema.classic, .grafana, "a dashboard")
    case .datasources: (table, server, what) = (GrafanaSchema.datasources, .grafana, "a data source file")
    case .grafanaAlerting: (table, server, what) = (GrafanaSchema.alerting, .grafana, "a file of Grafana's alerting")
    case .grafanaPlugins: (table, server, what) = (GrafanaSchema.plugins, .grafana, "a file of Grafana's plugins")
    case .dashboardProviders:
      (table, server, what) = (GrafanaSchema.dashboardProviders, .grafana, "a dashboard provider file")
    default: return nil
    }
  }

  /// Every kind that is described.
  package static let all: [NativeTable] = FileKind.allCases.compactMap { NativeTable(of: $0) }
}
