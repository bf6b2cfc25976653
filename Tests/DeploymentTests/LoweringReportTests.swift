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
    #expect(try alert(lowered(minute: 540, &diagnostics)).expression.value == "(hour() * 60 + minute() + 900) % 1440 < 5")
    #expect(try alert(lowered(minute: 0, &diagnostics)).expression.value == "hour() * 60 + minute() < 5")
    #expect(diagnostics.isEmpty)
  }

  @Test func printsItsValues() throws {
    var diagnostics: [Diagnostic] = []
    let rule = try alert(lowered(minute: 540, &diagnostics))
    #expect(rule.alert.value == "ReportDailyPerformance")
    #expect(rule.labels == [Label(Located("report"), Located("daily-performance"))])
    #expect(
      rule.description?.value == """
        Availability: {{ with query `avg(up{job="db"})` }}{{ . | first | value | humanizePercentage }}{{ else }}no data{{ end }}
        P95: {{ with query `1000 * (p95)` }}{{ . | first | value | printf "%.0f ms" }}{{ else }}no data{{ end }}
        Memory: {{ with query `bytes` }}{{ . | first | value | humanize1024 | printf "%sB" }}{{ else }}no data{{ end }}
        """)
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
