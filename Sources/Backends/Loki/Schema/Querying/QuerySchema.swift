internal import Document
internal import Quantities

/// Queriers and their scheduler.
extension LokiSchema {
  static let querier = FieldTable(
    [
      Field("tail_max_duration", .nanoDuration, default: "1h"),
      Field("extra_query_delay", .nanoDuration, default: "0s"),
      Field("query_ingesters_within", .nanoDuration, default: "3h"),
      Field("engine", .table { engine }),
      Field("max_concurrent", .int, default: "4"),
      Field("query_store_only", .bool, default: "false"),
      Field("query_ingester_only", .bool, default: "false"),
      Field("multi_tenant_queries_enabled", .bool, default: "false"),
      Field("per_request_limits_enabled", .bool, default: "false"),
      Field("query_partition_ingesters", .bool, since: "3.3", default: "false"),
      Field("engine_v2", .table { queryEngine }, since: "3.6", removed: ("3.7", "query_engine")),
      Field("dataobj_storage_lag", .nanoDuration, since: "3.6", removed: ("3.7", ""), default: "1h"),
      Field("dataobj_storage_start", .ruled(.string, .day), since: "3.6", removed: ("3.7", "")),
      Field("query_timeout", .nanoDuration, removed: ("3.0", "limits_config.query_timeout"), default: "0s"),
    ], rules: [.queriedStores])

  private static let engine = FieldTable([
    Field("max_look_back_period", .nanoDuration, default: "30s"),
    Field("max_count_min_sketch_heap_size", .int, since: "3.3", default: "10000"),
    Field("timeout", .nanoDuration, removed: ("3.0", "limits_config.query_timeout"), default: "5m"),
  ])

  static let queryEngine = FieldTable([
    Field("enable", .bool, default: "false"),
    Field("distributed", .bool, since: "3.7", default: "false"),
    Field("instance_interface_names", .strings, since: "3.7"),
    Field("batch_size", .int, default: "100"),
    Field("prefetch_bytes", .unitSize, since: "3.7", default: "16384"),
    Field("merge_prefetch_count", .int, default: "0"),
    Field("range_reads", .table { rangeReads }),
    Field("task_results_cache", .table { taskResultsCache }, since: "4.0"),
    Field("worker_threads", .int, since: "3.7", default: "0"),
    Field("scheduler_lookup_address", .string, since: "3.7"),
    Field("scheduler_lookup_interval", .nanoDuration, since: "3.7", default: "10s"),
    Field("storage_lag", .nanoDuration, since: "3.7", default: "1h"),
    Field("storage_start_date", .ruled(.string, .moment), since: "3.7"),
    Field("storage_retention_days", .int, since: "3.7", default: "0"),
    Field("enable_engine_router", .bool, since: "3.7", default: "false"),
    Field("downstream_address", .string, since: "3.7"),
    Field("enable_delete_req_filtering", .bool, since: "3.7", default: "true"),
    Field("enforce_retention_period", .bool, since: "3.7", default: "false"),
    Field("align_queries_with_step", .bool, since: "3.7", default: "false"),
    Field("enforce_max_query_series_limit", .bool, since: "3.7", default: "false"),
    Field("results_cache", .table { resultsCache }, since: "3.7"),
    Field("dataobj_storage_lag", .nanoDuration, removed: ("3.7", ""), default: "1h"),
    Field("dataobj_storage_start", .ruled(.string, .moment), removed: ("3.7", "")),
  ])

  private static let rangeReads = FieldTable([
    Field("max_parallelism", .int, default: "10"),
    Field("coalesce_size", .int, default: "1048576"),
    Field("max_range_size", .int, default: "8388608"),
    Field("min_range_size", .int, default: "1048576"),
  ])

  private static let taskResultsCache = FieldTable([
    Field("cache", .table { cache }),
    Field("compression", .string),
    Field("task_result_max_cacheable_size", .unitSize, default: "0"),
    Field("dataobjscan_result_max_cacheable_size", .unitSize, default: "0"),
    Field("prune_empty_cached_tasks", .bool, default: "false"),
    Field("prune_cached_tasks_max_size", .unitSize, default: "0"),
    Field("prune_cached_tasks_fetch_timeout", .nanoDuration, default: "1s"),
  ])

  static let queryScheduler = FieldTable(
    [
      Field("max_outstanding_requests_per_tenant", .int, default: "32000"),
      Field("max_queue_hierarchy_levels", .int, since: "2.9", default: "3"),
      Field("querier_forget_delay", .nanoDuration, default: "0s"),
      Field("grpc_client_config", .table { grpcClient }),
      Field("use_scheduler_ring", .bool, default: "false"),
      Field("scheduler_ring", .table { ring }),
    ], rules: [.schedulerRing])

  static let querierRf1 = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("extra_query_delay", .nanoDuration, default: "0s"),
    Field("engine", .table { engine }),
    Field("max_concurrent", .int, default: "4"),
    Field("per_request_limits_enabled", .bool, default: "false"),
  ])
}
