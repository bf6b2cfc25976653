internal import Diagnostics
internal import PromQL
package import Quantities

extension Deployment {
  /// Gives each SLO a group of rules, `slo-<name>`: the error ratio over every window that matters, the state of the
  /// budget, and the burn-rate alerts.
  mutating func expandSLOs(into diagnostics: inout [Diagnostic]) {
    for slo in slos {
      guard slo.objective.value > Ratio(billionths: 0), slo.objective.value < Ratio(billionths: 1_000_000_000) else {
        diagnostics.append(
          Diagnostic(
            "slo/objective-out-of-range", .error,
            "the objective of SLO \"\(slo.name.value)\" is \(slo.objective.value.percent), which leaves "
              + (slo.objective.value.billionths > 0 ? "no error budget" : "nothing to meet"),
            at: slo.objective.origin, help: "choose an objective between 0% and 100%, such as 99.9%"))
        continue
      }
      guard slo.window.value > SLOExpansion.base else {
        diagnostics.append(
          Diagnostic(
            "slo/window-too-short", .error,
            "the window of SLO \"\(slo.name.value)\" is \(slo.window.value), no longer than the \(SLOExpansion.base) "
              + "that its error ratio is measured over", at: slo.window.origin, help: "choose a window of days"))
        continue
      }
      let expansion = SLOExpansion(slo: slo, scrapeInterval: scrapeInterval(for: slo))
      expansion.reportMissingAlerts(into: &diagnostics)
      alerts.append(expansion.group)
    }
  }

  /// That of the job an SLO names; where it names a metric, the global one.
  private func scrapeInterval(for slo: SLO) -> PromDuration {
    guard case .up(let job) = slo.indicator, let target = targets.first(where: { $0.name == job }) else {
      return global.scrapeInterval.value
    }
    return (target.scrapeInterval ?? global.scrapeInterval).value
  }
}

/// The rules of one SLO. Names of series are Sloth's, so that its dashboards work.
struct SLOExpansion {
  /// The window that everything over the SLO's own window is averaged from.
  static let base = PromDuration.minutes(5)

  private let slo: SLO
  private let indicator: ServiceLevelIndicator
  private let burnRates: BurnRates
  private let scrapeInterval: PromDuration

  init(slo: SLO, scrapeInterval: PromDuration) {
    self.slo = slo
    self.scrapeInterval = scrapeInterval
    indicator = ServiceLevelIndicator(slo: slo)
    burnRates = BurnRates(
      window: slo.window.value, budget: slo.objective.value.complement, scrapeInterval: scrapeInterval)
  }

  var group: RuleGroup {
    var group = RuleGroup(name: slo.name.map { "slo-" + $0 }.derived)
    // Short windows go down to a minute, and a ratio must be evaluated twice in each.
    group.interval = Located(.seconds(30), at: slo.name.origin.derived(by: expansionName))
    group.rules = (ratios + budget).map(Rule.recording) + alerts.map(Rule.alerting)
    return group
  }

  func reportMissingAlerts(into diagnostics: inout [Diagnostic]) {
    guard burnRates.page.isEmpty || burnRates.ticket.isEmpty else { return }
    let missing = burnRates.page.isEmpty ? (burnRates.ticket.isEmpty ? "page and no ticket" : "page") : "ticket"
    diagnostics.append(
      Diagnostic(
        "slo/no-burn-alert", .warning, "SLO \"\(slo.name.value)\" can have no \(missing)", at: slo.window.origin,
        notes: [
          .init(
            "with an objective of \(slo.objective.value.percent) over \(slo.window.value.singleUnit), no pair of "
              + "burn-rate windows is both long enough to measure and strict enough to reach", at: slo.objective.origin)
        ],
        help: "lengthen the window or raise the objective"))
  }

  // MARK: Recording rules

  private var ratios: [RecordingRule] {
    var rules: [RecordingRule] = []
    let badness = "slo:sli_error:bool"
    if let expression = indicator.badness { rules.append(rule(badness, expression, at: indicator.origin)) }
    for window in Set([Self.base] + burnRates.windows).sorted() {
      let expression = indicator.errorRatio(over: window.singleUnit, badness: series(badness))
      rules.append(rule(ratioName(window), expression, at: indicator.origin))
    }
    // An average over the ratios: the raw series over weeks would be too much to read every time.
    let base = "\(series(ratioName(Self.base)))[\(slo.window.value.singleUnit)]"
    rules.append(
      rule(
        ratioName(slo.window.value), "sum_over_time(\(base)) / count_over_time(\(base))", at: slo.window.origin))
    return rules
  }

