internal import Deployment
internal import Diagnostics
internal import Document
internal import Quantities

/// Tracing intent to Jaeger's components: receive, batch, store, show.
struct JaegerEmitter {
  let traces: Traces
  let retention: Located<PromDuration>?

  var configuration: Draft {
    [
      "extensions": [
        "healthcheckv2": ["use_v2": true, "http": ["endpoint": "0.0.0.0:13133"]],
        "jaeger_storage": ["backends": ["traces": backend]],
        "jaeger_query": [
          "storage": ["traces": "traces"], "http": ["endpoint": "0.0.0.0:16686"], "grpc": ["endpoint": "0.0.0.0:16685"],
        ],
      ],
      "receivers": [
        "otlp": ["protocols": ["grpc": ["endpoint": listenAddress], "http": ["endpoint": "0.0.0.0:4318"]]]
      ],
      "processors": ["batch": [:]],
      "exporters": ["jaeger_storage_exporter": ["trace_storage": "traces"]],
      "service": [
        "extensions": ["healthcheckv2", "jaeger_storage", "jaeger_query"],
        "pipelines": [
          "traces": ["receivers": ["otlp"], "processors": ["batch"], "exporters": ["jaeger_storage_exporter"]]
        ],
        "telemetry": ["metrics": ["readers": [["pull": ["exporter": ["prometheus": ownMetrics]]]]]],
      ],
    ]
  }

  /// As the collector has them, of which Jaeger is made.
  private var ownMetrics: Draft {
    ["host": "0.0.0.0", "port": 8888, "without_type_suffix": true, "without_units": true]
  }

  private var listenAddress: Draft {
    let port = traces.jaeger.value.split(separator: ":").last.map(String.init) ?? "4317"
    return .string("0.0.0.0:\(port)", at: traces.jaeger.origin)
  }

  /// On disk for as long as the spec says, or in memory if it doesn't.
  private var backend: Draft {
    guard let retention else { return ["memory": ["max_traces": 100_000]] }
    return [
      "badger": [
        "directories": ["keys": "/badger/keys", "values": "/badger/values"], "ephemeral": false,
        "ttl": ["spans": .string(retention.map(\.inGoUnits))],
      ]
    ]
  }
}
