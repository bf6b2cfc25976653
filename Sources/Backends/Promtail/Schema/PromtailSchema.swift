package import Document
internal import PromConfig
internal import Quantities

/// Promtail's configuration, read from its own structs of 2.8 to 3.6, which is the last. It refuses any key it doesn't
/// know, but for those inside of stages, which it passes over.
package enum PromtailSchema {
  package static let root = FieldTable(
    [
      Field("global", .table { global }, since: "2.9"),
      Field("server", .table { server }),
      Field("client", .table { client }, deprecated: (in: "2.8", instead: "clients")),
      Field("clients", .list { client }),
      Field("positions", .table { positions }),
      Field("scrape_configs", .list { scrapeConfig }),
      Field("target_config", .table { targetConfig }),
      Field("limits_config", .table { limits }),
      Field("options", .table { FieldTable([Field("stream_lag_labels", .string, removed: ("3.0", ""))]) }),
      Field("tracing", .table { FieldTable([Field("enabled", .bool, default: "true")]) }),
      Field("wal", .table { writeAheadLog }),
    ], rules: [.uniqueJobs, .somethingToRead, .clientURLs, .uniqueClients])

  private static let global = FieldTable([Field("file_watch_config", .table { fileWatch })])
  private static let fileWatch = FieldTable([
    Field("min_poll_frequency", .nanoDuration, default: "250ms"),
    Field("max_poll_frequency", .nanoDuration, default: "250ms"),
  ])

  /// The server of Loki, on another port.
  private static let server = FieldTable(
    ServerSchema.server.fields.changed { if $0.name == "http_listen_port" { $0.default = "80" } } + [
      Field("external_url", .string),
      Field("health_check_target", .bool, default: "true"),
      Field("disable", .bool, default: "false"),
      Field("profiling_enabled", .bool, default: "false"),
      Field("enable_runtime_reload", .bool, default: "false"),
    ])

  private static let positions = FieldTable([
    Field("filename", .string, default: "/var/log/positions.yaml"),
    Field("sync_period", .nanoDuration, default: "10s"),
    Field("ignore_invalid_yaml", .bool, default: "false"),
  ])

  /// Where lines are pushed to.
  private static let client = FieldTable(
    [
      Field("name", .string),
      Field("url", .anyURL),
      Field("batchwait", .nanoDuration, default: "1s"),
      Field("batchsize", .int, default: "1048576"),
      Field("headers", .labels, isSecret: true),
      Field("backoff_config", .table { backoff }),
      Field("external_labels", .promInLoki(.ruled(.labels, .labelNames))),
      Field("timeout", .nanoDuration, default: "10s"),
      Field("tenant_id", .string),
      Field("drop_rate_limited_batches", .bool, default: "false"),
      Field("stream_lag_labels", .string, removed: ("3.0", "")),
    ] + PromSchema.client.fields.promInLoki, rules: PromSchema.client.rules)

  private static let backoff = FieldTable([
    Field("min_period", .nanoDuration, default: "500ms"),
    Field("max_period", .nanoDuration, default: "5m"),
    Field("max_retries", .int, default: "10"),
  ])

  private static let targetConfig = FieldTable([
    Field("sync_period", .nanoDuration, default: "10s"), Field("stdin", .bool, default: "false"),
  ])

  private static let limits = FieldTable([
    Field("readline_rate", .float, default: "10000"),
    Field("readline_burst", .int, default: "10000"),
    Field("readline_rate_enabled", .bool, default: "false"),
    Field("readline_rate_drop", .bool, default: "true"),
    Field("max_streams", .int, default: "0"),
    Field("max_line_size", .size, default: "0B"),
    Field("max_line_size_truncate", .bool, default: "false"),
  ])

  private static let writeAheadLog = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("dir", .string),
    Field("cleanSegmentsOlderThan", .nanoDuration),
    Field("watchConfig", .table { segmentWatch }, since: "2.9"),
  ])
  private static let segmentWatch = FieldTable([
    Field("minReadFrequency", .nanoDuration), Field("maxReadFrequency", .nanoDuration),
  ])
}
