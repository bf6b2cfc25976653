import Diagnostics
import PromQL
import Quantities
package import Stack

/// A rate needs two samples in its window.
package struct RateWindowTooShort: Check {
  package static let metadata = CheckMetadata(
    id: "promql/rate-window-too-short", severity: .warning, since: "0.1.0",
    summary: "A range is shorter than two scrape intervals of the job it selects.",
    rationale: """
      `rate`, `increase` and their like need two samples inside the window. With a window under two scrape intervals there is \
      often one and sometimes none, so the result comes and goes; four intervals survive a failed scrape. Since Prometheus 3.0 a \
      window of exactly one interval holds one sample, always.
      """,
    remedy: "Use a window of at least four scrape intervals.",
    examples: [
      .flagged(
        """
        scrape_configs: [{job_name: db, scrape_interval: 1m, static_configs: [{targets: ["db:9399"]}]}]
        ---
        groups: [{name: db, rules: [{alert: Errors, expr: 'rate(errors_total{job="db"}⟦[1m]⟧) > 0'}]}]
        """),
      .clean(
        """
        scrape_configs: [{job_name: db, scrape_interval: 15s, static_configs: [{targets: ["db:9399"]}]}]
        ---
        groups: [{name: db, rules: [{alert: Errors, expr: 'rate(errors_total{job="db"}[1m]) > 0'}]}]
        """),
      // Another job is scraped often enough.
      .clean(
        """
        scrape_configs:
          - {job_name: slow, scrape_interval: 5m, static_configs: [{targets: ["a:1"]}]}
          - {job_name: fast, scrape_interval: 10s, static_configs: [{targets: ["b:1"]}]}
        ---
        groups: [{name: db, rules: [{alert: Errors, expr: 'rate(errors_total[1m]) > 0'}]}]
        """),
    ])

  package init() {}

  /// Functions of a range that give nothing for a single sample.
  private static let needTwo: Set<String> = [
    "rate", "increase", "irate", "delta", "idelta", "deriv", "predict_linear", "double_exponential_smoothing",
    "holt_winters",
  ]

  package func check(_ expression: inout CheckedExpression, of stack: Stack, in context: inout CheckContext) {
    // Nobody says how often anything is scraped.
    guard !stack.inventory.jobs.isEmpty else { return }
    let inventory = stack.inventory(for: expression.expression)
    for node in expression.nodes {
      guard let selector = node.selector, let window = selector.window, let length = window.milliseconds, length > 0,
        let function = node.enclosingFunction, Self.needTwo.contains(function),
        let interval = inventory.shortestInterval(of: selector), length < 2 * interval.milliseconds
      else { continue }
      let (advised, overflow) = interval.milliseconds.multipliedReportingOverflow(by: 4)
      let advice = PromDuration(milliseconds: overflow ? interval.milliseconds : advised)
      // The brackets belong to what is pointed at.
      let range = (window.range.lowerBound - 1)..<(window.range.upperBound + 1)
      context.report(
        "\(function) over \(window.text) needs two samples, but there is one every \(interval)",
        at: expression.expression.place(of: range), help: "use at least [\(advice)]")
    }
  }
}
