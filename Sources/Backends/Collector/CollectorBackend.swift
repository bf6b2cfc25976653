package import Deployment
package import Diagnostics

/// Writes the OpenTelemetry collector's configuration: OTLP in, tail sampling, OTLP on to Jaeger.
///
/// Tail sampling is not in the collector's core distribution; `contrib` has it.
package struct CollectorBackend: Backend {
  package static let name = "otel-collector"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    guard let traces = deployment.traces else { return [] }
    let emitter = CollectorEmitter(traces: traces, collectorVersion: deployment.versions.collector.value)
    return [GeneratedFile(path: Layout.collectorConfig, kind: .collector, content: .yaml(emitter.configuration))]
  }
}
