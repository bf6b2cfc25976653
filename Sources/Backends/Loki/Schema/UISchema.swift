internal import Document
internal import Quantities

/// Loki's own pages.
extension LokiSchema {
  static let lbac = FieldTable([
    Field("enabled", .bool, default: "false")
  ])

  static let ui = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("debug", .bool, default: "false"),
    Field("goldfish", .table { goldfish }, since: "3.6"),
    Field("ring", .table { ring }, since: "3.6"),
    Field("node_name", .string, removed: ("3.6", ""), default: "<hostname>"),
    Field("advertise_addr", .string, removed: ("3.6", "")),
    Field("interface_names", .strings, removed: ("3.6", ""), default: "[<private, network, interfaces>]"),
    Field("rejoin_interval", .someDuration, removed: ("3.6", "")),
    Field("cluster_max_join_peers", .int, removed: ("3.6", ""), default: "3"),
    Field("cluster_name", .string, removed: ("3.6", "")),
    Field("enable_ipv6", .bool, removed: ("3.6", ""), default: "false"),
    Field("discovery", .table { discovery }, removed: ("3.6", "")),
  ])

  private static let goldfish = FieldTable([
    Field("enable", .bool, default: "false"),
    Field("storage", .table { storage }, since: "3.7"),
    Field("grafana_url", .string),
    Field("traces_datasource_uid", .string),
    Field("logs_datasource_uid", .string),
    Field("cell_a_namespace", .string),
    Field("cell_b_namespace", .string),
    Field("results_backend", .string, since: "3.7"),
    Field("results_bucket", .table { bucket }, since: "3.7"),
    Field("cloudsql_user", .string, removed: ("3.7", "")),
    Field("cloudsql_host", .string, removed: ("3.7", ""), default: "127.0.0.1"),
    Field("cloudsql_port", .int, removed: ("3.7", ""), default: "3306"),
    Field("cloudsql_database", .string, removed: ("3.7", ""), default: "goldfish"),
    Field("max_connections", .int, removed: ("3.7", ""), default: "10"),
    Field("max_idle_time", .int, removed: ("3.7", ""), default: "300"),
  ])

  private static let storage = FieldTable([
    Field("type", .string),
    Field("cloudsql_host", .string, default: "127.0.0.1"),
    Field("cloudsql_port", .int, default: "3306"),
    Field("cloudsql_database", .string, default: "goldfish"),
    Field("cloudsql_user", .string),
    Field("rds_endpoint", .string),
    Field("rds_database", .string),
    Field("rds_user", .string),
    Field("max_connections", .int, default: "10"),
    Field("max_idle_time_seconds", .int, default: "300"),
  ])

  private static let discovery = FieldTable([
    Field("join_peers", .strings)
  ])
}
