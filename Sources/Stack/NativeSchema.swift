import Collector
import Deployment
import Diagnostics
import Document
import Grafana
import Jaeger
import PromConfig
import Prometheus
import Quantities

/// The table that a native file is held against, and the version of the server that reads it.
///
/// Nobody names the server of hand-written files. Then keys of any version are accepted, and of what is deprecated only
/// what the oldest servers that Belfry supports know a replacement for.
struct NativeSchema {
  private var table: FieldTable
  private let version: Version?
  /// What is out of date for this version is reported where none is known.
  private let oldest: Version
  /// How messages call the whole file.
  private var what: String

  /// Whether the server replaces `${NAME}` by a variable of its environment.
  private let expandsEnvironment: Bool
  private let isAgent: Bool
  private let loadsOnly: Bool

  /// Nil for kinds of file whose keys are not described.
  init?(for file: StackFile, versions named: TargetVersions?, servers: KnownServers) {
    guard let described = NativeTable(of: file.kind == .targets ? .prometheus : file.kind) else { return nil }
    (table, what) = (described.table, described.what)
    switch file.kind {
    case .rules:
      guard let rules = Self.rules(of: file.rules) else { return nil }
      table = rules
    case .prometheus where file.rules == .victoriaMetrics && (file.isNamed || !servers.namesPrometheus): return nil
    case .targets: (table, what) = (PromSchema.staticConfig, "a group of targets")
    default: break
    }
    let kind = file.kind
    let server = described.server
    version = named?[server].value ?? servers.versions[server]
    oldest = TargetVersions.standard[server].value
    expandsEnvironment = described.expandsEnvironment
    isAgent = servers.isAgent && kind == .prometheus
    loadsOnly = servers.loadsOnly
  }

  /// The keys of rule files as the server has them that reads them; nil when they aren't described.
  private static func rules(of server: StackFile.Rules) -> FieldTable? {
    switch server {
    case .prometheus: RuleSchema.file
    case .thanos: RuleSchema.thanosFile
    case .mimir: RuleSchema.mimirFile
    case .loki: RuleSchema.lokiFile
    case .victoriaMetrics: nil
    }
  }

  func check(_ file: StackFile) -> [Diagnostic] {
    if file.kind == .targets { return file.root.items.flatMap { check($0, against: self.table, what) } }
    let (subject, table) = subject(of: file)
    var found = check(subject, against: table, what)
    if isAgent { found += PrometheusSchema.checkAgent(file.root) }
    if [.collector, .jaeger].contains(file.kind) {
      found += checkComponents(of: file)
    }
    return found
  }

  private func check(_ node: Node, against table: FieldTable, _ what: String) -> [Diagnostic] {
    let found = check(node, against: table, what, version: version, oldest: oldest)
    guard loadsOnly, version == nil else { return found }
    // What the oldest server that is supported refuses and the youngest as well, they all refuse.
    let young = Set(
      check(node, against: table, what, version: Self.youngest).filter { $0.severity == .error }.map(\.key))
    let known = Set(found.filter { $0.severity == .error }.map(\.key))
    let old = check(node, against: table, what, version: oldest).filter { $0.severity == .error }
    return found + old.filter { young.contains($0.key) && !known.contains($0.key) }
  }

  private func check(
    _ node: Node, against table: FieldTable, _ what: String, version: Version?, oldest: Version? = nil
  ) -> [Diagnostic] {
    table.check(node, version: version, oldest: oldest, what: what, expandsEnvironment: expandsEnvironment)
  }

  /// Younger than any.
  private static let youngest = Version(9999)

  /// What is looked at, and the table for it, where the content decides: a dashboard has several forms, and may stand
  /// inside a body of the API or a resource.
  private func subject(of file: StackFile) -> (Node, FieldTable) {
    switch file.kind {
    case .dashboard:
      let dashboard = DashboardFile(file.root)
      return (dashboard.dashboard, GrafanaSchema.dashboard(for: dashboard))
    case .datasources: return (file.root, GrafanaSchema.datasources(for: file.root))
    case .collector, .jaeger:
      let isWhole = loadsOnly || CollectorConfig(file.root).isWhole
      return (file.root, isWhole ? CollectorSchema.root : CollectorSchema.overlay)
    default: return (file.root, table)
    }
  }

  /// The settings of each component by its type, and whether the type is one that still exists.
  private func checkComponents(of file: StackFile) -> [Diagnostic] {
    let config = CollectorConfig(file.root)
    var found: [Diagnostic] = []
    for component in config.components where component.settings.kind == .mapping {
      guard let table = Self.settings(of: component, in: file) else { continue }
      found += check(component.settings, against: table, "\"\(component.id.text)\"")
      found += checkScraping(component.scraping)
    }
    guard file.kind == .collector else { return found }
    for (section, table) in CollectorSchema.components.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let node = config.node[section.rawValue], node.kind == .mapping else { continue }
      found += check(node, against: table, "\"\(section.rawValue)\"")
    }
    return found
  }

  /// The table of a component's settings; nil for types that aren't described.
  static func settings(of component: CollectorConfig.Component, in file: StackFile) -> FieldTable? {
    if component.scrapes, file.wrapper?.allocatesTargets ?? false { return CollectorSchema.allocatedPrometheus }
    return (file.kind == .jaeger ? JaegerSchema.settings(of: component.type) : nil)
      ?? CollectorSchema.settings(of: component.type, in: component.section)
  }

  /// What a Prometheus receiver scrapes is said as in a prometheus.yml.
  private func checkScraping(_ config: Node?) -> [Diagnostic] {
    guard let config, config.kind == .mapping else { return [] }
    return PrometheusSchema.config.check(config, version: nil, what: "\"config\"", expandsEnvironment: true)
  }
}

extension Diagnostic {
  /// What it says and where, whatever version it says it of.
  fileprivate var key: [String] {
    [id, place.span.map { "\($0.file.path):\($0.start)" } ?? ""]
  }
}
