internal import Document
internal import Quantities

/// How parts of Loki reach each other.
extension LokiSchema {
  static let grpcClient = FieldTable([
    Field("max_recv_msg_size", .int, default: "104857600"),
    Field("max_send_msg_size", .int, default: "104857600"),
    Field("grpc_compression", .oneOf(["gzip", "snappy", ""])),
    Field("rate_limit", .float, default: "0"),
    Field("rate_limit_burst", .int, default: "0"),
    Field("backoff_on_ratelimits", .bool, default: "false"),
    Field("backoff_config", .table { backoff }),
    Field("initial_stream_window_size", .unitSize, since: "2.9", default: "65535"),
    Field("initial_connection_window_size", .unitSize, since: "2.9", default: "65535"),
    Field("tls_enabled", .bool, default: "false"),
    Field("tls_cert_path", .string),
    Field("tls_key_path", .string),
    Field("tls_ca_path", .string),
    Field("tls_server_name", .string),
    Field("tls_insecure_skip_verify", .bool, default: "false"),
    Field("tls_cipher_suites", .string),
    Field("tls_min_version", .string),
    Field("connect_timeout", .nanoDuration, since: "2.9", default: "5s"),
    Field("connect_backoff_base_delay", .nanoDuration, since: "2.9", default: "1s"),
    Field("connect_backoff_max_delay", .nanoDuration, since: "2.9", default: "5s"),
    Field("keepalive_time", .nanoDuration, since: "4.0", default: "20s"),
    Field("keepalive_timeout", .nanoDuration, since: "4.0", default: "10s"),
    Field("cluster_validation", .table { clusterValidation }, since: "3.5"),
  ])

  static let backoff = FieldTable([
    Field("min_period", .nanoDuration),
    Field("max_period", .nanoDuration),
    Field("max_retries", .int),
  ])

  static let clusterValidation = FieldTable([
    Field("label", .string)
  ])

  static let tlsClient = FieldTable([
    Field("tls_cert_path", .string),
    Field("tls_key_path", .string),
    Field("tls_ca_path", .string),
    Field("tls_server_name", .string),
    Field("tls_insecure_skip_verify", .bool, default: "false"),
    Field("tls_cipher_suites", .string),
    Field("tls_min_version", .string),
  ])

  static let ringClient = FieldTable([
    Field("pool_config", .table { clientPool }),
    Field("remote_timeout", .nanoDuration, default: "5s"),
    Field("grpc_client_config", .table { grpcClient }),
    Field("shuffle_shard_enabled", .bool, since: "4.0", default: "false"),
    Field("shuffle_shard_size", .int, since: "4.0", default: "1"),
  ])

  static let clientPool = FieldTable([
    Field("client_cleanup_period", .nanoDuration, default: "15s"),
    Field("health_check_ingesters", .bool, default: "true"),
    Field("remote_timeout", .nanoDuration, default: "1s"),
  ])

  private static let ringClientPool = FieldTable([
    Field("client_cleanup_period", .nanoDuration, default: "15s"),
    Field("health_check_ingest_limits", .bool, default: "true"),
    Field("remote_timeout", .nanoDuration, default: "1s"),
  ])
}
