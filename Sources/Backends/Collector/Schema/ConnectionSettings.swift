internal import Document
internal import Quantities

/// What components have in common: servers and clients of gRPC and HTTP, TLS, queues and retrying.
extension CollectorSchema {
  // MARK: TLS and authentication

  private static let certificates = [
    Field("ca_file", .string), Field("ca_pem", .string, isSecret: true), Field("cert_file", .string),
    Field("cert_pem", .string, isSecret: true), Field("key_file", .string), Field("key_pem", .string, isSecret: true),
    Field("cipher_suites", .strings), Field("curve_preferences", .strings),
    Field("include_insecure_cipher_suites", .bool), Field("include_system_ca_certs_pool", .bool),
    Field("min_version", .string), Field("max_version", .string), Field("reload_interval", .collectorDuration),
    Field("tpm", .any),
  ]
  static let clientTLS = FieldTable(
    certificates + [
      Field("insecure", .bool, default: "false"), Field("insecure_skip_verify", .bool, default: "false"),
      Field("server_name_override", .string), Field("enabled", .bool),
    ])
  static let serverTLS = FieldTable(
    certificates + [Field("client_ca_file", .string), Field("client_ca_file_reload", .bool), Field("enabled", .bool)])

  private static let authentication = FieldTable([
    Field("authenticator", .string), Field("request_params", .strings), Field("enabled", .bool),
  ])
  private static let shared = [
    Field("auth", .table { authentication }), Field("middlewares", .list(of: .any)),
    Field("read_buffer_size", .int), Field("write_buffer_size", .int),
  ]
  private static let headers = FieldType.either(.labels, .list(of: .any))

  // MARK: Servers

  private static let listening = [
    Field("endpoint", .string), Field("transport", .string), Field("dialer", .any), Field("include_metadata", .bool),
    Field("tls", .table { serverTLS }), Field("enabled", .bool),
  ]
  static let grpcServer = FieldTable(
    listening + shared + [
      Field("max_recv_msg_size_mib", .int), Field("max_concurrent_streams", .unsigned), Field("keepalive", .any),
    ])
  static let httpServerFields =
    listening + shared + [
      Field("cors", .any), Field("max_request_body_size", .int), Field("response_headers", headers),
      Field("compression_algorithms", .strings), Field("read_timeout", .collectorDuration),
      Field("read_header_timeout", .collectorDuration), Field("write_timeout", .collectorDuration),
      Field("idle_timeout", .collectorDuration), Field("keep_alives_enabled", .bool),
    ]

  // MARK: Clients

  private static let connecting = [
    Field("endpoint", .string), Field("tls", .table { clientTLS }), Field("headers", headers, isSecret: true),
    Field("compression", .string), Field("timeout", .collectorDuration),
  ]
  static let grpcClientFields =
    connecting + shared + [
      Field("keepalive", .any), Field("wait_for_ready", .bool), Field("balancer_name", .string),
      Field("authority", .string), Field("user_agent", .string),
    ]
  static let httpClientFields =
    connecting + shared + [
      Field("proxy_url", .string), Field("compression_params", .any), Field("max_idle_conns", .int),
      Field("max_idle_conns_per_host", .int), Field("max_conns_per_host", .int),
      Field("idle_conn_timeout", .collectorDuration), Field("disable_keep_alives", .bool),
      Field("http2_read_idle_timeout", .collectorDuration), Field("http2_ping_timeout", .collectorDuration),
      Field("cookies", .any), Field("force_attempt_http2", .bool),
    ]

  // MARK: Sending

  static let sendingFields = [
    Field("sending_queue", .table { queue }), Field("retry_on_failure", .table { retrying }),
  ]

  private static let queue = FieldTable(
    [
      Field("enabled", .bool, default: "true"), Field("wait_for_result", .bool), Field("sizer", .string),
      Field("queue_size", .ruled(.int, .aboveZero), default: "1000"), Field("block_on_overflow", .bool),
      Field("blocking", .bool), Field("storage", .string),
      Field("num_consumers", .ruled(.int, .aboveZero), default: "10"), Field("batch", .any),
    ])

  private static let retrying = FieldTable([
    Field("enabled", .bool, default: "true"), Field("initial_interval", .collectorDuration, default: "5s"),
    Field("max_interval", .collectorDuration, default: "30s"),
    Field("max_elapsed_time", .collectorDuration, default: "5m"), Field("multiplier", .float, default: "1.5"),
    Field("randomization_factor", .float, default: "0.5"),
  ])
}

extension FieldType {
  /// Go's durations. A plain number is taken for nanoseconds, which nobody means.
  static let collectorDuration = FieldType.ruled(.either(.goDuration, .int), .nanoseconds)
}
