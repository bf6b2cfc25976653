internal import Document
internal import Quantities

/// Caches.
extension LokiSchema {
  static let cache = FieldTable([
    Field("default_validity", .nanoDuration, default: "1h"),
    Field("background", .table { background }),
    Field("memcached", .table { memcached }),
    Field("memcached_client", .table { memcachedClient }),
    Field("redis", .table { redis }),
    Field("embedded_cache", .table { embeddedCache }),
    Field("prefix", .string),
    Field("enable_fifocache", .bool, removed: ("3.0", ""), default: "false"),
    Field("fifocache", .table { fifoCache }, removed: ("3.0", "")),
    Field("async_cache_write_back_concurrency", .int, removed: ("3.0", ""), default: "16"),
    Field("async_cache_write_back_buffer_size", .int, removed: ("3.0", ""), default: "500"),
  ])

  private static let background = FieldTable([
    Field("writeback_goroutines", .int, default: "1"),
    Field("writeback_buffer", .int, default: "500000"),
    Field("writeback_size_limit", .size, default: "500MB"),
  ])

  private static let memcached = FieldTable([
    Field("expiration", .nanoDuration, default: "0s"),
    Field("batch_size", .int, default: "4"),
    Field("parallelism", .int, default: "5"),
  ])

  private static let memcachedClient = FieldTable(
    [
      Field("host", .string),
      Field("service", .string, default: "memcached"),
      Field("addresses", .string),
      Field("timeout", .nanoDuration, default: "100ms"),
      Field("max_idle_conns", .int, default: "16"),
      Field("max_item_size", .int, default: "0"),
      Field("update_interval", .nanoDuration, default: "1m"),
      Field("consistent_hash", .bool, default: "true"),
      Field("circuit_breaker_consecutive_failures", .unsigned, default: "10"),
      Field("circuit_breaker_timeout", .nanoDuration, default: "10s"),
      Field("circuit_breaker_interval", .nanoDuration, default: "10s"),
    ] + switchedTLS(since: "3.0"))

  private static let redis = FieldTable([
    Field("endpoint", .string),
    Field("master_name", .string),
    Field("timeout", .nanoDuration, default: "500ms"),
    Field("expiration", .nanoDuration, default: "0s"),
    Field("db", .int, default: "0"),
    Field("pool_size", .int, default: "0"),
    Field("username", .string),
    Field("password", .string, isSecret: true),
    Field("tls_enabled", .bool, default: "false"),
    Field("tls_insecure_skip_verify", .bool, default: "false"),
    Field("idle_timeout", .nanoDuration, default: "0s"),
    Field("max_connection_age", .nanoDuration, default: "0s"),
    Field("route_randomly", .bool, since: "2.9", default: "false"),
  ])

  static let embeddedCache = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("max_size_mb", .int, default: "100"),
    Field("max_size_items", .int, since: "3.0", default: "0"),
    Field("ttl", .nanoDuration, default: "1h"),
  ])

  /// Some of those who have one look at the compression, and only where the cache is on.
  static let resultsCache = FieldTable([
    Field("cache", .table { cache }),
    Field("compression", .string),
  ])

  private static let fifoCache = FieldTable([
    Field("max_size_bytes", .string, default: "1GB"),
    Field("max_size_items", .int, default: "0"),
    Field("ttl", .nanoDuration, default: "1h"),
    Field("validity", .nanoDuration, default: "0s"),
    Field("size", .int, default: "0"),
    Field("purgeinterval", .nanoDuration, default: "0s"),
  ])
}
