internal import Document
internal import Quantities

/// Where chunks and the index are kept.
extension LokiSchema {
  static let indexGateway = FieldTable(
    [
      Field("mode", .oneOf(["simple", "ring"]), default: "simple"),
      Field("ring", .table { ring }),
    ], rules: [.gatewayRing])

  static let storageConfig = FieldTable([
    Field("alibabacloud", .table { alibabaStorage }),
    Field("aws", .table { awsStorage }),
    Field("azure", .table { azureStorage }),
    Field("bos", .table { bosStorage }),
    Field("gcs", .table { gcsStorage }),
    Field("filesystem", .table { filesystemStorage }),
    Field("swift", .table { swiftStorage }),
    Field("hedging", .table { hedging }),
    Field("named_stores", .table { namedStores }),
    Field("cos", .table { cosStorage }, since: "2.9"),
    Field("congestion_control", .table { congestionControl }, since: "3.0"),
    Field("object_prefix", .string, since: "3.0"),
    Field("max_parallel_get_chunk", .int, default: "150"),
    Field("use_thanos_objstore", .bool, since: "3.3", default: "true"),
    Field("object_store", .table { namedBuckets }, since: "3.3"),
    Field("max_chunk_batch_size", .int, default: "50"),
    Field("tsdb_shipper", .table { tsdbShipper }),
    Field("bloom_shipper", .table { bloomShipper }, since: "3.0"),
    Field("bigtable", .table { bigtable }, removed: ("4.0", "tsdb_shipper")),
    Field("cassandra", .table { cassandra }, removed: ("4.0", "tsdb_shipper")),
    Field("boltdb", .table { boltdb }, removed: ("4.0", "tsdb_shipper")),
    Field("grpc_store", .table { grpcStore }, removed: ("4.0", "tsdb_shipper")),
    Field("index_cache_validity", .nanoDuration, removed: ("4.0", ""), default: "5m"),
    Field("index_queries_cache_config", .table { cache }, removed: ("4.0", "")),
    Field("disable_broad_index_queries", .bool, removed: ("4.0", ""), default: "false"),
    Field("boltdb_shipper", .table { boltdbShipper }, removed: ("4.0", "tsdb_shipper")),
  ])

  private static let namedStores = FieldTable(
    [
      Field("aws", .map { awsStorage }),
      Field("azure", .map { azureStorage }),
      Field("bos", .map { bosStorage }),
      Field("filesystem", .map { filesystemStorage }),
      Field("gcs", .map { gcsStorage }),
      Field("alibabacloud", .map { alibabaStorage }),
      Field("swift", .map { swiftStorage }),
      Field("cos", .map { cosStorage }, since: "2.9"),
    ], rules: [.storeNames])

  // MARK: The index

  private static let tsdbShipper = FieldTable(
    shippedFolders + [
      Field("download_timeout", .nanoDuration, since: "4.0", default: "1m"),
      Field("index_reader_mode", .string, since: "4.0"),
      Field("index_gateway_client", .table { indexGatewayClient }),
      Field("streaming_index_max_idle_file_handles", .unsigned, since: "4.0", default: "16"),
      Field("shadow_index_gateway_client", .table { indexGatewayClient }, since: "4.0"),
    ] + shippingIngester + sharedStore + [
      Field("enable_postings_cache", .bool, since: "2.9", removed: ("3.0", ""), default: "false")
    ])

  private static let boltdbShipper = FieldTable(
    shippedFolders + [
      Field("index_gateway_client", .table { indexGatewayClient })
    ] + shippingIngester + [
      Field("build_per_tenant_index", .bool, default: "false")
    ] + sharedStore)

  private static let shippedFolders = [
    Field("active_index_directory", .string),
    Field("cache_location", .string),
    Field("cache_ttl", .nanoDuration, default: "24h"),
    Field("resync_interval", .nanoDuration, default: "5m"),
    Field("query_ready_num_days", .int, default: "0"),
  ]

  /// The struct says nothing of YAML for these, which then takes the names of Go in small letters.
  private static let shippingIngester = [
    Field("ingestername", .string),
    Field("mode", .string),
    Field("ingesterdbretainperiod", .nanoDuration, default: "0s"),
  ]

  private static let sharedStore = [
    Field("shared_store", .string, removed: ("3.0", "schema_config.configs.object_store")),
    Field(
      "shared_store_key_prefix", .string, removed: ("3.0", "schema_config.configs.index.path_prefix"),
      default: "index/"),
    Field("use_boltdb_shipper_as_backup", .bool, removed: ("3.0", ""), default: "false"),
  ]

  private static let indexGatewayClient = FieldTable([
    Field("grpc_client_config", .table { grpcClient }),
    Field("server_address", .string),
    Field("log_gateway_requests", .bool, default: "false"),
    Field("time_based_sharding_buckets", .strings, since: "3.6"),
    Field("min_shuffle_shard_size", .int, since: "4.0", default: "3"),
  ])

  private static let bloomShipper = FieldTable([
    Field("working_directory", .string),
    Field("max_query_page_size", .unitSize, default: "67108864"),
    Field("download_parallelism", .int, default: "8"),
    Field("blocks_cache", .table { blocksCache }),
    Field("metas_cache", .table { cache }),
    Field("metas_lru_cache", .table { embeddedCache }, since: "3.1"),
    Field("memory_management", .table { memoryManagement }, since: "3.3"),
  ])

  private static let blocksCache = FieldTable([
    Field("soft_limit", .unitSize, default: "34359738368"),
    Field("hard_limit", .unitSize, default: "68719476736"),
    Field("ttl", .nanoDuration, default: "24h"),
  ])

  private static let memoryManagement = FieldTable([
    Field("bloom_page_alloc_type", .string, default: "dynamic"),
    Field("bloom_page_mem_pool_buckets", .list { bloomPageMemPoolBuckets }),
  ])

  private static let bloomPageMemPoolBuckets = FieldTable([
    Field("size", .int),
    Field("capacity", .unsigned),
  ])

  static let chunkStoreConfig = FieldTable([
    Field("chunk_cache_config", .table { cache }),
    Field("chunk_cache_config_l2", .table { cache }, since: "2.9"),
    Field("skip_query_writeback_cache_older_than", .nanoDuration, since: "3.4", default: "0s"),
    Field("l2_chunk_cache_handoff", .nanoDuration, since: "2.9", default: "0s"),
    Field("write_dedupe_cache_config", .table { cache }, removed: ("4.0", "")),
    Field("cache_lookups_older_than", .duration, removed: ("4.0", ""), default: "0s"),
    Field("max_look_back_period", .duration, removed: ("3.0", "limits_config.max_query_lookback"), default: "0s"),
  ])
}
