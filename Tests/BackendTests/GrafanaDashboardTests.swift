import Deployment
import Diagnostics
import Document
import Grafana
import Quantities
import Testing

/// A deployment with one dashboard of one row.
private func deployment(
  _ panels: [Panel], metrics: [Metric] = [], edit: (inout Deployment) -> Void = { _ in }
) -> Deployment {
  var deployment = Deployment(name: Located("demo"))
  deployment.catalogues = [Catalogue(name: Located("app"), metrics: metrics)]
  var dashboard = Dashboard(name: Located("main"), title: Located("Main"))
  dashboard.rows = [DashboardRow(title: Located("Row"), panels: panels)]
  deployment.recordingRules = [
    RuleGroup(
      name: Located("g"),
      rules: [
        ("job:app:rate5m", "sum by (job) (rate(app_read_bytes_total[5m]))"), ("loop:a", "loop:b"), ("loop:b", "loop:a"),
      ].map { .recording(RecordingRule(record: Located($0.0), expression: Located($0.1))) })
  ]
  deployment.dashboards = [dashboard]
  edit(&deployment)
  return deployment
}

private func panel(_ query: String, _ kind: Panel.Visualization = .timeseries) -> Panel {
  var panel = Panel(title: Located("Panel"))
  panel.visualization = Located(kind)
  if !query.isEmpty { panel.queries = [Panel.Query(expression: Located(query))] }
  return panel
}

