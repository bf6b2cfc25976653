internal import Document
internal import Quantities

/// The query frontend, and what connects queriers to it.
extension LokiSchema {
  static let frontend = FieldTable([
    Field("log_queries_longer_than", .nanoDuration, default: "0s"),
    Field("log_query_request_headers", .string, since: "3.0"),
    Field("max_body_size", .int, default: "10485760"),
    Field("query_stats_enabled", .bool, default: "false"),
    Field("max_outstanding_per_tenant", .int, default: "2048"),
    Field("querier_forget_delay", .nanoDuration, default: "0s"),
    Field("scheduler_address", .string),
    Field("scheduler_dns_lookup_period", .nanoDuration, default: "10s"),
    Field("scheduler_worker_concurrency", .int, default: "5"),
    Field("grpc_client_config", .table { grpcClient }),
    Field("graceful_shutdown_timeout", .nanoDuration, default: "5m"),
    Field("instance_interface_names", .strings),
    Field("instance_enable_ipv6", .bool, since: "3.4", default: "false"),
    Field("address", .string),
    Field("port", .int, default: "0"),
    Field("encoding", .string, since: "3.0", default: "protobuf"),
    Field("compress_responses", .bool, default: "true"),
    Field("downstream_url", .string),
    Field("tail_proxy_url", .string),
    Field("tail_tls_config", .table { tlsClient }),
    Field("support_parquet_encoding", .bool, since: "3.4", default: "false"),
  ])

  static let frontendWorker = FieldTable(
    [
      Field("frontend_address", .string),
      Field("scheduler_address", .string),
      Field("dns_lookup_duration", .nanoDuration, default: "3s"),
      Field("id", .string),
      Field("query_frontend_grpc_client", .table { grpcClient }, since: "3.1"),
      Field("grpc_client_config", .table { grpcClient }),
      Field("query_scheduler_grpc_client", .table { grpcClient }, since: "3.1"),
      Field("parallelism", .int, removed: ("3.0", "querier.max_concurrent"), default: "10"),
      Field("match_max_concurrent", .bool, removed: ("3.0", "querier.max_concurrent"), default: "true"),
    ], rules: [.workerAddresses, .workerClients])
}
