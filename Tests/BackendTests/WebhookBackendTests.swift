import Deployment
import Diagnostics
import Document
import Quantities
import Testing
import Webhook

struct WebhookBackendTests {
  private func remediation(
    _ run: [String], limit: RateLimit? = nil, token: String? = nil, after: PromDuration? = nil
  ) -> Deployment {
    var deployment = Deployment(name: Located("demo"))
    deployment.secrets = [
      Secret(name: Located("token"), source: .file(Located("/secrets/token"))),
      Secret(name: Located("variable"), source: .environment(Located("TOKEN"))),
    ]
    var root = Route(origin: .builtin)
    root.receiver = Located("default")
    root.routes = [Route(origin: .builtin)]
    deployment.receivers = [Receiver(name: Located("default"))]
    deployment.routing = Routing(root: root)
    var remediation = Remediation(on: Located("Down"), run: run.map { Located($0) }, origin: .builtin)
    remediation.limit = limit.map { Located($0) }
    remediation.token = token.map { Located($0) }
    remediation.after = after.map { Located($0) }
    deployment.remediations = [remediation]
    return deployment
  }

  private func emit(_ deployment: Deployment) -> (hook: Draft?, files: [String], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let files = WebhookBackend().emit(deployment.lowered(into: &diagnostics), into: &diagnostics)
    guard case .yaml(let hooks) = files.first?.content else { return (nil, files.map(\.path), diagnostics) }
    return (hooks.items.first, files.map(\.path), diagnostics)
  }

  @Test func runsTheCommandItself() {
    let (hook, files, diagnostics) = emit(remediation(["systemctl", "restart", "db"]))
    #expect(diagnostics.isEmpty)
    #expect(files == ["webhook/hooks.yml"])
    #expect(hook?["id"] == "remediation-Down")
    #expect(hook?["execute-command"] == "systemctl")
    #expect(hook?["pass-arguments-to-command"]?.items.compactMap { $0["name"] } == ["restart", "db"])
  }

  @Test func firesForTheFiringAlertAlone() {
    let (hook, _, _) = emit(remediation(["ssh", "--", "{{ instance }}", "{{instance}}"]))
    let parameters = hook?["trigger-rule"]?["and"]?.items.compactMap { $0["match"]?["parameter"]?["name"] }
    #expect(parameters == ["status", "commonLabels.alertname", "commonLabels.instance"])
    #expect(hook?["trigger-rule"]?["and"]?.items.first?["match"]?["value"] == "firing")
    #expect(
      hook?["pass-arguments-to-command"]?.items.last == ["source": "payload", "name": "commonLabels.instance"])
  }

  @Test func guardsLimitsAndTokens() {
    let limit = RateLimit(count: 3, period: .hours(1))
    let (hook, files, _) = emit(remediation(["true"], limit: limit, token: "token"))
    #expect(files == ["webhook/hooks.yml", "webhook/limit.sh"])
    #expect(hook?["execute-command"] == "/etc/webhook/limit.sh")
    #expect(
      hook?["pass-arguments-to-command"]?.items.compactMap { $0["name"] }
        == ["remediation-Down", "3", "3600", "/secrets/token", "true"])
  }

  @Test(arguments: ["/srv/hooks", "/srv/hooks/"]) func findsTheGuardInItsFolder(_ folder: String) {
    var spec = remediation(["true"], token: "token")
    var webhook = Service(name: "webhook", address: Located("webhook:9000"))
    webhook.folder = Located(folder)
    spec.services = [webhook]
    #expect(emit(spec).hook?["execute-command"] == "/srv/hooks/limit.sh")
  }

  @Test(arguments: [["{{ instance }}", "x"], ["restart", "--host={{ instance }}"], ["restart", "{{ a b }} {{ c }}"]])
  func refusesLabelsElsewhere(_ run: [String]) {
    #expect(emit(remediation(run)).diagnostics.map(\.id) == ["schema/invalid-value"])
  }

  @Test func refusesAVariableAsToken() {
    let (hook, _, diagnostics) = emit(remediation(["true"], token: "variable"))
    #expect(hook == nil)
    #expect(diagnostics.map(\.id) == ["secrets/no-environment"])
  }

  @Test func routesFirstAndContinues() {
    var diagnostics: [Diagnostic] = []
    let spec = remediation(["ssh", "{{ instance }}"], token: "token", after: .minutes(2))
    let lowered = spec.lowered(into: &diagnostics)
    let route = lowered.routing?.root.routes.first
    #expect(route?.receiver?.value == "remediation-Down")
    #expect(route?.continue?.value == true)
    #expect(route?.groupWait?.value == .minutes(2))
    #expect(route?.groupBy?.map(\.value) == ["..."])
    #expect(route?.matchers.map(\.value.description) == [#"alertname="Down""#])
    #expect(lowered.routing?.root.routes.count == 2)
    let webhook = lowered.receivers.last?.webhook.first
    #expect(webhook?.url.value == "http://webhook:9000/hooks/remediation-Down")
    #expect(webhook?.sendResolved.value == false)
    #expect(webhook?.native?["http_config"]?["authorization"]?["credentials_file"] == "/secrets/token")
  }

  @Test func numbersSeveralOfOneAlert() {
    var deployment = remediation(["true"])
    deployment.remediations += deployment.remediations
    #expect(deployment.remediationHooks.map(\.id) == ["remediation-Down", "remediation-Down-2"])
  }

  @Test func tellsNobodyWhereNothingIsRouted() {
    var deployment = remediation(["true"])
    deployment.routing = nil
    var diagnostics: [Diagnostic] = []
    let lowered = deployment.lowered(into: &diagnostics)
    #expect(lowered.routing?.root.receiver?.value == "nobody")
    #expect(lowered.receivers.map { $0.name.value } == ["default", "remediation-Down", "nobody"])
  }

  @Test func warnsOfAlertsOnNoData() {
    var deployment = remediation(["true"])
    let rule = AlertingRule(alert: Located("Down"), expression: Located(#"absent(up{job="db"})"#))
    deployment.alerts = [RuleGroup(name: Located("g"), rules: [.alerting(rule)])]
    var diagnostics: [Diagnostic] = []
    _ = deployment.lowered(into: &diagnostics)
    #expect(diagnostics.map(\.id) == ["remediations/no-data"])
  }
}
