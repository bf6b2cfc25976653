package import Document
internal import Quantities

/// Components by their type. Those of the core are complete; those of contrib have keys of many versions, and take any.
extension CollectorSchema {
  static let receivers: [String: FieldTable] = [
    "otlp": FieldTable(
      [
        Field(
          "protocols",
          .table {
            FieldTable(
              [Field("grpc", .table { grpcServer }), Field("http", .table { otlpHTTP })], rules: [.someProtocol])
          }, isRequired: true)
      ]),
    "prometheus": FieldTable(
      prometheusFields, isOpen: true,
      rules: [.someOf(["config", "target_allocator"], what: "a Prometheus receiver")]),
    "jaeger": FieldTable([Field("protocols", .any, isRequired: true)], isOpen: true),
    "filelog": FieldTable(
      [Field("include", .strings), Field("exclude", .strings), Field("operators", .list(of: .any))], isOpen: true),
    "hostmetrics": FieldTable(
      [Field("collection_interval", .collectorDuration), Field("scrapers", .any), Field("root_path", .string)],
      isOpen: true),
  ]

  /// Of a Prometheus receiver to which the operator gives a target allocator.
  package static let allocatedPrometheus = FieldTable(prometheusFields, isOpen: true)

  private static let prometheusFields = [
    Field("config", .ruled(.any, .scrapesOnly)), Field("target_allocator", .any),
    Field("report_extra_scrape_metrics", .bool),
    Field("trim_metric_suffixes", .bool), Field("use_start_time_metric", .bool),
    Field("start_time_metric_regex", .string), Field("api_server", .any),
  ]

  private static let otlpHTTP = FieldTable(
    httpServerFields + [
      Field("traces_url_path", .string, default: "/v1/traces"),
      Field("metrics_url_path", .string, default: "/v1/metrics"),
      Field("logs_url_path", .string, default: "/v1/logs"), Field("profiles_url_path", .string),
    ])

  // MARK: Processors

  static let processors: [String: FieldTable] = [
    "batch": FieldTable(
      [
        Field("timeout", .collectorDuration, default: "200ms"), Field("send_batch_size", .unsigned, default: "8192"),
        Field("send_batch_max_size", .unsigned, default: "0"), Field("metadata_keys", .strings),
        Field("metadata_cardinality_limit", .unsigned, default: "1000"),
      ], rules: [.batchSizes]),
    "memory_limiter": FieldTable(
      [
        Field("check_interval", .collectorDuration, isRequired: true), Field("limit_mib", .unsigned),
        Field("spike_limit_mib", .unsigned), Field("limit_percentage", .ruled(.unsigned, .percentage)),
        Field("spike_limit_percentage", .ruled(.unsigned, .percentage)),
        Field("min_gc_interval_when_soft_limited", .collectorDuration),
        Field("min_gc_interval_when_hard_limited", .collectorDuration),
        Field("max_gc_interval_when_soft_limited", .collectorDuration),
        Field("max_gc_interval_when_hard_limited", .collectorDuration),
      ], rules: [.memoryLimits]),
    "tail_sampling": FieldTable(
      [
        Field("decision_wait", .collectorDuration, default: "30s"), Field("num_traces", .unsigned, default: "50000"),
        Field("expected_new_traces_per_sec", .unsigned), Field("decision_cache", .any),
        Field("policies", .list { policy }, isRequired: true, isFilled: true),
      ], isOpen: true),
    "attributes": FieldTable([Field("actions", .list(of: .any))], isOpen: true),
    "resource": FieldTable([Field("attributes", .list(of: .any))], isOpen: true),
    "filter": FieldTable([Field("error_mode", .string)], isOpen: true),
    "transform": FieldTable([Field("error_mode", .string)], isOpen: true),
  ]

