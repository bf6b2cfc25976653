import Collector
import Deployment
import Diagnostics
import Document
import Jaeger
import Testing

struct JaegerBackendTests {
  @Test func writesTheWholeFile() {
    let (files, diagnostics) = LogsAndTracesSample.emit(JaegerBackend())
    #expect(diagnostics.isEmpty)
    #expect(
      files["jaeger/jaeger.yml"] == #"""
        extensions:
          healthcheckv2:
            use_v2: true
            http:
              endpoint: '0.0.0.0:13133'
          jaeger_storage:
            backends:
              traces:
                badger:
                  directories:
                    keys: /badger/keys
                    values: /badger/values
                  ephemeral: false
                  ttl:
                    spans: 168h
          jaeger_query:
            storage:
              traces: traces
            http:
              endpoint: '0.0.0.0:16686'
            grpc:
              endpoint: '0.0.0.0:16685'
        receivers:
          otlp:
            protocols:
              grpc:
                endpoint: '0.0.0.0:4317'
              http:
                endpoint: '0.0.0.0:4318'
        processors:
          batch: {}
        exporters:
          jaeger_storage_exporter:
            trace_storage: traces
        service:
          extensions:
          - healthcheckv2
          - jaeger_storage
          - jaeger_query
          pipelines:
            traces:
              receivers:
              - otlp
              processors:
              - batch
              exporters:
              - jaeger_storage_exporter
          telemetry:
            metrics:
              readers:
              - pull:
                  exporter:
                    prometheus:
                      host: '0.0.0.0'
                      port: 8888
                      without_type_suffix: true
                      without_units: true

        """#)
  }

  private func config(_ change: (inout Deployment) -> Void = { _ in }) throws -> CollectorConfig {
    let (files, _) = LogsAndTracesSample.emit(JaegerBackend(), LogsAndTracesSample.deployment(change))
    let file = SourceFile(path: "jaeger.yml", text: try #require(files["jaeger/jaeger.yml"]))
    return CollectorConfig(try #require(YAMLReader.read(file).documents.first))
  }

  @Test func isACollectorConfiguration() throws {
    let config = try config()
    #expect(CollectorSchema.root.check(config.node, version: nil, what: "a Jaeger configuration").isEmpty)
    for component in config.components {
      let table = JaegerSchema.settings(of: component.type)
      #expect(table?.check(component.settings, version: nil, what: component.id.text).isEmpty ?? true)
    }
    #expect(config.startedExtensions.map(\.text) == config.components(.extensions).map(\.id.text))
  }

  @Test func storesInMemoryWithoutARetention() throws {
    let storage = try config { $0.retention.traces = nil }.node["extensions"]?["jaeger_storage"]
    #expect(storage?["backends"]?["traces"]?.entries.map(\.key.text) == ["memory"])
  }

  @Test func listensWhereTheCollectorSends() throws {
    let config = try config { $0.traces?.jaeger = Located("localhost:14317") }
    #expect(config.otlpEndpoints.first?.text == "0.0.0.0:14317")
  }

  @Test func refusesTwoKindsOfStoreInOne() throws {
    let text = "{backends: {traces: {memory: {}, badger: {ttl: {spans: 7d}}}}}"
    let storage = try #require(YAMLReader.read(SourceFile(path: "jaeger.yml", text: text)).documents.first)
    let found = JaegerSchema.settings(of: "jaeger_storage")?.check(storage, version: nil, what: "jaeger_storage") ?? []
    #expect(Set(found.map(\.id)) == ["schema/exclusive-keys", "schema/invalid-value"])
  }
}
