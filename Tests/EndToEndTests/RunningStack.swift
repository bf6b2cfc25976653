import Foundation
import FoundationNetworking
import Workspace

/// The Lightning DB stack on loopback: three hosts, each with a database and a node exporter; Prometheus, Alertmanager and
/// webhook on the generated files; a sink in the place of Slack, PagerDuty and the dead-man service.
final class RunningStack {
  struct Ports {
    let database: Int
    let node: Int
    let prometheus: Int
    let alertmanager: Int
    let webhook: Int
    let sink: Int

    init() throws {
      database = try Laboratory.freePort(on: LightningDBStackTests.hosts)
      node = try Laboratory.freePort(on: LightningDBStackTests.hosts)
      prometheus = try Laboratory.freePort()
      alertmanager = try Laboratory.freePort()
      webhook = try Laboratory.freePort()
      sink = try Laboratory.freePort()
    }
  }

  struct Notification {
    /// The channel for Slack, `pagerduty`, or the path.
    var receiver: String
    var isResolved: Bool
  }

  struct Failure: Error, CustomStringConvertible { var description: String }

  private let laboratory: Laboratory
  private let ports: Ports
  private var database: Process?

  init() throws {
    laboratory = try Laboratory()
    ports = try Ports()
    try laboratory.write(Self.overlay(ports, laboratory), to: "overlay.yaml")
    for file in try Self.compile(overlay: laboratory.path("overlay.yaml")) {
      try laboratory.write(
        String(decoding: file.bytes, as: UTF8.self), to: "out/\(file.path)", isExecutable: file.isExecutable)
    }
    try laboratory.write("http://127.0.0.1:\(ports.sink)/slack", to: "secrets/slack_webhook")
    try laboratory.write("pagerduty-key-for-the-test", to: "secrets/pagerduty_key")
    try laboratory.write("token-for-the-test", to: "secrets/remediation_token")
    // What would restart the service on a real host writes down that it was asked to.
    try laboratory.write(
      "#!/bin/sh\necho \"$*\" >> \(laboratory.path("commands"))\n", to: "bin/systemctl", isExecutable: true)

    try startExporters()
    try startServers()
  }

  /// What is compiled is the spec of the repository; the overlay is the only difference.
  static func compile(overlay: String) throws -> [OutputFile] {
    let spec = LightningDBStackTests.root.appending(path: "specs/lightning-db").path
    let compilation = Compiler(files: LocalFiles()).compile(spec, overlays: [overlay])
    let errors = compilation.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty, !compilation.files.isEmpty else {
      throw Failure(description: errors.map { "\($0.id): \($0.message)" }.joined(separator: "\n"))
    }
    return compilation.files
  }

  static func overlay(_ ports: Ports, _ laboratory: Laboratory) -> String {
    func endpoints(_ port: Int) -> String {
      zip(LightningDBStackTests.hosts, ["primary", "replica", "replica"]).map { host, role in
        "{address: \"\(host):\(port)\", labels: {role: \(role)}}"
      }.joined(separator: ", ")
    }
    let sink = "http://127.0.0.1:\(ports.sink)"
    return """
      services:
        prometheus: {address: "127.0.0.1:\(ports.prometheus)"}
        alertmanager: {address: "127.0.0.1:\(ports.alertmanager)"}
        webhook: {address: "127.0.0.1:\(ports.webhook)", folder: \(laboratory.path("out/webhook"))}
      scrape_interval: 1s
      evaluation_interval: 1s
      targets:
        lightning_db: {endpoints: [\(endpoints(ports.database))]}
        node_exporter: {endpoints: [\(endpoints(ports.node))]}
        prometheus: {endpoints: ["127.0.0.1:\(ports.prometheus)"]}
        alertmanager: {endpoints: ["127.0.0.1:\(ports.alertmanager)"]}
      alerts:
        - group: lightning_db_critical
          interval: 1s
          rules:
            - {alert: LightningDBDown, for: 2s}
            - {alert: LightningDBDiskUnmonitored, for: 1s}
      secrets:
        slack_webhook: {file: \(laboratory.path("secrets/slack_webhook"))}
        pagerduty_key: {file: \(laboratory.path("secrets/pagerduty_key"))}
        remediation_token: {file: \(laboratory.path("secrets/remediation_token"))}
      receivers:
        pagerduty: {pagerduty: {native: {url: "\(sink)/pagerduty"}}}
        watchdog: {webhook: {url: "\(sink)/watchdog"}}
      routing: {group_wait: 1s, group_interval: 2s}
      remediations:
        - {on: LightningDBDown, after: 2s}

      """
  }

  // MARK: Processes

