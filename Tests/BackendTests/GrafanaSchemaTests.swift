import Diagnostics
import Document
import Grafana
import Testing

/// What is said of Grafana's files, at the exact place, and what isn't.
struct GrafanaSchemaTests {
  /// `severity message @bytes`, for each finding.
  private func findings(_ text: String, _ table: (Node) -> FieldTable) throws -> [String] {
    let file = SourceFile(path: "x.yml", text: text)
    let root = try #require(YAMLReader.read(file).documents.first)
    return table(root).check(root, version: nil, what: "the file").map { finding in
      let place = String(decoding: file.bytes[finding.place.span?.range ?? 0..<0], as: UTF8.self)
      return "\(finding.severity.rawValue) \(finding.message) @\(place)"
    }
  }

  /// Grafana takes these, whatever its schema says.
  @Test(arguments: [
    "{title: T, schemaVersion: '39', refresh: false, id: null, gnetId: 1860, editable: 'true', version: '5'}",
    "{title: T, uid: '', panels: [{id: '3', type: graph, datasource: null, gridPos: {x: 0.5}, nullPointMode: connected}]}",
    "{title: T, templating: {list: [{name: a, hide: 2, refresh: 1, query: {}, regex: null, allValue: null}]}}",
    "{title: T, tags: '', time: {from: 1500000000000, to: now}, style: dark, someday: 1}",
    "{title: T, panels: [{fieldConfig: {defaults: {min: '', decimals: null, thresholds: {steps: [{value: null}]}}}}]}",
    "{title: T, annotations: {list: [{builtIn: 1, datasource: '-- Grafana --', enable: true}]}, links: [{tags: []}]}",
  ])
  func takesWhatGrafanaTakes(_ text: String) throws {
    #expect(try findings(text) { GrafanaSchema.dashboard(for: DashboardFile($0)) } == [])
  }

  @Test(arguments: [
    ("{panels: []}", "error a dashboard needs \"title\" @{panels: []}"),
    (
      "{title: T, uid: a b}", "error a uid consists of letters, digits, \"-\" and \"_\", unlike \"a b\" @a b"
    ),
    ("{title: T, panels: {}}", "error \"panels\" must be a list, not a mapping @{}"),
    ("{title: T, panels: [{targets: {expr: up}}]}", "error \"targets\" must be a list, not a mapping @{expr: up}"),
    ("{title: T, schemaVersion: new}", "warning this should be a number, not \"new\" @new"),
    (
      "{title: T, layout: {kind: GridLayout, spec: {}}, elements: {a: {kind: Panel, spec: {titel: b}}}}",
      "warning unknown key \"titel\" @titel"
    ),
    (
      "{title: T, layout: {kind: GirdLayout, spec: {}}, elements: {}}",
      """
      warning "kind" must be one of "GridLayout", "AutoGridLayout", "RowsLayout" or "TabsLayout", not "GirdLayout" \
      @GirdLayout
      """
    ),
    ("{title: T, elements: {}}", "error a dashboard needs \"layout\" @{title: T, elements: {}}"),
  ])
  func dashboards(_ text: String, _ expected: String) throws {
    let found = try findings(text) { GrafanaSchema.dashboard(for: DashboardFile($0)) }
    #expect(found == [expected.replacing("a dashboard needs", with: "the file needs")])
  }

  @Test(arguments: [
    (
      "{apiVersion: 1, datasources: [{name: a, type: loki, isDefault: yes}]}",
      "error this must be true or false, not yes @yes"
    ),
    ("{apiVersion: 1, datasources: [{name: a, type: loki, urll: b}]}", "warning unknown key \"urll\" @urll"),
    ("{apiVersion: 1, datasources: [{type: loki}]}", "warning a data source should have a \"name\" @{type: loki}"),
    (
      "{apiVersion: 1, datasources: [{name: a, type: x, isDefault: true}, {name: b, type: x, isDefault: true}]}",
      "error two data sources are the default @true"
    ),
    (
      "{apiVersion: 1, datasources: [{name: a, type: x, access: browser}]}",
      "warning \"access\" is \"proxy\" or \"direct\"; Grafana takes \"browser\" for \"proxy\" @browser"
    ),
    (
      "{datasources: [{name: a, type: loki}]}",
      """
      warning without "apiVersion: 1" Grafana reads the form of version 5.0, whose keys are written like "json_data" \
      @[{name: a, type: loki}]
      """
    ),
  ])
  func datasources(_ text: String, _ expected: String) throws {
    #expect(try findings(text) { GrafanaSchema.datasources(for: $0) } == [expected])
  }
}
