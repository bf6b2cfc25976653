internal import Deployment
internal import Diagnostics
internal import Quantities

/// The operations checklist. Items that the deployment decides are decided, with the evidence; the others are for
/// people.
struct Checklist {
  let deployment: Deployment

  var document: Markdown {
    var blocks: [Markdown.Block] = [
      .heading(level: 1, [.text("Monitoring checklist of \(deployment.name.value)")]),
      .paragraph([
        .text(
          "Ticked items, and items with a reason below them, were decided from the specification; the others need a "
            + "person.")
      ]),
    ]
    for section in deployment.checklist {
      blocks.append(.heading(level: 2, [.text(section.title.value)]))
      blocks.append(.bullets(section.items.map(item)))
    }
    return Markdown(blocks: blocks)
  }

  private func item(_ item: ChecklistSection.Item) -> Markdown.Item {
    let verdict = item.decidedBy.flatMap { self.verdict(on: $0.value) }
    return Markdown.Item(
      text: .init(prose: item.text.value), isDone: verdict?.isMet ?? false,
      details: (verdict?.reasons ?? []).map { [.text($0)] })
  }

  /// Whether something holds, and what shows it.
  private struct Verdict {
    var isMet: Bool
    var reasons: [String]
  }

  private func verdict(on topic: String) -> Verdict? {
    switch topic {
    case "targets": targets
    case "dashboards": dashboards
    case "routing": routing
    case "logs": logs
    case "traces": traces
    case "alerts": alerts
    case "slos": slos
    case "runbooks": runbooks
    default: nil
    }
  }

  // MARK: Topics

  private var targets: Verdict {
    let jobs = deployment.targets
    let scraped = jobs.filter { !$0.endpoints.isEmpty || !$0.discovery.isEmpty }
    let listed = scraped.map { job in
      job.discovery.isEmpty ? "\(job.name.value) (\(Self.count(job.endpoints.count, "endpoint")))" : job.name.value
    }
    return share(scraped.count, of: jobs.count, "jobs scraped", listed, missing: names(jobs, without: scraped))
  }

  private var dashboards: Verdict {
    let all = deployment.dashboards
    let full = all.filter { $0.rows.contains { !$0.panels.isEmpty } }
    return share(
      full.count, of: all.count, "dashboards provisioned", full.map(\.title.value),
      missing: all.filter { !full.contains($0) }.map(\.title.value))
  }

  private var routing: Verdict {
    guard let root = deployment.routing?.root else { return Verdict(isMet: false, reasons: ["no routing is declared"]) }
    var used: Set<String> = []
    var count = 0
    var pending = [root]
    while let route = pending.popLast() {
      count += 1
      if let receiver = route.receiver?.value { used.insert(receiver) }
      pending += route.routes
    }
    let declared = Set(deployment.receivers.map(\.name.value))
    let undefined = used.subtracting(declared).sorted()
    let reached = deployment.receivers.map(\.name.value).filter(used.contains)
    var reasons = [
      "\(Self.count(count, "route")) to \(Self.count(reached.count, "receiver")): \(reached.joined(separator: ", "))"
    ]
    if !undefined.isEmpty { reasons.append("not declared: " + undefined.joined(separator: ", ")) }
    return Verdict(isMet: undefined.isEmpty && !reached.isEmpty, reasons: reasons)
  }

  private var logs: Verdict {
    guard let logs = deployment.logs, !logs.sources.isEmpty else {
      return Verdict(isMet: false, reasons: ["no log source is declared"])
    }
    guard !logs.shippers.isEmpty else { return Verdict(isMet: false, reasons: ["no shipper is declared"]) }
    let shippers = logs.shippers.map(\.value.rawValue).joined(separator: " and ")
    let listed = logs.sources.map { "\($0.name.value) (\($0.files.value))" }
    return Verdict(
      isMet: true,
      reasons: ["\(Self.count(listed.count, "log source")) shipped by \(shippers): \(listed.joined(separator: ", "))"])
  }

  private var traces: Verdict {
    guard let traces = deployment.traces else { return Verdict(isMet: false, reasons: ["no traces are declared"]) }
    let path = "\(traces.service.value) sends to \(traces.collector.value), which forwards to \(traces.jaeger.value)"
    return Verdict(isMet: true, reasons: [path])
  }

  private var alerts: Verdict {
    let all = rules
    let critical = all.filter { ($0.severity?.value ?? $0.labels["severity"]?.value) == "critical" }
    guard !critical.isEmpty else { return Verdict(isMet: false, reasons: ["none of \(all.count) alerts is critical"]) }
    let listed = critical.map(\.alert.value).joined(separator: ", ")
    return Verdict(isMet: true, reasons: ["\(critical.count) of \(all.count) alerts are critical: \(listed)"])
  }

  private var slos: Verdict {
    let all = deployment.slos
    // One that could not be expanded has no rules.
    let tracked = all.filter { slo in deployment.alerts.contains { $0.name.value == "slo-\(slo.name.value)" } }
    return share(
      tracked.count, of: all.count, "SLOs tracked",
      tracked.map { "\($0.name.value) (\($0.objective.value.percent) over \($0.window.value.singleUnit))" },
      missing: all.filter { !tracked.contains($0) }.map(\.name.value))
  }

  private var runbooks: Verdict {
    let all = rules
    let missing = all.filter { rule in
      guard let runbook = rule.runbook else { return true }
      return deployment.runbook(runbook.value) == nil && deployment.runbookURL(runbook) == nil
    }
    return share(
      all.count - missing.count, of: all.count, "alerts link to a runbook", [], missing: missing.map(\.alert.value))
  }

  // MARK: Words

  /// Alerts that tell of trouble: a report is none.
  private var rules: [AlertingRule] { deployment.alertingRules.filter { $0.labels["report"] == nil } }

  /// `2 of 3 jobs scraped: a, b`, and what is missing.
  private func share(
    _ part: Int, of all: Int, _ what: String, _ listed: [String], missing: [String]
  ) -> Verdict {
    var reasons = ["\(part) of \(all) \(what)" + (listed.isEmpty ? "" : ": " + listed.joined(separator: ", "))]
    if !missing.isEmpty { reasons.append("missing: " + missing.joined(separator: ", ")) }
    return Verdict(isMet: part == all && all > 0, reasons: reasons)
  }

  private func names(_ all: [Target], without some: [Target]) -> [String] {
    all.filter { job in !some.contains { $0.name == job.name } }.map(\.name.value)
  }

  private static func count(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }
}
