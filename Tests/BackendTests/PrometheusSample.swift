import Deployment
import Diagnostics
import Document
import Foundation
import Prometheus
import Quantities
import Testing

/// A small deployment that uses everything the Prometheus backend writes, and what became of it.
enum PrometheusSample {
  static func located<Value>(_ value: Value) -> Located<Value> { Located(value) }

  static func label(_ name: String, _ value: String) -> Label { Label(Located(name), Located(value)) }

  static func deployment(
    prometheus version: Version = "2.42", _ change: (inout Deployment) -> Void = { _ in }
  ) -> Deployment {
    var deployment = Deployment(name: Located("demo"))
    deployment.versions.prometheus = Located(version)
    deployment.services = [
      Service(name: "alertmanager", address: Located("alertmanager:9093")),
      Service(name: "grafana", address: Located("grafana:3000")),
    ]
    var target = Target(name: Located("db"))
    target.labels = [label("cluster", "one"), label("role", "replica")]
    target.endpoints = [
      .init(address: Located("db-1:9399"), labels: [label("role", "primary")]),
      .init(address: Located("db-2:9399")), .init(address: Located("[::1]:9399")),
    ]
    target.instance = Located(.host)
    target.scrapeInterval = Located(.seconds(5))
    deployment.targets = [target]
    change(&deployment)
    return deployment
  }

  static func routing() -> Routing {
    var root = Route(origin: .builtin)
    root.receiver = Located("chat")
    return Routing(root: root)
  }

  static func alert(_ name: String, _ expression: String, _ change: (inout AlertingRule) -> Void = { _ in }) -> Rule {
    var rule = AlertingRule(alert: Located(name), expression: Located(expression))
    change(&rule)
    return .alerting(rule)
  }

  static func slo(
    _ name: String, _ objective: String, _ days: Int64, _ indicator: SLO.Indicator
  ) throws -> SLO {
    SLO(
      name: Located(name), objective: Located(try #require(Ratio(objective))), window: Located(.days(days)),
      indicator: indicator)
  }

  /// One SLO of each kind.
  static func slos() throws -> [SLO] {
    [
      try slo("availability", "99.9%", 30, .up(job: Located("db"))),
      try slo(
        "latency", "95%", 7,
        .latency(histogram: Located("query_seconds"), under: Located(.seconds(1)), selector: Located(#"{job="db"}"#))),
      try slo("success", "99%", 28, .events(errors: Located("errors_total"), total: Located("operations_total"))),
      try slo(
        "codes", "99.95%", 90,
        .events(errors: Located(#"requests_total{code=~"5..|429"}"#), total: Located(#"requests_total{job=~".+"}"#))),
      try slo(
        "freshness", "99%", 1,
        .threshold(
          metric: Located("lag_seconds"), bound: Located(10), isUpper: true, aggregate: Located("max"),
          selector: Located(#"{role="replica"}"#))),
      try slo(
        "free", "90%", 3,
        .threshold(
          metric: Located("free_ratio"), bound: Located(0.25), isUpper: false, aggregate: Located("min"),
          selector: nil)),
    ]
  }

  /// The files of a deployment, as text by path.
  static func emit(
    _ deployment: Deployment, _ diagnostics: inout [Diagnostic]
  ) -> [(path: String, text: String)] {
    PrometheusBackend().emit(deployment.lowered(into: &diagnostics), into: &diagnostics).compactMap { file in
      guard case .yaml(let draft) = file.content else { return nil }
      return (file.path, YAMLWriter.write(draft))
    }
  }

  /// Writes files into a folder of their own, has promtool judge them there, and returns its complaints.
  static func judge(_ files: [(path: String, text: String)]) throws -> String? {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("belfry-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files {
      let url = folder.appendingPathComponent(file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try file.text.write(to: url, atomically: true, encoding: .utf8)
    }
    let tests = files.map(\.path).filter { $0.hasSuffix(".test.yml") }
    var runs = [["check", "config", "prometheus/prometheus.yml"]]
    if !tests.isEmpty { runs.append(["test", "rules"] + tests) }
    for arguments in runs {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["promtool"] + arguments
      process.currentDirectoryURL = folder
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      if process.terminationStatus != 0 { return output }
    }
    return nil
  }

  static let hasPromtool = ["/usr/bin", "/usr/local/bin"].contains {
    FileManager.default.isExecutableFile(atPath: $0 + "/promtool")
  }
}
