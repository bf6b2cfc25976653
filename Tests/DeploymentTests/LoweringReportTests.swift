import Deployment
import Diagnostics
import Document
import Quantities
import Testing

struct LoweringReportTests {
  private func lowered(
    minute: Int, _ diagnostics: inout [Diagnostic], _ change: (inout Deployment) -> Void = { _ in }
  ) -> Deployment {
    var deployment = Deployment(name: Located("demo"))
    var chat = Receiver(name: Located("chat"))
    chat.slack = [Receiver.Slack(webhook: Located("hook"), channel: Located("#reports"))]
    deployment.receivers = [chat]
    var root = Route(origin: .builtin)
    root.receiver = Located("chat")
    root.routes = [Route(origin: .builtin)]
    deployment.routing = Routing(root: root)
    deployment.reports = [
      Report(
        name: Located("daily-performance"), minuteOfDay: Located(minute), receiver: Located("chat"),
        values: [
          .init(title: Located("Availability"), query: Located(#"avg(up{job="db"})"#), format: Located("percent")),
          .init(title: Located("P95"), query: Located("p95"), format: Located("ms")),
          .init(title: Located("Memory"), query: Located("bytes"), format: Located("bytes")),
        ])
    ]
    change(&deployment)
    return deployment.lowered(into: &diagnostics)
  }

  private func alert(_ deployment: Deployment) throws -> AlertingRule {
    guard case .alerting(let rule)? = deployment.alerts.first?.rules.first else {
      throw Missing()
    }
    return rule
  }

  private struct Missing: Error {}

  @Test func firesAFewMinutesADay() throws {
    var diagnostics: [Diagnostic] = []
    let atNine = try alert(lowered(minute: 540, &diagnostics))
    #expect(atNine.expression.value == "(hour() * 60 + minute() + 900) % 1440 < 5")
    let atMidnight = try alert(lowered(minute: 0, &diagnostics))
    #expect(atMidnight.expression.value == "hour() * 60 + minute() < 5")
    #expect(diagnostics.isEmpty)
  }

  @Test func printsItsValues() throws {
    var diagnostics: [Diagnostic] = []
    let rule = try alert(lowered(minute: 540, &diagnostics))
    #expect(rule.alert.value == "ReportDailyPerformance")
    #expect(rule.labels == [Label(Located("report"), Located("daily-performance"))])
    func line(_ title: String, _ query: String, _ format: String) -> String {
      "\(title): {{ with query `\(query)` }}{{ . | first | value | \(format) }}{{ else }}no data{{ end }}"
    }
    #expect(
      rule.description?.value.split(separator: "\n").map(String.init) == [
        line("Availability", #"avg(up{job="db"})"#, "humanizePercentage"),
        line("P95", "1000 * (p95)", #"printf "%.0f ms""#),
        line("Memory", "bytes", #"humanize1024 | printf "%sB""#),
      ])
  }

  @Test func routesBeforeAllElseToAReceiverThatIsQuietAboutTheEnd() throws {
    var diagnostics: [Diagnostic] = []
    let deployment = lowered(minute: 540, &diagnostics)
    let route = try #require(deployment.routing?.root.routes.first)
    #expect(route.matchers.map(\.value.description) == [#"report="daily-performance""#])
    #expect(route.receiver?.value == "chat-reports")
    #expect(try #require(route.repeatInterval).value >= .hours(20))
    #expect(deployment.routing?.root.routes.count == 2)
    #expect(deployment.receivers.map(\.name.value) == ["chat", "chat-reports"])
    #expect(deployment.receivers.map(\.slack.first?.sendResolved.value) == [true, false])
  }

  @Test func usesAReceiverThatIsQuietAlready() throws {
    var diagnostics: [Diagnostic] = []
    let deployment = lowered(minute: 540, &diagnostics) { $0.receivers[0].slack[0].sendResolved = Located(false) }
    #expect(deployment.routing?.root.routes.first?.receiver?.value == "chat")
    #expect(deployment.receivers.count == 1)
  }

  @Test func needsRouting() {
    var diagnostics: [Diagnostic] = []
    _ = lowered(minute: 540, &diagnostics) { $0.routing = nil }
    #expect(diagnostics.map(\.id) == ["reports/no-routing"])
  }
}
