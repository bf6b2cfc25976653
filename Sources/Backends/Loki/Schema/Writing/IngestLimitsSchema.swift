internal import Document
internal import Quantities

/// Limits that are counted across ingesters.
extension LokiSchema {
  static let ingestLimits = FieldTable(
    [
      Field("enabled", .bool, default: "false"),
      Field("active_window", .nanoDuration, since: "3.6", default: "2h"),
      Field("rate_window", .nanoDuration, default: "5m"),
      Field("bucket_size", .nanoDuration, since: "3.6", default: "1m"),
      Field("eviction_interval", .nanoDuration, since: "3.6", default: "10m"),
      Field("num_partitions", .int, default: "64"),
      Field("lifecycler", .table { lifecycler }),
      Field("consumer_group", .string, since: "3.6", default: "ingest-limits"),
      Field("topic", .string, since: "3.6"),
      Field("window_size", .someDuration, removed: ("3.6", "")),
      Field("bucket_duration", .someDuration, removed: ("3.6", "")),
    ], rules: [.rateWindow])

  static let ingestLimitsFrontend = FieldTable([
    Field("client_config", .table { limitsClient }),
    Field("lifecycler", .table { lifecycler }),
    Field("num_partitions", .int, since: "3.6", default: "64"),
    Field("assigned_partitions_cache_enabled", .bool, since: "3.7", default: "true"),
    Field("assigned_partitions_cache_ttl", .nanoDuration, since: "3.6", default: "1m"),
    Field("accepted_streams_cache_enabled", .bool, since: "3.7", default: "false"),
    Field("accepted_streams_cache_ttl", .nanoDuration, since: "3.7", default: "1m"),
    Field("accepted_streams_cache_ttl_jitter", .nanoDuration, since: "3.7", default: "15s"),
    Field("recheck_period", .someDuration, removed: ("3.6", "")),
  ])
}
