internal import Document
internal import Quantities

/// Rings, and the stores that members of a ring find each other in.
extension LokiSchema {
  static let ring = FieldTable([
    Field("kvstore", .table { keyValueStore }),
    Field("heartbeat_period", .nanoDuration, default: "15s"),
    Field("heartbeat_timeout", .nanoDuration, default: "1m"),
    Field("tokens_file_path", .string),
    Field("zone_awareness_enabled", .bool, default: "false"),
    Field("num_tokens", .int, since: "3.0"),
    Field("replication_factor", .int, since: "3.0"),
    Field("instance_id", .string),
    Field("instance_interface_names", .strings),
    Field("instance_port", .int, default: "0"),
    Field("instance_addr", .string),
    Field("instance_availability_zone", .string),
    Field("instance_enable_ipv6", .bool, since: "2.9", default: "false"),
  ])

  private static let keyValueStore = FieldTable([
    Field("store", .oneOf(["consul", "etcd", "inmemory", "memberlist", "multi", ""])),
    Field("prefix", .string),
    Field("consul", .table { consul }),
    Field("etcd", .table { etcd }),
    Field("multi", .table { multiStore }),
  ])

  private static let consul = FieldTable([
    Field("host", .string, default: "localhost:8500"),
    Field("acl_token", .string, isSecret: true),
    Field("http_client_timeout", .nanoDuration, default: "20s"),
    Field("consistent_reads", .bool, default: "false"),
    Field("watch_rate_limit", .float, default: "1"),
    Field("watch_burst_size", .int, default: "1"),
    Field("cas_retry_delay", .nanoDuration, default: "1s"),
  ])

  private static let etcd = FieldTable(
    [
      Field("endpoints", .strings),
      Field("dial_timeout", .nanoDuration, default: "10s"),
      Field("max_retries", .int, default: "10"),
    ] + switchedTLS() + [
      Field("username", .string),
      Field("password", .string, isSecret: true),
    ])

  private static let multiStore = FieldTable([
    Field("primary", .string),
    Field("secondary", .string),
    Field("mirror_enabled", .bool, default: "false"),
    Field("mirror_timeout", .nanoDuration, default: "2s"),
  ])

  /// Rings of members that come and go as they like.
  static let distributorRing = FieldTable(memberFields)
  static let rulerRing = FieldTable(memberFields + [Field("num_tokens", .int, default: "128")])

  private static let memberFields = [
    Field("kvstore", .table { keyValueStore }),
    Field("heartbeat_period", .nanoDuration, default: "5s"),
    Field("heartbeat_timeout", .nanoDuration, default: "1m"),
    Field("instance_id", .string),
    Field("instance_interface_names", .strings),
    Field("instance_port", .int, default: "0"),
    Field("instance_addr", .string),
    Field("instance_enable_ipv6", .bool, since: "2.9", default: "false"),
  ]

  static let lifecycler = FieldTable([
    Field("ring", .table { lifecyclerRing }),
    Field("num_tokens", .int, default: "128"),
    Field("heartbeat_period", .nanoDuration, default: "5s"),
    Field("heartbeat_timeout", .nanoDuration, default: "1m"),
    Field("observe_period", .nanoDuration, default: "0s"),
    Field("join_after", .nanoDuration, default: "0s"),
    Field("min_ready_duration", .nanoDuration, default: "15s"),
    Field("interface_names", .strings),
    Field("enable_inet6", .bool, since: "2.9", default: "false"),
    Field("final_sleep", .nanoDuration, default: "0s"),
    Field("tokens_file_path", .string),
    Field("availability_zone", .string),
    Field("unregister_on_shutdown", .bool, default: "true"),
    Field("readiness_check_ring_health", .bool, default: "true"),
    Field("address", .string),
    Field("port", .int, default: "0"),
    Field("id", .string),
  ])

  private static let lifecyclerRing = FieldTable([
    Field("kvstore", .table { keyValueStore }),
    Field("heartbeat_timeout", .nanoDuration, default: "1m"),
    Field("replication_factor", .int),
    Field("zone_awareness_enabled", .bool, default: "false"),
    Field("excluded_zones", .string),
  ])

  static let partitionRing = FieldTable([
    Field("kvstore", .table { keyValueStore }),
    Field("min_partition_owners_count", .int, default: "1"),
    Field("min_partition_owners_duration", .nanoDuration, default: "10s"),
    Field("delete_inactive_partition_after", .nanoDuration, default: "13h"),
    Field("shuffle_shard_cache_size", .int, since: "3.7", default: "0"),
  ])
}
