internal import Document
internal import Quantities

/// The compactor.
extension LokiSchema {
  static let compactor = FieldTable(
    [
      Field("working_directory", .string, default: "/var/loki/compactor"),
      Field("compaction_interval", .nanoDuration, default: "10m"),
      Field("apply_retention_interval", .nanoDuration, default: "0s"),
      Field("retention_enabled", .bool, default: "false"),
      Field("retention_delete_delay", .nanoDuration, default: "2h"),
      Field("retention_delete_worker_count", .int, default: "150"),
      Field("retention_table_timeout", .nanoDuration, default: "0s"),
      Field("retention_backoff_config", .table { backoff }, since: "3.3"),
      Field("delete_request_store", .string, since: "2.9"),
      Field("delete_request_store_key_prefix", .string, since: "3.0", default: "index/"),
      Field("delete_request_store_db_type", .string, since: "3.5", default: "boltdb"),
      Field("backup_delete_request_store_db_type", .string, since: "3.5"),
      Field("delete_batch_size", .int, default: "70"),
      Field("delete_request_cancel_period", .nanoDuration, default: "24h"),
      Field("delete_max_interval", .nanoDuration, default: "24h"),
      Field("max_compaction_parallelism", .ruled(.int, .aboveZero), default: "1"),
      Field("upload_parallelism", .int, default: "10"),
      Field("compactor_ring", .table { ring }),
      Field("tables_to_compact", .int, default: "0"),
      Field("skip_latest_n_tables", .int, default: "0"),
      Field("horizontal_scaling_mode", .string, since: "3.6", default: "disabled"),
      Field("worker_config", .table { workerConfig }, since: "3.6"),
      Field("jobs_config", .table { jobsConfig }, since: "3.6"),
      Field("deletion_marker_object_store_prefix", .string, since: "3.7"),
      Field("shared_store", .string, removed: ("3.0", "delete_request_store")),
      Field("shared_store_key_prefix", .string, removed: ("3.0", "delete_request_store_key_prefix"), default: "index/"),
      Field("deletion_mode", .string, removed: ("3.0", "limits_config.deletion_mode")),
    ], rules: [.retentionStore, .compactorRing])

  private static let workerConfig = FieldTable([
    Field("num_sub_workers", .int, default: "4")
  ])

  private static let jobsConfig = FieldTable([
    Field("deletion", .table { deletion })
  ])

  private static let deletion = FieldTable([
    Field("deletion_manifest_store_prefix", .string, default: "__deletion_manifest__/"),
    Field("chunk_processing_concurrency", .int, default: "3"),
    Field("timeout", .nanoDuration, default: "15m"),
    Field("max_retries", .int, default: "3"),
  ])

  static let compactorClient = FieldTable(switchedTLS())
}
