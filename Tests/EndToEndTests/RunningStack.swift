import Foundation
import FoundationNetworking

/// The Lightning DB stack on loopback: three hosts, each with a database and a node exporter; Prometheus, Alertmanager and
/// webhook on the generated files; a sink in the place of Slack, PagerDuty and the dead-man service.
final class RunningStack {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path

  private let laboratory: Laboratory
  private let overlay: StackOverlay
  private var exporters: [String: Laboratory.Server] = [:]

  init() async throws {
    laboratory = try Laboratory()
    overlay = try StackOverlay(laboratory)
    try overlay.install()
    // What would restart the service on a real host.
    try laboratory.writeStandIn(for: "systemctl")
    for host in StackOverlay.hosts {
      try startDatabase(of: host)
      // The primary's data disk is not a mount of its own, which the stack warns about.
      try startNodeExporter(of: host, mountedOn: host == StackOverlay.hosts[0] ? "/" : "/var/lib/lightning_db")
    }
    try startServers()
    // A database that is late would be one that is down.
    for address in exporters.keys + [overlay.sink, overlay.alertmanager, overlay.webhook].map({ "127.0.0.1:\($0)" }) {
      guard let url = URL(string: "http://\(address)/") else { throw URLError(.badURL) }
      try await until("\(address) answers") { try await !URLSession.shared.data(from: url).0.isEmpty }
    }
    try startPrometheus()
  }

  // MARK: Processes

  func startDatabase(of host: String) throws {
    let role = host == StackOverlay.hosts[0] ? "primary" : "replica"
    try startExporter("\(host):\(overlay.database)", "lightning_db", role)
  }

  func stopDatabase(of host: String) {
    exporters["\(host):\(overlay.database)"]?.stop()
  }

  /// Starts the exporter of a host whose only disk is mounted there; one that runs already is replaced.
  func startNodeExporter(of host: String, mountedOn mount: String) throws {
    try startExporter("\(host):\(overlay.node)", "node", mount)
  }

  private func startExporter(_ address: String, _ kind: String, _ detail: String) throws {
    exporters[address]?.stop()
    exporters[address] = try laboratory.start("python3", [Self.fixtures + "/exporter.py", address, kind, detail])
  }

  private func startServers() throws {
    try laboratory.start(
      "python3", [Self.fixtures + "/sink.py", "127.0.0.1:\(overlay.sink)", laboratory.path("notifications")])
    try laboratory.start(
      "webhook",
      ["-hooks", laboratory.path("out/webhook/hooks.yml"), "-ip", "127.0.0.1", "-port", "\(overlay.webhook)"],
      environment: [
        "PATH": laboratory.path("bin") + ":/usr/bin:/bin", "WEBHOOK_STATE": laboratory.path("webhook-state"),
      ])
    try laboratory.start(
      "prometheus-alertmanager",
      [
        "--config.file=" + laboratory.path("out/alertmanager/alertmanager.yml"),
        "--storage.path=" + laboratory.path("alertmanager-data"),
        "--web.listen-address=127.0.0.1:\(overlay.alertmanager)", "--cluster.listen-address=",
      ])
  }

  /// Prometheus drops what fires before it has discovered Alertmanager, and tells it again after the resend delay: a
  /// minute, if not told otherwise. An alert that isn't repeated for four times as long is taken to be over.
  private func startPrometheus() throws {
    try laboratory.start(
      "prometheus",
      [
        "--config.file=" + laboratory.path("out/prometheus/prometheus.yml"),
        "--storage.tsdb.path=" + laboratory.path("prometheus-data"),
        "--web.listen-address=127.0.0.1:\(overlay.prometheus)", "--rules.alert.resend-delay=5s",
      ])
  }

  // MARK: Looking

  func until(_ what: String, _ condition: () async throws -> Bool) async throws {
    try await laboratory.until(what, condition)
  }

  private func get<Answer: Decodable>(_ url: String, as type: Answer.Type) async throws -> Answer {
    guard let url = URL(string: url) else { throw URLError(.badURL) }
    return try JSONDecoder().decode(type, from: try await URLSession.shared.data(from: url).0)
  }

  /// How many series an instant query returns.
  func samples(_ query: String) async throws -> Int {
    struct Answer: Decodable {
      struct Content: Decodable { var result: [Series] }
      struct Series: Decodable { var metric: [String: String] }
      var data: Content
    }
    let encoded = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return try await get(
      "http://127.0.0.1:\(overlay.prometheus)/api/v1/query?query=\(encoded)", as: Answer.self
    ).data.result.count
  }

  /// An alert as Alertmanager's API has it.
  struct Alert: Decodable {
    struct Status: Decodable {
      var state: String
      var inhibitedBy: [String]
    }
    var labels: [String: String]
    var status: Status
  }

  func alert(_ name: String, of host: String) async throws -> Alert? {
    try await get("http://127.0.0.1:\(overlay.alertmanager)/api/v2/alerts", as: [Alert].self)
      .first { $0.labels["alertname"] == name && $0.labels["instance"] == host }
  }

  /// What the sink was sent about an alert.
  func notifications(about alert: String) -> [Notification] {
    laboratory.read("notifications").split(separator: "\n").compactMap { Notification(request: String($0)) }
      .filter { $0.alert == alert }
  }

  /// What the remediations ran, a line a run.
  var commands: [String] { laboratory.commands }
}