private func emit(_ deployment: Deployment) -> (dashboards: [Draft], diagnostics: [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  let files = GrafanaBackend().emit(deployment.lowered(into: &diagnostics), into: &diagnostics)
  let drafts = files.compactMap { file -> Draft? in
    if file.kind == .dashboard, case .json(let draft) = file.content { draft } else { nil }
  }
  return (drafts, diagnostics)
}

/// The panels of the first dashboard, its rows not among them.
private func panels(_ deployment: Deployment) -> [Draft] {
  (emit(deployment).dashboards.first?["panels"]?.items ?? []).filter { $0["type"] != "row" }
}

private func defaults(_ panel: Panel, metrics: [Metric] = []) -> Draft? {
  panels(deployment([panel], metrics: metrics)).first?["fieldConfig"]?["defaults"]
}

struct GrafanaDashboardTests {
  @Test func writesAPanelAsGrafanaSavesIt() throws {
    var requests = panel("rate(http_requests_total[$__rate_interval])", .gauge)
    requests.description = Located("How many.")
    requests.mappings = [(Located("0"), Located("idle")), (Located("null"), Located("gone"))]
    requests.maximum = Located(99.5)
    let written = try #require(panels(deployment([requests])).first)
    #expect(
      JSONWriter.write(written) == """
        {
          "id": 2,
          "type": "gauge",
          "title": "Panel",
          "description": "How many.",
          "gridPos": {
            "h": 8,
            "w": 24,
            "x": 0,
            "y": 1
          },
          "datasource": {
            "type": "prometheus",
            "uid": "prometheus"
          },
          "targets": [
            {
              "refId": "A",
              "datasource": {
                "type": "prometheus",
                "uid": "prometheus"
              },
              "editorMode": "code",
              "expr": "rate(http_requests_total[$__rate_interval])",
              "legendFormat": "__auto",
              "format": "time_series",
              "instant": true,
              "range": false
            }
          ],
          "fieldConfig": {
            "defaults": {
              "unit": "reqps",
              "max": 99.5,
              "color": {
                "mode": "thresholds"
              },
              "thresholds": {
                "mode": "absolute",
                "steps": [
                  {
                    "color": "green",
                    "value": null
                  }
                ]
              },
              "mappings": [
                {
                  "type": "value",
                  "options": {
                    "0": {
                      "index": 0,
                      "text": "idle"
                    }
                  }
                },
                {
                  "type": "special",
                  "options": {
                    "match": "null",
                    "result": {
                      "index": 1,
                      "text": "gone"
                    }
                  }
                }
              ]
            },
            "overrides": []
          },
          "options": {
            "reduceOptions": {
              "values": false,
              "calcs": [
                "lastNotNull"
              ],
              "fields": ""
            },
            "showThresholdLabels": false,
            "showThresholdMarkers": true,
            "orientation": "auto",
            "sizing": "auto",
            "minVizWidth": 75,
            "minVizHeight": 75
          }
        }

        """)
  }

  @Test func variablesAreLabelValuesOfTheirJob() throws {
    let dashboard = try #require(
      emit(
        deployment([panel("up")]) {
          $0.dashboards[0].variables = [
            DashboardVariable(
              name: Located("instance"), metric: Located("up"), job: Located("db\"1"), label: Located("instance"))
          ]
        }
      ).dashboards.first)
    let variable = try #require(dashboard["templating"]?["list"]?.items.first)
    #expect(variable["query"]?["query"] == .string(#"label_values(up{job="db\"1"}, instance)"#))
    #expect(variable["multi"] == true && variable["includeAll"] == true)
    #expect(dashboard["uid"] == "main" && dashboard["schemaVersion"] == 42 && dashboard["tags"] == ["demo"])
    #expect(dashboard["dashboard"] == nil)
  }

  @Test func nativeKeysAreLaidOver() {
    var own = panel("up")
    own.native = ["options": ["legend": ["displayMode": "table"]], "maxDataPoints": 50]
    let written = panels(deployment([own])).first
    #expect(written?["options"]?["legend"]?["displayMode"] == "table")
    #expect(written?["options"]?["legend"]?["placement"] == "bottom")
    #expect(written?["maxDataPoints"] == 50)
  }

  @Test func logsGoToLokiAndTextNowhere() {
    let written = panels(deployment([panel(#"{job="db"} |= "x""#, .logs), panel("", .text)]))
    #expect(written.first?["datasource"]?["uid"] == "loki")
    #expect(written.first?["targets"]?.items.first?["queryType"] == "range")
    #expect(written.last?["datasource"] == nil && written.last?["targets"] == nil)
  }

  @Test func aNameThatIsNoUIDIsReported() {
    let name = String(repeating: "n", count: 41)
    let found = emit(deployment([panel("up")]) { $0.dashboards[0].name = Located(name) }).diagnostics
    #expect(found.map(\.id) == ["schema/invalid-value"])
  }

  // MARK: Layout

  @Test(
    arguments: [
      ([nil], [24]), ([nil, nil], [12, 12]), ([nil, nil, nil, nil], [6, 6, 6, 6]),
      ([nil, nil, nil, nil, nil], [8, 8, 8, 12, 12]), ([6, nil, nil], [6, 9, 9]), ([20, 8, nil], [20, 8, 16]),
      ([24, 12], [24, 12]), ([1, nil], [1, 23]), ([5, 5, 5, 5, 5], [5, 5, 5, 5, 5]),
    ] as [([Int?], [Int])])
  func sharesTheWidth(given: [Int?], expected: [Int]) {
    let row = given.map { width in
      var panel = panel("up")
      panel.width = width.map { Located($0) }
      return panel
    }
    #expect(panels(deployment(row)).map { $0["gridPos"]?["w"] } == expected.map { Draft.int($0) })
  }

  @Test(arguments: 1...13) func neverOverlapsOrLeavesTheGrid(count: Int) {
    let row = (0..<count).map { index in
      var panel = panel("up", index % 3 == 0 ? .stat : .timeseries)
      if index % 4 == 1 { panel.width = Located(7 + index) }
      if index % 5 == 2 { panel.height = Located(3 + index) }
      return panel
    }
    let written = emit(deployment(row) { $0.dashboards[0].rows.append($0.dashboards[0].rows[0]) }).dashboards[0]
    var taken: Set<[Int64]> = []
    for panel in written["panels"]?.items ?? [] {
      let place = ["x", "y", "w", "h"].compactMap { key -> Int64? in
        if case .int(let value)? = panel["gridPos"]?[key]?.content { value } else { nil }
      }
      #expect(place.count == 4 && place[0] >= 0 && place[0] + place[2] <= 24)
      for x in place[0]..<place[0] + place[2] {
        for y in place[1]..<place[1] + place[3] { #expect(taken.insert([x, y]).inserted) }
      }
    }
    let ids = (written["panels"]?.items ?? []).compactMap { $0["id"] }
    #expect(ids == (1...(2 * count + 2)).map { Draft.int($0) })
  }

  @Test func aSizeOffTheGridIsReportedAndHeldToIt() {
    var wide = panel("up")
    wide.width = Located(30)
    wide.height = Located(Int.max)
    let result = emit(deployment([wide, wide]))
    #expect(result.diagnostics.count == 4)
    #expect(panels(deployment([wide])).first?["gridPos"]?["w"] == 24)
  }

  // MARK: Thresholds

  private func steps(_ panel: Panel) -> [String] {
    let thresholds = defaults(panel)?["thresholds"]
    let steps = (thresholds?["steps"]?.items ?? []).map { step -> String in
      guard case .string(let color)? = step["color"]?.content else { return "?" }
      switch step["value"]?.content {
      case .int(let value): return "\(color) \(value)"
      case .number(let value): return "\(color) \(value)"
      default: return color
      }
    }
    guard case .string(let mode)? = thresholds?["mode"]?.content else { return steps }
    return [mode] + steps
  }

  private func threshold(_ value: Double, _ color: String, percent: Bool = false) -> Panel.Threshold {
    Panel.Threshold(value: Located(value), isPercent: percent, color: Located(color))
  }

  @Test func thresholdsAscendFromTheGoodColour() {
    var own = panel("some_gauge")
    own.thresholds = [threshold(60, "critical"), threshold(10.5, "warning"), threshold(1, "purple")]
    #expect(steps(own) == ["absolute", "green", "purple 1", "orange 10.5", "red 60"])
    own.thresholds = [threshold(0.999, "ok")]
    #expect(steps(own) == ["absolute", "red", "green 0.999"])
  }

  @Test func percentagesAreOfTheAxis() {
    var own = panel("some_gauge")
    own.thresholds = [threshold(80, "warning", percent: true)]
    #expect(steps(own) == ["percentage", "green", "orange 80"])
    // Of a ratio it is that ratio.
    own.unit = Located("percentunit")
    #expect(steps(own) == ["absolute", "green", "orange 0.8"])
    // Both kinds agree where the axis is known, and can't where it isn't.
    own.unit = Located("short")
    own.thresholds.append(threshold(190, "critical"))
    #expect(emit(deployment([own])).diagnostics.map(\.id) == ["schema/exclusive-keys"])
    own.minimum = Located(100)
    own.maximum = Located(200)
    #expect(steps(own) == ["absolute", "green", "orange 180", "red 190"])
  }

  // MARK: Expansions

  @Test func quantilesBecomeQueries() {
    var own = Panel(title: Located("Latency"))
    own.quantiles = Panel.Quantiles(
      histogram: Located("latency_seconds"), at: [Located(50), Located(99.9)], by: [Located("zone")])
    let targets = panels(deployment([own])).first?["targets"]?.items ?? []
    #expect(
      targets.map { $0["expr"] } == [
        "histogram_quantile(0.5, sum by (zone, le) (rate(latency_seconds_bucket[$__rate_interval])))",
        "histogram_quantile(0.999, sum by (zone, le) (rate(latency_seconds_bucket[$__rate_interval])))",
      ])
    #expect(targets.map { $0["legendFormat"] } == ["p50 {{zone}}", "p99.9 {{zone}}"])
  }

  @Test func quantilesFollowTheDashboardsInstances() {
    var own = Panel(title: Located("Latency"))
    own.quantiles = Panel.Quantiles(histogram: Located("latency_seconds"), at: [Located(50)])
    let metric = Metric(name: Located("latency_seconds"), kind: Located(.histogram))
    for (job, isFollowed) in [("app", true), ("other", false)] {
      let deployment = deployment([own], metrics: [metric]) {
        var target = Target(name: Located("app"))
        target.metrics = [Located("app")]
        $0.targets = [target, Target(name: Located("other"))]
        $0.dashboards[0].variables = [
          DashboardVariable(name: Located("i"), metric: Located("up"), job: Located(job), label: Located("instance"))
        ]
      }
      let matcher = isFollowed ? #"{instance=~"$i"}"# : ""
      let query = "histogram_quantile(0.5, sum by (le) (rate(latency_seconds_bucket\(matcher)[$__rate_interval])))"
      #expect(panels(deployment).first?["targets"]?.items.first?["expr"] == .string(query))
    }
  }

  @Test func everySLOHasARow() throws {
    let slo = SLO(
      name: Located("availability"), objective: Located(try #require(Ratio("99.9%"))), window: Located(.days(30)),
      indicator: .up(job: Located("db")))
    let dashboards = emit(deployment([panel("up")]) { $0.slos = [slo] }).dashboards
    #expect(dashboards.count == 2)
    let slos = try #require(dashboards.last)
    #expect(slos["uid"] == "slos")
    #expect(slos["panels"]?.items.map { $0["type"] } == ["row", "stat", "gauge", "timeseries", "timeseries"])
    #expect(slos["links"]?.items.first?["tags"] == ["demo"])
    let own = emit(
      deployment([panel("up")]) {
        $0.slos = [slo]
        $0.dashboards[0].name = Located("slos")
      })
    #expect(own.dashboards.count == 1)
  }

  // MARK: Units

  @Test(arguments: [
    ("app_lag_seconds", "s"), ("rate(app_read_bytes_total[5m])", "Bps"), ("app_memory_bytes", "bytes"),
    ("sum by (a) (rate(app_ops_total[$__rate_interval]))", "ops"), ("rate(app_requests_total[5m])", "reqps"),
    ("increase(app_ops_total[1h])", "short"), ("app_connections", "short"), ("up", "short"),
    ("histogram_quantile(0.9, sum by (le) (rate(app_time_seconds_bucket[5m])))", "s"),
    ("rate(app_time_seconds_sum[5m]) / rate(app_time_seconds_count[5m])", "s"),
    ("rate(app_errors_total[5m]) / rate(app_ops_total[5m])", "percentunit"),
    ("app_memory_bytes / node_memory_MemTotal_bytes", "percentunit"), ("app_hit_ratio", "percentunit"),
    ("1 - rate(node_cpu_seconds_total[5m])", "percentunit"),
    ("100 - (avg by (instance) (rate(node_cpu_seconds_total[5m])) * 100)", "percent"),
    ("time() - process_start_time_seconds", "s"), ("app_memory_bytes > 5", "bytes"),
    ("app_memory_bytes > bool 5", "short"),
    ("app_free_bytes / -deriv(app_free_bytes[6h])", "s"), ("topk(3, app_memory_bytes)", "bytes"),
    ("max_over_time(app_lag_seconds[1h:5m])", "s"), ("count(app_memory_bytes)", "short"),
    ("job:app:rate5m", "Bps"), ("app_lag_seconds * 1000", "ms"), ("app_odd", "celsius"),
    ("app_memory_bytes * on (i) group_left (v) app_info", "bytes"), ("clamp_min(app_memory_bytes, 0)", "bytes"),
  ])
  func infersTheUnit(query: String, unit: String) {
    #expect(defaults(panel(query), metrics: Self.metrics)?["unit"] == .string(unit))
  }

  @Test(arguments: [
    "app_memory_bytes / (1024 * 1024 * 1024)", "unknown_thing", "app_memory_bytes + app_lag_seconds",
    "sqrt(app_ops_total)",
    "loop:a", "rate(", "${metric}", "unknown:recorded:thing", "app_lag_seconds ^ 2",
  ])
  func staysSilentWhereItCannotTell(query: String) {
    let defaults = defaults(panel(query), metrics: Self.metrics)
    #expect(defaults != nil && defaults?["unit"] == nil)
  }

  @Test func queriesOfOnePanelMustAgree() {
    var own = panel("app_memory_bytes")
    own.queries.append(Panel.Query(expression: Located("app_lag_seconds")))
    #expect(defaults(own)?["unit"] == nil)
    own.unit = Located("none")
    #expect(defaults(own)?["unit"] == "none")
  }

  private static var metrics: [Metric] {
    let kinds: [(String, Metric.Kind)] = [
      ("app_lag_seconds", .gauge), ("app_read_bytes_total", .counter), ("app_memory_bytes", .gauge),
      ("app_ops_total", .counter), ("app_requests_total", .counter), ("app_connections", .gauge),
      ("app_time_seconds", .histogram), ("app_info", .info), ("app_odd", .gauge),
    ]
    return kinds.map { name, kind in
      var metric = Metric(name: Located(name), kind: Located(kind))
      if name == "app_odd" { metric.unit = Located("celsius") }
      return metric
    }
  }
}
