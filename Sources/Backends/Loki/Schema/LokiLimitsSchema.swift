internal import Document
internal import Quantities

/// `limits_config`: what a tenant may send, store and ask.
enum LokiLimitsSchema {
  static let limits = FieldTable(current + gone, isOpen: true)

  private static let current = [
    Field("retention_period", .duration), Field("max_query_lookback", .duration), Field("max_query_length", .duration),
    Field("ingestion_rate_strategy", .oneOf(["local", "global"])), Field("ingestion_rate_mb", .float),
    Field("ingestion_burst_size_mb", .float), Field("per_stream_rate_limit", .size),
    Field("per_stream_rate_limit_burst", .size), Field("max_streams_per_user", .int),
    Field("max_global_streams_per_user", .int), Field("max_label_name_length", .int),
    Field("max_label_value_length", .int), Field("max_label_names_per_series", .int), Field("max_line_size", .size),
    Field("reject_old_samples", .bool), Field("reject_old_samples_max_age", .duration),
    Field("creation_grace_period", .duration), Field("max_query_series", .int),
    Field("max_entries_limit_per_query", .int), Field("split_queries_by_interval", .duration),
    Field("query_timeout", .duration), Field("volume_enabled", .bool), Field("allow_structured_metadata", .bool),
    Field("max_structured_metadata_size", .size), Field("max_structured_metadata_entries_count", .int),
    Field("deletion_mode", .oneOf(["disabled", "filter-only", "filter-and-delete"])),
    Field("discover_service_name", .any, since: "3.0"), Field("discover_log_levels", .bool, since: "3.1"),
    Field(
      "retention_stream",
      .list {
        FieldTable([
          Field("selector", .string, isRequired: true), Field("priority", .int),
          Field("period", .duration, isRequired: true),
        ])
      }),
  ]

  private static let runtimeOverrides = "runtime_config"
  private static let remoteWrite = "ruler_remote_write_config"

  private static let gone: [Field] =
    [
      Field("enforce_metric_name", .bool, removed: ("3.0", "")),
      Field("unordered_writes", .bool, removed: ("4.0", "")),
      Field("allow_deletes", .bool, removed: ("4.0", "deletion_mode")),
      Field("per_tenant_override_config", .string, removed: ("4.0", runtimeOverrides)),
      Field("per_tenant_override_period", .duration, removed: ("4.0", runtimeOverrides)),
      Field("enable_multi_variant_queries", .bool, removed: ("4.0", "")),
      Field("ruler_enable_wal_replay", .bool, removed: ("4.0", "")),
      Field("ruler_evaluation_delay_duration", .duration, deprecated: ("3.0", "")),
    ]
    + [
      "url", "timeout", "headers", "relabel_configs", "queue_capacity", "queue_min_shards", "queue_max_shards",
      "queue_max_samples_per_send", "queue_batch_send_deadline", "queue_min_backoff", "queue_max_backoff",
      "queue_retry_on_ratelimit", "sigv4_config",
    ].map { Field("ruler_remote_write_\($0)", .any, removed: ("4.0", remoteWrite)) }
}
