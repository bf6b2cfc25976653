internal import Diagnostics
internal import Document

/// Holds every name that a spec refers to against the names it declares.
extension SpecDecoder {
  func requireReferences(_ deployment: Deployment) {
    requireReceivers(deployment)
    requireSecrets(deployment)
    requirePages(deployment)
    requireJobs(deployment)
    requireAlerts(deployment)
  }

  /// The names of one kind, and the section that declares them.
  private struct Declared {
    var what: String
    var section: String
    var names: [Located<String>]
  }

  private func require(_ reference: Located<String>?, in declared: Declared) {
    guard let reference, !reference.value.isEmpty, !declared.names.contains(reference) else { return }
    let suggestion = nearest(to: reference.value, among: declared.names.map(\.value))
    let here = declared.names.first.map { name in
      Diagnostic.Note("\(declared.what)s are declared here, under \"\(declared.section)\"", at: name.origin)
    }
    let isWhole = reference.origin.span.map { !$0.file.bytes[$0.range].contains(UInt8(ascii: "\n")) } ?? false
    let fix = suggestion.flatMap { name in
      reference.origin.span.map { Diagnostic.FixIt("use \"\(name)\"", replacing: $0, with: YAMLWriter.scalar(name)) }
    }
    // What isn't near any secret's name may be a secret.
    let isSayable = declared.section != "secrets" || suggestion != nil
    let name = isSayable ? "\(declared.what) \(quoted(reference.value))" : "the \(declared.what) named here"
    report(
      "spec/undefined-reference", "\(name) is not declared", at: reference.origin,
      notes: [here ?? .init("no \(declared.what) is declared; they stand under \"\(declared.section)\"")],
      help: suggestion.map { "did you mean \"\($0)\"?" } ?? "declare it under \"\(declared.section)\"",
      fixes: isWhole ? [fix].compactMap { $0 } : [])
  }

  private func requireReceivers(_ deployment: Deployment) {
    let receivers = Declared(what: "receiver", section: "receivers", names: deployment.receivers.map(\.name))
    let intervals = Declared(
      what: "time interval", section: "time_intervals", names: deployment.timeIntervals.map(\.name))
    func visit(_ route: Route) {
      require(route.receiver, in: receivers)
      for interval in route.muteTimeIntervals + route.activeTimeIntervals { require(interval, in: intervals) }
      for child in route.routes { visit(child) }
    }
    if let routing = deployment.routing {
      visit(routing.root)
      for expectation in routing.expectations { for name in expectation.reaches { require(name, in: receivers) } }
    }
    for report in deployment.reports { require(report.receiver, in: receivers) }
  }

  private func requireSecrets(_ deployment: Deployment) {
    let secrets = Declared(what: "secret", section: "secrets", names: deployment.secrets.map(\.name))
    var references = deployment.remediations.compactMap(\.token)
    for receiver in deployment.receivers {
      references += receiver.slack.map(\.webhook) + receiver.pagerduty.map(\.routingKey)
    }
    // A secret that is declared wrongly has been reported, and is declared.
    for name in references where !context.declaredSecrets.contains(name.value) { require(name, in: secrets) }
  }

  /// Runbooks and dashboards: a name, or a URL of one's own.
  private func requirePages(_ deployment: Deployment) {
    let runbooks = Declared(what: "runbook", section: "runbooks", names: deployment.runbooks.map(\.name))
    let dashboards = Declared(what: "dashboard", section: "dashboards", names: deployment.dashboards.map(\.name))
    func requirePage(_ reference: Located<String>?, in declared: Declared) {
      if let reference, !reference.value.contains("://") { require(reference, in: declared) }
    }
    for case .alerting(let rule) in deployment.alerts.flatMap(\.rules) {
      requirePage(rule.runbook, in: runbooks)
      requirePage(rule.dashboard, in: dashboards)
    }
    for slo in deployment.slos { requirePage(slo.runbook, in: runbooks) }
  }

  private func requireJobs(_ deployment: Deployment) {
    let catalogues = Declared(what: "catalogue", section: "metrics", names: deployment.catalogues.map(\.name))
    let jobs = Declared(what: "target", section: "targets", names: deployment.targets.map(\.name))
    // A template that doesn't exist has been reported; what it would have brought isn't known.
    for name in deployment.targets.flatMap(\.metrics) where !deployment.uses.contains(name) {
      require(name, in: catalogues)
    }
    for slo in deployment.slos {
      if case .up(let job) = slo.indicator { require(job, in: jobs) }
    }
    // A template's dashboard stands whether its job is scraped here or not.
    for case let job? in deployment.dashboards.flatMap(\.variables).map(\.job)
    where !ComponentTemplate.contains(job.origin) { require(job, in: jobs) }
  }

  private func requireAlerts(_ deployment: Deployment) {
    let references = (deployment.routing?.expectations ?? []).map(\.alert) + deployment.remediations.map(\.on)
    let spelledOut = deployment.alertNames
    let others = references.filter { !spelledOut.contains($0) }
    guard !others.isEmpty else { return }
    // SLOs and reports become alerts, whose names their expansions know. What those report is reported again later.
    var unused: [Diagnostic] = []
    let names = deployment.lowered(into: &unused).alertNames
    for reference in others { require(reference, in: Declared(what: "alert", section: "alerts", names: names)) }
  }
}

extension Deployment {
  /// The names of all alerts.
  fileprivate var alertNames: [Located<String>] {
    alerts.flatMap(\.rules).compactMap { if case .alerting(let rule) = $0 { rule.alert } else { nil } }
  }
}
