internal import Deployment
internal import Diagnostics
internal import Document

/// What each kind of panel needs beside its queries, as Grafana's own editor would save it.
enum Visualizations {
  /// `options` of the panel.
  static func options(of panel: Panel, unit: Draft?) -> Draft {
    switch panel.visualization.value {
    case .timeseries:
      [
        "legend": ["showLegend": true, "displayMode": "list", "placement": "bottom", "calcs": []],
        "tooltip": ["mode": "multi", "sort": "desc"],
      ]
    case .stat:
      [
        "reduceOptions": lastValue, "colorMode": "value", "graphMode": "area", "justifyMode": "auto",
        "textMode": "auto", "orientation": "auto", "wideLayout": true,
      ]
    case .gauge:
      [
        "reduceOptions": lastValue, "showThresholdLabels": false, "showThresholdMarkers": true, "orientation": "auto",
        "sizing": "auto", "minVizWidth": 75, "minVizHeight": 75,
      ]
    case .bargauge:
      [
        "reduceOptions": lastValue, "displayMode": "gradient", "valueMode": "color", "showUnfilled": true,
        "orientation": "horizontal", "namePlacement": "auto", "sizing": "auto", "minVizWidth": 8, "minVizHeight": 16,
        "maxVizHeight": 300,
        "legend": ["showLegend": false, "displayMode": "list", "placement": "bottom", "calcs": []],
      ]
    case .table:
      ["showHeader": true, "cellHeight": "sm", "footer": ["show": false, "countRows": false, "reducer": ["sum"]]]
    case .heatmap: heatmap(unit: unit)
    case .logs:
      [
        "showTime": true, "showLabels": false, "showCommonLabels": false, "wrapLogMessage": true,
        "prettifyLogMessage": false, "enableLogDetails": true, "dedupStrategy": "none", "sortOrder": "Descending",
      ]
    case .text: ["mode": "markdown", "content": panel.content.map { .string($0) } ?? ""]
    }
  }

  /// `fieldConfig.defaults.custom` of the panel; nil for kinds that have none.
  static func fieldSettings(of panel: Panel, hasThresholds: Bool) -> Draft? {
    switch panel.visualization.value {
    case .timeseries:
      [
        "drawStyle": "line", "lineInterpolation": "linear", "lineWidth": 1, "fillOpacity": 10, "gradientMode": "none",
        "showPoints": "never", "pointSize": 5, "spanNulls": false, "axisPlacement": "auto", "axisLabel": "",
        "scaleDistribution": ["type": "linear"], "stacking": ["mode": "none", "group": "A"],
        "thresholdsStyle": ["mode": .string(hasThresholds ? "line" : "off")],
        "hideFrom": ["legend": false, "tooltip": false, "viz": false],
      ]
    case .table: ["align": "auto", "cellOptions": ["type": "auto"], "inspect": false]
    case .heatmap:
      ["hideFrom": ["legend": false, "tooltip": false, "viz": false], "scaleDistribution": ["type": "linear"]]
    case .stat, .gauge, .bargauge, .logs, .text: nil
    }
  }

  private static let lastValue: Draft = ["values": false, "calcs": ["lastNotNull"], "fields": ""]

  /// Buckets come from Prometheus (`format: heatmap`), so nothing is calculated.
  private static func heatmap(unit: Draft?) -> Draft {
    [
      "calculate": false,
      "color": [
        "mode": "scheme", "scheme": "Oranges", "fill": "dark-orange", "scale": "exponential",
        "exponent": .number("0.5"), "steps": 64, "reverse": false,
      ],
      "yAxis": ["axisPlacement": "left", "reverse": false, "unit": unit],
      "rowsFrame": ["layout": "auto"], "cellGap": 1, "showValue": "never",
      "filterValues": ["le": .number("1e-9")],
      "legend": ["show": true], "tooltip": ["mode": "single", "yHistogram": false, "showColorScale": false],
      "exemplars": ["color": "rgba(255,0,255,0.7)"],
    ]
  }
}
