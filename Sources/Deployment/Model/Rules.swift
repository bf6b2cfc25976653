package import Diagnostics
package import Document
package import Quantities

/// A group of recording or alerting rules, evaluated together.
package struct RuleGroup: Sendable, Equatable {
  package var name: Located<String>
  package var interval: Located<PromDuration>?
  /// Put on every rule of the group (written into the rules for servers older than 3.0).
  package var labels: [Label] = []
  package var rules: [Rule] = []
  package init(name: Located<String>, rules: [Rule] = []) {
    self.name = name
    self.rules = rules
  }
}

/// One rule.
package enum Rule: Sendable, Equatable {
  case recording(RecordingRule)
  case alerting(AlertingRule)
}

package struct RecordingRule: Sendable, Equatable {
  package var record: Located<String>
  package var expression: Located<String>
  package var labels: [Label] = []
  package init(record: Located<String>, expression: Located<String>, labels: [Label] = []) {
    self.record = record
    self.expression = expression
    self.labels = labels
  }
}

package struct AlertingRule: Sendable, Equatable {
  package var alert: Located<String>
  package var expression: Located<String>
  package var hold: Located<PromDuration>?
  package var keepFiring: Located<PromDuration>?
  /// Becomes the label `severity`.
  package var severity: Located<String>?
  package var labels: [Label] = []
  package var summary: Located<String>?
  package var description: Located<String>?
  /// The name of a runbook (becomes `runbook_url`), or a URL.
  package var runbook: Located<String>?
  /// The name of a dashboard (becomes `dashboard_url`), or a URL.
  package var dashboard: Located<String>?
  /// Further annotations.
  package var annotations: [Label] = []
  /// Example data for the generated unit tests; nil where the alert came from an expansion that writes its own.
  package var test: RuleTest?

  package init(alert: Located<String>, expression: Located<String>) {
    self.alert = alert
    self.expression = expression
  }
}

/// Data on which an alert must fire, and data on which it must stay silent, for `promtool test rules`.
///
/// `fires` and `silent` are series in promtool's notation (`up{job="db"}` → `0x60`). In the spec:
/// `test: {fires: {'up{job="db"}': 0x60}, silent: {'up{job="db"}': 1x60}, after: 30m}`.
package struct RuleTest: Sendable, Equatable {
  package struct Series: Sendable, Equatable {
    package var series: Located<String>
    package var values: Located<String>
    package init(series: Located<String>, values: Located<String>) {
      self.series = series
      self.values = values
    }
  }
  package var fires: [Series]
  package var silent: [Series]
  /// When to look, from the start of the series. Default: an hour, or twice `for` when that is longer.
  package var after: Located<PromDuration>?
  /// The step between samples; default one minute.
  package var interval: Located<PromDuration>?
  package init(
    fires: [Series], silent: [Series], after: Located<PromDuration>? = nil, interval: Located<PromDuration>? = nil
  ) {
    self.fires = fires
    self.silent = silent
    self.after = after
    self.interval = interval
  }
}

/// A service level objective.
package struct SLO: Sendable, Equatable {
  package enum Indicator: Sendable, Equatable {
    /// The share of scrapes of a job that succeeded.
    case up(job: Located<String>)
    /// The share of a histogram's observations at or under a bound (seconds).
    case latency(histogram: Located<String>, under: Located<PromDuration>, selector: Located<String>?)
    /// One minus errors over total; both are counters, with an optional selector in braces each.
    case events(errors: Located<String>, total: Located<String>)
    /// The share of time that an aggregate of a gauge is at most (or at least) a bound.
    case threshold(
      metric: Located<String>, bound: Located<Double>, isUpper: Bool, aggregate: Located<String>,
      selector: Located<String>?)
  }

  package var name: Located<String>
  package var description: Located<String>?
  package var objective: Located<Ratio>
  package var window: Located<PromDuration>
  package var indicator: Indicator
  package var pageSeverity: Located<String> = Located("critical")
  package var ticketSeverity: Located<String> = Located("warning")
  package var labels: [Label] = []
  package var runbook: Located<String>?

  package init(
    name: Located<String>, objective: Located<Ratio>, window: Located<PromDuration>, indicator: Indicator
  ) {
    self.name = name
    self.objective = objective
    self.window = window
    self.indicator = indicator
  }
}
