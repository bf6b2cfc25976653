package import Document
internal import Quantities

/// The keys of `prometheus.yml`.
package enum PrometheusSchema {
  package static let config = FieldTable([
    Field("global", .table { global }),
    Field("runtime", .table { runtime }, since: "2.53"),
    Field("rule_files", .strings),
    Field("scrape_config_files", .strings, since: "2.43"),
    Field("scrape_configs", .list { scrapeConfig }),
    Field("alerting", .table { alerting }),
    Field("remote_write", .list { remoteWrite }),
    Field("remote_read", .list { remoteRead }),
    Field("storage", .table { storage }),
    Field("tracing", .table { tracing }, since: "2.34"),
    Field("otlp", .table { otlp }, since: "2.55"),
  ])

  package static let global = FieldTable(
    [
      Field("evaluation_interval", .duration),
      Field("rule_query_offset", .duration, since: "2.53"),
      Field("query_log_file", .string),
      Field("external_labels", .labels),
    ] + scrapeDefaults(inGlobal: true))

  private static let runtime = FieldTable([Field("gogc", .int)])

  package static let alerting = FieldTable([
    Field("alert_relabel_configs", .list { relabelConfig }),
    Field("alertmanagers", .list { alertmanager }),
  ])

  private static let alertmanager = FieldTable(
    [
      Field("scheme", .oneOf(["http", "https"])),
      Field("path_prefix", .string),
      Field("timeout", .duration),
      // Prometheus 3 refuses "v1".
      Field("api_version", .oneOf(["v2", "v1"])),
      Field("relabel_configs", .list { relabelConfig }),
      Field("alert_relabel_configs", .list { relabelConfig }, since: "2.51"),
      Field("sigv4", .table { sigv4 }, since: "2.48", excludes: ["basic_auth", "authorization", "oauth2"]),
    ] + discovery + httpClient)

  // MARK: Storage

  package static let storage = FieldTable([
    Field("tsdb", .table { tsdb }),
    Field("exemplars", .table { exemplars }, since: "2.29"),
  ])

  private static let tsdb = FieldTable([
    Field("out_of_order_time_window", .duration, since: "2.39"),
    Field("retention", .table { retention }, since: "3.8"),
    Field("stale_series_compaction_threshold", .float, since: "3.10"),
    Field("chunk_encoding", .table { chunkEncoding }, since: "3.13"),
  ])

  private static let retention = FieldTable([
    Field("time", .duration), Field("size", .size), Field("percentage", .float, since: "3.11"),
  ])
  private static let chunkEncoding = FieldTable([Field("floats", .oneOf(["xor", "xor2"]))])
  private static let exemplars = FieldTable([Field("max_exemplars", .int)])

  // MARK: Traces and OTLP

  private static let tracing = FieldTable([
    Field("client_type", .oneOf(["grpc", "http"])),
    Field("endpoint", .string, isRequired: true),
    Field("sampling_fraction", .float),
    Field("insecure", .bool),
    Field("tls_config", .table { tlsConfig }),
    Field("headers", .labels, isSecret: true),
    Field("compression", .oneOf(["gzip", ""])),
    Field("timeout", .duration),
  ])

  private static let otlp = FieldTable([
    Field("promote_resource_attributes", .strings, excludes: ["promote_all_resource_attributes"]),
    Field("promote_all_resource_attributes", .bool, since: "3.5", excludes: ["promote_resource_attributes"]),
    Field("ignore_resource_attributes", .strings, since: "3.5"),
    Field("translation_strategy", .oneOf(translationStrategies)),
    Field("keep_identifying_resource_attributes", .bool, since: "3.1"),
    Field("convert_histograms_to_nhcb", .bool, since: "3.4"),
    Field("promote_scope_metadata", .bool, since: "3.6"),
    Field("label_name_underscore_sanitization", .bool, since: "3.8"),
    Field("label_name_preserve_multiple_underscores", .bool, since: "3.8"),
  ])

  private static let translationStrategies = [
    "UnderscoreEscapingWithSuffixes", "UnderscoreEscapingWithoutSuffixes", "NoUTF8EscapingWithSuffixes",
    "NoTranslation",
  ]
}