  private static let policy = FieldTable(
    [
      Field("name", .string, isRequired: true, isFilled: true),
      Field("type", .string, isRequired: true, isFilled: true),
      Field("latency", .table { FieldTable([Field("threshold_ms", .int)], isOpen: true) }),
      Field(
        "status_code",
        .table { FieldTable([Field("status_codes", .list(of: .oneOf(["OK", "ERROR", "UNSET"])))], isOpen: true) }),
      Field("probabilistic", .table { FieldTable([Field("sampling_percentage", .float)], isOpen: true) }),
      Field("string_attribute", .any), Field("numeric_attribute", .any), Field("rate_limiting", .any),
      Field("and", .any), Field("composite", .any),
    ], isOpen: true)

  // MARK: Exporters

  static let exporters: [String: FieldTable] = [
    "otlp": otlpGRPCExporter, "otlp_grpc": otlpGRPCExporter,
    "otlphttp": otlpHTTPExporter, "otlp_http": otlpHTTPExporter,
    "debug": FieldTable([
      Field("verbosity", .ruled(.string, .verbosity), default: "basic"),
      Field("sampling_initial", .int, default: "2"), Field("sampling_thereafter", .int, default: "1"),
      Field("use_internal_logger", .bool, default: "true"), Field("output_paths", .strings),
      Field("sending_queue", .any),
    ]),
    "nop": FieldTable([]),
    "prometheus": FieldTable(
      httpServerFields + [
        Field("namespace", .string), Field("const_labels", .labels), Field("send_timestamps", .bool),
        Field("metric_expiration", .collectorDuration, default: "5m"), Field("enable_open_metrics", .bool),
        Field("add_metric_suffixes", .bool), Field("translation_strategy", .string),
        Field("resource_to_telemetry_conversion", .any), Field("sending_queue", .any),
      ], isOpen: true),
    "prometheusremotewrite": FieldTable(
      httpClientFields + [
        Field("namespace", .string), Field("external_labels", .labels), Field("remote_write_queue", .any),
        Field("retry_on_failure", .any), Field("wal", .any), Field("target_info", .any),
        Field("add_metric_suffixes", .bool), Field("resource_to_telemetry_conversion", .any),
      ], isOpen: true),
    "loki": FieldTable(httpClientFields + sendingFields, isOpen: true),
  ]

  private static let otlpGRPCExporter = FieldTable(
    grpcClientFields + sendingFields, rules: [.someOf(["endpoint"], what: "an OTLP exporter"), .hostAndPort])

  private static let otlpHTTPExporter = FieldTable(
    httpClientFields + sendingFields + [
      Field("traces_endpoint", .string), Field("metrics_endpoint", .string), Field("logs_endpoint", .string),
      Field("profiles_endpoint", .string), Field("encoding", .ruled(.string, .encoding), default: "proto"),
    ],
    rules: [
      .someOf(
        ["endpoint", "traces_endpoint", "metrics_endpoint", "logs_endpoint", "profiles_endpoint"],
        what: "an OTLP exporter")
    ])

  // MARK: Connectors and extensions

  static let connectors: [String: FieldTable] = [
    "forward": FieldTable([]),
    "spanmetrics": FieldTable(
      [
        Field("namespace", .string), Field("dimensions", .list(of: .any)), Field("histogram", .any),
        Field("exemplars", .any), Field("metrics_flush_interval", .collectorDuration),
        Field("metrics_expiration", .collectorDuration), Field("aggregation_temporality", .string),
        Field("exclude_dimensions", .strings), Field("resource_metrics_key_attributes", .strings),
        Field("events", .any),
      ], isOpen: true),
  ]

  static let extensions: [String: FieldTable] = [
    "health_check": FieldTable(
      httpServerFields + [Field("path", .string, default: "/"), Field("response_body", .any)], isOpen: true),
    "zpages": FieldTable(httpServerFields + [Field("expvar", .any)]),
    "pprof": FieldTable([Field("endpoint", .string), Field("block_profile_fraction", .int)], isOpen: true),
  ]
}
