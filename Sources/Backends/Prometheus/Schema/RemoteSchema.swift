internal import Document
internal import Quantities

/// Remote storage.
extension PrometheusSchema {
  static let remoteWrite = FieldTable(
    [
      Field("url", .string, isRequired: true),
      Field("protobuf_message", .oneOf(["prometheus.WriteRequest", "io.prometheus.write.v2.Request"]), since: "2.54"),
      Field("remote_timeout", .duration),
      Field("headers", .labels, isSecret: true),
      Field("write_relabel_configs", .list { relabelConfig }),
      Field("name", .string),
      Field("send_exemplars", .bool),
      Field("send_native_histograms", .bool, since: "2.40"),
      Field("round_robin_dns", .bool, since: "3.1"),
      Field("queue_config", .table { queueConfig }),
      Field("metadata_config", .table { metadataConfig }),
      Field("sigv4", .table { sigv4 }, excludes: ["basic_auth", "authorization", "oauth2", "azuread", "google_iam"]),
      Field(
        "azuread", .map(of: .any), since: "2.45", excludes: ["basic_auth", "authorization", "oauth2", "google_iam"]),
      Field("google_iam", .map(of: .any), since: "2.55", excludes: ["basic_auth", "authorization", "oauth2"]),
    ] + httpClient)

  private static let queueConfig = FieldTable([
    Field("capacity", .int),
    Field("max_shards", .int),
    Field("min_shards", .int),
    Field("max_samples_per_send", .int),
    Field("batch_send_deadline", .duration),
    Field("min_backoff", .duration),
    Field("max_backoff", .duration),
    Field("retry_on_http_429", .bool),
    Field("sample_age_limit", .duration, since: "2.50"),
  ])

  private static let metadataConfig = FieldTable([
    Field("send", .bool), Field("send_interval", .duration), Field("max_samples_per_send", .int),
  ])

  static let remoteRead = FieldTable(
    [
      Field("url", .string, isRequired: true),
      Field("remote_timeout", .duration),
      Field("chunked_read_limit", .int, since: "3.0"),
      Field("headers", .labels, isSecret: true),
      Field("name", .string),
      Field("required_matchers", .labels),
      Field("read_recent", .bool),
      Field("filter_external_labels", .bool, since: "2.34"),
    ] + httpClient)

  static let sigv4 = FieldTable([
    Field("region", .string),
    Field("access_key", .string),
    Field("secret_key", .string, isSecret: true),
    Field("profile", .string),
    Field("role_arn", .string),
    Field("external_id", .string, since: "3.11"),
    Field("use_fips_sts_endpoint", .bool),
  ])
}
