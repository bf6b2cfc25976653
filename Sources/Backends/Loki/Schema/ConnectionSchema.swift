internal import Document
internal import Quantities

/// How parts of Loki reach each other, and what else they reach over TLS.
extension LokiSchema {
  // MARK: gRPC

  static let grpcClient = FieldTable(grpcClientFields())

  /// The client as parts have it that write its keys beside their own.
  ///
  /// - Parameter since: From when on the part has it; what TLS needs may have been there before.
  static func grpcClientFields(since: Version? = nil) -> [Field] {
    // What came later than the rest.
    func later(_ version: Version) -> Version { max(version, since ?? version) }
    return [
      Field("max_recv_msg_size", .int, since: since, default: "104857600"),
      Field("max_send_msg_size", .int, since: since, default: "104857600"),
      Field("grpc_compression", .oneOf(["gzip", "snappy", ""]), since: since),
      Field("rate_limit", .float, since: since, default: "0"),
      Field("rate_limit_burst", .int, since: since, default: "0"),
      Field("backoff_on_ratelimits", .bool, since: since, default: "false"),
      Field("backoff_config", .table { backoff }, since: since),
      Field("initial_stream_window_size", .unitSize, since: later("2.9"), default: "65535"),
      Field("initial_connection_window_size", .unitSize, since: later("2.9"), default: "65535"),
    ] + switchedTLS() + [
      Field("connect_timeout", .nanoDuration, since: later("2.9"), default: "5s"),
      Field("connect_backoff_base_delay", .nanoDuration, since: later("2.9"), default: "1s"),
      Field("connect_backoff_max_delay", .nanoDuration, since: later("2.9"), default: "5s"),
      Field("keepalive_time", .nanoDuration, since: later("4.0"), default: "20s"),
      Field("keepalive_timeout", .nanoDuration, since: later("4.0"), default: "10s"),
      Field("cluster_validation", .table { clusterValidation }, since: later("3.5")),
    ]
  }

  static let backoff = FieldTable([
    Field("min_period", .nanoDuration),
    Field("max_period", .nanoDuration),
    Field("max_retries", .int),
  ])

  static let clusterValidation = FieldTable([
    Field("label", .string)
  ])

  // MARK: TLS

  static let tlsClient = FieldTable(tlsFields())

  /// The keys of TLS where they stand beside others.
  ///
  /// - Parameter skipsVerifying: The default of `tls_insecure_skip_verify`; nil where a tenant takes over the server's.
  static func tlsFields(since: Version? = nil, skipsVerifying: String? = "false") -> [Field] {
    [
      Field("tls_cert_path", .string, since: since),
      Field("tls_key_path", .string, since: since),
      Field("tls_ca_path", .string, since: since),
      Field("tls_server_name", .string, since: since),
      Field("tls_insecure_skip_verify", .bool, since: since, default: skipsVerifying),
      Field("tls_cipher_suites", .string, since: since),
      Field("tls_min_version", .string, since: since),
    ]
  }

  /// The same with a switch before them.
  static func switchedTLS(since: Version? = nil) -> [Field] {
    [Field("tls_enabled", .bool, since: since, default: "false")] + tlsFields(since: since)
  }

  // MARK: Members of a ring

  static let ingesterClient = FieldTable([
    Field("pool_config", .table { ingesterPool }),
    Field("remote_timeout", .nanoDuration, default: "5s"),
    Field("grpc_client_config", .table { grpcClient }),
  ])

  private static let ingesterPool = FieldTable([
    Field("client_cleanup_period", .nanoDuration, default: "15s"),
    Field("health_check_ingesters", .bool, default: "true"),
    Field("remote_timeout", .nanoDuration, default: "1s"),
  ])

  /// Those who count limits have a client of their own, and another for those who ask them.
  static let limitsClient = FieldTable(limitsClientFields)
  static let limitsFrontendClient = FieldTable(
    limitsClientFields + [
      Field("shuffle_shard_enabled", .bool, since: "4.0", default: "false"),
      Field("shuffle_shard_size", .int, since: "4.0", default: "1"),
    ])

  private static let limitsClientFields = [
    Field("pool_config", .table { limitsPool }),
    Field("grpc_client_config", .table { grpcClient }),
  ]

  private static let limitsPool = FieldTable([
    Field("client_cleanup_period", .nanoDuration, default: "15s"),
    Field("health_check_ingest_limits", .bool, default: "true"),
    Field("remote_timeout", .nanoDuration, default: "1s"),
  ])
}
