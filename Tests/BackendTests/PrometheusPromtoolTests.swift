import Deployment
import Diagnostics
import Document
import Prometheus
import Quantities
import Testing

private typealias Sample = PrometheusSample

/// promtool is the judge: it loads what was written and runs the generated tests.
@Suite(.enabled(if: PrometheusSample.hasPromtool))
struct PrometheusPromtoolTests {
  @Test func everySLOAlertPassesItsTests() throws {
    let slos = try Sample.slos()
    let deployment = Sample.deployment {
      $0.slos = slos
      $0.routing = Sample.routing()
    }
    var diagnostics: [Diagnostic] = []
    let files = Sample.emit(deployment, &diagnostics)
    #expect(diagnostics.isEmpty)
    #expect(files.filter { $0.path.hasSuffix(".test.yml") }.count == slos.count)
    #expect(try Sample.judge(files) == nil)
  }

  @Test func alertsOnRecordsOfOtherGroupsPassTheirTests() throws {
    let deployment = Sample.deployment { deployment in
      for (name, source) in [("b", "a:up:avg"), ("a", "up")] {
        let rule = RecordingRule(record: Located("\(name):up:avg"), expression: Located("avg by (job) (\(source))"))
        deployment.recordingRules.append(RuleGroup(name: Located("records_\(name)"), rules: [.recording(rule)]))
      }
      let down = Sample.alert(#"It's "down""#, "b:up:avg == 0") {
        $0.hold = Located(.minutes(45))
        $0.test = RuleTest(
          fires: [.init(series: Located(#"up{job="db"}"#), values: Located("0x90"))],
          silent: [.init(series: Located(#"up{job="db"}"#), values: Located("1x90"))])
      }
      deployment.alerts = [RuleGroup(name: Located("alerts"), rules: [down])]
    }
    var diagnostics: [Diagnostic] = []
    let files = Sample.emit(deployment, &diagnostics)
    let test = try #require(files.last)
    #expect(
      test.text.hasPrefix(
        """
        rule_files:
        - '../rules/records_a.yml'
        - '../rules/records_b.yml'
        - '../rules/alerts.yml'
        evaluation_interval: 15s
        """))
    #expect(test.text.contains("eval_time: 1h30m"))
    #expect(try Sample.judge(files) == nil)
  }

  /// Around midnight too, a report fires for five minutes and no longer.
  @Test(arguments: [
    (540, [539, 545, 0], [540, 544]), (1438, [1437, 3], [1438, 1439, 0, 2]), (0, [5, 1439], [0, 4]),
  ])
  func reportsFireOnceADay(_ minute: Int, _ silent: [Int], _ firing: [Int]) throws {
    let deployment = Sample.deployment { deployment in
      deployment.routing = Sample.routing()
      deployment.reports = [
        Report(
          name: Located("daily"), minuteOfDay: Located(minute), receiver: Located("chat"),
          values: [.init(title: Located("Up"), query: Located("avg(up)"), format: Located("percent"))])
      ]
    }
    var diagnostics: [Diagnostic] = []
    var files = Sample.emit(deployment, &diagnostics)
    let cases = (silent.map { ($0, "[]") } + firing.map { ($0, "[{labels: '{}', value: 1}]") }).map { minute, samples in
      "  - {expr: 'count(ALERTS{alertstate=\"firing\"})', eval_time: \(1440 + minute)m, exp_samples: \(samples)}\n"
    }
    let test = "rule_files: [../rules/reports.yml]\ntests:\n- interval: 1m\n  promql_expr_test:\n" + cases.joined()
    files.append((path: "prometheus/tests/reports.test.yml", text: test))
    #expect(try Sample.judge(files) == nil)
  }

  @Test func namesTheAlertsThatNothingTests() throws {
    let slos = try Sample.slos()
    let deployment = Sample.deployment { deployment in
      deployment.slos =
        slos + [
          SLO(
            name: Located("puzzle"), objective: slos[0].objective, window: slos[0].window,
            indicator: .events(errors: Located(#"errors{code=~"[^a-z]{7}"}"#), total: Located("total")))
        ]
      deployment.alerts = [RuleGroup(name: Located("db"), rules: [Sample.alert("Down", "up == 0")])]
    }
    var diagnostics: [Diagnostic] = []
    #expect(
      deployment.lowered(into: &diagnostics).alertsWithoutTests.map(\.alert.value)
        == ["Down", "SLOPuzzleBurnPage", "SLOPuzzleBurnTicket"])
  }

  /// A generated test must be able to fail.
  @Test func aBrokenAlertFailsItsTest() throws {
    let deployment = Sample.deployment { deployment in
      let broken = Sample.alert("Down", "up == 2") {
        $0.test = RuleTest(fires: [.init(series: Located("up"), values: Located("0x60"))], silent: [])
      }
      deployment.alerts = [RuleGroup(name: Located("alerts"), rules: [broken])]
    }
    var diagnostics: [Diagnostic] = []
    let complaint = try Sample.judge(Sample.emit(deployment, &diagnostics))
    #expect(complaint?.contains("FAILED") == true)
  }
}
