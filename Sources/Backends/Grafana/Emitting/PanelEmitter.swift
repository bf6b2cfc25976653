internal import Deployment
internal import Diagnostics
internal import Document

/// Writes one panel.
struct PanelEmitter {
  let panel: Panel
  let units: UnitInference

  func emit(id: Int, at place: Grid.Place, into diagnostics: inout [Diagnostic]) -> Draft {
    let datasource = panel.datasource
    let draft: Draft = [
      "id": .int(id),
      "type": .string(panel.visualization.value.rawValue, at: panel.visualization.origin),
      "title": .string(panel.title),
      "description": panel.description.map { .string($0) },
      "gridPos": place.draft,
      "datasource": datasource?.reference,
      "targets": datasource.map { source in .list(targets(source, into: &diagnostics)) },
      "fieldConfig": ["defaults": fieldDefaults(into: &diagnostics), "overrides": []],
      "options": Visualizations.options(of: panel, unit: unit),
    ]
    return (panel.native.map { draft.overlaid(with: $0) } ?? draft).at(panel.title.origin)
  }

  // MARK: Queries

  private func targets(_ datasource: Datasource, into diagnostics: inout [Diagnostic]) -> [Draft] {
    if panel.queries.count > Self.references.count, let first = panel.queries.dropFirst(Self.references.count).first {
      diagnostics.append(
        Diagnostic(
          "schema/invalid-value", "panel has more than \(Self.references.count) queries", at: first.expression.origin,
          help: "aggregate, or split the panel"))
    }
    return zip(Self.references, panel.queries).map { reference, query in
      target(reference, query, datasource).at(query.expression.origin)
    }
  }

  /// The `refId`s that Grafana's editor gives out.
  private static let references = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }

  private func target(_ reference: String, _ query: Panel.Query, _ datasource: Datasource) -> Draft {
    let expression = Draft.string(query.expression)
    guard datasource == .prometheus else {
      return [
        "refId": .string(reference), "datasource": datasource.reference, "editorMode": "code", "expr": expression,
        "queryType": "range", "legendFormat": query.legend.map { .string($0) },
      ]
    }
    let isInstant = panel.visualization.value.showsOneMoment
    return [
      "refId": .string(reference), "datasource": datasource.reference, "editorMode": "code", "expr": expression,
      "legendFormat": query.legend.map { .string($0) } ?? "__auto",
      "format": .string(panel.visualization.value.format),
      "instant": .bool(isInstant), "range": .bool(!isInstant),
    ]
  }

  // MARK: Fields

  /// The unit, as the panel says or as its queries show.
  private var unit: Draft? {
    if let unit = panel.unit { return .string(unit) }
    guard panel.datasource == .prometheus else { return nil }
    return units.unit(of: panel.queries.map(\.expression.value)).map { .string($0) }
  }

  private func fieldDefaults(into diagnostics: inout [Diagnostic]) -> Draft {
    guard panel.datasource == .prometheus else { return [:] }
    let unit = unit
    let range = axis(unit: unit)
    let thresholds = Thresholds(panel, unit: unit, into: &diagnostics)
    return [
      "unit": unit,
      "min": range.minimum,
      "max": range.maximum,
      "color": ["mode": .string(panel.visualization.value.isColoredByThreshold ? "thresholds" : "palette-classic")],
      "thresholds": thresholds.draft,
      "mappings": panel.mappings.isEmpty ? [] : .list(mappings),
      "custom": Visualizations.fieldSettings(of: panel, hasThresholds: !panel.thresholds.isEmpty),
    ]
  }

  /// A gauge needs both ends of its scale; without them Grafana takes those of the data, so one value fills it.
  private func axis(unit: Draft?) -> (minimum: Draft?, maximum: Draft?) {
    var minimum = panel.minimum.map { Draft.decimal($0.value, at: $0.origin) }
    var maximum = panel.maximum.map { Draft.decimal($0.value, at: $0.origin) }
    if panel.visualization.value == .gauge || panel.visualization.value == .bargauge {
      let full: Draft? = unit == "percentunit" ? 1 : unit == "percent" ? 100 : nil
      minimum = minimum ?? full.map { _ in 0 }
      maximum = maximum ?? full
    }
    return (minimum, maximum)
  }

  /// Words for values: those of one value in one mapping, and one each for what is no value.
  private var mappings: [Draft] {
    let special = ["null", "nan", "null+nan", "empty", "true", "false"]
    var values: [(key: String, value: Draft)] = []
    var others: [Draft] = []
    for (index, (value, text)) in panel.mappings.enumerated() {
      let result: Draft = ["index": .int(index), "text": .string(text)]
      if special.contains(value.value.lowercased()) {
        let match = Draft.string(value.value.lowercased(), at: value.origin)
        others.append(["type": "special", "options": ["match": match, "result": result]])
      } else {
        values.append((value.value, result.at(value.origin)))
      }
    }
    return (values.isEmpty ? [] : [["type": "value", "options": .map(values)]]) + others
  }
}

extension Panel {
  /// Where its queries go; nil for a panel without any.
  var datasource: Datasource? {
    switch visualization.value {
    case .text: nil
    case .logs: .loki
    default: .prometheus
    }
  }
}

extension Panel.Visualization {
  /// Whether it shows the present and not the course of time.
  fileprivate var showsOneMoment: Bool {
    switch self {
    case .gauge, .bargauge, .table: true
    case .timeseries, .stat, .heatmap, .logs, .text: false
    }
  }

  /// What Grafana makes of Prometheus' answer.
  fileprivate var format: String {
    switch self {
    case .table: "table"
    case .heatmap: "heatmap"
    default: "time_series"
    }
  }

  fileprivate var isColoredByThreshold: Bool {
    switch self {
    case .stat, .gauge, .bargauge, .table: true
    case .timeseries, .heatmap, .logs, .text: false
    }
  }
}

extension Draft {
  /// A number in its shortest exact form; null for what JSON has no number for.
  static func decimal(_ value: Double, at origin: Origin? = nil) -> Draft {
    guard value.isFinite else { return Draft(.null, at: origin) }
    return Int64(exactly: value).map { Draft(.int($0), at: origin) } ?? .number("\(value)", at: origin)
  }
}
