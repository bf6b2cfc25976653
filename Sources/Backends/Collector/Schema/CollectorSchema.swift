package import Document
internal import Quantities

/// The collector's own structure, and the components whose keys matter here. There are hundreds of components, so their
/// sections take any id; the collector itself refuses unknown keys everywhere.
package enum CollectorSchema {
  package static let root = FieldTable([
    Field("receivers", .map(of: .any)), Field("processors", .map(of: .any)), Field("exporters", .map(of: .any)),
    Field("connectors", .map(of: .any)), Field("extensions", .map(of: .any)),
    Field("service", .table { service }, isRequired: true),
  ])

  static let service = FieldTable([
    Field("extensions", .strings), Field("pipelines", .map { pipeline }, isRequired: true),
    Field("telemetry", .table { telemetry }),
  ])
  static let pipeline = FieldTable([
    Field("receivers", .strings, isRequired: true), Field("processors", .strings),
    Field("exporters", .strings, isRequired: true),
  ])
  static let telemetry = FieldTable(
    [
      Field("metrics", .table { telemetryMetrics }), Field("logs", .any), Field("traces", .any),
      Field("resource", .any),
    ], isOpen: true)
  static let telemetryMetrics = FieldTable(
    [
      Field("level", .oneOf(["none", "basic", "normal", "detailed"])), Field("readers", .list(of: .any)),
      Field("address", .string, deprecated: ("0.111", "readers")),
    ], isOpen: true)

  /// The settings of a component, by its type; nil for types that aren't described.
  package static func settings(of type: String, in section: CollectorConfig.Section) -> FieldTable? {
    switch (section, type) {
    case (.receivers, "otlp"): otlpReceiver
    case (.processors, "batch"): batch
    case (.processors, "memory_limiter"): memoryLimiter
    case (.processors, "tail_sampling"): tailSampling
    case (.exporters, "otlp"), (.exporters, "otlp_grpc"): otlpExporter
    case (.extensions, "health_check"): healthCheck
    default: nil
    }
  }

  /// What a component was called or replaced by, where the old id is discouraged or no longer starts.
  package static let components: [CollectorConfig.Section: FieldTable] = [
    .exporters: FieldTable(
      [
        Field("otlp", .any, deprecated: ("0.144", "otlp_grpc")), Field("otlp_grpc", .any, since: "0.144"),
        Field("otlphttp", .any, deprecated: ("0.144", "otlp_http")), Field("otlp_http", .any, since: "0.144"),
        Field("jaeger", .any, removed: ("0.86", "otlp_grpc")), Field("logging", .any, removed: ("0.111", "debug")),
        Field("loki", .any, removed: ("0.131", "otlp_http")),
      ], isOpen: true),
    .extensions: FieldTable([Field("memory_ballast", .any, removed: ("0.109", "memory_limiter"))], isOpen: true),
  ]

  static let otlpReceiver = FieldTable([Field("protocols", .table { otlpProtocols }, isRequired: true)])
  static let otlpProtocols = FieldTable([Field("grpc", .table { endpoint }), Field("http", .table { endpoint })])
  static let endpoint = FieldTable([Field("endpoint", .string), Field("tls", .any), Field("auth", .any)], isOpen: true)

  static let batch = FieldTable([
    Field("timeout", .goDuration), Field("send_batch_size", .int), Field("send_batch_max_size", .int),
    Field("metadata_keys", .strings), Field("metadata_cardinality_limit", .int),
  ])
  static let memoryLimiter = FieldTable(
    [
      Field("check_interval", .goDuration, isRequired: true), Field("limit_mib", .int), Field("spike_limit_mib", .int),
      Field("limit_percentage", .int), Field("spike_limit_percentage", .int),
    ], isOpen: true)

  static let tailSampling = FieldTable(
    [
      Field("decision_wait", .goDuration), Field("num_traces", .int), Field("expected_new_traces_per_sec", .int),
      Field("policies", .list { policy }, isRequired: true),
    ], isOpen: true)
  static let policy = FieldTable(
    [
      Field("name", .string, isRequired: true), Field("type", .string, isRequired: true),
      Field("latency", .table { FieldTable([Field("threshold_ms", .int, isRequired: true)], isOpen: true) }),
      Field(
        "status_code", .table { FieldTable([Field("status_codes", .list(of: .oneOf(["OK", "ERROR", "UNSET"])))]) }),
      Field("probabilistic", .table { FieldTable([Field("sampling_percentage", .float)], isOpen: true) }),
    ], isOpen: true)

  static let otlpExporter = FieldTable(
    [
      Field("endpoint", .string, isRequired: true), Field("tls", .any), Field("headers", .any),
      Field("compression", .string), Field("timeout", .goDuration), Field("sending_queue", .any),
      Field("retry_on_failure", .any),
    ], isOpen: true)
  static let healthCheck = FieldTable([Field("endpoint", .string), Field("path", .string)], isOpen: true)
}
