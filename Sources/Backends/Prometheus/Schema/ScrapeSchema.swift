package import Document
internal import PromConfig
internal import Quantities

/// Scrape jobs.
extension PrometheusSchema {
  package static let scrapeConfig = FieldTable(
    [
      Field("job_name", .string, isRequired: true, isFilled: true),
      Field("honor_labels", .bool, default: "false"),
      Field("honor_timestamps", .bool, default: "true"),
      Field("track_timestamps_staleness", .bool, since: "2.48", default: "false"),
      Field("params", .map(of: .strings)),
      Field("metrics_path", .string, default: "/metrics"),
      Field("scheme", .ruled(.string, .webScheme), default: "http"),
      Field("enable_compression", .bool, since: "2.49", default: "true"),
      Field("fallback_scrape_protocol", .oneOf(protocols + [""]), since: "3.0"),
      Field("native_histogram_bucket_limit", .unsigned, since: "2.45", default: "0"),
      Field("native_histogram_min_bucket_factor", .float, since: "2.50", default: "0"),
      Field(
        "scrape_classic_histograms", .bool, since: "2.45",
        removed: (in: "3.0", instead: "always_scrape_classic_histograms")),
      Field("relabel_configs", .filled("a relabeling rule") { PromSchema.relabelConfig }),
      Field("metric_relabel_configs", .filled("a relabeling rule") { PromSchema.relabelConfig }),
    ] + scrapeDefaults(inGlobal: false) + PromSchema.discovery + PromSchema.httpClient,
    rules: PromSchema.httpClientRules + [.plainAddresses, .scrapedAddresses, .certificateFiles])

  /// What `global` sets for all jobs and each job may set for itself; some came to `global` later.
  static func scrapeDefaults(inGlobal: Bool) -> [Field] {
    func since(_ job: Version?, global: Version) -> Version? { inGlobal ? global : job }
    return [
      Field("scrape_interval", .duration, default: "1m"),
      Field("scrape_timeout", .duration, default: "10s"),
      Field("scrape_protocols", .list(of: .oneOf(protocols)), since: "2.49"),
      Field("scrape_failure_log_file", .string, since: "2.55"),
      Field("body_size_limit", .unitSize, since: since("2.28", global: "2.45"), default: "0"),
      Field("sample_limit", .unsigned, since: since(nil, global: "2.45"), default: "0"),
      Field("target_limit", .unsigned, since: since("2.21", global: "2.45"), default: "0"),
      Field("label_limit", .unsigned, since: since("2.27", global: "2.45"), default: "0"),
      Field("label_name_length_limit", .unsigned, since: since("2.27", global: "2.45"), default: "0"),
      Field("label_value_length_limit", .unsigned, since: since("2.27", global: "2.45"), default: "0"),
      Field("keep_dropped_targets", .unsigned, since: "2.47", default: "0"),
      Field("metric_name_validation_scheme", .oneOf(["utf8", "legacy", ""]), since: "2.55", default: "utf8"),
      Field(
        "metric_name_escaping_scheme", .oneOf(["allow-utf-8", "underscores", "dots", "values", ""]), since: "3.4"),
      Field("scrape_native_histograms", .bool, since: "3.8", default: "false"),
      Field("convert_classic_histograms_to_nhcb", .bool, since: since("3.0", global: "3.4"), default: "false"),
      Field("always_scrape_classic_histograms", .bool, since: since("3.0", global: "3.5"), default: "false"),
      Field("extra_scrape_metrics", .bool, since: "3.10", default: "false"),
    ]
  }

  private static let protocols = [
    "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0",
  ]
}
