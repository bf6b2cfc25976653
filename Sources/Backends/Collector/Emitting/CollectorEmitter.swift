internal import Deployment
internal import Diagnostics
internal import Document
internal import Quantities

/// Tracing intent to the collector's components and its one pipeline.
struct CollectorEmitter {
  let traces: Traces
  /// The oldest collector that must load the file.
  let collectorVersion: Version

  var configuration: Draft {
    let emitted: Draft = [
      "extensions": ["health_check": ["endpoint": "0.0.0.0:13133"]],
      "receivers": ["otlp": receiver],
      "processors": .map(processors),
      "exporters": .map([(exporterName, exporter)]),
      "service": service,
    ]
    return traces.native.map(emitted.overlaid) ?? emitted
  }

  /// On all interfaces, for applications on other hosts: since 0.104 the default is loopback.
  private var receiver: Draft {
    let address = "0.0.0.0:\(port(of: traces.collector.value))"
    return [
      "protocols": [
        "grpc": ["endpoint": .string(address, at: traces.collector.origin)], "http": ["endpoint": "0.0.0.0:4318"],
      ]
    ]
  }

  /// In the order in which spans pass through them: refuse before memory runs out, decide, then batch what is left.
  private var processors: [(key: String, value: Draft)] {
    var processors: [(key: String, value: Draft)] = [
      ("memory_limiter", ["check_interval": "1s", "limit_percentage": 80, "spike_limit_percentage": 20])
    ]
    if traces.samplesAtTail { processors.append(("tail_sampling", tailSampling)) }
    let batch: Draft = [
      "send_batch_size": traces.batchSize.map { .int($0.value, at: $0.origin) },
      "timeout": traces.batchTimeout.map { .string($0.map(\.inGoUnits)) },
    ]
    processors.append(("batch", batch))
    return processors
  }

  /// A trace is kept if any policy wants it, so the share of the rest is simply one more policy.
  private var tailSampling: Draft {
    var policies = traces.keep.map(policy)
    if let sample = traces.sample {
      policies.append([
        "name": "share-of-the-rest", "type": "probabilistic",
        "probabilistic": [
          "sampling_percentage": .number(String(sample.value.percent.dropLast()), at: sample.origin)
        ],
      ])
    }
    return ["decision_wait": .text(decisionWait), "policies": .list(policies)]
  }

  /// The collector's own default, or long enough for the slow traces that are looked for to have ended.
  private var decisionWait: String {
    let slowest = traces.keep.reduce(PromDuration.seconds(5)) { longest, keep in
      if case .slowerThan(let bound) = keep { max(longest, bound.value) } else { longest }
    }
    let (twice, overflow) = slowest.milliseconds.multipliedReportingOverflow(by: 2)
    return (overflow ? slowest : PromDuration(milliseconds: twice)).inGoUnits
  }

  private func policy(_ keep: Traces.Keep) -> Draft {
    switch keep {
    case .errors(let origin):
      .map(
        [("name", "errors"), ("type", "status_code"), ("status_code", ["status_codes": ["ERROR"]])], at: origin)
    case .slowerThan(let bound):
      .map(
        [
          ("name", .string("slower-than-\(bound.value)")), ("type", "latency"),
          ("latency", ["threshold_ms": .int(Int(bound.value.milliseconds))]),
        ], at: bound.origin)
    }
  }

  private var exporter: Draft {
    // Inside the stack's own network; to reach a Jaeger elsewhere, lay `tls` over this under `native`.
    ["endpoint": .string(traces.jaeger), "tls": ["insecure": true]]
  }

  /// `otlp` became an alias when 0.144 renamed it.
  private var exporterName: String { collectorVersion < "0.144" ? "otlp" : "otlp_grpc" }

  private var service: Draft {
    [
      "extensions": ["health_check"],
      "pipelines": [
        "traces": [
          "receivers": ["otlp"], "processors": .list(processors.map { .string($0.key) }),
          "exporters": [.string(exporterName)],
        ]
      ],
      "telemetry": ["metrics": ["readers": [["pull": ["exporter": ["prometheus": ownMetrics]]]]]],
    ]
  }

  /// Its own metrics, for Prometheus: on loopback unless told otherwise, and under the names that all versions have. Those
  /// up to 0.118 write no suffixes, some of the later ones do unless told not to.
  private var ownMetrics: Draft {
    ["host": "0.0.0.0", "port": 8888, "without_type_suffix": true, "without_units": true]
  }

  private func port(of address: String) -> String { address.split(separator: ":").last.map(String.init) ?? "4317" }
}
