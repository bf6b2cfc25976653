package import Deployment
package import Document
import Grafana

extension FileKind {
  /// What a document is, by its keys; nil when it is nothing that Belfry knows. Many programs have a `service:` or
  /// `groups:`, so that what stands under a key counts as much as its name.
  package static func recognized(in root: Node) -> FileKind? {
    // Groups that lost the `groups:` above them; no server reads them, which is worth saying.
    if let first = root.items.first, first["name"] != nil, holdsRules(first["rules"]) { return .rules }
    guard root.kind == .mapping else { return nil }
    let found = Keys(root)
    if isDashboardResource(root) { return .dashboard }
    if found.has("apiVersion", as: .scalar), found.has("kind", as: .scalar) { return nil }
    if found.has("deployment", as: .scalar) || found.has("belfry") { return .spec }
    return server(found) ?? grafana(found) ?? other(found)
  }

  /// What the servers of metrics, alerts, logs and traces load.
  private static func server(_ keys: Keys) -> FileKind? {
    if isGrafanaAlerting(keys) { return .grafanaAlerting }
    if !keys.has("apiVersion"), isRuleFile(keys) { return .rules }
    if keys.has("route", as: .mapping), keys.has("receivers", as: .sequence) || keys["route"]?["receiver"] != nil {
      return .alertmanager
    }
    if keys.has("scrape_configs"), isPromtail(keys) { return .promtail }
    if isLoki(keys) { return .loki }
    if keys.has("service", as: .mapping), keys.has("receivers", as: .mapping) || keys.has("exporters", as: .mapping) {
      return keys["extensions"]?["jaeger_query"] != nil ? .jaeger : .collector
    }
    if isRuleTest(keys) { return .ruleTest }
    return isPrometheus(keys) ? .prometheus : nil
  }

  private static func isRuleFile(_ keys: Keys) -> Bool {
    guard let groups = keys["groups"], groups.kind == .sequence else { return false }
    let own = keys.count == 1 || keys.count == 2 && keys.has("namespace")
    return groups.items.isEmpty
      ? own
      : groups.items.contains { group in
        guard group.kind == .mapping else { return false }
        return holdsRules(group["rules"]) || own && group["name"] != nil && mayHoldRules(group)
      }
  }

  /// Whether a group without `rules:` may be one whose key is misspelt: no list in it is one of something else.
  private static func mayHoldRules(_ group: Node) -> Bool {
    let lists = group.entries.map(\.value).filter { $0.kind == .sequence && !$0.items.isEmpty }
    return lists.isEmpty || lists.contains(where: holdsRules)
  }

  /// A list of rules: some record or alert, or there is none.
  private static func holdsRules(_ rules: Node?) -> Bool {
    guard let rules, rules.kind == .sequence else { return false }
    return rules.items.isEmpty
      || rules.items.contains { $0["expr"] != nil || $0["alert"] != nil || $0["record"] != nil }
  }

  private static func isPromtail(_ keys: Keys) -> Bool {
    if keys.has("clients") || keys.has("positions") { return true }
    return keys["scrape_configs"]?.items.contains { $0["pipeline_stages"] != nil || $0["journal"] != nil } ?? false
  }

  /// Its relatives (Cortex, Mimir, Tempo) have the names of its parts, but not these: Cortex has no `common`, and of the
  /// others none has `auth_enabled`.
  private static func isLoki(_ keys: Keys) -> Bool {
    let isNamed = ["schema_config", "limits_config"].contains { keys.has($0, as: .mapping) }
    return isNamed || keys.has("auth_enabled") && ["common", "storage_config"].contains { keys.has($0) }
  }

  private static func isRuleTest(_ keys: Keys) -> Bool {
    guard let tests = keys["tests"], tests.kind == .sequence else { return false }
    if keys.has("rule_files") { return true }
    return tests.items.contains {
      $0["input_series"] != nil || $0["alert_rule_test"] != nil || $0["promql_expr_test"] != nil
    }
  }

  private static func isPrometheus(_ keys: Keys) -> Bool {
    if ["scrape_configs", "rule_files", "remote_write", "remote_read", "scrape_config_files"].contains(where: keys.has)
    {
      return true
    }
    if let alerting = keys["alerting"], alerting["alertmanagers"] != nil || alerting["alert_relabel_configs"] != nil {
      return true
    }
    guard keys.count == 1, let global = keys["global"] else { return false }
    return ["scrape_interval", "evaluation_interval", "scrape_timeout", "external_labels"].contains {
      global[$0] != nil
    }
  }

  private static func grafana(_ keys: Keys) -> FileKind? {
    if isDashboard(keys) { return .dashboard }
    if let inner = keys["dashboard"], inner.kind == .mapping, isDashboard(Keys(inner)) { return .dashboard }
    guard keys.has("apiVersion") else { return nil }
    if keys.has("datasources", as: .sequence) { return .datasources }
    if keys.has("apps", as: .sequence) { return .grafanaPlugins }
    return keys.has("providers", as: .sequence) ? .dashboardProviders : nil
  }

  private static func isDashboard(_ keys: Keys) -> Bool {
    let hasPanels = keys.has("panels", as: .sequence) || keys.has("rows", as: .sequence)
    let isVersioned = keys.has("schemaVersion") || keys.has("templating", as: .mapping)
    return hasPanels && (isVersioned || ["title", "uid", "annotations", "time", "timezone"].contains(where: keys.has))
      || isVersioned && ["title", "uid"].contains(where: keys.has)
      || keys.has("elements", as: .mapping) && keys.has("layout", as: .mapping)
  }

  private static func other(_ keys: Keys) -> FileKind? {
    if let services = keys["services"], services.kind == .mapping {
      let isContainer = services.entries.contains { $0.value["image"] != nil || $0.value["build"] != nil }
      return isContainer ? .compose : nil
    }
    return keys["receivers"]?.items.contains(where: isReceiver) ?? false ? .alertmanager : nil
  }

  /// A receiver of Alertmanager has a name and integrations, and nothing else; a list of the collector's has more.
  private static func isReceiver(_ item: Node) -> Bool {
    guard item["name"] != nil else { return false }
    return item.entries.count == 1 || item.entries.contains { $0.key.text.contains("_config") }
  }

  /// The keys at the top of a document.
  private struct Keys {
    private let values: [String: Node]

    init(_ root: Node) {
      values = Dictionary(root.entries.map { ($0.key.text, $0.value) }) { first, _ in first }
    }

    var count: Int { values.count }
    subscript(name: String) -> Node? { values[name] }
    func has(_ name: String) -> Bool { values[name] != nil }
    func has(_ name: String, as kind: Node.Kind) -> Bool { values[name]?.kind == kind }
  }

  /// A dashboard as Grafana's own API has it.
  private static func isDashboardResource(_ root: Node) -> Bool {
    guard DashboardFile.isResource(root), let spec = root["spec"] else { return false }
    return spec.kind == .mapping
  }

  /// Rules and their surroundings as Grafana's provisioning has them; groups of its rules name a folder.
  private static func isGrafanaAlerting(_ keys: Keys) -> Bool {
    let own = [
      "contactPoints", "deleteContactPoints", "policies", "resetPolicies", "muteTimes", "deleteMuteTimes",
      "deleteTemplates", "deleteRules",
    ]
    if keys["apiVersion"]?.intValue != nil, own.contains(where: { keys.has($0, as: .sequence) }) { return true }
    guard let group = keys["groups"]?.items.first else { return false }
    let rule = group["rules"]?.items.first
    return group["folder"] != nil && rule?["expr"] == nil || rule?["data"]?.kind == .sequence
  }
}
