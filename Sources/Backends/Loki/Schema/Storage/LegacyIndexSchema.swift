internal import Document
internal import Quantities

/// Stores of the index that went with 4.0, and the table manager.
extension LokiSchema {
  static let dynamodb = FieldTable([
    Field("dynamodb_url", .anyURL),
    Field("api_limit", .float, default: "2"),
    Field("throttle_limit", .float, default: "10"),
    Field("metrics", .table { metrics }),
    Field("chunk_gang_size", .int, default: "10"),
    Field("chunk_get_max_parallelism", .int, default: "32"),
    Field("backoff_config", .table { backoff }),
    Field("kms_key_id", .string),
  ])

  private static let metrics = FieldTable([
    Field("url", .string),
    Field("target_queue_length", .int, default: "100000"),
    Field("scale_up_factor", .float, default: "1.3"),
    Field("ignore_throttle_below", .float, default: "1"),
    Field("queue_length_query", .string),
    Field("write_throttle_query", .string),
    Field("write_usage_query", .string),
    Field("read_usage_query", .string),
    Field("read_error_query", .string),
  ])

  static let bigtable = FieldTable([
    Field("project", .string),
    Field("instance", .string),
    Field("grpc_client_config", .table { grpcClient }),
    Field("table_cache_enabled", .bool, default: "true"),
    Field("table_cache_expiration", .nanoDuration, default: "30m"),
  ])

  static let cassandra = FieldTable(
    [
      Field("addresses", .string),
      Field("port", .int, default: "9042"),
      Field("keyspace", .string),
      Field("consistency", .string, default: "QUORUM"),
      Field("replication_factor", .int, default: "3"),
      Field("disable_initial_host_lookup", .bool, default: "false"),
      Field("SSL", .bool, default: "false"),
      Field("host_verification", .bool, default: "true"),
      Field("host_selection_policy", .string, default: "round-robin"),
      Field("CA_path", .string),
      Field("tls_cert_path", .string),
      Field("tls_key_path", .string),
      Field("auth", .bool, default: "false"),
      Field("username", .string),
      Field("password", .string, isSecret: true),
      Field("password_file", .string),
      Field("custom_authenticators", .strings),
      Field("timeout", .nanoDuration, default: "2s"),
      Field("connect_timeout", .nanoDuration, default: "5s"),
      Field("reconnect_interval", .nanoDuration, default: "1s"),
      Field("max_retries", .int, default: "0"),
      Field("retry_max_backoff", .nanoDuration, default: "10s"),
      Field("retry_min_backoff", .nanoDuration, default: "100ms"),
      Field("query_concurrency", .int, default: "0"),
      Field("num_connections", .int, default: "2"),
      Field("convict_hosts_on_failure", .bool, default: "true"),
      Field("table_options", .string),
    ], rules: [.cassandra])

  static let boltdb = FieldTable([
    Field("directory", .string)
  ])

  static let grpcStore = FieldTable([
    Field("server_address", .string)
  ])

  static let tableManager = FieldTable([
    Field("throughput_updates_disabled", .bool, default: "false"),
    Field("retention_deletes_enabled", .bool, default: "false"),
    Field("retention_period", .duration, default: "0s"),
    Field("poll_interval", .nanoDuration, default: "2m"),
    Field("creation_grace_period", .nanoDuration, default: "10m"),
    Field("index_tables_provisioning", .table { provisionedThroughput }),
    Field("chunk_tables_provisioning", .table { provisionedThroughput }),
  ])

  private static let provisionedThroughput = FieldTable([
    Field("enable_ondemand_throughput_mode", .bool, default: "false"),
    Field("provisioned_write_throughput", .int, default: "1000"),
    Field("provisioned_read_throughput", .int, default: "300"),
    Field("write_scale", .table { autoscaling }),
    Field("read_scale", .table { autoscaling }),
    Field("enable_inactive_throughput_on_demand_mode", .bool, default: "false"),
    Field("inactive_write_throughput", .int, default: "1"),
    Field("inactive_read_throughput", .int, default: "300"),
    Field("inactive_write_scale", .table { autoscaling }),
    Field("inactive_read_scale", .table { autoscaling }),
    Field("inactive_write_scale_lastn", .int, default: "4"),
    Field("inactive_read_scale_lastn", .int, default: "4"),
  ])

  private static let autoscaling = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("role_arn", .string),
    Field("min_capacity", .int, default: "3000"),
    Field("max_capacity", .int, default: "6000"),
    Field("out_cooldown", .int, default: "1800"),
    Field("in_cooldown", .int, default: "1800"),
    Field("target", .float, default: "80"),
  ])
}
