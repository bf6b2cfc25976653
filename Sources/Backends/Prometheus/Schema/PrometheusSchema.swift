package import Diagnostics
package import Document
internal import PromConfig
package import Quantities

/// The keys of `prometheus.yml`, read from Prometheus' own structs of 2.20 to 3.14.
package enum PrometheusSchema {
  package static let config = FieldTable(
    [
      Field("global", .table { global }),
      Field("runtime", .table { runtime }, since: "2.53"),
      Field("rule_files", .list(of: .ruled(.string, .lastFolderGlob))),
      Field("scrape_config_files", .list(of: .ruled(.string, .lastFolderGlob)), since: "2.43"),
      Field("scrape_configs", .filled("a scrape config") { scrapeConfig }),
      Field("alerting", .table { alerting }),
      Field("remote_write", .filled("a remote_write entry") { PromSchema.remoteWrite }),
      Field("remote_read", .filled("a remote_read entry") { PromSchema.remoteRead }),
      Field("storage", .table { storage }),
      Field("tracing", .table { tracing }, since: "2.34"),
      Field("otlp", .table { otlp }, since: "2.55"),
    ],
    rules: [
      .scrapeTimeouts, .scrapeProtocols, .uniqueJobs, .uniqueRemoteNames, .nameSchemes, .legacyNames, .otlpTranslation,
    ])

  private static let scrapeConfigFile = FieldTable(
    [Field("scrape_configs", .filled("a scrape config") { scrapeConfig })], rules: [.scrapeProtocols, .uniqueJobs])

  /// What is wrong with a file that `scrape_config_files` of `main` names: its jobs take over what `main` sets globally.
  package static func checkScrapeConfigFile(_ root: Node, beside main: Node, version: Version?) -> [Diagnostic] {
    let found = scrapeConfigFile.check(
      root, version: version, what: "a file of scrape configs", expandsEnvironment: false)
    var findings = FieldFindings(version: version)
    findings.checkTimeouts(of: root, global: main["global"])
    return found + findings.diagnostics
  }

  package static let global = FieldTable(
    [
      Field("evaluation_interval", .duration, default: "1m"),
      Field("rule_query_offset", .duration, since: "2.53", default: "0s"),
      Field("query_log_file", .string),
      Field("external_labels", .ruled(.labels, .labelNames)),
    ] + scrapeDefaults(inGlobal: true))

  private static let runtime = FieldTable([Field("gogc", .int, default: "75")])

  // MARK: Storage

  package static let storage = FieldTable([
    Field("tsdb", .table { tsdb }, since: "2.39"),
    Field("exemplars", .table { exemplars }, since: "2.29"),
  ])

  private static let tsdb = FieldTable([
    Field("out_of_order_time_window", .duration, since: "2.39", default: "0s"),
    Field("retention", .table { retention }, since: "3.8"),
    Field("stale_series_compaction_threshold", .float, since: "3.10", default: "0"),
    Field("chunk_encoding", .table { chunkEncoding }, since: "3.13"),
  ])

  private static let retention = FieldTable([
    Field("time", .duration),
    Field("size", .ruled(.unitSize, .notNegative)),
    Field("percentage", .ruled(.float, .percentage), since: "3.11"),
  ])
  private static let chunkEncoding = FieldTable([Field("floats", .oneOf(["xor", "xor2", ""]))])
  private static let exemplars = FieldTable([Field("max_exemplars", .int, default: "100000")])

  // MARK: Traces and OTLP

  private static let tracing = FieldTable([
    Field("client_type", .oneOf(["grpc", "http"]), default: "grpc"),
    Field("endpoint", .string, isRequired: true, isFilled: true),
    Field("sampling_fraction", .float, default: "0"),
    Field("insecure", .bool, default: "false"),
    Field("tls_config", .table { PromSchema.tlsConfig }),
    Field("headers", .ruled(.labels, .freeHeaders), isSecret: true),
    Field("compression", .oneOf(["gzip", ""])),
    Field("timeout", .duration),
  ])

  private static let otlp = FieldTable(
    [
      Field("promote_resource_attributes", .strings),
      Field("promote_all_resource_attributes", .bool, since: "3.5", default: "false"),
      Field("ignore_resource_attributes", .strings, since: "3.5"),
      Field("translation_strategy", .oneOf(translationStrategies), since: "3.0", default: translationStrategies[0]),
      Field("keep_identifying_resource_attributes", .bool, since: "3.1", default: "false"),
      Field("convert_histograms_to_nhcb", .bool, since: "3.4", default: "false"),
      Field("promote_scope_metadata", .bool, since: "3.6", default: "false"),
      Field("label_name_underscore_sanitization", .bool, since: "3.8", default: "true"),
      Field("label_name_preserve_multiple_underscores", .bool, since: "3.8", default: "true"),
    ], rules: [.promotedAttributes])

  private static let translationStrategies = [
    "UnderscoreEscapingWithSuffixes", "UnderscoreEscapingWithoutSuffixes", "NoUTF8EscapingWithSuffixes",
    "NoTranslation", "",
  ]
}
