import Alertmanager
import Deployment
import Diagnostics
import Document
import Matchers
import Testing

struct AlertmanagerBackendTests {
  /// The config of a deployment, its templates, and what was reported.
  private func emit(_ deployment: Deployment) -> (config: Draft, files: [GeneratedFile], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let files = AlertmanagerBackend().emit(deployment, into: &diagnostics)
    guard case .yaml(let config) = files.first?.content else { return (.null, files, diagnostics) }
    return (config, files, diagnostics)
  }

  private func deployment(_ change: (inout Deployment) -> Void = { _ in }) -> Deployment {
    var deployment = Deployment(name: Located("demo"))
    deployment.secrets = [
      Secret(name: Located("hook"), source: .file(Located("/etc/alertmanager/secrets/hook"))),
      Secret(name: Located("variable"), source: .environment(Located("PAGER_KEY"))),
    ]
    var pager = Receiver(name: Located("pager"))
    pager.pagerduty = [Receiver.PagerDuty(routingKey: Located("hook"))]
    var chat = Receiver(name: Located("chat"))
    chat.slack = [Receiver.Slack(webhook: Located("hook"), channel: Located("#alerts"))]
    deployment.receivers = [chat, pager]
    var root = Route(origin: .builtin)
    root.receiver = Located("chat")
    root.groupBy = [Located("alertname")]
    var child = Route(origin: .builtin)
    child.matchers = [Located(Matcher(label: "severity", operator: .equal, value: "critical"))]
    child.receiver = Located("pager")
    child.continue = Located(true)
    root.routes = [child]
    deployment.routing = Routing(root: root)
    change(&deployment)
    return deployment
  }

  @Test func writesTheTree() {
    let (config, files, diagnostics) = emit(deployment())
    #expect(diagnostics.isEmpty)
    #expect(config.entries.map(\.key) == ["templates", "route", "receivers"])
    #expect(
      config["route"] == [
        "receiver": "chat", "group_by": ["alertname"],
        "routes": [["receiver": "pager", "matchers": [#"severity="critical""#], "continue": true]],
      ])
    #expect(
      config["receivers"]?.items.first?["slack_configs"] == [
        [
          "api_url_file": "/etc/alertmanager/secrets/hook", "channel": "#alerts", "send_resolved": true,
          "title": #"{{ template "belfry.slack.title" . }}"#, "text": #"{{ template "belfry.slack.text" . }}"#,
        ]
      ])
    #expect(files.map(\.path) == ["alertmanager/alertmanager.yml", "alertmanager/templates/belfry.tmpl"])
  }

  @Test func refusesEnvironmentSecrets() {
    let (_, _, diagnostics) = emit(
      deployment { $0.receivers[1].pagerduty = [Receiver.PagerDuty(routingKey: Located("variable"))] })
    #expect(diagnostics.map(\.id) == ["secrets/no-environment"])
  }

  @Test func namesTimeIntervalsAsTheOldestServerDoes() {
    let interval = TimeInterval(name: Located("nights"), native: [["weekdays": ["saturday"]]])
    let modern = emit(deployment { $0.timeIntervals = [interval] })
    #expect(modern.config["time_intervals"] == [["name": "nights", "time_intervals": [["weekdays": ["saturday"]]]]])
    let old = emit(
      deployment {
        $0.timeIntervals = [interval]
        $0.versions.alertmanager = Located("0.23")
        $0.routing?.root.routes[0].activeTimeIntervals = [Located("nights")]
      })
    #expect(old.config["mute_time_intervals"] != nil && old.config["time_intervals"] == nil)
    #expect(old.diagnostics.map(\.id).contains("schema/not-yet-key"))
  }

  @Test func laysNativeKeysOver() {
    let (config, _, _) = emit(
      deployment {
        $0.routing?.native = ["global": ["resolve_timeout": "10m"]]
        $0.routing?.root.routes[0].native = ["group_wait": "1s", "receiver": "chat"]
        $0.receivers[0].slack[0].native = ["color": "danger"]
        $0.receivers[0].native = [
          "slack_configs": [["channel": "#second"]], "discord_configs": [["webhook_url_file": "/d"]],
        ]
      })
    #expect(config.entries.first?.key == "global")
    #expect(config["global"] == ["resolve_timeout": "10m"])
    let child = config["route"]?["routes"]?.items.first
    #expect(child?["group_wait"] == "1s" && child?["receiver"] == "chat")
    let chat = config["receivers"]?.items.first
    #expect(chat?["slack_configs"]?.items.map { $0["channel"] } == ["#alerts", "#second"])
    #expect(chat?["slack_configs"]?.items.first?["color"] == "danger")
    #expect(chat?["discord_configs"]?.items.count == 1)
  }

  @Test func inhibits() {
    let down = Located(Matcher(label: "alertname", operator: .equal, value: "Down"))
    let low = Located(Matcher(label: "severity", operator: .matches, value: "warning|info"))
    let (config, _, _) = emit(
      deployment {
        $0.routing?.inhibitions = [
          Inhibition(source: [down], target: [low], equal: [Located("instance")], origin: .builtin)
        ]
      })
    #expect(
      config["inhibit_rules"] == [
        [
          "source_matchers": [#"alertname="Down""#], "target_matchers": [#"severity=~"warning|info""#],
          "equal": ["instance"],
        ]
      ])
  }

  @Test func reportsARootThatMatches() {
    let matcher = Located(Matcher(label: "a", operator: .equal, value: "b"))
    let (config, _, diagnostics) = emit(deployment { $0.routing?.root.matchers = [matcher] })
    #expect(diagnostics.map(\.id) == ["schema/invalid-value"])
    #expect(config["route"]?["matchers"] == nil)
  }

  @Test func reportsReceiversWithoutRouting() {
    let (_, files, diagnostics) = emit(deployment { $0.routing = nil })
    #expect(files.isEmpty)
    #expect(diagnostics.map(\.id) == ["schema/missing-key"])
  }
}
