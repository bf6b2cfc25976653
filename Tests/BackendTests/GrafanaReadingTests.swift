import Deployment
import Diagnostics
import Document
import Grafana
import Testing

private func read(_ text: String) -> DashboardFile? {
  JSONReader.read(SourceFile(path: "dashboard.json", text: text)).documents.first.map { DashboardFile($0) }
}

struct GrafanaReadingTests {
  @Test func findsEveryQuery() throws {
    let file = try #require(
      read(
        """
        {"title": "T", "uid": "u", "schemaVersion": 42,
         "templating": {"list": [
           {"name": "ds", "type": "datasource", "query": "loki"},
           {"name": "job", "type": "query", "query": {"query": "label_values(up, job)", "refId": "x"}}]},
         "panels": [
           {"id": 1, "type": "row", "collapsed": true, "panels": [
             {"id": 2, "type": "stat", "datasource": {"type": "prometheus", "uid": "p"},
              "targets": [{"refId": "A", "expr": "up"}]}]},
           {"id": 3, "type": "logs", "gridPos": {"x": 0, "y": 1, "w": 24, "h": 8},
            "datasource": {"type": "datasource", "uid": "-- Mixed --"},
            "targets": [{"refId": "A", "datasource": {"uid": "${ds}"}, "expr": "{a=\\"b\\"}", "hide": true}]}]}
        """))
    #expect(file.title?.text == "T" && file.uid?.text == "u" && file.wrapper == nil)
    #expect(file.variables.map { $0.query?.text } == ["loki", "label_values(up, job)"])
    #expect(file.panels.map { $0.id?.text } == ["1", "2", "3"])
    #expect(file.panels.map(\.isRow) == [true, false, false])
    #expect(file.panels.map { $0.row != nil } == [false, true, false])
    let targets = file.panels.flatMap(\.targets)
    #expect(targets.map { $0.expr?.text } == ["up", "{a=\"b\"}"])
    #expect(file.queries().map(\.plugin) == ["prometheus", "loki", nil])
    #expect(targets.map(\.isHidden) == [false, true])
    #expect(file.panels.last?.place?.width == 24)
  }

  @Test func looksThroughTheAPIsWrapperAndOldRows() throws {
    let wrapped = try #require(
      read(#"{"dashboard": {"title": "T", "rows": [{"panels": [{"id": 7}]}]}, "overwrite": true}"#))
    #expect(wrapped.wrapper?.text == "dashboard" && wrapped.title?.text == "T")
    #expect(wrapped.panels.map { $0.id?.text } == [nil, "7"])
    #expect(wrapped.panels.first?.isRow == true)
  }

  @Test(arguments: [
    "[]", "{}", "3", "null", #"{"panels": 3}"#, #"{"panels": [3, null, [], {"targets": [1, {"expr": {}}]}]}"#,
    #"{"templating": [], "annotations": {"list": {}}, "panels": {"a": 1}}"#,
    #"{"panels": [{"gridPos": {"x": "a"}, "datasource": [], "type": {}, "panels": [{}]}]}"#,
    #"{"templating": {"list": [1, {"datasource": "$"}]}, "panels": [{"datasource": "${", "targets": [{}]}]}"#,
    #"{"apiVersion": "dashboard.grafana.app/v2", "spec": 3}"#,
    #"{"elements": {"a": 1, "b": {"spec": {"data": {"spec": {"queries": [{}, {"spec": {"query": []}}]}}}}}, "layout": 1}"#,
    #"{"elements": {}, "layout": {"spec": {"rows": [{"spec": {"layout": {"spec": {"tabs": [1]}}}}]}}, "variables": [{}]}"#,
    #"{"__inputs": [{"type": "datasource"}], "__elements": [{"model": 1}], "panels": [{"datasource": "[[", "targets": [{}]}]}"#,
  ])
  func takesAnythingCalmly(text: String) throws {
    let file = try #require(read(text))
    for panel in file.panels { _ = panel.place }
    #expect(file.queries().allSatisfy { $0.text == nil && $0.language == nil })
  }

  @Test func emittedFilesReadBack() throws {
    var deployment = Deployment(name: Located("demo"))
    deployment.services = ["prometheus:9090", "loki:3100", "jaeger:4317", "alertmanager:9093"].map { address in
      Service(name: String(address.prefix { $0 != ":" }), address: Located(address))
    }
    deployment.targets = [Target(name: Located("app"))]
    deployment.routing = Routing(root: Route(origin: .builtin))
    var logs = Logs()
    var source = LogSource(name: Located("app"), files: Located("/var/log/*.log"))
    source.labels = [Label(Located("job"), Located("a.b"))]
    logs.sources = [source]
    deployment.logs = logs
    deployment.traces = Traces(
      service: Located("app"), collector: Located("otel-collector:4317"), jaeger: Located("jaeger:4317"))
    var diagnostics: [Diagnostic] = []
    let files = GrafanaBackend().emit(deployment, into: &diagnostics)
    #expect(files.map(\.path) == [Layout.grafanaDatasources])
    guard case .yaml(let draft)? = files.first?.content else { return #expect(Bool(false), "no YAML") }
    let text = YAMLWriter.write(draft)
    let root = try #require(YAMLReader.read(SourceFile(path: "datasources.yml", text: text)).documents.first)
    #expect(GrafanaSchema.datasources.check(root, version: "11.0", what: "datasources").isEmpty)
    let read = DatasourcesFile(root).datasources
    #expect(read.map { $0.uid?.text } == ["prometheus", "alertmanager", "loki", "jaeger"])
    #expect(read.map { $0.links.map(\.text) } == [["jaeger", "alertmanager"], [], ["jaeger"], ["loki"]])
    // Jaeger's query port, not the one it receives traces on.
    #expect(read.last?.url?.text == "http://jaeger:16686")
    let query = read.last?.node["jsonData"]?["tracesToLogsV2"]?["query"]?.text
    #expect(query == #"{job=~"a\\.b"} |= "$${__trace.traceId}""#)
    #expect(root["prune"] == nil)

    deployment.versions.grafana = Located("11.1")
    guard case .yaml(let later)? = GrafanaBackend().emit(deployment, into: &diagnostics).first?.content else { return }
    #expect(later["prune"] == true)
  }
}
