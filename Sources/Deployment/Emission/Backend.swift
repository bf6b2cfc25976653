package import Diagnostics
package import Document

/// What turns intent into one server's files.
package protocol Backend: Sendable {
  /// `prometheus`, `alertmanager`, …; also the folder its files stand in.
  static var name: String { get }
  init()
  /// The files this deployment needs from this backend; none if it has no use for it. Pure: same input, same output.
  /// The deployment has been lowered. What can't be expressed is reported, never dropped in silence.
  func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile]
}

/// One file of the output.
package struct GeneratedFile: Sendable {
  package enum Content: Sendable {
    /// Written by the YAML writer under the standard header comment.
    case yaml(Draft)
    case json(Draft)
    /// Already in its own syntax (Alloy, TOML, Markdown, templates), header included.
    case text(String)
  }

  /// Relative to the output folder, `/` between parts: `prometheus/rules/lightning_db_critical.yml`.
  package var path: String
  /// What is to be written; made anew each time if no check reads the file.
  package var content: Content { make() }
  private let make: @Sendable () -> Content
  /// Whether checks read the file back. None should wait for what it doesn't look at.
  package let isChecked: Bool
  /// What it is, so that the stack reads it back without guessing.
  package var kind: FileKind
  package var isExecutable: Bool
  /// Further lines of the header comment of a YAML file.
  package var notes: [String]

  package init(
    path: String, kind: FileKind, content: Content, isExecutable: Bool = false, notes: [String] = []
  ) {
    self.path = path
    self.kind = kind
    self.isExecutable = isExecutable
    self.notes = notes
    make = { content }
    isChecked = true
  }

  /// A file that no check reads: it is made only when it is to be written.
  package init(path: String, kind: FileKind, unchecked make: @escaping @Sendable () -> Content) {
    self.path = path
    self.kind = kind
    isExecutable = false
    notes = []
    self.make = make
    isChecked = false
  }
}

/// The kinds of file that belong to a monitoring stack. Raw values are what `--kind` takes.
package enum FileKind: String, Sendable, Hashable, CaseIterable {
  case spec, prometheus, rules, alertmanager, loki, promtail, alloy, collector, jaeger, dashboard, datasources
  case dashboardProviders = "dashboard-providers"
  case grafanaAlerting = "grafana-alerting"
  case grafanaPlugins = "grafana-plugins"
  case compose, hooks
  case ruleTest = "rule-test"
  /// Targets for file discovery.
  case targets
  /// What the operators of Kubernetes make parts of a configuration from: scrape jobs, routes and receivers.
  case monitor
  case alertmanagerPart = "alertmanager-part"
  /// Nothing is checked in it: templates, Markdown, scripts, an application's own settings.
  case other
}
