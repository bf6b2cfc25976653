internal import Document
internal import Quantities

/// Bloom filters.
extension LokiSchema {
  static let bloomBuild = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("planner", .table { planner }),
    Field("builder", .table { builder }),
  ])

  private static let planner = FieldTable(
    [
      Field("planning_interval", .nanoDuration, default: "8h"),
      Field("min_table_offset", .int, default: "0"),
      Field("max_table_offset", .int, default: "1"),
      Field("retention", .table { retention }, since: "3.2"),
      Field("queue", .table { queue }, since: "3.3"),
      Field("max_queued_tasks_per_tenant", .int, removed: ("3.3", ""), default: "30000"),
    ], rules: [.tableOffsets])

  private static let retention = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("max_lookback_days", .int, since: "3.3", default: "365"),
  ])

  private static let queue = FieldTable([
    Field("max_queued_tasks_per_tenant", .int, default: "30000"),
    Field("store_tasks_on_disk", .bool, default: "false"),
    Field("tasks_disk_directory", .string),
    Field("clean_tasks_directory", .bool, default: "false"),
  ])

  private static let builder = FieldTable([
    Field("grpc_config", .table { grpcClient }),
    Field("planner_address", .string),
    Field("backoff_config", .table { backoff }, since: "3.2"),
    Field("working_directory", .string, since: "3.3"),
  ])

  static let bloomGateway = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("client", .table { client }),
    Field("worker_concurrency", .int, default: "4"),
    Field("block_query_concurrency", .int, default: "8"),
    Field("max_outstanding_per_tenant", .int, default: "1024"),
    Field("num_multiplex_tasks", .int, default: "512"),
    Field("fetch_blocks_async", .bool, since: "3.4", default: "true"),
  ])

  private static let client = FieldTable([
    Field("pool_config", .table { poolConfig }),
    Field("grpc_client_config", .table { grpcClient }),
    Field("addresses", .string),
    Field("results_cache", .table { resultsCache }, removed: ("3.4", "")),
    Field("cache_results", .bool, removed: ("3.4", ""), default: "false"),
  ])

  private static let poolConfig = FieldTable([
    Field("check_interval", .nanoDuration, default: "15s"),
    Field("enable_health_check", .bool, removed: ("3.3", ""), default: "true"),
    Field("health_check_timeout", .someDuration, removed: ("3.3", "")),
  ])

  static let bloomCompactor = FieldTable([
    Field("ring", .table { ring }),
    Field("enabled", .bool, default: "false"),
    Field("compaction_interval", .someDuration),
    Field("min_table_offset", .int, default: "1"),
    Field("max_table_offset", .int, default: "2"),
    Field("worker_parallelism", .int, default: "1"),
    Field("compaction_retries_min_backoff", .someDuration),
    Field("compaction_retries_max_backoff", .someDuration),
    Field("compaction_retries", .int, default: "3"),
    Field("max_compaction_parallelism", .int, default: "1"),
    Field("retention", .table { bloomCompactorRetention }),
  ])

  private static let bloomCompactorRetention = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("max_lookback_days", .int, default: "365"),
  ])
}
