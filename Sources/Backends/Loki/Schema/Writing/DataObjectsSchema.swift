internal import Document
internal import Quantities

/// Data objects.
extension LokiSchema {
  static let dataobj = FieldTable([
    Field("consumer", .table { consumer }),
    Field("index", .table { dataobjIndex }, since: "3.6"),
    Field("metastore", .table { metastore }, since: "3.6"),
    Field("compaction", .table { dataobjCompaction }, since: "4.0"),
    Field("storage_bucket_prefix", .string, default: "dataobj/"),
    Field("enabled", .bool, since: "3.7", default: "false"),
    Field("querier", .table { dataobjQuerier }, removed: ("3.6", "")),
  ])

  private static let consumer = FieldTable([
    Field("builderconfig", .table { consumerBuilder }),
    Field("lifecycler", .table { lifecycler }, since: "3.7"),
    Field("partition_ring", .table { partitionRing }, since: "3.7"),
    Field("uploader", .table { uploader }),
    Field("idle_flush_timeout", .nanoDuration, default: "1h"),
    Field("max_builder_age", .nanoDuration, since: "3.7", default: "1h"),
    Field("topic", .string, since: "3.7"),
  ])

  private static let consumerBuilder = FieldTable(
    builder(
      page: "2097152", rowsSince: "3.6", object: "1073741824", section: "134217728", buffer: "16777216", ratio: "8")
      + [
        Field("dataobj_sort_order", .string, default: "stream-asc"),
        Field("append_ordered_enabled", .bool, since: "4.0", default: "true"),
        Field("dataobj_use_sort_schema", .bool, since: "4.0", default: "false"),
      ])

  /// What makes objects of logs, and of indexes, each with defaults of its own.
  private static func builder(
    page: String?, rowsSince: Version? = nil, object: String, section: String, buffer: String, ratio: String,
    ratioSince: Version? = "4.0"
  ) -> [Field] {
    [
      Field("target_page_size", .unitSize, default: page),
      Field("max_page_rows", .int, since: rowsSince, default: "10000"),
      Field("target_object_size", .unitSize, default: object),
      Field("target_section_size", .unitSize, default: section),
      Field("buffer_size", .unitSize, default: buffer),
      Field("section_stripe_merge_limit", .int, default: "2"),
      Field("estimated_compression_ratio", .int, since: ratioSince, default: ratio),
    ]
  }

  private static let uploader = FieldTable([
    Field("shaprefixsize", .int, default: "2")
  ])

  private static let dataobjIndex = FieldTable(
    builder(page: "131072", object: "67108864", section: "16777216", buffer: "2097152", ratio: "1") + [
      Field("events_per_index", .int, default: "32"),
      Field("flush_interval", .nanoDuration, default: "1m"),
      Field("max_idle_time", .nanoDuration, default: "30m"),
      Field("max_age", .nanoDuration, since: "4.0", default: "1h"),
    ])

  private static let metastore = FieldTable([
    Field("index_storage_prefix", .string, default: "index/v0"),
    Field("partition_ratio", .int, default: "10"),
    Field("read_postings_sections", .bool, since: "4.0", default: "false"),
  ])

  private static let dataobjCompaction = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("max_running_compaction_tasks", .int, default: "16"),
    Field("logs_max_running_compaction_tasks", .int, default: "16"),
    Field("polling_interval", .nanoDuration, default: "5m"),
    Field("window_lookback", .int, default: "0"),
    Field("max_runs_per_task", .int, default: "8"),
    Field("logs_max_runs_per_task", .int, default: "3"),
    Field("logs_min_compaction_size", .unitSize, default: "4194304"),
    Field("toc_consolidate_timeout", .nanoDuration, default: "30s"),
    Field("dry_run", .bool, default: "false"),
    Field("plan_version", .unsigned, default: "1"),
    Field("scheduler", .table { scheduler }),
    Field("worker", .table { worker }),
    Field("indexobj_builder", .table { compactionBuilder }),
    Field("logsobj_builder", .table { compactionBuilder }),
  ])

  private static let scheduler = FieldTable([
    Field("advertise_addr", .string),
    Field("endpoint", .string, default: "/api/v2/compaction-frame"),
  ])

  private static let worker = FieldTable([
    Field("worker_threads", .int, default: "0"),
    Field("scheduler_lookup_address", .string),
    Field("scheduler_lookup_interval", .nanoDuration, default: "10s"),
    Field("advertise_addr", .string),
    Field("endpoint", .string, default: "/api/v2/compaction-frame"),
  ])

  private static let compactionBuilder = FieldTable(
    builder(page: nil, object: "536870912", section: "536870912", buffer: "134217728", ratio: "8", ratioSince: nil))

  static let metastoreBlock = FieldTable([
    Field("data_dir", .string, default: "./data-metastore/data"),
    Field("raft", .table { raft }),
  ])

  private static let raft = FieldTable([
    Field("dir", .string, default: "./data-metastore/raft"),
    Field("bootstrap_peers", .strings),
    Field("server_id", .string, default: "localhost:9099"),
    Field("bind_address", .string, default: "localhost:9099"),
    Field("advertise_address", .string, default: "localhost:9099"),
    Field("apply_timeout", .nanoDuration, since: "3.3", default: "5s"),
  ])

  static let metastoreClient = FieldTable([
    Field("address", .string, default: "localhost:9095"),
    Field("grpc_client_config", .table { grpcClient }),
  ])

  static let dataobjExplorer = FieldTable([
    Field("storage_bucket_prefix", .string, default: "dataobj/")
  ])

  private static let dataobjQuerier = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("from", .any),
    Field("shard_factor", .int, default: "32"),
  ])
}
