internal import Document
internal import PromConfig
internal import Quantities

/// Limits for some streams of a tenant.
extension LokiSchema {
  static let otlpDefaults = FieldTable([
    Field("default_resource_attributes_as_index_labels", .strings)
  ])

  static let policyStreams = FieldTable([
    Field("priority", .int),
    Field("selector", .ruled(.string, .streamMatchers)),
  ])

  static let retentionStream = FieldTable([
    Field("period", .ruled(.duration, .dayOrLonger), isRequired: true),
    Field("priority", .int),
    Field("selector", .ruled(.string, .streamMatchers), isRequired: true, isFilled: true),
  ])

  static let shardStreams = FieldTable([
    Field("enabled", .bool, default: "true"),
    Field("time_sharding_enabled", .bool, since: "3.4", default: "false"),
    Field("time_sharding_ignore_recent", .nanoDuration, since: "3.4", default: "40m"),
    Field("logging_enabled", .bool, default: "false"),
    Field("desired_rate", .size, default: "1536KB"),
  ])

  static let blockedQueries = FieldTable([
    Field("pattern", .string),
    Field("regex", .bool),
    Field("hash", .unsigned, since: "2.9"),
    Field("types", .string),
    Field("query_tags", .labels, since: "3.7"),
  ])

  static let otlpAttributes = FieldTable([
    Field("resource_attributes", .table { resourceAttributes }),
    Field("scope_attributes", .list { attributes }),
    Field("log_attributes", .list { attributes }),
    Field("severity_text_as_label", .bool, since: "3.5"),
  ])

  private static let resourceAttributes = FieldTable([
    Field("ignore_defaults", .bool),
    Field("attributes_config", .list { attributes }),
  ])

  private static let attributes = FieldTable(
    [
      Field("action", .oneOf(["index_label", "structured_metadata", "drop"])),
      Field("attributes", .strings),
      Field("regex", .ruled(.regex, .wrappedRegex)),
    ], rules: [.attributesOrRegex])

  static let policyOverrideLimits = FieldTable([
    Field("max_streams_per_user", .int),
    Field("max_global_streams_per_user", .int),
    Field("ingestion_rate_mb", .float, since: "4.0"),
    Field("ingestion_burst_size_mb", .float, since: "4.0"),
    Field("per_stream_rate_limit", .size, since: "4.0"),
    Field("per_stream_rate_limit_burst", .size, since: "4.0"),
    Field("shard_streams", .table { policyShards }, since: "4.0"),
  ])

  /// Pointers, in Go: what is left out is taken from the tenant's own, and there is no default.
  private static let policyShards = FieldTable([
    Field("enabled", .bool),
    Field("desired_rate", .size),
    Field("time_sharding_enabled", .bool),
    Field("time_sharding_ignore_recent", .duration),
    Field("logging_enabled", .bool),
  ])
}
