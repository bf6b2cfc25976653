import Deployment
import Diagnostics
import Document
import Quantities

/// A deployment with one log source and traces, and what the backends of both make of it.
enum LogsAndTracesSample {
  static func deployment(_ change: (inout Deployment) -> Void = { _ in }) -> Deployment {
    var deployment = Deployment(name: Located("orders-db"))
    deployment.services = [
      ("prometheus", "prometheus:9090"), ("alertmanager", "alertmanager:9093"), ("loki", "loki:3100"),
      ("grafana", "grafana:3000"), ("alloy", "alloy:12345"), ("promtail", "promtail:9080"),
      ("otel-collector", "otel-collector:4317"), ("jaeger", "jaeger:4317"), ("webhook", "webhook:9000"),
    ].map { Service(name: $0, address: Located($1)) }
    deployment.retention.metrics = Located(.days(45))
    deployment.retention.logs = Located(.days(30))
    deployment.retention.traces = Located(.days(7))
    deployment.logs = logs
    deployment.traces = traces
    change(&deployment)
    return deployment
  }

  static var logs: Logs {
    var source = LogSource(name: Located("orders"), files: Located("/var/log/orders/*.log"))
    source.format = Located(.json)
    source.labels = [Label(Located("environment"), Located("test"))]
    source.timestamp = .init(field: Located("time"), format: Located("RFC3339Nano"))
    source.labelFields = [Located("level")]
    source.metadataFields = [Located("request.id")]
    source.masks = [.named(Located("ssn"))]
    source.application = .init(path: Located("orders_logging.toml"), level: Located("info"))
    var logs = Logs()
    logs.shippers = [Located(.alloy), Located(.promtail)]
    logs.sources = [source]
    logs.loki.ingestionRate = Located(ByteSize(bytes: 16 << 20))
    logs.loki.rejectOlderThan = Located(.hours(168))
    return logs
  }

  static var traces: Traces {
    var traces = Traces(
      service: Located("orders"), collector: Located("otel-collector:4317"), jaeger: Located("jaeger:4317"))
    traces.sample = Located(Ratio(billionths: 100_000_000))
    traces.keep = [.errors(.builtin), .slowerThan(Located(.seconds(1)))]
    traces.batchSize = Located(512)
    traces.batchTimeout = Located(.seconds(5))
    return traces
  }

  /// Every file of a backend as it is written, and what was reported.
  static func emit(
    _ backend: some Backend, _ deployment: Deployment = deployment()
  ) -> (files: [String: String], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let files = backend.emit(deployment, into: &diagnostics).map { file in
      switch file.content {
      case .yaml(let draft): (file.path, YAMLWriter.write(draft))
      case .json(let draft): (file.path, YAMLWriter.write(draft))
      case .text(let text): (file.path, text)
      }
    }
    return (Dictionary(files) { first, _ in first }, diagnostics)
  }
}
