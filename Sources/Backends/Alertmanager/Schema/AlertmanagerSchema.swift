package import Document
internal import Quantities

/// The keys of `alertmanager.yml`, read from Alertmanager's own structs of 0.15 to 0.34.
package enum AlertmanagerSchema {
  package static let config = FieldTable(
    [
      Field("global", .table { global }),
      Field("route", .table { root }, isRequired: true),
      Field("receivers", .ruled(.list { receiver }, .noNullsBefore("0.26", "a receiver"))),
      Field("inhibit_rules", .list { inhibitRule }),
      Field("templates", .list(of: .ruled(.string, .globPattern))),
      Field("time_intervals", .list { timeInterval }, since: "0.24"),
      Field("mute_time_intervals", .list { timeInterval }, since: "0.22", deprecated: ("0.24", "time_intervals")),
      Field("tracing", .table { tracing }, since: "0.30"),
      Field("event_recorder", .table { eventRecorder }, since: "0.33"),
    ], rules: [.uniqueReceivers, .uniqueTimeIntervals, .inheritedSettings])

  /// The root route: `route`, and the receiver is not optional.
  package static let root = FieldTable(
    route.fields + [Field("receiver", .string, isRequired: true, isFilled: true)], rules: route.rules + [.rootRoute])

  package static let route: FieldTable = FieldTable(
    [
      Field("receiver", .string),
      Field("matchers", .strings, since: "0.22"),
      Field("match", .ruled(.labels, .classicLabelNames), deprecated: ("0.22", "matchers")),
      Field("match_re", .ruled(.labels, .classicExpressions), deprecated: ("0.22", "matchers")),
      Field("group_by", .ruled(.strings, .groupBy)),
      Field("group_wait", .duration, default: "30s"),
      Field("group_interval", .positiveDuration, default: "5m"),
      Field("repeat_interval", .positiveDuration, default: "4h"),
      Field("mute_time_intervals", .strings, since: "0.22"),
      Field("active_time_intervals", .strings, since: "0.24"),
      Field("continue", .bool, default: "false"),
      Field("labels", .ruled(.labels, .labelNames), since: "0.34"),
      Field("routes", .ruled(.list { route }, .noNulls("a route"))),
    ])

  package static let inhibitRule = FieldTable([
    Field("name", .string, since: "0.30"),
    Field("source_matchers", .strings, since: "0.22"),
    Field("target_matchers", .strings, since: "0.22"),
    Field("source_match", .ruled(.labels, .classicLabelNames), deprecated: ("0.22", "source_matchers")),
    Field("source_match_re", .ruled(.labels, .classicExpressions), deprecated: ("0.22", "source_matchers")),
    Field("target_match", .ruled(.labels, .classicLabelNames), deprecated: ("0.22", "target_matchers")),
    Field("target_match_re", .ruled(.labels, .classicExpressions), deprecated: ("0.22", "target_matchers")),
    Field("equal", .list(of: .ruled(.string, .equalLabel))),
  ])

  // MARK: Time

  package static let timeInterval = FieldTable([
    Field("name", .string, isRequired: true, isFilled: true),
    Field("time_intervals", .list { timeRange }),
  ])

  package static let timeRange = FieldTable([
    Field("times", .list { timeOfDay }),
    Field("weekdays", .list(of: .ruled(.range(of: TimeNames.weekdays), .weekdayOrder))),
    Field("days_of_month", .list(of: .ruled(.string, .dayOfMonth))),
    Field("months", .list(of: .ruled(.string, .month))),
    Field("years", .list(of: .ruled(.string, .year))),
    Field("location", .ruled(.string, .timeZone), since: "0.25", default: "UTC"),
  ])

  package static let timeOfDay = FieldTable(
    [
      Field("start_time", .ruled(.string, .clockTime), isRequired: true, isFilled: true),
      Field("end_time", .ruled(.string, .clockTime), isRequired: true, isFilled: true),
    ], rules: [.timeOrder])

  // MARK: Observing Alertmanager

  private static let tracing = FieldTable([
    Field("client_type", .oneOf(["grpc", "http"]), default: "grpc"),
    Field("endpoint", .string, isRequired: true, isFilled: true),
    Field("sampling_fraction", .float, default: "0"),
    Field("insecure", .bool, default: "false"),
    Field("tls_config", tlsConfig),
    Field("headers", httpHeaders),
    Field("compression", .oneOf(["gzip", ""])),
    Field("timeout", .duration),
  ])

  private static let eventRecorder = FieldTable([
    Field("file_outputs", .list { FieldTable([Field("path", .string, isRequired: true, isFilled: true)]) }),
    Field("webhook_outputs", .list { webhookOutput }),
    Field("kafka_outputs", .list { kafkaOutput }),
    Field("stdout_outputs", .list { FieldTable([]) }, since: "0.34"),
  ])

  private static let webhookOutput = FieldTable(
    [
      Field("url", .ruled(.string, .webURL), isSecret: true, isRequired: true),
      Field("http_config", httpConfig),
      Field("timeout", .duration, default: "10s"),
      Field("workers", .int, default: "4"),
      Field("max_retries", .int, default: "3"),
      Field("retry_backoff", .duration, default: "500ms"),
      Field("batch", .bool, since: "0.34", default: "false"),
      Field("batch_max_events", .int, since: "0.34", default: "100"),
      Field("batch_max_bytes", .int, since: "0.34", default: "1048576"),
      Field("batch_flush_interval", .duration, since: "0.34", default: "100ms"),
    ], rules: [.batches])

  private static let kafkaOutput = FieldTable([
    Field("brokers", .list(of: .ruled(.string, .notEmpty)), isRequired: true, isFilled: true),
    Field("topic", .string, isRequired: true, isFilled: true),
    Field("client_id", .string, default: "alertmanager"),
    Field("format", .oneOf(["json", "protobuf", ""]), default: "json"),
    Field("acks", .oneOf(["none", "leader", "all", ""]), default: "leader"),
    Field("compression", .oneOf(["none", "gzip", "snappy", "lz4", "zstd", ""])),
    Field("buffer_size", .int, default: "1024"),
    Field("tls_config", tlsConfig),
  ])
}
