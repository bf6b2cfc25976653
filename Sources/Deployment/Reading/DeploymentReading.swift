internal import Diagnostics
internal import Document
internal import Quantities

/// The top of a spec: which keys there are, and which decoder each is for.
extension SpecDecoder {
  func deployment(_ node: Node) -> Deployment {
    context.declaredSecrets = Set(node["secrets"]?.entries.map(\.key.text) ?? [])
    var deployment = Deployment(name: Located("", at: node.origin))
    mapping(node, "a spec") { fields in
      readSettings(&deployment, &fields)
      // Catalogues are half of most specs, with what templates bring.
      let catalogues = fields.value("metrics") { namedElsewhere($0) { $0.catalogue($1, $2) } }
      readMetrics(&deployment, &fields)
      readNotification(&deployment, &fields)
      readViews(&deployment, &fields)
      deployment.catalogues = catalogues?() ?? []
    }
    requireNames(deployment)
    if !context.isPartial {
      requireTimeouts(deployment)
      requireReferences(deployment)
      requireMailServer(deployment)
    }
    return deployment
  }

  private func readSettings(_ deployment: inout Deployment, _ fields: inout Fields) {
    _ = fields.value("belfry", languageVersion)
    deployment.name =
      (context.isPartial ? fields.string("deployment") : fields.requiredString("deployment")) ?? deployment.name
    deployment.versions = fields.value("versions", versions) ?? deployment.versions
    let named = deployment.versions
    context.takesAnyName = named.prometheus.value >= "3.0" && named.alertmanager.value >= "0.27"
    deployment.externalLabels = fields.labels("external_labels")
    deployment.retention = fields.value("retention", retention) ?? deployment.retention
    deployment.uses = fields.strings("use")
    deployment.services = services(fields.node("services"))
    deployment.checks = fields.value("checks", checkSettings) ?? deployment.checks
    let usual = GlobalIntervals()
    deployment.global.scrapeInterval = fields.interval("scrape_interval") ?? usual.scrapeInterval
    deployment.global.scrapeTimeout = fields.interval("scrape_timeout")
    deployment.global.evaluationInterval = fields.interval("evaluation_interval") ?? usual.evaluationInterval
    if let prometheus = fields.node("prometheus") {
      mapping(prometheus, "\"prometheus\"") { deployment.global.native = $0.native() }
    }
  }

  private func readMetrics(_ deployment: inout Deployment, _ fields: inout Fields) {
    deployment.targets = fields.named("targets", target)
    deployment.recordingRules = fields.list("recording_rules", ruleGroup)
    deployment.alerts = fields.list("alerts", ruleGroup)
    deployment.slos = fields.list("slos", objective)
  }

  private func readNotification(_ deployment: inout Deployment, _ fields: inout Fields) {
    deployment.secrets = fields.named("secrets", secret)
    deployment.receivers = fields.named("receivers", receiver)
    deployment.routing = fields.value("routing", routing)
    deployment.timeIntervals = fields.named("time_intervals", timeInterval)
    deployment.remediations = fields.list("remediations", remediation)
    deployment.reports = fields.list("reports", scheduledReport)
  }

  private func readViews(_ deployment: inout Deployment, _ fields: inout Fields) {
    deployment.dashboards = fields.named("dashboards", dashboard)
    deployment.logs = fields.value("logs", logs)
    deployment.traces = fields.value("traces") { self.traces($0, of: deployment) }
    deployment.runbooks = fields.named("runbooks", runbook)
    deployment.checklist = fields.named("checklist", checklistSection)
  }

  /// `belfry: 1`, the only version of the language there is.
  private func languageVersion(_ node: Node) -> Located<Int>? {
    guard let version = decode(node, .int) else { return nil }
    if version.value != 1 {
      report(
        "spec/unsupported-version", "version \(version.value) of the spec language is not known", at: node.origin,
        help: "write \"belfry: 1\"")
    }
    return version
  }

  // MARK: What one value asks of another

  /// Prometheus loads no configuration in which a scrape may take longer than its interval.
  private func requireTimeouts(_ deployment: Deployment) {
    // What is laid over the file may change either of the two.
    guard deployment.global.native == nil else { return }
    let usual = deployment.global.scrapeInterval
    let pairs =
      [(deployment.global.scrapeTimeout, usual)]
      + deployment.targets.filter { $0.native == nil }.map { ($0.scrapeTimeout, $0.scrapeInterval ?? usual) }
    for case (let timeout?, let interval) in pairs
    where timeout.value.milliseconds > interval.value.milliseconds {
      invalid(
        "a timeout of \(timeout.value) is longer than the interval, \(interval.value)", at: timeout.origin,
        help: "shorten \"scrape_timeout\", or lengthen \"scrape_interval\"")
    }
  }

  /// Alertmanager loads no email receiver that says neither itself nor globally where mail goes out.
  private func requireMailServer(_ deployment: Deployment) {
    let global = deployment.routing?.native?["global"]
    for email in deployment.receivers.flatMap(\.email) where !email.to.value.isEmpty {
      let missing = [("smarthost", "smtp_smarthost"), ("from", "smtp_from")].filter { own, shared in
        email.native?[own] == nil && global?[shared] == nil
      }
      guard let key = missing.first?.1 else { continue }
      report(
        "schema/missing-key", "an email receiver needs a mail server and a sender", at: email.to.origin,
        help: "set \(quoted(key)) under \"routing: {native: {global: …}}\"")
    }
  }

  // MARK: Names

  private func requireNames(_ deployment: Deployment) {
    // Alerting and recording groups share a folder, one file a group.
    let groups = (deployment.recordingRules + deployment.alerts).map(\.name)
    requireUnique(groups, "rule group")
    requireUnique(deployment.slos.map(\.name), "SLO")
    requireUnique(deployment.reports.map(\.name), "report")
    for dashboard in deployment.dashboards { requireDashboardName(dashboard.name) }
    for group in groups { requireFileName(group, "rule group") }
    for runbook in deployment.runbooks { requireFileName(runbook.name, "runbook") }
    for slo in deployment.slos { requireFileName(slo.name, "SLO") }
    for report in deployment.reports { requireFileName(report.name, "report") }
    requireFileName(deployment.name, "deployment")
  }

  /// A dashboard's name is also its uid, for which Grafana has rules.
  private func requireDashboardName(_ name: Located<String>) {
    let isUID =
      name.value.utf8.count <= 40
      && name.value.utf8.allSatisfy { byte in
        let letter = byte | 0x20
        return (0x61...0x7A).contains(letter) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
      }
    if !isUID {
      invalid(
        "dashboard \(quoted(name.value)) can't be a uid", at: name.origin,
        help: "use at most 40 letters, digits, \"_\" and \"-\"")
    }
  }
}
