internal import Deployment
internal import Diagnostics
internal import Document
internal import Quantities

/// Where the application serves its metrics and sends its traces.
struct TelemetrySettings {
  let deployment: Deployment
  let traces: Traces

  var settings: Draft {
    ["metrics": metrics, "tracing": tracing]
  }

  /// The job of the application itself: the one named like its traces or like the deployment, else the first.
  private var target: Target? {
    let names = [traces.service.value, deployment.name.value].map { $0.replacing("-", with: "_") }
    let own = deployment.targets.first { names.contains($0.name.value.replacing("-", with: "_")) }
    return own ?? deployment.targets.first
  }

  private var metrics: Draft? {
    guard let target, let endpoint = target.endpoints.first?.address else { return nil }
    let port = endpoint.value.split(separator: ":").last.map(String.init) ?? ""
    return [
      "enabled": true,
      "endpoint": .string("0.0.0.0:\(port)", at: endpoint.origin),
      "path": .string(target.metricsPath ?? Located("/metrics")),
      // Environment, region and cluster are labels of the target, which `up` and the scrape's own series get too.
      "default_labels": [:],
      "histogram_buckets": buckets(of: target),
    ]
  }

  private func buckets(of target: Target) -> Draft? {
    let names = Set(target.metrics.map(\.value))
    let metrics = deployment.catalogues.filter { names.contains($0.name.value) }.flatMap(\.metrics)
    let histograms = metrics.filter { !$0.buckets.isEmpty }
    guard !histograms.isEmpty else { return nil }
    return .map(
      histograms.map { metric in
        (metric.name.value, .list(metric.buckets.map { .number(String($0.value), at: $0.origin) }))
      })
  }

  /// One exporter: a second way to Jaeger would store every span twice.
  private var tracing: Draft {
    [
      "enabled": true,
      "service_name": .string(traces.service),
      // With tail sampling the collector decides, so all must reach it.
      "sample_rate": .number(String(traces.headSample.value), at: traces.sample?.origin),
      "otlp": [
        "endpoint": .string(traces.collector.map { "http://\($0)" }), "protocol": "grpc",
      ],
      "batch": traces.batchSize == nil && traces.batchTimeout == nil
        ? nil
        : [
          "size": traces.batchSize.map { .int($0.value, at: $0.origin) },
          "timeout_seconds": traces.batchTimeout.map { .number(String($0.value.seconds), at: $0.origin) },
        ],
    ]
  }
}
