package import Document
internal import Quantities

/// Overrides, traces of Loki itself, and what it reports.
extension LokiSchema {
  static let runtimeConfig = FieldTable([
    Field("period", .nanoDuration, default: "10s"),
    Field("file", .string),
    Field("http_client_timeout", .nanoDuration, since: "4.0", default: "30s"),
    Field("http_client_cluster_validation", .table { clusterValidation }, since: "4.0"),
    Field("http_client_disable_keep_alives", .bool, since: "4.0", default: "true"),
  ])

  package static let operational = FieldTable([
    Field("log_stream_creation", .bool, default: "false"),
    Field("log_push_request", .bool, default: "false"),
    Field("log_hash_of_labels", .bool, since: "3.6", default: "false"),
    Field("log_push_request_streams", .bool, default: "false"),
    Field("filter_push_request_streams_ips", .strings, since: "3.6"),
    Field("log_service_name_discovery", .bool, since: "3.6", default: "false"),
    Field("log_duplicate_metrics", .bool, since: "3.2", default: "false"),
    Field("log_duplicate_stream_info", .bool, since: "3.2", default: "false"),
    Field("log_otlp_attribute_expansion", .bool, since: "4.0", default: "false"),
    Field("limited_log_push_errors", .bool, default: "true"),
  ])

  static let tracing = FieldTable([
    Field("enabled", .bool, default: "true"),
    Field("profiling_enabled", .bool, since: "3.3", removed: ("3.4", ""), default: "true"),
  ])

  static let analytics = FieldTable([
    Field("reporting_enabled", .bool, default: "true"),
    Field("usage_stats_url", .string, since: "2.9", default: "https://stats.grafana.org/loki-usage-report"),
    Field("proxy_url", .string, since: "3.4"),
    Field("tls_config", .table { tlsClient }, since: "3.4"),
  ])

  static let profiling = FieldTable([
    Field("block_profile_rate", .int, default: "0"),
    Field("cpu_profile_rate", .int, default: "0"),
    Field("mutex_profile_fraction", .int, default: "0"),
  ])
}
