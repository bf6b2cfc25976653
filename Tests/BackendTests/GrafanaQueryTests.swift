import Diagnostics
import Document
import Grafana
import Testing

/// Every query of a dashboard is found in each of its forms, with its place and what answers it.
struct GrafanaQueryTests {
  /// `use plugin language source@line`, with a dash for what isn't known; the source is what stands at the query's place.
  private func queries(_ text: String, yaml: Bool = false, beside datasources: String? = nil) throws -> [String] {
    let file = SourceFile(path: yaml ? "dashboard.yaml" : "dashboard.json", text: text)
    let root = try #require((yaml ? YAMLReader.read(file) : JSONReader.read(file)).documents.first)
    let provisioned = try datasources.map { text in
      DatasourcesFile(try #require(YAMLReader.read(SourceFile(path: "d.yaml", text: text)).documents.first))
    }
    let known = KnownDatasources(provisionedIn: provisioned.map { [$0] } ?? [])
    return DashboardFile(root).queries(knowing: known).map { query in
      let place = query.text.map { text in
        let span = query.expression.map { text.place(inText: $0) } ?? text.span
        return "\(String(decoding: file.bytes[span.range], as: UTF8.self))@\(file.position(of: span.start).line)"
      }
      return "\(query.use.rawValue) \(query.plugin ?? "-") \(query.language?.rawValue ?? "-") \(place ?? "-")"
    }
  }

  @Test func rowsOfTheOldForm() throws {
    let found = try queries(
      """
      {"schemaVersion": 14, "title": "Old", "rows": [
        {"title": "first", "panels": [
          {"type": "graph", "datasource": "$source", "targets": [{"expr": "up"}, {"expr": "sum(up)"}]}]},
        {"panels": [{"type": "singlestat", "datasource": null, "targets": [{"expr": "down"}]}]}],
       "templating": {"list": [{"type": "datasource", "name": "source", "query": "prometheus"}]}}
      """)
    #expect(
      found == [
        "panel prometheus promql up@3", "panel prometheus promql sum(up)@3", "panel - - down@4",
      ])
  }

  @Test func rowsThatAreFolded() throws {
    let found = try queries(
      """
      {"title": "Rows", "panels": [
        {"type": "row", "collapsed": true, "panels": [
          {"type": "stat", "repeat": "job", "datasource": {"type": "loki", "uid": "l"},
           "targets": [{"expr": "{job=\\"$job\\"}"}]}]},
        {"type": "row", "collapsed": false, "panels": []},
        {"type": "timeseries", "datasource": {"type": "influxdb", "uid": "i"}, "targets": [{"query": "SELECT 1"}]}]}
      """)
    #expect(found == ["panel loki logql {job=\\\"$job\\\"}@4", "panel influxdb - -"])
  }

  @Test func exportsWithInputsAndLibraryPanels() throws {
    let found = try queries(
      """
      {"__inputs": [{"name": "DS_MAIN", "type": "datasource", "pluginId": "prometheus", "label": "Main"},
        {"name": "VAR_X", "type": "constant", "value": "1"}],
       "__elements": {"e1": {"kind": 1, "name": "Lib", "uid": "e1", "model": {
         "type": "stat", "datasource": "${DS_MAIN}", "targets": [{"expr": "lib"}]}}},
       "__requires": [{"type": "datasource", "id": "prometheus"}],
       "title": "Export", "panels": [
         {"id": 1, "libraryPanel": {"uid": "e1", "name": "Lib"}},
         {"datasource": {"type": "prometheus", "uid": "${DS_MAIN}"}, "targets": [{"expr": "up"}]}],
       "annotations": {"list": [{"builtIn": 1, "datasource": "-- Grafana --", "name": "all"},
         {"datasource": "${DS_MAIN}", "expr": "changes(up[5m])", "name": "restarts"}]}}
      """)
    #expect(
      found == [
        "panel prometheus promql up@8", "panel prometheus promql lib@4", "annotation grafana - -",
        "annotation prometheus promql changes(up[5m])@10",
      ])
    // Exports of before 9.1 have a list.
    let older = try queries(
      #"{"title": "T", "panels": [], "__elements": [{"model": {"datasource": {"type": "loki"}, "targets": [{}]}}]}"#)
    #expect(older == ["panel loki logql -"])
  }

