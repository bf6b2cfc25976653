internal import Diagnostics
internal import Document
internal import Quantities

/// `slos:`: objectives and the indicators they are held against.
extension SpecDecoder {
  func objective(_ node: Node) -> SLO? {
    let missing = Located("", at: node.origin)
    var slo = SLO(
      name: missing, objective: Located(Ratio(billionths: 0)), window: Located(.days(30)), indicator: .up(job: missing))
    mapping(node, "an SLO") { fields in
      slo.name = fields.required("slo", name, or: missing)
      slo.description = fields.string("description")
      slo.objective = fields.required("objective", { self.decode($0, .ratio) }, or: slo.objective)
      slo.window = fields.requiredDuration("window")
      slo.indicator = fields.required("sli", indicator, or: slo.indicator)
      slo.labels = fields.labels("labels")
      slo.runbook = fields.string("runbook")
      if let alerting = fields.node("alerting") {
        mapping(alerting, "an SLO's alerting") { fields in
          slo.pageSeverity = fields.value("page", severity) ?? slo.pageSeverity
          slo.ticketSeverity = fields.value("ticket", severity) ?? slo.ticketSeverity
        }
      }
    }
    return slo
  }

  /// `critical`, or `{severity: critical}`.
  private func severity(_ node: Node) -> Located<String>? {
    if node.kind == .scalar { return string(node) }
    var severity: Located<String>?
    mapping(node, "an SLO's alert") { severity = $0.requiredString("severity") }
    return severity
  }

  /// Exactly one of `up`, `latency`, `events`, `threshold`.
  private func indicator(_ node: Node) -> SLO.Indicator? {
    var found: [SLO.Indicator] = []
    mapping(node, "an SLI") { fields in
      if let up = fields.string("up") { found.append(.up(job: up)) }
      if let latency = fields.value("latency", latency) { found.append(latency) }
      if let events = fields.value("events", events) { found.append(events) }
      if let threshold = fields.value("threshold", threshold) { found.append(threshold) }
    }
    let forms = node.entries.count { ["up", "latency", "events", "threshold"].contains($0.key.text) }
    if node.kind == .mapping, forms != 1 {
      report(
        "schema/exclusive-keys", "an SLI has one form, not \(forms == 0 ? "none" : "\(forms)")", at: node.origin,
        help: "write one of \"up\", \"latency\", \"events\" and \"threshold\"")
    }
    return found.first
  }

  private func latency(_ node: Node) -> SLO.Indicator? {
    var indicator: SLO.Indicator?
    mapping(node, "a latency SLI") { fields in
      indicator = .latency(
        histogram: fields.requiredString("histogram"),
        under: fields.requiredDuration("under"),
        selector: fields.string("selector"))
    }
    return indicator
  }

  private func events(_ node: Node) -> SLO.Indicator? {
    var indicator: SLO.Indicator?
    mapping(node, "an events SLI") { fields in
      indicator = .events(errors: fields.requiredString("errors"), total: fields.requiredString("total"))
    }
    return indicator
  }

  private func threshold(_ node: Node) -> SLO.Indicator? {
    var indicator: SLO.Indicator?
    mapping(node, "a threshold SLI") { fields in
      let metric = fields.requiredString("metric")
      let upper = fields.value("at_most", bound)
      let lower = fields.value("at_least", bound)
      if (node["at_most"] == nil) == (node["at_least"] == nil) {
        report(
          "schema/exclusive-keys", "a threshold SLI needs one bound", at: node.origin,
          help: "write either \"at_most\" or \"at_least\"")
      }
      // The worst of all series decides unless the spec says otherwise.
      let aggregate = fields.value("aggregate", word(["max", "min", "avg", "sum", "count"]))
      indicator = .threshold(
        metric: metric, bound: upper ?? lower ?? Located(0, at: node.origin), isUpper: upper != nil,
        aggregate: aggregate ?? Located(upper != nil ? "max" : "min", at: node.origin),
        selector: fields.string("selector"))
    }
    return indicator
  }
}
