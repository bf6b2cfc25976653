import Deployment
import Diagnostics
import Document
import Runbooks
import Testing

private func emit(_ deployment: Deployment) -> [String: String] {
  var diagnostics: [Diagnostic] = []
  let files = RunbooksBackend().emit(deployment, into: &diagnostics)
  let texts = files.map { file in
    if case .text(let text) = file.content { (file.path, text) } else { (file.path, "") }
  }
  return Dictionary(texts) { $1 }
}

struct RunbooksTests {
  @Test func writesAPage() {
    var deployment = Deployment(name: Located("demo"))
    var runbook = Runbook(name: Located("down"), title: Located("# It_s *down*"))
    runbook.baseURL = Located("https://wiki.example.com/")
    runbook.description = Located("See <b>metric_name</b>\n1. not a list")
    runbook.steps = [Located("Run `systemctl status db`"), Located("- one ` alone"), Located("3) wait")]
    runbook.queries = [(Located("Up"), Located("up{job=\"db\"} # ```"))]
    deployment.runbooks = [runbook]
    deployment.services = [
      Service(
        name: "prometheus", address: Located("prometheus:9090"), externalURL: Located("https://prom.example.com/"))
    ]
    var alert = AlertingRule(alert: Located("DBDown"), expression: Located("up == 0"))
    alert.runbook = Located("down")
    alert.severity = Located("critical")
    alert.hold = Located(.minutes(5))
    deployment.alerts = [RuleGroup(name: Located("g"), rules: [.alerting(alert)])]
    #expect(
      emit(deployment)["runbooks/down.md"] == """
        # \\# It_s \\*down\\*

        See \\<b>metric_name\\</b> 1. not a list

        This page is published at [https://wiki.example.com/down](https://wiki.example.com/down).

        ## Steps

        1. Run `systemctl status db`
        2. \\- one \\` alone
        3. 3\\) wait

        ## Queries

        ### Up

        ````promql
        up{job="db"} # ```
        ````

        Open in [Prometheus](https://prom.example.com/graph?g0.expr=up%7Bjob%3D%22db%22%7D%20%23%20%60%60%60\
        &g0.tab=0&g0.range_input=1h).

        ## Alerts

        ### DBDown

        Severity **critical**, when it holds for 5m:

        ```promql
        up == 0
        ```

        """)
  }

  /// A checklist with one item a topic, and one for people.
  private func decided(_ edit: (inout Deployment) -> Void) -> [String] {
    var deployment = Deployment(name: Located("demo"))
    let topics = ["targets", "dashboards", "routing", "logs", "traces", "alerts", "slos", "runbooks"]
    let items = topics.map { ChecklistSection.Item(text: Located($0), decidedBy: Located($0)) }
    deployment.checklist = [
      ChecklistSection(title: Located("Setup"), items: items + [ChecklistSection.Item(text: Located("think"))])
    ]
    edit(&deployment)
    return (emit(deployment)["checklist.md"] ?? "").split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("- ") || $0.hasPrefix("  - ") }
  }

  @Test func nothingIsTickedWithoutEvidence() {
    #expect(
      decided { _ in } == [
        "- [ ] targets", "  - 0 of 0 jobs scraped", "- [ ] dashboards", "  - 0 of 0 dashboards provisioned",
        "- [ ] routing", "  - no routing is declared", "- [ ] logs", "  - no log source is declared", "- [ ] traces",
        "  - no traces are declared", "- [ ] alerts", "  - none of 0 alerts is critical", "- [ ] slos",
        "  - 0 of 0 SLOs tracked", "- [ ] runbooks", "  - 0 of 0 alerts link to a runbook", "- [ ] think",
      ])
  }

  @Test func saysWhatIsThereAndWhatIsMissing() {
    let lines = decided { deployment in
      var scraped = Target(name: Located("db"))
      scraped.endpoints = [Target.Endpoint(address: Located("db:9399"))]
      deployment.targets = [scraped, Target(name: Located("ghost"))]
      var alert = AlertingRule(alert: Located("A"), expression: Located("up == 0"))
      alert.severity = Located("critical")
      alert.runbook = Located("https://wiki.example.com/a")
      var report = AlertingRule(alert: Located("R"), expression: Located("1"))
      report.labels = [Label(Located("report"), Located("daily"))]
      deployment.alerts = [RuleGroup(name: Located("g"), rules: [.alerting(alert), .alerting(report)])]
      var root = Route(origin: .builtin)
      root.receiver = Located("pager")
      deployment.routing = Routing(root: root)
      deployment.receivers = [Receiver(name: Located("pager"))]
    }
    #expect(
      Array(lines[0..<3]) == ["- [ ] targets", "  - 1 of 2 jobs scraped: db (1 endpoint)", "  - missing: ghost"])
    #expect(lines.contains("- [x] routing") && lines.contains("  - 1 route to 1 receiver: pager"))
    #expect(lines.contains("- [x] alerts") && lines.contains("  - 1 of 1 alerts are critical: A"))
    #expect(lines.contains("- [x] runbooks") && lines.contains("  - 1 of 1 alerts link to a runbook"))
  }
}
