internal import Document
internal import PromConfig
internal import Quantities

/// The pattern ingester.
extension LokiSchema {
  static let patternIngester = FieldTable(
    [
      Field("enabled", .bool, default: "false"),
      Field("lifecycler", .table { lifecycler }),
      Field("client_config", .table { ingesterClient }),
      Field("concurrent_flushes", .int, default: "32"),
      Field("flush_check_period", .nanoDuration, default: "1m"),
      Field("max_clusters", .int, since: "3.2", default: "300"),
      Field("max_eviction_ratio", .float, since: "3.2", default: "0.25"),
      Field("metric_aggregation", .table { metricAggregation }, since: "3.2"),
      Field("pattern_persistence", .table { patternPersistence }, since: "3.6"),
      Field("tee_config", .table { teeConfig }, since: "3.2"),
      Field("connection_timeout", .nanoDuration, since: "3.2", default: "2s"),
      Field("max_allowed_line_length", .int, since: "3.2", default: "3000"),
      Field("retain_for", .nanoDuration, since: "3.6", default: "3h"),
      Field("max_chunk_age", .nanoDuration, since: "3.6", default: "1h"),
      Field("pattern_sample_interval", .nanoDuration, since: "3.6", default: "10s"),
      Field("volume_threshold", .ruled(.float, .share), since: "3.6", default: "0.99"),
    ], rules: [.patternTimes])

  private static let metricAggregation = FieldTable(
    [Field("sample_period", .nanoDuration, since: "3.6", default: "10s")] + pushed(every: "30s") + [
      Field("downsample_period", .nanoDuration, removed: ("3.6", ""), default: "10s"),
      Field("enabled", .bool, removed: ("3.3", ""), default: "false"),
    ])

  private static let patternPersistence = FieldTable(
    pushed(every: "1m") + [Field("batch_size", .int, default: "1000")])

  /// How what was found is written back to Loki.
  private static func pushed(every period: String) -> [Field] {
    [
      Field("loki_address", .string),
      Field("timeout", .nanoDuration, default: "10s"),
      Field("push_period", .nanoDuration, default: period),
      Field("http_client_config", .promInLoki(.table { PromSchema.client })),
      Field("use_tls", .bool, default: "false"),
      Field("basic_auth", .table { basicAuth }),
      Field("backoff_config", .table { backoff }),
    ]
  }

  private static let basicAuth = FieldTable([
    Field("username", .string),
    Field("password", .string, isSecret: true),
  ])

  private static let teeConfig = FieldTable([
    Field("batch_flush_interval", .nanoDuration, default: "1s"),
    Field("flush_queue_size", .int, default: "1000"),
    Field("flush_worker_count", .int, default: "100"),
    Field("max_buffered_bytes", .int, since: "4.0", default: "0"),
    Field("stop_flush_timeout", .nanoDuration, default: "30s"),
    Field("batch_size", .int, removed: ("4.0", ""), default: "5000"),
  ])
}
