import Alertmanager
import Collector
import Deployment
import Diagnostics
import Document
import Grafana
import Jaeger
import Loki
import Prometheus
import Promtail
import Quantities

/// The table that a native file is held against, and the version of the server that reads it.
///
/// Nobody names the server of hand-written files. Then keys of any version are accepted, and of what is deprecated only
/// what the oldest servers that Belfry supports know a replacement for.
struct NativeSchema {
  private let table: FieldTable
  private let version: Version
  private let isVersionKnown: Bool
  /// How messages call the whole file.
  private let what: String

  /// Whether the server replaces `${NAME}` by a variable of its environment.
  private let expandsEnvironment: Bool
  private let isAgent: Bool

  /// Nil for kinds of file whose keys are not described.
  init?(for kind: FileKind, versions named: TargetVersions?, servers: KnownServers) {
    let server: Server
    switch kind {
    case .prometheus: (table, server, what) = (PrometheusSchema.config, .prometheus, "prometheus.yml")
    case .rules: (table, server, what) = (RuleSchema.file, .prometheus, "a rule file")
    case .alertmanager: (table, server, what) = (AlertmanagerSchema.config, .alertmanager, "alertmanager.yml")
    case .loki: (table, server, what) = (LokiSchema.root, .loki, "Loki's configuration")
    case .promtail: (table, server, what) = (PromtailSchema.root, .promtail, "Promtail's configuration")
    case .collector: (table, server, what) = (CollectorSchema.root, .collector, "the collector's configuration")
    case .jaeger: (table, server, what) = (CollectorSchema.root, .collector, "Jaeger's configuration")
    case .dashboard: (table, server, what) = (GrafanaSchema.dashboard, .grafana, "a dashboard")
    case .datasources: (table, server, what) = (GrafanaSchema.datasources, .grafana, "a data source file")
    case .dashboardProviders:
      (table, server, what) = (GrafanaSchema.dashboardProviders, .grafana, "a dashboard provider file")
    default: return nil
    }
    let known = named?[server].value ?? servers.versions[server]
    version = known ?? TargetVersions()[server].value
    isVersionKnown = known != nil
    expandsEnvironment = server != .prometheus
    isAgent = servers.isAgent && kind == .prometheus
  }

  func check(_ file: StackFile) -> [Diagnostic] {
    let found = check(file, version: version)
    if isVersionKnown { return found }
    let outdated = Set(found.filter { Self.isAge($0) }.map(\.place))
    return check(file, version: nil).filter { !Self.isAge($0) || outdated.contains($0.place) }
  }

  private static func isAge(_ finding: Diagnostic) -> Bool {
    ["schema/deprecated-key", "schema/removed-key"].contains(finding.id)
  }

  private func check(_ file: StackFile, version: Version?) -> [Diagnostic] {
    var found = table.check(
      subject(of: file), version: version, what: what, expandsEnvironment: expandsEnvironment)
    if isAgent { found += PrometheusSchema.checkAgent(file.root) }
    if [.collector, .jaeger].contains(file.kind) {
      found += checkComponents(CollectorConfig(file.root), in: file.kind, version)
    }
    return found
  }

  /// A dashboard as the API takes it stands one level down.
  private func subject(of file: StackFile) -> Node {
    guard file.kind == .dashboard, let inner = file.root["dashboard"], inner.kind == .mapping else { return file.root }
    return inner
  }

  /// The settings of each component by its type, and whether the type is one that still exists.
  private func checkComponents(_ config: CollectorConfig, in kind: FileKind, _ version: Version?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for component in config.components where !component.settings.isNull {
      let own = kind == .jaeger ? JaegerSchema.settings(of: component.type) : nil
      guard let table = own ?? CollectorSchema.settings(of: component.type, in: component.section) else { continue }
      found += table.check(component.settings, version: version, what: "\"\(component.id.text)\"")
    }
    guard kind == .collector else { return found }
    for (section, table) in CollectorSchema.components.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let node = config.node[section.rawValue] else { continue }
      found += table.check(node, version: version, what: "\"\(section.rawValue)\"")
    }
    return found
  }
}
