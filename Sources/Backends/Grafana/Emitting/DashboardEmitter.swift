internal import Deployment
internal import Diagnostics
internal import Document

/// Writes one dashboard in Grafana's classic model, which every version from 11 on loads.
struct DashboardEmitter {
  /// The newest version of the classic schema; older Grafanas load what they know of it.
  static let schemaVersion = 42

  let dashboard: Dashboard
  let deployment: Deployment
  let units: UnitInference

  func emit(into diagnostics: inout [Diagnostic]) -> Draft {
    let name = dashboard.name
    if !Self.isUID(name.value) {
      diagnostics.append(
        Diagnostic(
          "schema/invalid-value", "dashboard name \"\(name.value)\" can't be a Grafana uid", at: name.origin,
          help: "use at most 40 letters, digits, \"-\" and \"_\""))
    }
    let draft: Draft = [
      "uid": .string(name),
      "title": .string(dashboard.title),
      "description": dashboard.description.map { .string($0) },
      "tags": .list(tags),
      "schemaVersion": .int(Self.schemaVersion),
      "version": 1,
      "editable": true,
      "timezone": "browser",
      "time": ["from": "now-6h", "to": "now"],
      "refresh": "30s",
      // One crosshair over all panels, to see what happened at the same time.
      "graphTooltip": 1,
      "templating": ["list": .list(dashboard.variables.map(variable))],
      "annotations": ["list": [Self.builtinAnnotations]],
      "links": .list(links),
      "panels": .list(panels(into: &diagnostics)),
    ]
    return (dashboard.native.map { draft.overlaid(with: $0) } ?? draft).at(name.origin)
  }

  /// What `uid` may be: Grafana refuses longer ones and other characters.
  static func isUID(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  // MARK: Top

  /// The deployment's name first, by which its dashboards find each other.
  private var tags: [Draft] {
    var seen: Set = [deployment.name.value]
    let own = dashboard.tags.filter { seen.insert($0.value).inserted }
    return [.string(deployment.name)] + own.map { .string($0) }
  }

  private var links: [Draft] {
    guard deployment.dashboards.count > 1 else { return [] }
    return [
      [
        "title": .string(deployment.name), "type": "dashboards", "tags": [.string(deployment.name)],
        "icon": "external link", "tooltip": "", "url": "", "asDropdown": true, "includeVars": true, "keepTime": true,
        "targetBlank": false,
      ]
    ]
  }

  private static let builtinAnnotations: Draft = [
    "builtIn": 1, "name": "Annotations & Alerts", "type": "dashboard", "enable": true, "hide": true,
    "iconColor": "rgba(0, 211, 255, 1)", "datasource": ["type": "grafana", "uid": "-- Grafana --"],
  ]

  private func variable(_ variable: DashboardVariable) -> Draft {
    let job = variable.job.map { "{job=\(Quoting.quote($0.value))}" } ?? ""
    let query = "label_values(\(variable.metric.value)\(job), \(variable.label.value))"
    return Draft.map([
      ("name", .string(variable.name)),
      ("type", "query"),
      ("datasource", Datasource.prometheus.reference),
      ("definition", .string(query, at: variable.metric.origin)),
      // `qryType` 1 is "label values" in the variable editor.
      ("query", ["qryType": 1, "query": .string(query, at: variable.metric.origin), "refId": "variable"]),
      // Whenever the time range changes: instances come and go.
      ("refresh", 2),
      ("sort", 1),
      ("multi", true),
      ("includeAll", true),
      ("current", ["text": ["All"], "value": ["$__all"]]),
      ("options", []),
      ("regex", ""),
      ("hide", 0),
    ]).at(variable.name.origin)
  }

  // MARK: Panels

  private func panels(into diagnostics: inout [Diagnostic]) -> [Draft] {
    var grid = Grid()
    var drafts: [Draft] = []
    for row in dashboard.rows {
      if !row.title.value.isEmpty {
        drafts.append(
          Draft.map([
            ("id", .int(drafts.count + 1)), ("type", "row"), ("title", .string(row.title)), ("collapsed", false),
            ("gridPos", grid.placeHeading().draft), ("panels", []),
          ]).at(row.title.origin))
      }
      for (panel, place) in zip(row.panels, grid.place(row.panels, into: &diagnostics)) {
        let emitter = PanelEmitter(panel: panel, units: units)
        drafts.append(emitter.emit(id: drafts.count + 1, at: place, into: &diagnostics))
      }
    }
    return drafts
  }
}
