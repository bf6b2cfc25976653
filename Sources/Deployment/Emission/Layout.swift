/// Where files stand in the output and where servers find them, in one place, so that backends agree without importing
/// each other.
///
/// `compose.yaml` mounts each backend's folder read-only at its mount point; paths inside configuration files are
/// relative to the file where the server resolves them so (Prometheus, Alertmanager), which lets the same tree run from any folder.
package enum Layout {
  package static let prometheusConfig = "prometheus/prometheus.yml"
  /// `rules/*.yml` beside prometheus.yml, one file a group.
  package static func ruleFile(group: String) -> String { "prometheus/rules/\(group).yml" }
  package static let rulesGlob = "rules/*.yml"
  /// Generated unit tests, one file a group.
  package static func ruleTestFile(group: String) -> String { "prometheus/tests/\(group).test.yml" }
  package static let alertmanagerConfig = "alertmanager/alertmanager.yml"
  package static let alertmanagerTemplates = "alertmanager/templates/belfry.tmpl"
  package static let lokiConfig = "loki/loki.yml"
  package static let promtailConfig = "promtail/promtail.yml"
  package static let alloyConfig = "alloy/config.alloy"
  package static let collectorConfig = "otel-collector/collector.yml"
  package static let jaegerConfig = "jaeger/jaeger.yml"
  package static let grafanaDatasources = "grafana/provisioning/datasources/datasources.yml"
  package static let grafanaProviders = "grafana/provisioning/dashboards/dashboards.yml"
  package static func dashboard(_ name: String) -> String { "grafana/dashboards/\(name).json" }
  package static let webhookHooks = "webhook/hooks.yml"
  /// The guard that commands of limited or token-protected remediations run through.
  package static let webhookLimit = "webhook/limit.sh"
  /// Where the webhook server finds its folder; it resolves commands against no file of its own.
  package static let webhookMount = "/etc/webhook"
  package static func runbook(_ name: String) -> String { "runbooks/\(name).md" }
  package static let checklist = "checklist.md"
  package static let compose = "compose.yaml"
  package static let manifest = "MANIFEST.json"

  /// Uids of Grafana's datasources.
  package static let prometheusUID = "prometheus"
  package static let lokiUID = "loki"
  package static let jaegerUID = "jaeger"
  package static let alertmanagerUID = "alertmanager"

  /// Where Grafana finds the dashboards in its container.
  package static let dashboardsMount = "/var/lib/grafana/dashboards"
}
