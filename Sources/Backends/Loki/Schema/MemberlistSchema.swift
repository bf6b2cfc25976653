internal import Document
internal import Quantities

/// Gossip.
extension LokiSchema {
  static let memberlist = FieldTable(
    [
      Field("node_name", .string),
      Field("randomize_node_name", .bool, default: "true"),
      Field("stream_timeout", .nanoDuration, default: "2s"),
      Field("retransmit_factor", .int, default: "4"),
      Field("pull_push_interval", .nanoDuration, default: "30s"),
      Field("gossip_interval", .nanoDuration, default: "200ms"),
      Field("gossip_nodes", .int, default: "3"),
      Field("gossip_to_dead_nodes_time", .nanoDuration, default: "30s"),
      Field("dead_node_reclaim_time", .nanoDuration, default: "0s"),
      Field("compression_enabled", .bool, default: "true"),
      Field("notify_interval", .nanoDuration, since: "3.5", default: "0s"),
      Field("received_messages_queue_size", .int, since: "4.0", default: "1024"),
      Field("processed_messages_queue_size", .int, since: "4.0", default: "1024"),
      Field("compression_algorithm", .string, since: "4.0", default: "lzw"),
      Field("advertise_addr", .string),
      Field("advertise_port", .int, default: "7946"),
      Field("cluster_label", .string),
      Field("cluster_label_verification_disabled", .bool, default: "false"),
      Field("join_members", .oneOrMore(.string)),
      Field("min_join_backoff", .nanoDuration, default: "1s"),
      Field("max_join_backoff", .nanoDuration, default: "1m"),
      Field("max_join_retries", .int, default: "10"),
      Field("abort_if_cluster_fast_join_fails", .bool, since: "3.6", default: "false"),
      Field("abort_if_cluster_fast_join_fails_min_nodes", .int, since: "3.7", default: "1"),
      Field("abort_if_cluster_join_fails", .bool, default: "false"),
      Field("rejoin_interval", .nanoDuration, default: "0s"),
      Field("rejoin_seed_nodes", .oneOrMore(.string), since: "3.7"),
      Field("left_ingesters_timeout", .nanoDuration, default: "5m"),
      Field("obsolete_entries_timeout", .nanoDuration, since: "3.5", default: "30s"),
      Field("leave_timeout", .nanoDuration, default: "20s"),
      Field("broadcast_timeout_for_local_updates_on_shutdown", .nanoDuration, since: "3.2", default: "10s"),
      Field("message_history_buffer_bytes", .int, default: "0"),
      Field("watch_prefix_buffer_size", .int, since: "3.6", default: "128"),
      Field("bind_addr", .strings),
      Field("bind_port", .int, default: "7946"),
      Field("packet_dial_timeout", .nanoDuration, default: "2s"),
      Field("packet_write_timeout", .nanoDuration, default: "5s"),
      Field("max_concurrent_writes", .int, since: "3.5", default: "3"),
      Field("acquire_writer_timeout", .nanoDuration, since: "3.5", default: "250ms"),
    ] + switchedTLS() + [
      Field("zone_aware_routing", .table { zoneAwareRouting }, since: "3.7"),
      Field("propagation_delay_tracker", .table { propagationDelayTracker }, since: "4.0"),
    ])

  private static let zoneAwareRouting = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("instance_availability_zone", .string),
    Field("role", .string, default: "member"),
  ])

  private static let propagationDelayTracker = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("beacon_interval", .nanoDuration, default: "1m"),
    Field("beacon_lifetime", .nanoDuration, default: "10m"),
    Field("log_beacons_latency_longer_than", .nanoDuration, default: "0s"),
  ])
}
