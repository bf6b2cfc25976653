package import Diagnostics
package import Document
package import Quantities

package struct Dashboard: Sendable, Equatable {
  /// The key it is declared under; becomes the uid and the file name.
  package var name: Located<String>
  package var title: Located<String>
  package var description: Located<String>?
  package var tags: [Located<String>] = []
  package var variables: [DashboardVariable] = []
  package var rows: [DashboardRow] = []
  package var native: Draft?
  package init(name: Located<String>, title: Located<String>) {
    self.name = name
    self.title = title
  }
}

/// A choice at the top of a dashboard: the values of a label of a metric.
package struct DashboardVariable: Sendable, Equatable {
  package var name: Located<String>
  package var metric: Located<String>
  package var job: Located<String>?
  package var label: Located<String>
  package init(name: Located<String>, metric: Located<String>, job: Located<String>? = nil, label: Located<String>) {
    self.name = name
    self.metric = metric
    self.job = job
    self.label = label
  }
}

package struct DashboardRow: Sendable, Equatable {
  package var title: Located<String>
  package var panels: [Panel]
  package init(title: Located<String>, panels: [Panel]) {
    self.title = title
    self.panels = panels
  }
}

package struct Panel: Sendable, Equatable {
  package enum Visualization: String, Sendable, CaseIterable {
    case timeseries, stat, gauge, bargauge, table, heatmap, logs, text
  }
  package struct Query: Sendable, Equatable {
    /// PromQL, or LogQL for a `logs` panel.
    package var expression: Located<String>
    /// `{{instance}}`; Grafana's automatic legend when nil.
    package var legend: Located<String>?
    package init(expression: Located<String>, legend: Located<String>? = nil) {
      self.expression = expression
      self.legend = legend
    }
  }
  /// `thresholds: {80%: warning}`: from this value on, that severity's colour.
  package struct Threshold: Sendable, Equatable {
    package var value: Located<Double>
    /// A percentage of the axis and not an absolute value.
    package var isPercent: Bool
    /// `ok`, `info`, `warning`, `critical`, or a Grafana colour.
    package var color: Located<String>
    package init(value: Located<Double>, isPercent: Bool, color: Located<String>) {
      self.value = value
      self.isPercent = isPercent
      self.color = color
    }
  }

  package var title: Located<String>
  package var description: Located<String>?
  package var visualization = Located(Visualization.timeseries)
  package var queries: [Query] = []
  /// `quantiles: {of: histogram, at: [50, 95, 99]}`; expanded into queries by lowering.
  package var quantiles: Quantiles?
  /// A Grafana unit id; chosen from the metric's type and unit when nil.
  package var unit: Located<String>?
  package var thresholds: [Threshold] = []
  /// Value → text, for states.
  package var mappings: [(value: Located<String>, text: Located<String>)] = []
  package var minimum: Located<Double>?
  package var maximum: Located<Double>?
  /// Grid columns of 24; shared out evenly over the row when nil.
  package var width: Located<Int>?
  package var height: Located<Int>?
  /// Markdown of a `text` panel.
  package var content: Located<String>?
  package var native: Draft?

  package struct Quantiles: Sendable, Equatable {
    package var histogram: Located<String>
    /// In percent.
    package var at: [Located<Double>]
    /// Labels to keep beside `le`.
    package var by: [Located<String>]
    package init(histogram: Located<String>, at: [Located<Double>], by: [Located<String>] = []) {
      self.histogram = histogram
      self.at = at
      self.by = by
    }
  }

  package init(title: Located<String>) { self.title = title }

  package static func == (a: Panel, b: Panel) -> Bool {
    a.title == b.title && a.description == b.description && a.visualization == b.visualization && a.queries == b.queries
      && a.quantiles == b.quantiles && a.unit == b.unit && a.thresholds == b.thresholds && a.minimum == b.minimum
      && a.maximum == b.maximum && a.width == b.width && a.height == b.height && a.content == b.content
      && a.native == b.native && a.mappings.elementsEqual(b.mappings) { $0.value == $1.value && $0.text == $1.text }
  }
}

/// Instructions for a person who was woken up.
package struct Runbook: Sendable, Equatable {
  package var name: Located<String>
  package var title: Located<String>
  /// The page is published under `base_url` + name.
  package var baseURL: Located<String>?
  package var description: Located<String>?
  package var steps: [Located<String>] = []
  package var queries: [(title: Located<String>, query: Located<String>)] = []
  package init(name: Located<String>, title: Located<String>) {
    self.name = name
    self.title = title
  }
  package static func == (a: Runbook, b: Runbook) -> Bool {
    a.name == b.name && a.title == b.title && a.baseURL == b.baseURL && a.description == b.description
      && a.steps == b.steps && a.queries.elementsEqual(b.queries) { $0.title == $1.title && $0.query == $1.query }
  }
}

/// A part of the operations checklist (`checklist:` → `checklist.md`).
package struct ChecklistSection: Sendable, Equatable {
  package struct Item: Sendable, Equatable {
    package var text: Located<String>
    /// What decides it at generation time: `targets`, `dashboards`, `routing`, `logs`, `traces`, `alerts`, `slos`,
    /// `runbooks`. Nil: a person does.
    package var decidedBy: Located<String>?
    package init(text: Located<String>, decidedBy: Located<String>? = nil) {
      self.text = text
      self.decidedBy = decidedBy
    }
  }
  package var title: Located<String>
  package var items: [Item]
  package init(title: Located<String>, items: [Item]) {
    self.title = title
    self.items = items
  }
}
