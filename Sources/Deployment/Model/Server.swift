package import Diagnostics
package import Quantities

/// The servers whose versions matter, by the names that specs and the command line give them.
package enum Server: String, Sendable, CaseIterable {
  case prometheus, alertmanager, loki, grafana, promtail, alloy, collector, jaeger
}

extension TargetVersions {
  package subscript(server: Server) -> Located<Version> {
    switch server {
    case .prometheus: prometheus
    case .alertmanager: alertmanager
    case .loki: loki
    case .grafana: grafana
    case .promtail: promtail
    case .alloy: alloy
    case .collector: collector
    case .jaeger: jaeger
    }
  }
}

/// What somebody said about the servers that load hand-written files.
package struct KnownServers: Sendable {
  /// A file for a server that isn't here is held against every version at once: what one of them takes is fine.
  package var versions: [Server: Version]
  /// Whether Prometheus runs as an agent, which has no rules and answers no queries.
  package var isAgent: Bool
  /// Whether only what servers look at when they load a file matters.
  package var loadsOnly: Bool

  package init(versions: [Server: Version] = [:], isAgent: Bool = false, loadsOnly: Bool = false) {
    self.versions = versions
    self.isAgent = isAgent
    self.loadsOnly = loadsOnly
  }

  /// Whether somebody says that Prometheus reads what has the form of its files.
  package var namesPrometheus: Bool { loadsOnly || versions[.prometheus] != nil }
}
