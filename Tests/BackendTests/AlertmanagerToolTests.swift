import Alertmanager
import Deployment
import Diagnostics
import Document
import Foundation
import Matchers
import Quantities
import Testing

/// What is written, judged by Alertmanager's own tool.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/amtool")))
struct AlertmanagerToolTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "alertmanager-\(UUID().uuidString)")
    var deployment = Deployment(name: Located("demo"))
    deployment.secrets = [Secret(name: Located("hook"), source: .file(Located("/secrets/hook")))]
    var chat = Receiver(name: Located("chat"))
    chat.slack = [Receiver.Slack(webhook: Located("hook"), channel: Located("#alerts"))]
    chat.pagerduty = [Receiver.PagerDuty(routingKey: Located("hook"))]
    chat.email = [Receiver.Email(to: Located("team@example.com"))]
    deployment.receivers = [chat]
    var root = Route(origin: .builtin)
    root.receiver = Located("chat")
    var child = Route(origin: .builtin)
    child.matchers = Matcher.parse(##"a="b\\\"c", d!~"e.*", f="#: 'x'""##).matchers.map { Located($0) }
    child.muteTimeIntervals = [Located("nights")]
    root.routes = [child]
    var routing = Routing(root: root)
    routing.native = ["global": ["smtp_smarthost": "mail:25", "smtp_from": "a@example.com"]]
    deployment.routing = routing
    deployment.timeIntervals = [
      TimeInterval(
        name: Located("nights"), native: [["times": [["start_time": "22:00", "end_time": "24:00"]]]])
    ]
    var remediation = Remediation(
      on: Located("Down"), run: ["ssh", "{{ instance }}"].map { Located($0) }, origin: .builtin)
    remediation.token = Located("hook")
    deployment.remediations = [remediation]
    var diagnostics: [Diagnostic] = []
    let files = AlertmanagerBackend().emit(deployment.lowered(into: &diagnostics), into: &diagnostics)
    #expect(diagnostics.isEmpty)
    for file in files {
      let url = folder.appending(path: file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      switch file.content {
      case .yaml(let draft): try Data(YAMLWriter.write(draft).utf8).write(to: url)
      case .json: Issue.record("no JSON is expected")
      case .text(let text): try Data(text.utf8).write(to: url)
      }
    }
  }

  private func amtool(_ arguments: String...) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/amtool")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  @Test func acceptsTheConfig() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let (status, output) = try amtool("check-config", folder.appending(path: Layout.alertmanagerConfig).path)
    #expect(status == 0, "\(output)")
    #expect(output.contains("1 templates"))
  }

  @Test(arguments: [
    ("belfry.slack.title", "[FIRING:2] Down (db)"),
    (
      "belfry.slack.text",
      """
      *critical*: a is &lt;down&gt; &amp; out - up == 0 <https://wiki/x%7Cy|runbook> <https://g/d|dashboard>
      *firing*: Down
      *resolved*: c is down

      """
    ),
    ("belfry.pagerduty.severity", "critical"),
  ])
  func rendersNotifications(_ name: String, _ expected: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = folder.appending(path: "data.json")
    try Data(Self.group.utf8).write(to: data)
    let (_, output) = try amtool(
      "template", "render", "--template.glob", folder.appending(path: Layout.alertmanagerTemplates).path,
      "--template.text", "{{ template \"\(name)\" . }}", "--template.data", data.path)
    #expect(output == expected)
  }

  private static let group = """
    {"status": "firing", "groupLabels": {"alertname": "Down"},
     "commonLabels": {"alertname": "Down", "severity": "critical", "service": "db"},
     "alerts": [
      {"status": "firing", "labels": {"alertname": "Down", "severity": "critical"},
       "annotations": {"summary": "a is <down> & out", "description": "up == 0", "runbook_url": "https://wiki/x|y",
                       "dashboard_url": "https://g/d"}},
      {"status": "firing", "labels": {"alertname": "Down"}, "annotations": {}},
      {"status": "resolved", "labels": {"alertname": "Down"}, "annotations": {"summary": "c is down"}}]}
    """
}
