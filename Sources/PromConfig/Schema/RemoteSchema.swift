package import Document
internal import Quantities

/// Remote storage.
extension PromSchema {
  package static let remoteWrite = FieldTable(
    [
      Field("url", .anyURL, isRequired: true),
      Field("protobuf_message", .oneOf(messages), since: "2.54", default: messages[0]),
      Field("remote_timeout", .duration, default: "30s"),
      Field("headers", .ruled(.labels, .remoteHeaders), since: "2.25", isSecret: true),
      Field("write_relabel_configs", .filled("a relabeling rule") { relabelConfig }),
      Field("name", .string),
      Field("send_exemplars", .bool, since: "2.27", default: "false"),
      Field("send_native_histograms", .bool, since: "2.40", default: "false"),
      Field("round_robin_dns", .bool, since: "3.1", default: "false"),
      Field("failed_request_logging", .bool, since: "3.15", default: "false"),
      Field("queue_config", .ruled(.table { queueConfig }, .queue)),
      Field("metadata_config", .table { metadataConfig }, since: "2.23"),
      Field(
        "sigv4", .table { sigv4 }, since: "2.26",
        excludes: ["basic_auth", "authorization", "oauth2", "azuread", "google_iam"]),
      Field(
        "azuread", .table { azureAD }, since: "2.45",
        excludes: ["basic_auth", "authorization", "oauth2", "sigv4", "google_iam"]),
      Field(
        "google_iam", .table { googleIAM }, since: "2.55",
        excludes: ["basic_auth", "authorization", "oauth2", "sigv4", "azuread"]),
    ]
      // The one client whose HTTP/2 is off, since 3.0.
      + httpClient.changed { if $0.name == "enable_http2" { $0.default = "false" } }, rules: httpClientRules)

  private static let messages = ["prometheus.WriteRequest", "io.prometheus.write.v2.Request"]

  private static let queueConfig = FieldTable([
    Field("capacity", .int, default: "10000"),
    Field("max_shards", .int, default: "50"),
    Field("min_shards", .int, default: "1"),
    Field("max_samples_per_send", .int, default: "2000"),
    Field("batch_send_deadline", .duration, default: "5s"),
    Field("min_backoff", .duration, default: "30ms"),
    Field("max_backoff", .duration, default: "5s"),
    Field("retry_on_http_429", .bool, since: "2.26", default: "false"),
    Field("sample_age_limit", .duration, since: "2.50", default: "0s"),
  ])

  private static let metadataConfig = FieldTable([
    Field("send", .bool, default: "true"),
    Field("send_interval", .duration, default: "1m"),
    Field("max_samples_per_send", .int, since: "2.29", default: "2000"),
  ])

  package static let remoteRead = FieldTable(
    [
      Field("url", .anyURL, isRequired: true),
      Field("remote_timeout", .duration, default: "1m"),
      Field("chunked_read_limit", .unsigned, since: "2.55", default: "50000000"),
      Field("headers", .ruled(.labels, .remoteHeaders), since: "2.26", isSecret: true),
      Field("name", .string),
      Field("required_matchers", .ruled(.labels, .labelNames)),
      Field("read_recent", .bool, default: "false"),
      Field("filter_external_labels", .bool, since: "2.34", default: "true"),
    ] + httpClient, rules: httpClientRules)
}
