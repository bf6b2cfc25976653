internal import Diagnostics
internal import Document
internal import PromQL
internal import Quantities

extension Deployment {
  /// Draws every SLO on a dashboard of its own, `slos`, unless the spec declares one of that name.
  mutating func expandSLODashboard() {
    guard let first = slos.first, !dashboards.contains(where: { $0.name.value == SLODashboard.name }) else { return }
    // An SLO that could not be expanded has nothing to be drawn from; it is reported already.
    let drawn = slos.filter { slo in alerts.contains { $0.name.value == "slo-\(slo.name.value)" } }
    guard !drawn.isEmpty else { return }
    let origin = first.name.origin.derived(by: SLODashboard.expansion)
    dashboards.append(SLODashboard(slos: drawn, origin: origin).dashboard)
  }
}

/// A dashboard of SLOs, one row each, over the series that the burn-rate expansion records.
private struct SLODashboard {
  static let name = "slos"
  static let expansion = "the SLO dashboard"

  let slos: [SLO]
  let origin: Origin

  var dashboard: Dashboard {
    var dashboard = Dashboard(
      name: Located(Self.name, at: origin), title: Located("Service level objectives", at: origin))
    dashboard.description = Located("How far each objective is met, and how fast its error budget goes.", at: origin)
    dashboard.rows = slos.map { SLORow(slo: $0, origin: $0.name.origin.derived(by: Self.expansion)).row }
    return dashboard
  }
}

/// One SLO: what was promised, what is left, how fast it goes, and the indicator itself.
private struct SLORow {
  let slo: SLO
  let origin: Origin

  var row: DashboardRow {
    DashboardRow(title: Located(slo.name.value, at: origin), panels: [objective, budget, burnRate, indicator])
  }

  private var objective: Panel {
    var panel = panel("Objective", .stat, unit: "percentunit", width: 4)
    panel.description = slo.description ?? text("Share of good events over \(window).")
    panel.queries = [query("slo:objective:ratio", legend: "over \(window)")]
    return panel
  }

  private var budget: Panel {
    var panel = panel("Error budget remaining", .gauge, unit: "percentunit", width: 5)
    panel.description = text("Share of the \(slo.objective.value.complement.percent) of \(window) that is left.")
    panel.queries = [query("slo:period_error_budget_remaining:ratio", legend: "remaining")]
    panel.minimum = Located(0, at: origin)
    panel.maximum = Located(1, at: origin)
    panel.thresholds = [threshold(0, "critical"), threshold(0.25, "warning"), threshold(0.5, "ok")]
    return panel
  }

  private var burnRate: Panel {
    var panel = panel("Burn rate", .timeseries, unit: "none", width: 7)
    panel.description = text("At 1 the error budget lasts exactly \(window).")
    panel.queries = [query("slo:current_burn_rate:ratio", legend: "over 5m")]
    panel.minimum = Located(0, at: origin)
    panel.thresholds = [threshold(1, "warning")]
    return panel
  }

  private var indicator: Panel {
    var panel = panel("SLI", .timeseries, unit: "percentunit", width: 8)
    panel.description = text("Share of good events, and the objective they are held to.")
    panel.queries = [
      Panel.Query(expression: text("1 - \(series("slo:sli_error:ratio_rate5m"))"), legend: text("over 5m")),
      Panel.Query(
        expression: text("1 - \(series("slo:sli_error:ratio_rate\(window)"))"), legend: text("over \(window)")),
      query("slo:objective:ratio", legend: "objective"),
    ]
    panel.maximum = Located(1, at: origin)
    return panel
  }

  /// As the names of recorded series spell it.
  private var window: String { slo.window.value.singleUnit }

  private func panel(_ title: String, _ kind: Panel.Visualization, unit: String, width: Int) -> Panel {
    var panel = Panel(title: text(title))
    panel.visualization = Located(kind, at: origin)
    panel.unit = text(unit)
    panel.width = Located(width, at: origin)
    return panel
  }

  private func query(_ name: String, legend: String) -> Panel.Query {
    Panel.Query(expression: text(series(name)), legend: text(legend))
  }

  private func series(_ name: String) -> String { "\(name){slo=\(PromQL.quote(slo.name.value))}" }

  private func threshold(_ value: Double, _ color: String) -> Panel.Threshold {
    Panel.Threshold(value: Located(value, at: origin), isPercent: false, color: text(color))
  }

  private func text(_ text: String) -> Located<String> { Located(text, at: origin) }
}