  @Test func panelsOfSeveralDatasources() throws {
    let found = try queries(
      """
      {"title": "Mixed", "panels": [{"datasource": {"type": "datasource", "uid": "-- Mixed --"}, "targets": [
        {"datasource": {"type": "prometheus", "uid": "p"}, "expr": "a"},
        {"datasource": {"type": "loki", "uid": "l"}, "expr": "{b=\\"c\\"}"},
        {"datasource": {"type": "__expr__", "uid": "__expr__"}, "type": "math", "expression": "$A + $B"},
        {"expr": "d"}]},
       {"datasource": "-- Dashboard --", "targets": [{"panelId": 1}]},
       {"datasource": {"type": "prometheus", "uid": "p"}, "transformations": [{"id": "merge", "options": {}}],
        "targets": [{"expr": "e"}, {"datasource": {"type": "loki", "uid": "l"}, "expr": "f"}]}]}
      """)
    #expect(
      found == [
        "panel prometheus promql a@2", "panel loki logql {b=\\\"c\\\"}@3", "panel __expr__ - -", "panel - - d@5",
        "panel dashboard - -", "panel prometheus promql e@8", "panel - - f@8",
      ])
  }

  @Test(arguments: [
    (#"label_values(up{job="a"}, instance)"#, #"up{job="a"}"#), (" query_result( sum(up) ) ", "sum(up)"),
    ("label_values($metric,$label)", "$metric"), ("metrics(node_.*)", nil), ("label_names()", nil),
    ("label_values(instance)", nil), ("{job=\"a\"}", "{job=\"a\"}"), ("label_values(up, 1x)", nil), ("", nil),
    ("label_values(", nil), ("query_result()", nil),
  ])
  func variablesAskInCalls(_ query: String, _ expression: String?) throws {
    for wrapped in ["'\(query)'", "{query: '\(query)', refId: A}"] {
      let text = "{panels: [], templating: {list: [{type: query, datasource: {type: prometheus}, query: \(wrapped)}]}}"
      let found = try queries(text, yaml: true)
      #expect(found == ["variable prometheus promql \(expression ?? "'\(query)'")@1"])
    }
  }

  @Test func bodiesOfTheAPI() throws {
    let found = try queries(
      #"{"meta": {"slug": "t"}, "dashboard": {"panels": [{"datasource": {"type": "loki"}, "targets": [{"expr": "{}"}]}]}}"#
    )
    #expect(found == ["panel loki logql {}@1"])
  }

  @Test func resourcesOfTheClassicForm() throws {
    let found = try queries(
      """
      apiVersion: dashboard.grafana.app/v1beta1
      kind: Dashboard
      metadata: {name: shop}
      spec:
        title: Shop
        panels:
          - datasource: {type: prometheus, uid: p}
            targets:
              - expr: |
                  sum(rate(orders_total[5m]))
      """, yaml: true)
    #expect(found == ["panel prometheus promql sum(rate(orders_total[5m]))@10"])
  }

  @Test func resourcesOfElements() throws {
    let found = try queries(
      """
      apiVersion: dashboard.grafana.app/v2
      kind: Dashboard
      metadata: {name: shop}
      spec:
        title: Shop
        variables:
          - {kind: DatasourceVariable, spec: {name: ds, pluginId: prometheus}}
          - {kind: QueryVariable, spec: {name: job, query: {kind: DataQuery, group: prometheus, spec: {
              query: "label_values(up, job)"}}}}
          - {kind: CustomVariable, spec: {name: c, query: "a,b"}}
        annotations:
          - {kind: AnnotationQuery, spec: {query: {kind: DataQuery, group: loki, spec: {expr: '{a="b"}'}}}}
        elements:
          one: {kind: Panel, spec: {id: 1, data: {kind: QueryGroup, spec: {queries: [
            {kind: PanelQuery, spec: {refId: A, hidden: false, query: {
              kind: DataQuery, group: prometheus, datasource: {name: "${ds}"}, spec: {expr: up}}}},
            {kind: PanelQuery, spec: {refId: B, query: {kind: DataQuery, group: "", datasource: {name: $ds}, spec: {expr: b}}}},
            {kind: PanelQuery, spec: {refId: C, query: {kind: DataQuery, group: __expr__, spec: {expression: $A}}}}]}}}}
          lib: {kind: LibraryPanel, spec: {id: 2, libraryPanel: {name: n, uid: u}}}
        layout:
          kind: TabsLayout
          spec:
            tabs:
              - kind: TabsLayoutTab
                spec:
                  layout: {kind: GridLayout, spec: {items: []}}
                  variables:
                    - {kind: QueryVariable, spec: {name: pod, query: {kind: DataQuery, group: loki, spec: {stream: '{c="d"}'}}}}
      """, yaml: true)
    #expect(
      found == [
        "panel prometheus promql up@16", "panel prometheus promql b@17", "panel __expr__ - -",
        "variable prometheus promql up@9", "variable loki logql {c=\"d\"}@28",
        "annotation loki logql {a=\"b\"}@12",
      ])
  }

  @Test func resourcesOfTheFirstElements() throws {
    let found = try queries(
      """
      {"apiVersion": "dashboard.grafana.app/v2alpha1", "kind": "Dashboard", "metadata": {"name": "a"}, "spec": {
        "title": "A", "layout": {"kind": "GridLayout", "spec": {"items": []}},
        "annotations": [{"kind": "AnnotationQuery", "spec": {"datasource": {"type": "prometheus", "uid": "p"},
          "query": {"kind": "prometheus", "spec": {"expr": "ALERTS"}}}}],
        "variables": [{"kind": "QueryVariable", "spec": {"datasource": {"type": "prometheus"},
          "query": {"kind": "prometheus", "spec": {"__legacyStringValue": "query_result(up)"}}}}],
        "elements": {"p": {"kind": "Panel", "spec": {"vizConfig": {"kind": "stat", "spec": {}}, "data": {
          "kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": {
            "datasource": {"type": "tempo", "uid": "t"}, "query": {"kind": "tempo", "spec": {"query": "{}"}}}}]}}}}}}}
      """)
    #expect(
      found == [
        "panel tempo - -", "variable prometheus promql up@6",
        "annotation prometheus promql ALERTS@4",
      ])
  }

  /// A name, a uid or none at all says something where the datasources are provisioned.
  @Test(arguments: [
    (#""Main""#, "prometheus"), (#""main-uid""#, "prometheus"), (#"{"uid": "main-uid"}"#, "prometheus"),
    ("null", "loki"), (#""default""#, "loki"), (#""Twice""#, "-"), (#""Other""#, "-"),
    (#"{"type": "tempo", "uid": "main-uid"}"#, "-"), (#"{"type": "prometheus", "uid": "elsewhere"}"#, "prometheus"),
  ])
  func provisioning(_ reference: String, _ plugin: String) throws {
    let datasources = """
      apiVersion: 1
      datasources:
        - {name: Main, uid: main-uid, type: prometheus}
        - {name: Logs, type: loki, isDefault: true}
        - {name: Twice, type: loki}
        - {name: Twice, type: prometheus}
      """
    let text = #"{"panels": [{"datasource": \#(reference), "targets": [{}]}]}"#
    let found = try queries(text, beside: datasources)
    #expect(found.first?.split(separator: " ")[1] == Substring(plugin), "\(found)")
  }

  @Test func alertsOfGrafana() throws {
    let text = """
      apiVersion: 1
      groups:
        - name: g
          folder: f
          interval: 1m
          rules:
            - uid: u
              title: t
              condition: B
              data:
                - {refId: A, datasourceUid: p, model: {expr: up == 0, datasource: {type: prometheus, uid: p}}}
                - {refId: B, datasourceUid: __expr__, model: {type: math, expression: $A}}
                - {refId: C, datasourceUid: x, model: {expr: up}}
      """
    let root = try #require(YAMLReader.read(SourceFile(path: "a.yaml", text: text)).documents.first)
    let found = AlertingFile(root).queries()
    #expect(found.map(\.language) == [.promQL, nil, nil])
    #expect(found.map(\.plugin) == ["prometheus", "__expr__", nil])
    #expect(found.first?.text?.text == "up == 0")
  }
}
