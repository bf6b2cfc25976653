internal import Document
internal import Quantities

/// Splitting, sharding and caching of queries.
extension LokiSchema {
  static let queryRange = FieldTable(
    [
      Field("align_queries_with_step", .bool, default: "false"),
      Field("results_cache", .table { resultsCache }),
      Field("cache_results", .bool, default: "false"),
      Field("max_retries", .int, default: "5"),
      Field("parallelise_shardable_queries", .bool, default: "true"),
      Field("shard_aggregations", .string, since: "3.0"),
      Field("cache_index_stats_results", .bool, since: "2.9", default: "true"),
      Field("index_stats_results_cache", .table { resultsCache }, since: "2.9"),
      Field("cache_volume_results", .bool, since: "3.0", default: "true"),
      Field("volume_results_cache", .table { resultsCache }, since: "3.0"),
      Field("cache_instant_metric_results", .bool, since: "3.0", default: "false"),
      Field("instant_metric_results_cache", .table { resultsCache }, since: "3.0"),
      Field("instant_metric_query_split_align", .bool, since: "3.0", default: "false"),
      Field("cache_series_results", .bool, since: "3.0", default: "true"),
      Field("series_results_cache", .table { resultsCache }, since: "3.0"),
      Field("cache_label_results", .bool, since: "3.0", default: "true"),
      Field("label_results_cache", .table { resultsCache }, since: "3.0"),
      Field("enable_v2_engine_router", .bool, since: "3.6", removed: ("3.7", ""), default: "false"),
      Field(
        "split_queries_by_interval", .nanoDuration, removed: ("3.0", "limits_config.split_queries_by_interval"),
        default: "0s"),
      Field("forward_headers_list", .strings, removed: ("3.0", "")),
      Field("required_query_response_format", .string, since: "2.9", removed: ("3.0", ""), default: "json"),
    ], rules: [.shardedAggregations, .cacheCompression])
}
