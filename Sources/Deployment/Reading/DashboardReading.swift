internal import Diagnostics
internal import Document
internal import Quantities

/// `dashboards:`.
extension SpecDecoder {
  func dashboard(_ name: Located<String>, _ node: Node) -> Dashboard? {
    var dashboard = Dashboard(name: name, title: name)
    mapping(node, "a dashboard") { fields in
      dashboard.title = fields.string("title") ?? name
      dashboard.description = fields.string("description")
      dashboard.tags = fields.strings("tags")
      dashboard.variables = fields.named("variables", variable)
      dashboard.rows = fields.list("rows", row)
      dashboard.native = fields.native()
    }
    return dashboard
  }

  private func variable(_ name: Located<String>, _ node: Node) -> DashboardVariable? {
    var variable = DashboardVariable(name: name, metric: name, label: name)
    mapping(node, "a variable") { fields in
      variable.metric = fields.requiredString("metric")
      variable.job = fields.string("job")
      variable.label = fields.string("label") ?? name
    }
    return variable
  }

  private func row(_ node: Node) -> DashboardRow? {
    var row = DashboardRow(title: Located("", at: node.origin), panels: [])
    mapping(node, "a row") { fields in
      row.title = fields.requiredString("row")
      row.panels = fields.list("panels", panel)
    }
    return row
  }

  private func panel(_ node: Node) -> Panel? {
    var panel = Panel(title: Located("", at: node.origin))
    mapping(node, "a panel") { fields in
      panel.title = fields.requiredString("title")
      panel.description = fields.string("description")
      panel.content = fields.string("content")
      panel.visualization =
        fields.choice("type") ?? Located(panel.content == nil ? .timeseries : .text, at: node.origin)
      panel.queries = queries(&fields)
      panel.quantiles = fields.value("quantiles", quantiles)
      panel.unit = fields.string("unit")
      panel.thresholds = fields.value("thresholds", thresholds) ?? []
      panel.mappings = fields.named("mappings") { value, text in self.string(text).map { (value, $0) } }
      panel.minimum = fields.number("min")
      panel.maximum = fields.number("max")
      panel.width = fields.value("width") { self.int($0, in: 1...24) }
      panel.height = fields.value("height") { self.int($0, in: 1...100) }
      panel.native = fields.native()
    }
    requireContent(panel, at: node.origin)
    return panel
  }

  private func requireContent(_ panel: Panel, at place: Origin) {
    if panel.queries.isEmpty, panel.quantiles == nil, panel.content == nil, panel.native == nil {
      report(
        "schema/missing-key", "panel \(quoted(panel.title.value)) shows nothing", at: place,
        help: "add \"query\", \"quantiles\" or \"content\"")
    }
    if let minimum = panel.minimum, let maximum = panel.maximum, minimum.value >= maximum.value {
      invalid("\"max\" must be more than \"min\"", at: maximum.origin)
    }
  }

  /// `query:` with a `legend:` beside it, or `queries:`, whose items are strings or `{expr, legend}`.
  private func queries(_ fields: inout Fields) -> [Panel.Query] {
    let legend = fields.string("legend")
    var queries = fields.string("query").map { [Panel.Query(expression: $0, legend: legend)] } ?? []
    queries += fields.list("queries") { node in
      if node.kind == .scalar { return self.string(node).map { Panel.Query(expression: $0, legend: legend) } }
      var query = Panel.Query(expression: Located("", at: node.origin))
      self.mapping(node, "a query") { fields in
        query.expression = fields.requiredString("expr")
        query.legend = fields.string("legend") ?? legend
      }
      return query
    }
    return queries
  }

  /// `{of: histogram, at: [50, 95, 99], by: [label]}`.
  private func quantiles(_ node: Node) -> Panel.Quantiles? {
    var quantiles = Panel.Quantiles(histogram: Located("", at: node.origin), at: [])
    mapping(node, "quantiles") { fields in
      quantiles.histogram = fields.requiredString("of")
      quantiles.at = fields.required("at", { self.itemOrItems($0, self.percent) }, or: [])
      quantiles.by = fields.strings("by")
    }
    return quantiles
  }

  private func percent(_ node: Node) -> Located<Double>? {
    guard let value = number(node) else { return nil }
    if value.value <= 0 || value.value >= 100 {
      invalid(
        "\(subject) must lie between 0 and 100, not \(quoted(node.text))", at: node.origin,
        help: "write a percentage such as 95 or 99.9")
    }
    return value
  }

  /// `{80%: warning}`, or a list of such or of `{value: 80%, color: warning}`.
  private func thresholds(_ node: Node) -> [Panel.Threshold] {
    if node.kind == .mapping { return node.entries.compactMap { threshold(at: $0.key, color: $0.value) } }
    return items(node) { item -> [Panel.Threshold]? in
      guard item["value"] != nil else { return self.thresholds(item) }
      var threshold: Panel.Threshold?
      self.mapping(item, "a threshold") { fields in
        if let value = fields.node("value"), let color = fields.node("color") {
          threshold = self.threshold(at: value, color: color)
        } else {
          _ = fields.requiredString("color")
        }
      }
      return threshold.map { [$0] }
    }.flatMap { $0 }
  }

  private func threshold(at place: Node, color: Node) -> Panel.Threshold? {
    let isPercent = place.text.hasSuffix("%")
    guard let value = Double(isPercent ? String(place.text.dropLast()) : place.text), value.isFinite else {
      invalid(
        "\(quoted(place.text)) is no threshold", at: place.origin,
        help: "write a number, or a percentage of the axis such as 80%")
      return nil
    }
    return string(color).map {
      Panel.Threshold(value: Located(value, at: place.origin), isPercent: isPercent, color: $0)
    }
  }
}
