internal import Diagnostics
internal import Document

extension Deployment {
  /// Turns `quantiles:` of a panel into one query a quantile, before the panel's own.
  mutating func expandQuantilePanels(into diagnostics: inout [Diagnostic]) {
    for dashboard in dashboards.indices {
      let variables = dashboards[dashboard].variables
      for row in dashboards[dashboard].rows.indices {
        for panel in dashboards[dashboard].rows[row].panels.indices {
          guard let quantiles = dashboards[dashboard].rows[row].panels[panel].quantiles else { continue }
          let expansion = QuantilePanelExpansion(
            quantiles: quantiles, variables: variables.filter { selects($0, quantiles.histogram.value) })
          dashboards[dashboard].rows[row].panels[panel].queries.insert(
            contentsOf: expansion.queries(into: &diagnostics), at: 0)
        }
      }
    }
  }

  /// Whether a dashboard's choice certainly applies to a histogram: it is one of instances, or of jobs, of the job that
  /// exposes the histogram.
  private func selects(_ variable: DashboardVariable, _ histogram: String) -> Bool {
    guard ["instance", "job"].contains(variable.label.value), let job = variable.job,
      let target = targets.first(where: { $0.name == job })
    else { return false }
    return catalogues.contains { catalogue in
      target.metrics.contains(catalogue.name) && catalogue.metrics.contains { $0.name.value == histogram }
    }
  }
}

/// The queries of one panel of quantiles.
private struct QuantilePanelExpansion {
  let quantiles: Panel.Quantiles
  /// What the dashboard lets people choose among this histogram's series.
  let variables: [DashboardVariable]

  func queries(into diagnostics: inout [Diagnostic]) -> [Panel.Query] {
    quantiles.at.compactMap { percent in
      guard (0...100).contains(percent.value) else {
        diagnostics.append(
          Diagnostic(
            "schema/invalid-value", "quantile \(percent.value) is not a percentage from 0 to 100", at: percent.origin))
        return nil
      }
      let origin = percent.origin.derived(by: "the quantile expansion")
      return Panel.Query(
        expression: Located("histogram_quantile(\(share(percent.value)), \(buckets))", at: origin),
        legend: Located(legend(percent.value), at: origin))
    }
  }

  private var buckets: String {
    let labels = (quantiles.by.map(\.value) + ["le"]).joined(separator: ", ")
    return "sum by (\(labels)) (rate(\(series)[$__rate_interval]))"
  }

  private var series: String {
    let matchers = variables.map { "\($0.label.value)=~\"$\($0.name.value)\"" }
    return quantiles.histogram.value + "_bucket" + (matchers.isEmpty ? "" : "{\(matchers.joined(separator: ", "))}")
  }

  /// `99.9` as `0.999`, by way of whole thousandths: 99.9 / 100 is not exactly that.
  private func share(_ percent: Double) -> String {
    let rounded = (percent * 1000).rounded()
    return rounded / 1000 == percent ? "\(rounded / 100_000)" : "\(percent / 100)"
  }

  private func legend(_ percent: Double) -> String {
    let number = Int(exactly: percent).map { "\($0)" } ?? "\(percent)"
    return (["p" + number] + quantiles.by.map { "{{\($0.value)}}" }).joined(separator: " ")
  }
}