  private var budget: [RecordingRule] {
    let budget = slo.objective.value.complement.description
    // Milliseconds in millionths of a day.
    let days = Decimals.print(slo.window.value.milliseconds * 10 / 864, places: 6)
    return [
      rule("slo:objective:ratio", "vector(\(slo.objective.value))", at: slo.objective.origin),
      rule("slo:error_budget:ratio", "vector(\(budget))", at: slo.objective.origin),
      rule("slo:time_period:days", "vector(\(days))", at: slo.window.origin),
      rule("slo:current_burn_rate:ratio", "\(series(ratioName(Self.base))) / \(budget)", at: slo.objective.origin),
      rule(
        "slo:period_burn_rate:ratio", "\(series(ratioName(slo.window.value))) / \(budget)", at: slo.objective.origin),
      rule(Self.remaining, "1 - \(series("slo:period_burn_rate:ratio"))", at: slo.objective.origin),
    ]
  }

  private static let remaining = "slo:period_error_budget_remaining:ratio"

  private func ratioName(_ window: PromDuration) -> String { "slo:sli_error:ratio_rate\(window.singleUnit)" }
  private func series(_ name: String) -> String { "\(name){slo=\(PromQL.quote(slo.name.value))}" }

  private func rule(_ name: String, _ expression: String, at origin: Origin) -> RecordingRule {
    let origin = origin.derived(by: expansionName)
    return RecordingRule(record: Located(name, at: origin), expression: Located(expression, at: origin), labels: labels)
  }

  private var labels: [Label] {
    [Label(Located("slo", at: slo.name.origin), slo.name)] + slo.labels.filter { $0.name.value != "slo" }
  }

  // MARK: Alerts

  private var alerts: [AlertingRule] {
    [
      alert("BurnPage", burnRates.page, severity: slo.pageSeverity),
      alert("BurnTicket", burnRates.ticket, severity: slo.ticketSeverity),
    ].compactMap(\.self)
  }

  private func alert(_ suffix: String, _ pairs: [BurnRates.Pair], severity: Located<String>) -> AlertingRule? {
    guard let quickest = pairs.first else { return nil }
    let name = slo.name.map { "SLO" + camelCased($0) + suffix }.derived
    let expression = slo.objective.map { _ in pairs.map(condition).joined(separator: "\nor\n") }.derived
    var rule = AlertingRule(alert: name, expression: expression)
    rule.severity = severity
    rule.labels = labels
    rule.runbook = slo.runbook
    rule.summary =
      slo.name.map { _ in
        "SLO {{ $labels.slo }} burns its error budget: {{ $value | humanizePercentage }} \(indicator.failure), "
          + "the objective allows \(slo.objective.value.complement.percent)"
      }.derived
    rule.description = slo.name.map { _ in description(quickest) }.derived
    rule.test = indicator.test(every: scrapeInterval)
    return rule
  }

  /// The short window makes the alert stop soon after the trouble has.
  private func condition(_ pair: BurnRates.Pair) -> String {
    let threshold = "\(pair.factor) * \(slo.objective.value.complement)"
    return """
      (
        \(series(ratioName(pair.long))) > \(threshold)
      and
        \(series(ratioName(pair.short))) > \(threshold)
      )
      """
  }

  /// Templates can't calculate, so what is left and for how long comes from queries of its own.
  private func description(_ pair: BurnRates.Pair) -> String {
    let seconds = Decimals.print(slo.window.value.milliseconds, places: 3)
    let exhaustion =
      "\(seconds) * \(slo.objective.value.complement) * clamp_min(\(series(Self.remaining)), 0) "
      + "/ (\(series(ratioName(pair.long))) > 0)"
    let left = value(of: series(Self.remaining), as: "humanizePercentage", otherwise: "An unknown share")
    let time = value(of: exhaustion, as: "humanizeDuration", otherwise: "an unknown time")
    return "\(left) of the error budget for \(slo.window.value.singleUnit) is left; at the pace of the last "
      + "\(pair.long.singleUnit) it lasts for another \(time)."
  }
}

private let expansionName = "the burn-rate expansion"

extension Located {
  fileprivate var derived: Located { Located(value, at: origin.derived(by: expansionName)) }
}

extension PromDuration {
  /// In the largest unit up to days that divides it, for names and for people: `7d` and not `1w`, `90m` and not
  /// `1h30m`.
  package var singleUnit: String {
    for (unit, length) in [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)] as [(String, Int64)]
    where milliseconds % length == 0 { return "\(milliseconds / length)\(unit)" }
    return "\(milliseconds)ms"
  }
}
