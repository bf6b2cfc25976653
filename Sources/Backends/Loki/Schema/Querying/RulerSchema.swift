internal import Document
internal import PromConfig
internal import Quantities

/// The ruler.
extension LokiSchema {
  static let ruler = FieldTable(
    [
      Field("external_url", .anyURL),
      Field("datasource_uid", .string, since: "2.9"),
      Field("external_labels", .labels),
      Field("ruler_client", .table { grpcClient }),
      Field("evaluation_interval", .nanoDuration, default: "1m"),
      Field("poll_interval", .nanoDuration, default: "1m"),
      Field("storage", .table { ruleStore }),
      Field("rule_path", .string, default: "/rules"),
    ] + alertmanager + [
      Field("for_outage_tolerance", .nanoDuration, default: "1h"),
      Field("for_grace_period", .nanoDuration, default: "10m"),
      Field("resend_delay", .nanoDuration, default: "1m"),
      Field("enable_sharding", .bool, default: "false"),
      Field("sharding_strategy", .string, default: "default"),
      Field("sharding_algo", .string, default: "by-group"),
      Field("search_pending_for", .nanoDuration, default: "5m"),
      Field("ring", .table { rulerRing }),
      Field("flush_period", .nanoDuration, default: "1m"),
      Field("enable_api", .bool, default: "true"),
      Field("enabled_tenants", .string),
      Field("disabled_tenants", .string),
      Field("query_stats_enabled", .bool, default: "false"),
      Field("disable_rule_group_label", .bool, default: "false"),
      Field("wal", .table { wal }),
      Field("wal_cleaner", .table { walCleaner }),
      Field("remote_write", .table { rulerRemoteWrite }),
      Field("evaluation", .table { evaluation }, since: "2.9"),
    ])

  /// Whom alerts are sent to.
  private static let alertmanager = [
    Field("alertmanager_url", .string),
    Field("enable_alertmanager_discovery", .bool, default: "false"),
    Field("alertmanager_refresh_interval", .nanoDuration, default: "1m"),
    Field("enable_alertmanager_v2", .bool, default: "true"),
    Field("alert_relabel_configs", PromSchema.relabelingInLoki),
    Field("notification_queue_capacity", .int, default: "10000"),
    Field("notification_timeout", .nanoDuration, default: "10s"),
    Field("alertmanager_client", .table { alertmanagerClient }),
  ]

  /// The same for one tenant. What it leaves out is taken from the ruler, so it has no defaults.
  static let tenantAlertmanager = FieldTable(alertmanager.changed { $0.default = nil })

  private static let alertmanagerClient = FieldTable(
    tlsFields(skipsVerifying: nil) + [
      Field("basic_auth_username", .string),
      Field("basic_auth_password", .string, isSecret: true),
      Field("type", .string),
      Field("credentials", .string, isSecret: true),
      Field("credentials_file", .string),
    ])

  private static let ruleStore = FieldTable([
    Field("type", .string),
    Field("azure", .table { azureStorage }),
    Field("alibabacloud", .table { alibabaStorage }),
    Field("gcs", .table { gcsStorage }),
    Field("s3", .table { s3Storage }),
    Field("bos", .table { bosStorage }),
    Field("swift", .table { swiftStorage }),
    Field("cos", .table { cosStorage }, since: "2.9"),
    Field("local", .table { ruleDirectory }),
  ])

  private static let wal = FieldTable([
    Field("tenant", .string),
    Field("name", .string),
    Field("remotewrite", .promInLoki(.list { PromSchema.remoteWrite })),
    Field("dir", .string, default: "ruler-wal"),
    Field("truncate_frequency", .nanoDuration, default: "1h"),
    Field("min_age", .nanoDuration, default: "5m"),
    Field("max_age", .nanoDuration, default: "4h"),
    Field("remote_flush_deadline", .nanoDuration, default: "0s"),
  ])

  private static let walCleaner = FieldTable([
    Field("min_age", .nanoDuration, default: "12h"),
    Field("period", .nanoDuration, default: "0s"),
    Field("deprecatedperiod", .nanoDuration, removed: ("3.0", ""), default: "0s"),
  ])

  private static let rulerRemoteWrite = FieldTable(
    [
      Field("clients", .promInLoki(.map { PromSchema.remoteWrite })),
      Field("enabled", .bool, default: "false"),
      Field("config_refresh_period", .nanoDuration, default: "10s"),
      Field("add_org_id_header", .bool, since: "3.0", default: "true"),
      Field("client", .promInLoki(.table { PromSchema.remoteWrite }), removed: ("4.0", "clients")),
    ], rules: [.remoteWriteURLs])

  private static let evaluation = FieldTable([
    Field("mode", .oneOf(["local", "remote"]), default: "local"),
    Field("max_jitter", .nanoDuration, default: "0s"),
    Field("query_frontend", .table { queryFrontend }),
  ])

  /// The address came first, with what TLS needs, and the rest of a client in 4.0.
  private static let queryFrontend = FieldTable([Field("address", .string)] + grpcClientFields(since: "4.0"))
}
