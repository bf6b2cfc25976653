import Foundation
import FoundationNetworking
import Testing

/// The generated hooks and their guard, run by the real webhook server; each command is a stand-in that writes down its
/// arguments.
@Suite(.timeLimit(.minutes(5))) struct RemediationHookTests {
  private let laboratory: Laboratory
  private let port: Int

  init() async throws {
    laboratory = try Laboratory()
    let overlay = try StackOverlay(laboratory)
    port = overlay.webhook
    try overlay.install()
    // So that the answer waits for the command, and tells how it ended.
    let hooks = laboratory.read("out/webhook/hooks.yml")
    let waiting = hooks.replacing(/(?m)^- id: .*$/) { $0.output + "\n  include-command-output-in-response: true" }
    try laboratory.write(waiting, to: "out/webhook/hooks.yml")
    for program in ["systemctl", "ssh"] { try laboratory.writeStandIn(for: program) }
    try laboratory.start(
      "webhook", ["-hooks", laboratory.path("out/webhook/hooks.yml"), "-ip", "127.0.0.1", "-port", "\(port)"],
      environment: [
        "PATH": laboratory.path("bin") + ":/usr/bin:/bin", "WEBHOOK_STATE": laboratory.path("webhook-state"),
      ])
    guard let url = URL(string: "http://127.0.0.1:\(port)/") else { throw URLError(.badURL) }
    try await laboratory.until("webhook listens") { try await URLSession.shared.data(from: url).0 == Data("OK".utf8) }
  }

  private static let right = "Bearer " + StackOverlay.token

  /// Sends what Alertmanager sends; returns the status of the answer: 200 when the command ran, 500 when the guard or the
  /// command failed, 400 when the hook was not triggered.
  private func call(
    _ alert: String, status: String = "firing", labels: [String: String], authorization: String? = right,
    method: String = "POST"
  ) async throws -> Int? {
    guard let url = URL(string: "http://127.0.0.1:\(port)/hooks/remediation-\(alert)") else { throw URLError(.badURL) }
    var request = URLRequest(url: url)
    request.httpMethod = method
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.setValue(authorization, forHTTPHeaderField: "Authorization")
    if method == "POST" {
      let payload: [String: Any] = ["version": "4", "status": status, "commonLabels": labels]
      request.httpBody = try JSONSerialization.data(withJSONObject: payload)
    }
    return (try await URLSession.shared.data(for: request).1 as? HTTPURLResponse)?.statusCode
  }

  private func labels(_ alert: String, instance: String? = "db-primary") -> [String: String] {
    var labels = ["alertname": alert]
    labels["instance"] = instance
    return labels
  }

  @Test func runsForTheFiringAlertAlone() async throws {
    let down = "LightningDBDown"
    #expect(try await call(down, status: "resolved", labels: labels(down)) == 400)
    #expect(try await call(down, labels: labels("LightningDBAbsent")) == 400)
    #expect(try await call(down, labels: labels(down, instance: nil)) == 400)
    #expect(try await call(down, labels: labels(down, instance: "")) == 400)
    #expect(try await call(down, labels: labels(down, instance: "--image=/tmp/x")) == 400)
    #expect(try await call(down, labels: labels(down), method: "GET") == 405)
    #expect(laboratory.commands == [])
    #expect(try await call(down, labels: labels(down)) == 200)
    #expect(laboratory.commands == ["systemctl [--host] [db-primary] [restart] [lightning-db]"])
  }

  @Test func asksForTheToken() async throws {
    let down = "LightningDBDown"
    for wrong in [nil, "Bearer wrong", "Bearer ", "Bearer", StackOverlay.token, Self.right + "x"] {
      #expect(try await call(down, labels: labels(down), authorization: wrong) == 500)
    }
    #expect(laboratory.commands == [])
    // Refusals don't use the limit up.
    #expect(try await call(down, labels: labels(down)) == 200)
    #expect(laboratory.commands.count == 1)
  }

  @Test func holdsTheLimitOfEachRemediation() async throws {
    let (down, lag) = ("LightningDBDown", "LightningDBReplicationLagSevere")
    var answers: [Int?] = []
    for _ in 0..<5 { answers.append(try await call(down, labels: labels(down))) }
    #expect(answers == [200, 200, 200, 500, 500])
    #expect(laboratory.commands.count == 3)
    // One that is used up leaves the others theirs.
    #expect(try await call(lag, labels: labels(lag, instance: "db-replica-1")) == 200)
    #expect(laboratory.commands.last == "ssh [--] [db-replica-1] [lightning_db] [checkpoint] [--force]")
  }

  /// No shell reads what an alert says.
  @Test(arguments: ["$(touch FILE); y", "`touch FILE`", "a' & touch FILE; '", "\" || touch FILE; \"", "two  words * ~"])
  func aLabelStaysOneArgument(_ text: String) async throws {
    let down = "LightningDBDown"
    let instance = text.replacing("FILE", with: laboratory.path("touched"))
    #expect(try await call(down, labels: labels(down, instance: instance)) == 200)
    #expect(laboratory.commands == ["systemctl [--host] [\(instance)] [restart] [lightning-db]"])
    #expect(!FileManager.default.fileExists(atPath: laboratory.path("touched")))
  }
}
