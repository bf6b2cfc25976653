internal import Document
internal import Quantities

/// Ingesters.
extension LokiSchema {
  static let ingester = FieldTable(
    [
      Field("lifecycler", .table { lifecycler }),
      Field("concurrent_flushes", .int, default: "32"),
      Field("flush_check_period", .nanoDuration, default: "30s"),
      Field("flush_op_backoff", .table { backoff }, since: "2.9"),
      Field("flush_op_timeout", .ruled(.nanoDuration, .aboveZero), default: "10m"),
      Field("chunk_retain_period", .nanoDuration, default: "0s"),
      Field("chunk_idle_period", .nanoDuration, default: "30m"),
      Field("chunk_block_size", .int, default: "262144"),
      Field("chunk_target_size", .int, default: "1572864"),
      Field("chunk_encoding", .ruled(.string, .encoding), default: "gzip"),
      Field("max_chunk_age", .nanoDuration, default: "2h"),
      Field("autoforget_unhealthy", .bool, default: "false"),
      Field("sync_period", .nanoDuration, default: "1h"),
      Field("sync_min_utilization", .float, default: "0.1"),
      Field("max_returned_stream_errors", .int, default: "10"),
      Field("query_store_max_look_back_period", .nanoDuration, default: "0s"),
      Field("wal", .table { ingesterWal }),
      Field("index_shards", .ruled(.int, .aboveZero), default: "32"),
      Field("max_dropped_streams", .int, default: "10"),
      Field("shutdown_marker_path", .string, since: "2.9"),
      Field("owned_streams_check_interval", .nanoDuration, since: "3.1", default: "30s"),
      Field("delegate_stream_limits_enabled", .bool, since: "3.7", default: "false"),
      Field("kafka_ingestion", .table { kafkaIngestion }, since: "3.3"),
      Field("max_transfer_retries", .int, removed: ("3.0", "wal"), default: "0"),
    ], rules: [.flushBackoff])

  private static let ingesterWal = FieldTable(
    [
      Field("enabled", .bool, default: "true"),
      Field("dir", .string, default: "wal"),
      Field("checkpoint_duration", .nanoDuration, default: "5m"),
      Field("flush_on_shutdown", .bool, default: "false"),
      Field("replay_memory_ceiling", .size, default: "4GB"),
      Field("disk_full_threshold", .float, since: "3.7", default: "0.9"),
    ], rules: [.checkpoints])

  private static let kafkaIngestion = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("partition_ring", .table { partitionRing }),
  ])

  static let ingesterRf1 = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("lifecycler", .table { lifecycler }),
    Field("max_segment_age", .someDuration),
    Field("max_segment_size", .int, default: "8388608"),
    Field("max_segments", .int, default: "10"),
    Field("concurrent_flushes", .int, default: "32"),
    Field("flush_check_period", .someDuration),
    Field("flush_op_backoff", .table { backoff }),
    Field("flush_op_timeout", .someDuration),
    Field("autoforget_unhealthy", .bool, default: "false"),
    Field("max_returned_stream_errors", .int, default: "10"),
    Field("index_shards", .int, default: "32"),
    Field("max_dropped_streams", .int, default: "10"),
    Field("shutdown_marker_path", .string),
    Field("owned_streams_check_interval", .someDuration),
    Field("stream_retain_period", .someDuration),
    Field("client_config", .table { ingesterClient }),
  ])
}
