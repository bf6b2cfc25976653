package import Document
internal import Quantities

/// Scrape jobs, relabeling and discovery.
extension PrometheusSchema {
  package static let scrapeConfig = FieldTable(
    [
      Field("job_name", .string, isRequired: true),
      Field("honor_labels", .bool),
      Field("honor_timestamps", .bool),
      Field("track_timestamps_staleness", .bool, since: "2.48"),
      Field("params", .map(of: .strings)),
      Field("metrics_path", .string),
      Field("scheme", .oneOf(["http", "https"])),
      Field("enable_compression", .bool, since: "2.49"),
      Field("fallback_scrape_protocol", .oneOf(protocols), since: "3.0"),
      Field("native_histogram_bucket_limit", .int, since: "2.45"),
      Field("native_histogram_min_bucket_factor", .float, since: "2.50"),
      Field(
        "scrape_classic_histograms", .bool, since: "2.45",
        removed: (in: "3.0", instead: "always_scrape_classic_histograms")),
      Field("relabel_configs", .list { relabelConfig }),
      Field("metric_relabel_configs", .list { relabelConfig }),
    ] + scrapeDefaults(inGlobal: false) + discovery + httpClient)

  /// What `global` sets for all jobs and each job may set for itself; some came to `global` later.
  static func scrapeDefaults(inGlobal: Bool) -> [Field] {
    func since(_ job: Version?, global: Version) -> Version? { inGlobal ? global : job }
    return [
      Field("scrape_interval", .duration),
      Field("scrape_timeout", .duration),
      Field("scrape_protocols", .list(of: .oneOf(protocols)), since: "2.49"),
      Field("scrape_failure_log_file", .string, since: "2.55"),
      Field("body_size_limit", .size, since: since("2.28", global: "2.45")),
      Field("sample_limit", .int, since: since(nil, global: "2.45")),
      Field("target_limit", .int, since: since("2.21", global: "2.45")),
      Field("label_limit", .int, since: since("2.27", global: "2.45")),
      Field("label_name_length_limit", .int, since: since("2.27", global: "2.45")),
      Field("label_value_length_limit", .int, since: since("2.27", global: "2.45")),
      Field("keep_dropped_targets", .int, since: "2.47"),
      Field("metric_name_validation_scheme", .oneOf(["utf8", "legacy"]), since: "3.0"),
      Field("metric_name_escaping_scheme", .oneOf(["allow-utf-8", "underscores", "dots", "values"]), since: "3.4"),
      Field("scrape_native_histograms", .bool, since: "3.8"),
      Field("convert_classic_histograms_to_nhcb", .bool, since: since("3.0", global: "3.4")),
      Field("always_scrape_classic_histograms", .bool, since: since("3.0", global: "3.5")),
      Field("extra_scrape_metrics", .bool, since: "3.10"),
    ]
  }

  private static let protocols = [
    "PrometheusProto", "PrometheusText0.0.4", "PrometheusText1.0.0", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0",
  ]

  package static let relabelConfig = FieldTable([
    Field("source_labels", .strings),
    Field("separator", .string),
    Field("target_label", .string),
    Field("regex", .regex),
    Field("modulus", .int),
    Field("replacement", .string),
    Field("action", .oneOf(actions)),
  ])

  /// Prometheus folds their case; these are the spellings in use.
  private static let actions =
    RelabelRule.Action.allCases.map(\.rawValue)
    + RelabelRule.Action.allCases.flatMap { action in
      [action.rawValue.prefix(1).uppercased() + action.rawValue.dropFirst(), action.rawValue.uppercased()]
    }

  // MARK: Discovery

  package static let staticConfig = FieldTable([Field("targets", .strings), Field("labels", .labels)])

  /// Mechanisms with the version that brought them; their own keys are not described.
  static let discovery: [Field] =
    [Field("static_configs", .list { staticConfig })]
    + mechanisms.map { name, since in Field(name + "_sd_configs", .list(of: .any), since: since) }

  private static let mechanisms: [(name: String, since: Version?)] = [
    ("azure", nil), ("consul", nil), ("dns", nil), ("ec2", nil), ("file", nil), ("gce", nil), ("kubernetes", nil),
    ("marathon", nil), ("nerve", nil), ("openstack", nil), ("serverset", nil), ("triton", nil),
    ("digitalocean", "2.20"),
    ("dockerswarm", "2.20"), ("eureka", "2.21"), ("hetzner", "2.21"), ("scaleway", "2.26"), ("docker", "2.27"),
    ("lightsail", "2.27"), ("http", "2.28"), ("linode", "2.28"), ("kuma", "2.29"), ("puppetdb", "2.31"),
    ("uyuni", "2.31"),
    ("ionos", "2.36"), ("vultr", "2.36"), ("nomad", "2.37"), ("ovhcloud", "2.40"), ("stackit", "3.5"), ("aws", "3.8"),
    // The parts of `aws`, which are registered under names of their own too.
    ("ecs", "3.8"), ("msk", "3.10"), ("elasticache", "3.11"), ("rds", "3.11"), ("outscale", "3.12"), ("oci", "3.14"),
  ]
}
