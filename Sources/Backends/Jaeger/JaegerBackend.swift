package import Deployment
package import Diagnostics

/// Writes the configuration of Jaeger 2, which is a collector with a trace store in it.
///
/// It listens where the collector does (4317, 4318, 8888, 13133), which is right for two containers or two hosts. On
/// one host without containers, give Jaeger another port in `traces.jaeger.endpoint`, and lay others over the rest.
package struct JaegerBackend: Backend {
  package static let name = "jaeger"
  package init() {}

  package func emit(_ deployment: Deployment, into diagnostics: inout [Diagnostic]) -> [GeneratedFile] {
    guard let traces = deployment.traces else { return [] }
    let emitter = JaegerEmitter(traces: traces, retention: deployment.retention.traces)
    return [GeneratedFile(path: Layout.jaegerConfig, kind: .jaeger, content: .yaml(emitter.configuration))]
  }
}
