package import Document
internal import PromConfig
internal import Quantities

/// Loki's configuration, read from its own structs of 2.8 to 4.0. Loki refuses any key it doesn't know.
package enum LokiSchema {
  package static let root = FieldTable(
    [
      Field("target", .string),
      Field("auth_enabled", .bool, default: "true"),
      Field("lbac", .table { lbac }, since: "4.0"),
      Field("no_auth_tenant", .string, since: "4.0", default: "fake"),
      Field("http_prefix", .string),
      Field("ballast_bytes", .int, default: "0"),
      Field("server", .table { ServerSchema.server }),
      Field("internal_server", .table { internalServer }),
      Field("ui", .table { ui }, since: "3.5"),
      Field("distributor", .table { distributor }),
      Field("querier", .table { querier }),
      Field("query_engine", .table { queryEngine }, since: "3.7"),
      Field("query_scheduler", .table { queryScheduler }),
      Field("frontend", .table { frontend }),
      Field("query_range", .table { queryRange }),
      Field("ruler", .table { ruler }),
      Field("ruler_storage", .table { ruleBuckets }, since: "3.3"),
      Field("ingester_client", .table { ingesterClient }),
      Field("ingester", .table { ingester }),
      Field("pattern_ingester", .table { patternIngester }, since: "3.0"),
      Field("index_gateway", .table { indexGateway }),
      Field("bloom_build", .table { bloomBuild }, since: "3.1"),
      Field("bloom_gateway", .table { bloomGateway }, since: "3.0"),
      Field("storage_config", .table { storageConfig }),
      Field("chunk_store_config", .table { chunkStoreConfig }),
      Field("schema_config", .table { schemaConfig }, isRequired: true),
      Field("compactor", .table { compactor }),
      Field("compactor_client", .table { compactorClient }),
      Field("compactor_grpc_client", .table { grpcClient }),
      Field("limits_config", .table { limits }),
      Field("frontend_worker", .table { frontendWorker }),
      Field("memberlist", .table { memberlist }),
      Field("kafka_config", .table { kafkaConfig }, since: "3.2"),
      Field("dataobj", .table { dataobj }, since: "3.5"),
      Field("ingest_limits", .table { ingestLimits }, since: "3.5"),
      Field("ingest_limits_frontend", .table { ingestLimitsFrontend }, since: "3.5"),
      Field("ingest_limits_frontend_client", .table { limitsFrontendClient }, since: "3.5"),
      Field("runtime_config", .table { runtimeConfig }),
      Field("operational_config", .table { operational }, since: "3.0"),
      Field("tracing", .table { tracing }),
      Field("analytics", .table { analytics }),
      Field("profiling", .table { profiling }, since: "3.1"),
      Field("tenant_limits_allow_publish", .strings, since: "3.6"),
      Field("common", .table { common }),
      Field("shutdown_delay", .nanoDuration, default: "0s"),
      Field("metrics_namespace", .string, since: "3.0", default: "loki"),
      Field("table_manager", .table { tableManager }, removed: ("4.0", "compactor.retention_enabled")),
      Field("legacy_read_target", .bool, removed: ("4.0", ""), default: "false"),
      Field("querier_rf1", .table { querierRf1 }, since: "3.2", removed: ("3.4", "")),
      Field("ingester_rf1_client", .table { ingesterClient }, since: "3.2", removed: ("3.4", "")),
      Field("metastore", .table { metastoreBlock }, since: "3.2", removed: ("3.4", "")),
      Field("metastore_client", .table { metastoreClient }, since: "3.2", removed: ("3.4", "")),
      Field("use_buffered_logger", .bool, removed: ("3.0", ""), default: "true"),
      Field("use_sync_logger", .bool, removed: ("3.0", ""), default: "true"),
      Field("bloom_compactor", .table { bloomCompactor }, since: "3.0", removed: ("3.2", "bloom_build")),
      Field("ingester_rf1", .table { ingesterRf1 }, since: "3.2", removed: ("3.3", "")),
      Field("partition_ring", .table { partitionRing }, since: "3.2", removed: ("3.3", "")),
      Field("kafka_ingester", .table { kafkaIngester }, since: "3.2", removed: ("3.3", "")),
      Field("block_builder", .table { blockBuilder }, since: "3.4", removed: ("3.6", "")),
      Field("block_scheduler", .table { blockScheduler }, since: "3.4", removed: ("3.6", "")),
      Field("dataobj_explorer", .table { dataobjExplorer }, since: "3.4", removed: ("3.5", "")),
    ],
    rules: [
      .storageDirectories, .objectStores, .structuredMetadata, .oneCommonStore, .tokensPath, .indexShards,
      .aggregationEncoding,
    ])

  /// A second server, which is off unless somebody wants it.
  private static let internalServer = FieldTable(
    ServerSchema.server.fields + [Field("enable", .bool, default: "false")])
}

extension FieldType {
  /// Of what came and went between two versions that were read in full only the manual is known, and it calls both kinds of
  /// duration so.
  static let someDuration = FieldType.either(.duration, .nanoDuration)
}