  private func startExporters() throws {
    try startDatabase()
    for (host, role) in zip(LightningDBStackTests.hosts, ["primary", "replica", "replica"]) {
      if role == "replica" { try startExporter("\(host):\(ports.database)", "lightning_db", role) }
      try startExporter("\(host):\(ports.node)", "node", role)
    }
  }

  @discardableResult
  private func startExporter(_ address: String, _ kind: String, _ role: String) throws -> Process {
    try laboratory.start("python3", [LightningDBStackTests.fixtures + "/exporter.py", address, kind, role])
  }

  func startDatabase() throws {
    database = try startExporter("\(LightningDBStackTests.hosts[0]):\(ports.database)", "lightning_db", "primary")
  }

  func stopDatabase() {
    database?.terminate()
    database?.waitUntilExit()
  }

  private func startServers() throws {
    try laboratory.start(
      "python3",
      [LightningDBStackTests.fixtures + "/sink.py", "127.0.0.1:\(ports.sink)", laboratory.path("notifications")])
    try laboratory.start(
      "webhook",
      [
        "-hooks", laboratory.path("out/webhook/hooks.yml"), "-ip", "127.0.0.1", "-port", "\(ports.webhook)", "-verbose",
      ],
      environment: [
        "PATH": laboratory.path("bin") + ":/usr/sbin:/usr/bin:/sbin:/bin",
        "WEBHOOK_STATE": laboratory.path("webhook-state"),
      ])
    try laboratory.start(
      "prometheus-alertmanager",
      [
        "--config.file=" + laboratory.path("out/alertmanager/alertmanager.yml"),
        "--storage.path=" + laboratory.path("alertmanager-data"),
        "--web.listen-address=127.0.0.1:\(ports.alertmanager)", "--cluster.listen-address=",
      ])
    try laboratory.start(
      "prometheus",
      [
        "--config.file=" + laboratory.path("out/prometheus/prometheus.yml"),
        "--storage.tsdb.path=" + laboratory.path("prometheus-data"),
        "--web.listen-address=127.0.0.1:\(ports.prometheus)",
      ])
  }

  // MARK: Looking

  /// Waits until something holds; asks twice a second, for a minute.
  func until(_ what: String, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<120 {
      // A server that isn't listening yet is a reason to ask again.
      if (try? await condition()) == true { return }
      try await Task.sleep(for: .milliseconds(500))
    }
    throw Failure(description: "not seen within a minute: \(what)\n\(laboratory.logs)")
  }

  private func get(_ url: String) async throws -> Any {
    guard let url = URL(string: url) else { throw Failure(description: "not a URL: \(url)") }
    let (data, _) = try await URLSession.shared.data(from: url)
    return try JSONSerialization.jsonObject(with: data)
  }

  /// How many series an instant query returns.
  func samples(_ query: String) async throws -> Int {
    let encoded = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    let answer = try await get("http://127.0.0.1:\(ports.prometheus)/api/v1/query?query=\(encoded)") as? [String: Any]
    return ((answer?["data"] as? [String: Any])?["result"] as? [Any])?.count ?? 0
  }

  /// An alert about the first host, as Alertmanager has it.
  func alert(_ name: String) async throws -> (state: String, isInhibited: Bool)? {
    let alerts = try await get("http://127.0.0.1:\(ports.alertmanager)/api/v2/alerts") as? [[String: Any]] ?? []
    for alert in alerts {
      let labels = alert["labels"] as? [String: String] ?? [:]
      guard labels["alertname"] == name, labels["instance"] == LightningDBStackTests.hosts[0] else { continue }
      let status = alert["status"] as? [String: Any] ?? [:]
      return (status["state"] as? String ?? "", !(status["inhibitedBy"] as? [String] ?? []).isEmpty)
    }
    return nil
  }

  /// What the sink was sent about an alert.
  func notifications(about alert: String) -> [Notification] {
    laboratory.read("notifications").split(separator: "\n").compactMap { line in
      guard let entry = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String],
        let path = entry["path"], let body = entry["body"], body.contains(alert)
      else { return nil }
      let content = (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
      switch path {
      case "/slack":
        let title = ((content["attachments"] as? [[String: Any]])?.first?["title"] as? String ?? "").lowercased()
        return Notification(receiver: content["channel"] as? String ?? "", isResolved: title.contains("resolved"))
      case "/pagerduty":
        return Notification(receiver: "pagerduty", isResolved: content["event_action"] as? String == "resolve")
      default: return Notification(receiver: path, isResolved: content["status"] as? String == "resolved")
      }
    }
  }

  /// What the remediation ran, a line a run.
  var commands: [String] { laboratory.read("commands").split(separator: "\n").map(String.init) }
}
