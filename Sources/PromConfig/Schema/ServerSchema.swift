package import Document
internal import Quantities

/// The servers for HTTP and gRPC that Loki and Promtail are built with. Versions are Loki's, which Promtail's follow.
package enum ServerSchema {
  package static let server = FieldTable([
    Field("http_listen_network", .string, default: "tcp"),
    Field("http_listen_address", .string),
    Field("http_listen_port", .int, default: "3100"),
    Field("http_listen_conn_limit", .int, default: "0"),
    Field("grpc_listen_network", .string, default: "tcp"),
    Field("grpc_listen_address", .string),
    Field("grpc_listen_port", .int, default: "9095"),
    Field("grpc_listen_conn_limit", .int, default: "0"),
    Field("grpc_collect_max_streams_by_conn", .bool, since: "3.6", default: "true"),
    Field("proxy_protocol_enabled", .bool, since: "3.1", default: "false"),
    Field("tls_cipher_suites", .string),
    Field("tls_min_version", .string),
    Field("http_tls_config", .table { serverTLS }),
    Field("grpc_tls_config", .table { serverTLS }),
    Field("register_instrumentation", .bool, default: "true"),
    Field("report_grpc_codes_in_instrumentation_label_enabled", .bool, since: "3.0", default: "false"),
    Field("graceful_shutdown_timeout", .nanoDuration, default: "30s"),
    Field("http_server_read_timeout", .nanoDuration, default: "30s"),
    Field("http_server_read_header_timeout", .nanoDuration, since: "3.0", default: "0s"),
    Field("http_server_write_timeout", .nanoDuration, default: "30s"),
    Field("http_server_idle_timeout", .nanoDuration, default: "2m"),
    Field("http_log_closed_connections_without_response_enabled", .bool, since: "3.0", default: "false"),
    Field("grpc_server_max_recv_msg_size", .int, default: "4194304"),
    Field("grpc_server_max_send_msg_size", .int, default: "4194304"),
    Field("grpc_server_max_concurrent_streams", .unsigned, default: "100"),
    Field("grpc_server_max_connection_idle", .nanoDuration, default: "2562047h47m16.854775807s"),
    Field("grpc_server_max_connection_age", .nanoDuration, default: "2562047h47m16.854775807s"),
    Field("grpc_server_max_connection_age_grace", .nanoDuration, default: "2562047h47m16.854775807s"),
    Field("grpc_server_keepalive_time", .nanoDuration, default: "2h"),
    Field("grpc_server_keepalive_timeout", .nanoDuration, default: "20s"),
    Field("grpc_server_min_time_between_pings", .nanoDuration, default: "10s"),
    Field("grpc_server_ping_without_stream_allowed", .bool, default: "true"),
    Field("grpc_server_num_workers", .int, since: "3.0", default: "0"),
    Field("grpc_server_stats_tracking_enabled", .bool, since: "3.1", default: "true"),
    Field("grpc_server_recv_buffer_pools_enabled", .bool, since: "3.1", deprecated: ("3.2", ""), default: "false"),
    Field("grpc_server_read_buffer_size", .int, since: "4.0", default: "32768"),
    Field("grpc_server_write_buffer_size", .int, since: "4.0", default: "32768"),
    Field("log_format", .string, default: "logfmt"),
    Field("log_level", .oneOf(["debug", "info", "warn", "error"])),
    Field("log_source_ips_enabled", .bool, default: "false"),
    Field("log_source_ips_full", .bool, since: "3.1", default: "false"),
    Field("log_source_ips_header", .string),
    Field("log_source_ips_regex", .string),
    Field("log_request_headers", .bool, default: "false"),
    Field("log_request_at_info_level_enabled", .bool, default: "false"),
    Field("log_request_exclude_headers_list", .string),
    Field("trace_request_headers", .bool, since: "3.6", default: "false"),
    Field("trace_request_exclude_headers_list", .string, since: "3.6"),
    Field("http_path_prefix", .string),
    Field("cluster_validation", .table { serverClusterValidation }, since: "3.5"),
    Field("create_new_traces", .bool, since: "3.7", default: "false"),
  ])

  private static let serverTLS = FieldTable([
    Field("cert", .string, since: "2.9"),
    Field("key", .string, since: "2.9", isSecret: true),
    Field("client_ca", .string, since: "2.9"),
    Field("cert_file", .string),
    Field("key_file", .string),
    Field("client_auth_type", .string),
    Field("client_ca_file", .string),
  ])

  private static let serverClusterValidation = FieldTable([
    Field("label", .string),
    Field("additional_labels", .string, since: "3.7"),
    Field("grpc", .table { protocolValidation }),
    Field("http", .table { httpValidation }, since: "3.6"),
  ])

  private static let protocolValidation = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("soft_validation", .bool, default: "false"),
  ])

  private static let httpValidation = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("soft_validation", .bool, default: "false"),
    Field("excluded_paths", .string),
    Field("excluded_user_agents", .string),
  ])
}
