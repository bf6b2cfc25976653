package import Diagnostics
package import Document
package import Quantities

/// What a team wants of its monitoring: the intent, small and opinionated, that everything is generated from.
///
/// Built by reading YAML (`Reading/`), then `lowered()` so that SLOs, reports and remediations have become plain rules,
/// receivers and routes, then handed to each backend. Every named thing carries the place it was written at.
package struct Deployment: Sendable, Equatable {
  /// `deployment:`; names the output folder and the dashboards' folder.
  package var name: Located<String>
  package var versions = TargetVersions()
  package var externalLabels: [Label] = []
  package var retention = Retention()
  /// Defaults of the Prometheus server: `scrape_interval`, `scrape_timeout`, `evaluation_interval`.
  package var global = GlobalIntervals()
  /// The component templates named under `use:`; their content is merged in already.
  package var uses: [Located<String>] = []
  /// Where the stack's own servers are reached, by name (`prometheus`, `loki`, …), defaults filled in.
  package var services: [Service] = []

  package var targets: [Target] = []
  package var catalogues: [Catalogue] = []
  package var recordingRules: [RuleGroup] = []
  package var alerts: [RuleGroup] = []
  package var slos: [SLO] = []

  package var secrets: [Secret] = []
  package var receivers: [Receiver] = []
  package var routing: Routing?
  package var timeIntervals: [TimeInterval] = []

  package var dashboards: [Dashboard] = []
  package var logs: Logs?
  package var traces: Traces?
  package var runbooks: [Runbook] = []
  package var remediations: [Remediation] = []
  package var reports: [Report] = []
  package var checklist: [ChecklistSection] = []
  package var checks = CheckSettings()

  package init(name: Located<String>) { self.name = name }
}

/// A label name and its value.
package struct Label: Sendable, Hashable {
  package var name: Located<String>
  package var value: Located<String>
  package init(_ name: Located<String>, _ value: Located<String>) {
    self.name = name
    self.value = value
  }
}

extension [Label] {
  package subscript(name: String) -> Located<String>? { first { $0.name.value == name }?.value }
}

/// The oldest version of each server that the output must suit; later ones must load it too.
package struct TargetVersions: Sendable, Equatable {
  package var prometheus: Located<Version> = Located("2.42")
  package var alertmanager: Located<Version> = Located("0.25")
  package var loki: Located<Version> = Located("3.0")
  package var grafana: Located<Version> = Located("11.0")
  package var promtail: Located<Version> = Located("3.0")
  package var alloy: Located<Version> = Located("1.0")
  /// The OpenTelemetry collector.
  package var collector: Located<Version> = Located("0.110")
  package var jaeger: Located<Version> = Located("2.0")
  package init() {}
  package static let standard = TargetVersions()
}

/// How long each kind of data is kept. Nil where the spec says nothing and the server's default holds.
package struct Retention: Sendable, Equatable {
  package var metrics: Located<PromDuration>?
  package var metricsSize: Located<ByteSize>?
  package var logs: Located<PromDuration>?
  package var traces: Located<PromDuration>?
  package init() {}
}

package struct GlobalIntervals: Sendable, Equatable {
  package var scrapeInterval = Located(PromDuration.seconds(15))
  package var scrapeTimeout: Located<PromDuration>?
  package var evaluationInterval = Located(PromDuration.seconds(15))
  /// `prometheus: {native: …}`, laid over prometheus.yml.
  package var native: Draft?
  package init() {}
}

/// Something that runs as part of the stack and is reached at an address by its peers.
package struct Service: Sendable, Equatable {
  /// `prometheus`, `alertmanager`, `loki`, `grafana`, `alloy`, `promtail`, `otel-collector`, `jaeger`, `webhook`.
  package var name: String
  /// `host:port` as peers use it: `prometheus:9090`.
  package var address: Located<String>
  /// The URL people's browsers use, for links in notifications; nil where the address serves.
  package var externalURL: Located<String>?
  /// Where a server that is told its own files' paths finds its folder of the output; nil at the usual mount point.
  package var folder: Located<String>?
  package init(name: String, address: Located<String>, externalURL: Located<String>? = nil) {
    self.name = name
    self.address = address
    self.externalURL = externalURL
  }
  package var host: String { String(address.value.prefix { $0 != ":" }) }
  package var port: Int { address.value.split(separator: ":").last.flatMap { Int($0) } ?? 0 }
}

extension Deployment {
  /// The service of that name. The reader fills every known service in, so emitters can rely on it.
  package func service(_ name: String) -> Service? { services.first { $0.name == name } }
}

/// Which checks are silenced or judged otherwise.
package struct CheckSettings: Sendable, Equatable {
  /// Check id and why.
  package var ignored: [(id: Located<String>, reason: Located<String>)] = []
  package var severities: [(id: Located<String>, severity: Severity)] = []
  package init() {}
  package static func == (a: CheckSettings, b: CheckSettings) -> Bool {
    a.ignored.elementsEqual(b.ignored) { $0.id == $1.id && $0.reason == $1.reason }
      && a.severities.elementsEqual(b.severities) { $0.id == $1.id && $0.severity == $1.severity }
  }
}
