import Foundation
import Workspace

/// The Lightning DB spec, laid out on loopback: what differs from the repository's is where things are, and how long
/// everything waits.
struct StackOverlay {
  /// Database hosts: the primary, and its replicas.
  static let hosts = ["127.0.0.1", "127.0.0.2", "127.0.0.3"]
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  let database: Int
  let node: Int
  let prometheus: Int
  let alertmanager: Int
  let webhook: Int
  let sink: Int
  let laboratory: Laboratory

  init(_ laboratory: Laboratory) throws {
    self.laboratory = laboratory
    database = try Laboratory.freePort(on: Self.hosts)
    node = try Laboratory.freePort(on: Self.hosts)
    prometheus = try Laboratory.freePort()
    alertmanager = try Laboratory.freePort()
    webhook = try Laboratory.freePort()
    sink = try Laboratory.freePort()
  }

  static let token = "token-for-the-test"

  /// Writes the generated files to `out/` in the laboratory, and the secrets they refer to.
  func install() throws {
    for file in try compile() {
      try laboratory.write(
        String(decoding: file.bytes, as: UTF8.self), to: "out/\(file.path)", isExecutable: file.isExecutable)
    }
    try laboratory.write("http://127.0.0.1:\(sink)/slack", to: "secrets/slack_webhook")
    try laboratory.write("pagerduty-key-for-the-test", to: "secrets/pagerduty_key")
    try laboratory.write(Self.token, to: "secrets/remediation_token")
  }

  /// What the spec of the repository compiles to under this overlay.
  func compile() throws -> [OutputFile] {
    try laboratory.write(text, to: "overlay.yaml")
    let compilation = Compiler(files: LocalFiles()).compile(
      Self.root.appending(path: "specs/lightning-db").path, overlays: [laboratory.path("overlay.yaml")])
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty, !compilation.files.isEmpty else {
      throw Laboratory.NotSeen(description: errors.map { "\($0.id): \($0.message)" }.joined(separator: "\n"))
    }
    return compilation.files
  }

  private func endpoints(_ port: Int) -> String {
    zip(Self.hosts, ["primary", "replica", "replica"]).map { host, role in
      "{address: \"\(host):\(port)\", labels: {role: \(role)}}"
    }.joined(separator: ", ")
  }

  private var text: String {
    """
    services:
      prometheus: {address: "127.0.0.1:\(prometheus)"}
      alertmanager: {address: "127.0.0.1:\(alertmanager)"}
      webhook: {address: "127.0.0.1:\(webhook)", folder: \(laboratory.path("out/webhook"))}
    scrape_interval: 1s
    evaluation_interval: 1s
    targets:
      lightning_db: {endpoints: [\(endpoints(database))]}
      node_exporter: {endpoints: [\(endpoints(node))]}
      prometheus: {endpoints: ["127.0.0.1:\(prometheus)"]}
      alertmanager: {endpoints: ["127.0.0.1:\(alertmanager)"]}
    alerts:
      - group: lightning_db_critical
        interval: 1s
        rules:
          - {alert: LightningDBDown, for: 4s}
          - {alert: LightningDBDiskUnmonitored, for: 1s}
      - {group: monitoring, interval: 1s}
    secrets:
      slack_webhook: {file: \(laboratory.path("secrets/slack_webhook"))}
      pagerduty_key: {file: \(laboratory.path("secrets/pagerduty_key"))}
      remediation_token: {file: \(laboratory.path("secrets/remediation_token"))}
    receivers:
      pagerduty: {pagerduty: {native: {url: "http://127.0.0.1:\(sink)/pagerduty"}}}
      watchdog: {webhook: {url: "http://127.0.0.1:\(sink)/watchdog"}}
    routing: {group_wait: 1s, group_interval: 2s}
    remediations:
      - {on: LightningDBDown, after: 2s}

    """
  }
}
