internal import Document
internal import Quantities

/// Kafka.
extension LokiSchema {
  static let kafkaConfig = FieldTable([
    Field("address", .string),
    Field("topic", .string),
    Field("client_id", .string, since: "3.3"),
    Field("dial_timeout", .nanoDuration, since: "3.3", default: "2s"),
    Field("write_timeout", .nanoDuration, since: "3.3", default: "10s"),
    Field("reader_config", .table { kafkaClient }, since: "3.6"),
    Field("writer_config", .table { kafkaClient }, since: "3.6"),
    Field("sasl_username", .string, since: "3.3"),
    Field("sasl_password", .string, since: "3.3", isSecret: true),
    Field("consumer_group", .string, since: "3.3"),
    Field("consumer_group_offset_commit_interval", .nanoDuration, since: "3.3", default: "1s"),
    Field("last_produced_offset_retry_timeout", .nanoDuration, since: "3.3", default: "10s"),
    Field("auto_create_topic_enabled", .bool, since: "3.3", default: "true"),
    Field("auto_create_topic_default_partitions", .int, since: "3.3", default: "1000"),
    Field("producer_max_record_size_bytes", .int, since: "3.3", default: "15983616"),
    Field("producer_max_buffered_bytes", .int, since: "3.3", default: "1073741824"),
    Field("max_consumer_lag_at_startup", .nanoDuration, since: "3.3", default: "15s"),
    Field("max_consumer_workers", .int, since: "3.6", default: "1"),
    Field("enable_kafka_histograms", .bool, since: "3.6", default: "false"),
    Field("tracing_enabled", .bool, since: "3.7", default: "false"),
    Field("target_consumer_lag_at_startup", .nanoDuration, since: "3.3", removed: ("3.4", ""), default: "2s"),
  ])

  private static let kafkaClient = FieldTable([
    Field("address", .string, default: "localhost:9092"),
    Field("client_id", .string),
  ])

  static let kafkaIngester = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("lifecycler", .table { lifecycler }),
    Field("shutdown_marker_path", .string),
    Field("partition_ring", .table { partitionRing }),
    Field("kafkaconfig", .table { kafkaTopic }),
  ])

  private static let kafkaTopic = FieldTable([
    Field("address", .string),
    Field("topic", .string),
  ])

  static let blockBuilder = FieldTable([
    Field("concurrent_flushes", .int, default: "1"),
    Field("concurrent_writers", .int, default: "1"),
    Field("chunk_block_size", .size, default: "256KB"),
    Field("chunk_target_size", .size, default: "1536KB"),
    Field("chunk_encoding", .string, default: "snappy"),
    Field("max_chunk_age", .someDuration),
    Field("backoff_config", .table { backoff }),
    Field("worker_parallelism", .int, default: "1"),
    Field("sync_interval", .someDuration),
    Field("poll_interval", .someDuration),
    Field("scheduler_address", .string),
    Field("scheduler_grpc_client_config", .table { grpcClient }),
  ])

  static let blockScheduler = FieldTable([
    Field("interval", .someDuration),
    Field("lookback_period", .someDuration),
    Field("strategy", .string, default: "record-count"),
    Field("target_record_count", .int, default: "1000"),
    Field("job_queue", .table { jobQueue }),
  ])

  private static let jobQueue = FieldTable([
    Field("lease_expiry_check_interval", .someDuration),
    Field("lease_duration", .someDuration),
  ])
}
