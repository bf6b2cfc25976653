package import Deployment
package import Document
import Grafana

extension FileKind {
  /// What a document is, by the keys at its top; nil when it is nothing that Belfry knows.
  package static func recognized(in root: Node) -> FileKind? {
    // Groups that lost the `groups:` above them; no server reads them, which is worth saying.
    if let first = root.items.first, first["rules"]?.kind == .sequence, first["name"] != nil { return .rules }
    guard root.kind == .mapping else { return nil }
    let keys = Set(root.entries.map { $0.key.text })
    func has(_ names: String...) -> Bool { names.allSatisfy(keys.contains) }
    func hasAny(_ names: String...) -> Bool { names.contains(where: keys.contains) }

    if has("deployment") || has("belfry") { return .spec }
    if isDashboardResource(root) { return .dashboard }
    if isGrafanaAlerting(root) { return .grafanaAlerting }
    if has("groups"), root["groups"]?.kind == .sequence { return .rules }
    if has("route") && (hasAny("receivers") || root["route"]?["receiver"] != nil) { return .alertmanager }
    if hasAny("clients", "positions") && has("scrape_configs") { return .promtail }
    if hasAny("schema_config", "limits_config", "ingester", "compactor") { return .loki }
    if has("service") && hasAny("receivers", "exporters") {
      return root["extensions"]?["jaeger_query"] != nil ? .jaeger : .collector
    }
    if has("rule_files", "tests") { return .ruleTest }
    if hasAny("scrape_configs", "rule_files", "alerting", "remote_write", "remote_read", "scrape_config_files") {
      return .prometheus
    }
    if hasAny("panels", "schemaVersion", "templating") || has("dashboard") || has("elements", "layout") {
      return .dashboard
    }
    if has("apiVersion", "datasources") { return .datasources }
    if has("apiVersion", "apps"), root["apps"]?.kind == .sequence { return .grafanaPlugins }
    if has("apiVersion", "providers") { return .dashboardProviders }
    if has("services") { return .compose }
    if has("global"), keys.count == 1 { return .prometheus }
    if has("receivers") { return .alertmanager }
    return nil
  }

  /// A dashboard as Grafana's own API has it.
  private static func isDashboardResource(_ root: Node) -> Bool {
    guard DashboardFile.isResource(root), let spec = root["spec"] else { return false }
    return spec.kind == .mapping
  }

  /// Rules and their surroundings as Grafana's provisioning has them; groups of its rules name a folder.
  private static func isGrafanaAlerting(_ root: Node) -> Bool {
    let own = [
      "contactPoints", "deleteContactPoints", "policies", "resetPolicies", "muteTimes", "deleteMuteTimes",
      "deleteTemplates", "deleteRules",
    ]
    if root["apiVersion"]?.intValue != nil, own.contains(where: { root[$0]?.kind == .sequence }) { return true }
    guard let group = root["groups"]?.items.first else { return false }
    let rule = group["rules"]?.items.first
    return group["folder"] != nil && rule?["expr"] == nil || rule?["data"]?.kind == .sequence
  }
}
