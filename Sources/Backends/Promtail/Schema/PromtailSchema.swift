package import Document
internal import Quantities

/// Promtail's configuration keys. Its last version is 3.6; it refuses keys it doesn't know outside of stages, and
/// ignores them inside. Sources other than files are many and rarely used, so scrape configs are open.
package enum PromtailSchema {
  package static let root = FieldTable([
    Field("server", .table { server }), Field("client", .table { client }), Field("clients", .list { client }),
    Field("positions", .table { positions }), Field("scrape_configs", .list { scrapeConfig }),
    Field("target_config", .table { settings([Field("sync_period", .goDuration), Field("stdin", .bool)]) }),
    Field("limits_config", .any), Field("global", .any), Field("options", .any), Field("tracing", .any),
    Field("wal", .any),
  ])

  static let server = FieldTable(
    [
      Field("http_listen_address", .string), Field("http_listen_port", .int), Field("grpc_listen_address", .string),
      Field("grpc_listen_port", .int), Field("disable", .bool), Field("enable_runtime_reload", .bool),
      Field("log_level", .oneOf(["debug", "info", "warn", "error"])), Field("health_check_target", .bool),
    ], isOpen: true)

  static let positions = FieldTable([
    Field("filename", .string), Field("sync_period", .goDuration), Field("ignore_invalid_yaml", .bool),
  ])

  static let client = FieldTable(
    [
      Field("url", .url, isRequired: true), Field("name", .string), Field("tenant_id", .string),
      Field("batchwait", .goDuration), Field("batchsize", .int), Field("timeout", .goDuration),
      Field("external_labels", .labels), Field("headers", .labels), Field("basic_auth", .any), Field("oauth2", .any),
      Field("bearer_token", .string, isSecret: true, excludes: ["bearer_token_file"]),
      Field("bearer_token_file", .string), Field("tls_config", .any), Field("proxy_url", .string),
      Field("backoff_config", .any), Field("drop_rate_limited_batches", .bool),
    ], isOpen: true)

  static let scrapeConfig = FieldTable(
    [
      Field("job_name", .string), Field("pipeline_stages", .list { stage }), Field("relabel_configs", .list(of: .any)),
      Field("encoding", .string), Field("static_configs", .list { staticConfig }),
    ], isOpen: true)
  static let staticConfig = FieldTable([Field("targets", .strings), Field("labels", .labels)])

  /// A stage is a mapping with one of these keys.
  static let stage: FieldTable = FieldTable([
    Field("cri", .any), Field("decolorize", .any), Field("docker", .any), Field("drop", .any),
    Field("eventlogmessage", .any), Field("geoip", .any),
    Field("json", .table { settings([Field("expressions", .labels, isRequired: true), Field("source", .string)]) }),
    Field("labelallow", .strings), Field("labeldrop", .strings), Field("labels", .labels),
    Field("limit", .table { limit }),
    Field("logfmt", .table { settings([Field("mapping", .labels, isRequired: true), Field("source", .string)]) }),
    Field("match", .table { match }), Field("metrics", .any), Field("multiline", .any),
    Field("non_indexed_labels", .labels),
    Field("output", .table { settings([Field("source", .string, isRequired: true)]) }), Field("pack", .any),
    Field("regex", .table { expression }), Field("replace", .table { replace }), Field("sampling", .any),
    Field("static_labels", .labels), Field("structured_metadata", .labels, since: "2.9"),
    Field("template", .table { settings([Field("source", .string, isRequired: true), Field("template", .string)]) }),
    Field("tenant", .any), Field("timestamp", .table { timestamp }),
  ])

  static let match: FieldTable = settings([
    Field("selector", .string, isRequired: true), Field("stages", .list { stage }),
    Field("action", .oneOf(["keep", "drop"])), Field("drop_counter_reason", .string), Field("pipeline_name", .string),
  ])
  static let limit = settings([Field("rate", .float, isRequired: true), Field("burst", .int, isRequired: true)])
  static let expression = settings([Field("expression", .regex, isRequired: true), Field("source", .string)])
  static let replace = settings([
    Field("expression", .regex, isRequired: true), Field("source", .string), Field("replace", .string),
  ])
  static let timestamp = settings([
    Field("source", .string, isRequired: true), Field("format", .string, isRequired: true),
    Field("fallback_formats", .strings), Field("location", .string),
    Field("action_on_failure", .oneOf(["skip", "fudge"])),
  ])

  private static func settings(_ fields: [Field]) -> FieldTable { FieldTable(fields, isOpen: true) }
}
