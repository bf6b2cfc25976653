package import Document
internal import Quantities

/// Loki's configuration keys: those that came and went between 2.9 and 4.0, and those whose type matters here. Loki
/// refuses any key it doesn't know, but the list is not complete, so the tables are open.
///
/// After Loki's own `deprecated-config-checker` and its upgrade notes.
package enum LokiSchema {
  package static let root = FieldTable(
    [
      Field("target", .oneOrMore(.string)),
      Field("auth_enabled", .bool),
      Field("server", .table { server }),
      Field("common", .table { common }),
      Field("schema_config", .table { schema }, isRequired: true),
      Field("storage_config", .table { storage }),
      Field("compactor", .table { compactor }),
      Field("limits_config", .table { LokiLimitsSchema.limits }),
      Field("ruler", .table { ruler }),
      Field("querier", .table { querier }),
      Field("query_range", .table { queryRange }),
      Field("frontend_worker", .table { frontendWorker }),
      Field("ingester", .table { ingester }),
      Field("index_gateway", .table { indexGateway }),
      Field("chunk_store_config", .table { chunkStore }),
      Field("table_manager", .any, removed: ("4.0", "compactor.retention_enabled")),
      Field("bloom_compactor", .any, removed: ("3.2", "bloom_build")),
      Field("analytics", .table { analytics }),
    ], isOpen: true)

  static let server = FieldTable(
    [
      Field("http_listen_address", .string), Field("http_listen_port", .int), Field("grpc_listen_address", .string),
      Field("grpc_listen_port", .int), Field("log_level", .oneOf(["debug", "info", "warn", "error"])),
      Field("grpc_server_max_recv_msg_size", .int), Field("grpc_server_max_send_msg_size", .int),
    ], isOpen: true)

  static let common = FieldTable(
    [
      Field("path_prefix", .string), Field("instance_addr", .string), Field("replication_factor", .int),
      Field("persist_tokens", .bool), Field("compactor_address", .string), Field("ring", .table { ring }),
      Field("storage", .table { commonStorage }),
    ], isOpen: true)

  static let ring = FieldTable(
    [Field("kvstore", .table { keyValueStore }), Field("instance_addr", .string)], isOpen: true)
  static let keyValueStore = FieldTable(
    [Field("store", .oneOf(["consul", "etcd", "inmemory", "memberlist", "multi"])), Field("prefix", .string)],
    isOpen: true)

  static let commonStorage = FieldTable(
    [
      Field("s3", .table { s3 }),
      Field(
        "filesystem",
        .table {
          FieldTable(
            [
              Field("chunks_directory", .string), Field("rules_directory", .string),
              Field("admin_api_directory", .string, removed: ("3.5", "")),
            ], isOpen: true)
        }),
    ], isOpen: true)

  static let s3 = FieldTable(
    [
      Field("bucketnames", .string), Field("region", .string), Field("endpoint", .string), Field("insecure", .bool),
      Field("access_key_id", .string), Field("secret_access_key", .string, isSecret: true),
      Field("s3forcepathstyle", .bool), Field("sse_encryption", .bool, removed: ("3.0", "sse")),
      Field("dynamodb", .any, removed: ("3.0", "")),
    ], isOpen: true)

  static let schema = FieldTable([Field("configs", .list { schemaPeriod }, isRequired: true)])
  static let schemaPeriod = FieldTable(
    [
      Field("from", .string, isRequired: true),
      Field("store", .string, isRequired: true),
      Field("object_store", .string, isRequired: true),
      Field("schema", .oneOf(["v9", "v10", "v11", "v12", "v13", "v14"]), isRequired: true),
      Field("index", .table { periodIndex }),
      Field("chunks", .any, removed: ("4.0", "")),
      Field("row_shards", .int, removed: ("4.0", "")),
    ], isOpen: true)
  static let periodIndex = FieldTable(
    [
      Field("prefix", .string), Field("period", .duration), Field("path_prefix", .string),
      Field("tags", .any, removed: ("4.0", "")),
    ], isOpen: true)

  static let storage = FieldTable(
    [
      Field("aws", .table { s3 }),
      Field("boltdb_shipper", .table { shipper }, removed: ("4.0", "tsdb_shipper")),
      Field("tsdb_shipper", .table { shipper }),
      Field("filesystem", .table { FieldTable([Field("directory", .string)], isOpen: true) }),
      Field("boltdb", .any, removed: ("4.0", "tsdb_shipper")),
      Field("bigtable", .any, removed: ("4.0", "tsdb_shipper")),
      Field("cassandra", .any, removed: ("4.0", "tsdb_shipper")),
      Field("grpc_store", .any, removed: ("4.0", "tsdb_shipper")),
      Field("index_queries_cache_config", .any, removed: ("4.0", "")),
      Field("index_cache_validity", .any, removed: ("4.0", "")),
      Field("disable_broad_index_queries", .bool, removed: ("4.0", "")),
      Field("use_thanos_objstore", .bool, since: "3.4"),
      Field("object_store", .any, since: "3.4"),
    ], isOpen: true)
  static let shipper = FieldTable(
    [
      Field("active_index_directory", .string), Field("cache_location", .string), Field("cache_ttl", .goDuration),
      Field("shared_store", .string, removed: ("3.0", "schema_config.configs.object_store")),
      Field("shared_store_key_prefix", .string, removed: ("3.0", "schema_config.configs.index.path_prefix")),
      Field("use_boltdb_shipper_as_backup", .bool, removed: ("3.0", "")),
    ], isOpen: true)

  static let compactor = FieldTable(
    [
      Field("working_directory", .string), Field("compaction_interval", .goDuration), Field("retention_enabled", .bool),
      Field("retention_delete_delay", .goDuration), Field("retention_delete_worker_count", .int),
      Field("delete_request_store", .string, since: "2.9"),
      Field("shared_store", .string, removed: ("3.0", "delete_request_store")),
      Field("shared_store_key_prefix", .string, removed: ("3.0", "delete_request_store_key_prefix")),
      Field("deletion_mode", .string, removed: ("3.0", "limits_config.deletion_mode")),
    ], isOpen: true)

  static let ruler = FieldTable(
    [
      Field("alertmanager_url", .string), Field("enable_alertmanager_v2", .bool), Field("enable_api", .bool),
      Field("rule_path", .string), Field("ring", .table { ring }), Field("storage", .any),
      Field("evaluation_delay_duration", .any, removed: ("3.0", "")),
      Field(
        "remote_write",
        .table {
          FieldTable([Field("enabled", .bool), Field("client", .any, removed: ("4.0", "clients"))], isOpen: true)
        }),
    ], isOpen: true)

  static let querier = FieldTable(
    [
      Field("max_concurrent", .int),
      Field("engine", .table { queryEngine }),
      Field("query_timeout", .any, removed: ("3.0", "limits_config.query_timeout")),
    ], isOpen: true)
  static let queryEngine = FieldTable(
    [Field("timeout", .any, removed: ("3.0", "limits_config.query_timeout"))], isOpen: true)

  static let queryRange = FieldTable(
    [
      Field("split_queries_by_interval", .duration, removed: ("3.0", "limits_config.split_queries_by_interval")),
      Field("forward_headers_list", .any, removed: ("3.0", "")),
    ], isOpen: true)
  static let frontendWorker = FieldTable(
    [
      Field("parallelism", .int, removed: ("3.0", "querier.max_concurrent")),
      Field("match_max_concurrent", .bool, removed: ("3.0", "querier.max_concurrent")),
    ], isOpen: true)
  static let ingester = FieldTable(
    [
      Field("max_transfer_retries", .int, removed: ("3.0", "wal")), Field("chunk_idle_period", .goDuration),
      Field("chunk_retain_period", .goDuration), Field("max_chunk_age", .goDuration),
    ], isOpen: true)
  static let indexGateway = FieldTable([Field("mode", .oneOf(["simple", "ring"]))], isOpen: true)

  static let chunkStore = FieldTable(
    [
      Field("max_look_back_period", .duration, removed: ("3.0", "limits_config.max_query_lookback")),
      Field("write_dedupe_cache_config", .any, removed: ("4.0", "")),
      Field("cache_lookups_older_than", .any, removed: ("4.0", "")),
    ], isOpen: true)

  static let analytics = FieldTable(
    [Field("reporting_enabled", .bool), Field("usage_stats_url", .string)], isOpen: true)
}
