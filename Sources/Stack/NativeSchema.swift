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

  /// Nil for kinds of file whose keys are not described.
  init?(for kind: FileKind, versions named: TargetVersions?) {
    let versions = named ?? TargetVersions()
    isVersionKnown = named != nil
    switch kind {
    case .prometheus: (table, version, what) = (PrometheusSchema.config, versions.prometheus.value, "prometheus.yml")
    case .rules: (table, version, what) = (RuleSchema.file, versions.prometheus.value, "a rule file")
    case .alertmanager:
      (table, version, what) = (AlertmanagerSchema.config, versions.alertmanager.value, "alertmanager.yml")
    case .loki: (table, version, what) = (LokiSchema.root, versions.loki.value, "Loki's configuration")
    case .promtail: (table, version, what) = (PromtailSchema.root, versions.promtail.value, "Promtail's configuration")
    case .collector:
      (table, version, what) = (CollectorSchema.root, versions.collector.value, "the collector's configuration")
    case .jaeger: (table, version, what) = (CollectorSchema.root, versions.collector.value, "Jaeger's configuration")
    case .dashboard: (table, version, what) = (GrafanaSchema.dashboard, versions.grafana.value, "a dashboard")
    case .datasources:
      (table, version, what) = (GrafanaSchema.datasources, versions.grafana.value, "a data source file")
    case .dashboardProviders:
      (table, version, what) = (GrafanaSchema.dashboardProviders, versions.grafana.value, "a dashboard provider file")
    default: return nil
    }
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
    var found = table.check(subject(of: file), version: version, what: what)
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
