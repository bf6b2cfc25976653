import Collector
import Deployment
import Diagnostics
import Document
import Quantities
import Testing

struct CollectorBackendTests {
  @Test func writesTheWholeFile() {
    let (files, diagnostics) = LogsAndTracesSample.emit(CollectorBackend())
    #expect(diagnostics.isEmpty)
    #expect(
      files["otel-collector/collector.yml"] == #"""
        extensions:
          health_check:
            endpoint: '0.0.0.0:13133'
        receivers:
          otlp:
            protocols:
              grpc:
                endpoint: '0.0.0.0:4317'
              http:
                endpoint: '0.0.0.0:4318'
        processors:
          memory_limiter:
            check_interval: 1s
            limit_percentage: 80
            spike_limit_percentage: 20
          tail_sampling:
            decision_wait: 10s
            policies:
            - name: errors
              type: status_code
              status_code:
                status_codes:
                - ERROR
            - name: slower-than-1s
              type: latency
              latency:
                threshold_ms: 1000
            - name: share-of-the-rest
              type: probabilistic
              probabilistic:
                sampling_percentage: 10
          batch:
            send_batch_size: 512
            timeout: 5s
        exporters:
          otlp:
            endpoint: jaeger:4317
            tls:
              insecure: true
        service:
          extensions:
          - health_check
          pipelines:
            traces:
              receivers:
              - otlp
              processors:
              - memory_limiter
              - tail_sampling
              - batch
              exporters:
              - otlp
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
    let (files, _) = LogsAndTracesSample.emit(CollectorBackend(), LogsAndTracesSample.deployment(change))
    let text = try #require(files["otel-collector/collector.yml"])
    let file = SourceFile(path: "collector.yml", text: text)
    return CollectorConfig(try #require(YAMLReader.read(file).documents.first))
  }

  @Test(arguments: ["0.110", "0.159"] as [Version])
  func fitsTheStructure(version: Version) throws {
    let config = try config { $0.versions.collector = Located(version) }
    #expect(CollectorSchema.root.check(config.node, version: version, what: "a collector configuration").isEmpty)
    for component in config.components {
      let table = CollectorSchema.settings(of: component.type, in: component.section)
      #expect(table?.check(component.settings, version: version, what: component.id.text).isEmpty ?? true)
      let known = CollectorSchema.components[component.section]?[component.type]
      #expect(known?.isKnown(to: version) ?? true)
    }
  }

  @Test func namesWhatItUsesAndUsesWhatItNames() throws {
    let config = try config()
    for section in [CollectorConfig.Section.receivers, .processors, .exporters] {
      let used = config.pipelines.flatMap { $0.ids(section) }.map(\.text)
      #expect(used == config.components(section).map(\.id.text))
    }
    #expect(config.startedExtensions.map(\.text) == config.components(.extensions).map(\.id.text))
    #expect(config.pipelines.first?.processors.first?.text == "memory_limiter")
    #expect(config.otlpEndpoints.map(\.text) == ["0.0.0.0:4317", "0.0.0.0:4318"])
  }

  @Test(arguments: [("0.143", "otlp"), ("0.144", "otlp_grpc")] as [(Version, String)])
  func namesTheExporterAsTheVersionDoes(version: Version, name: String) throws {
    let config = try config { $0.versions.collector = Located(version) }
    #expect(config.components(.exporters).map(\.type) == [name])
  }

  @Test func samplesAtTheTailOnlyIfThereIsSomethingToKeep() throws {
    let everything = try config { $0.traces?.sample = nil }
    #expect(!everything.components(.processors).map(\.type).contains("tail_sampling"))
    let share = try config { $0.traces?.keep = [] }
    #expect(!share.components(.processors).map(\.type).contains("tail_sampling"))
  }

  @Test func waitsForTheSlowTracesItKeeps() throws {
    let config = try config { $0.traces?.keep = [.slowerThan(Located(.minutes(1)))] }
    let sampling = config.components(.processors).first { $0.type == "tail_sampling" }
    #expect(sampling?.settings["decision_wait"]?.text == "2m")
  }

  @Test func laysNativeKeysOver() throws {
    let config = try config { $0.traces?.native = ["processors": ["batch": ["timeout": "1s"]]] }
    let batch = config.components(.processors).first { $0.type == "batch" }
    #expect(batch?.settings["timeout"]?.text == "1s")
    #expect(batch?.settings["send_batch_size"]?.text == "512")
  }
}
