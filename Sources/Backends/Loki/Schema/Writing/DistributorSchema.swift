internal import Document
internal import Quantities

/// The distributor.
extension LokiSchema {
  static let distributor = FieldTable(
    [
      Field("ring", .table { distributorRing }),
      Field("push_worker_count", .int, since: "3.3", default: "256"),
      Field("max_recv_msg_size", .int, since: "3.6", default: "104857600"),
      Field("max_decompressed_size", .int, since: "3.6", default: "5242880000"),
      Field("max_inflight_bytes", .int, since: "4.0", default: "0"),
      Field("rate_store", .table { rateStore }),
      Field("write_failures_logging", .table { writeFailuresLogging }, since: "2.9"),
      Field("otlp_attribute_logging", .table { otlpAttributeLogging }, since: "4.0"),
      Field("otlp_config", .table { otlpDefaults }, since: "3.0"),
      Field("default_policy_stream_mappings", .map(of: .list { policyStreams }), since: "3.6"),
      Field("kafka_writes_enabled", .bool, since: "3.3", default: "false"),
      Field("ingester_writes_enabled", .bool, since: "3.3", default: "true"),
      Field("ingest_limits_enabled", .bool, since: "3.5", default: "false"),
      Field("ingest_limits_dry_run_enabled", .bool, since: "3.5", default: "false"),
      Field("dataobj_tee", .table { dataobjTee }, since: "3.7"),
      Field("circuit_breaker", .table { circuitBreaker }, since: "4.0"),
      Field("tenant_topic", .table { tenantTopic }, since: "3.5", removed: ("3.6", "")),
    ], rules: [.someWrites])

  private static let rateStore = FieldTable([
    Field("max_request_parallelism", .int, default: "200"),
    Field("stream_rate_update_interval", .nanoDuration, default: "1s"),
    Field("ingester_request_timeout", .nanoDuration, default: "500ms"),
    Field("debug", .bool, since: "2.9", default: "false"),
  ])

  private static let writeFailuresLogging = FieldTable([
    Field("rate", .size, default: "1KB"),
    Field("add_insights_label", .bool, default: "false"),
  ])

  private static let otlpAttributeLogging = FieldTable([
    Field("rate", .float, default: "1"),
    Field("max_attributes", .int, default: "20"),
  ])

  private static let dataobjTee = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("topic", .string),
    Field("max_buffered_bytes", .int, default: "104857600"),
    Field("per_partition_rate_bytes", .int, default: "1048576"),
    Field("debug_metrics_enabled", .bool, default: "false"),
    Field("rate_batch_window", .nanoDuration, default: "0s"),
    Field("use_rendezvous_hashing", .bool, since: "4.0", default: "false"),
  ])

  private static let circuitBreaker = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("open_period", .nanoDuration, default: "1s"),
    Field("min_failures", .int, default: "1"),
    Field("permitted_trials", .int, default: "1"),
  ])

  private static let tenantTopic = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("topic_prefix", .string, default: "loki.tenant"),
    Field("max_buffered_bytes", .int, default: "100MiB"),
    Field("max_record_size_bytes", .int, default: "15MiB249KiB"),
    Field("strategy", .string, default: "simple"),
  ])
}
