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
