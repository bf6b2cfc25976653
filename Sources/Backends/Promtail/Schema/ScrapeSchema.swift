package import Document
internal import PromConfig
internal import Quantities

/// Jobs: where lines come from, and what becomes of them.
extension PromtailSchema {
  package static let scrapeConfig = FieldTable(
    [
      Field("job_name", .string, isRequired: true, isFilled: true),
      Field("pipeline_stages", .filled("a stage") { stage }),
      Field("relabel_configs", PromSchema.relabelingInLoki),
      Field("encoding", .string),
      Field("decompression", .table { decompression }),
      Field("journal", .table { journal }),
      Field("syslog", .table { syslog }),
      Field("gcplog", .table { googleLogs }),
      Field("loki_push_api", .table { pushed }),
      Field("windows_events", .table { windowsEvents }),
      Field("kafka", .table { kafka }),
      Field("azure_event_hubs", .table { eventHubs }, since: "2.9"),
      Field("gelf", .table { gelf }),
      Field("cloudflare", .table { cloudflare }),
      Field("heroku_drain", .table { heroku }),
      Field("consulagent_sd_configs", .list { consulAgent }),
    ] + PromSchema.discovery.filter { mechanisms.contains($0.name) }.promInLoki)

  /// Those of Prometheus' mechanisms that Promtail has.
  private static let mechanisms: Set = [
    "static_configs", "azure_sd_configs", "consul_sd_configs", "digitalocean_sd_configs", "dns_sd_configs",
    "docker_sd_configs", "dockerswarm_sd_configs", "ec2_sd_configs", "file_sd_configs", "gce_sd_configs",
    "kubernetes_sd_configs", "marathon_sd_configs", "nerve_sd_configs", "openstack_sd_configs", "serverset_sd_configs",
    "triton_sd_configs",
  ]

  /// Promtail's own: the agent on the same host is asked, not the cluster.
  private static let consulAgent = FieldTable([
    Field("server", .string, default: "localhost:8500"),
    Field("token", .string, isSecret: true),
    Field("datacenter", .string),
    Field("tag_separator", .string, default: ","),
    Field("scheme", .string, default: "http"),
    Field("username", .string),
    Field("password", .string, isSecret: true),
    Field("refresh_interval", .duration, default: "30s"),
    Field("services", .strings),
    Field("tags", .strings),
    Field("tls_config", .promInLoki(.table { PromSchema.tlsConfig })),
  ])

  private static let decompression = FieldTable([
    Field("enabled", .bool, default: "false"),
    Field("initial_delay", .nanoDuration, default: "0s"),
    Field("format", .string),
  ])

  private static let labels = Field("labels", .promInLoki(.ruled(.labels, .labelNames)))
  private static let incomingTime = Field("use_incoming_timestamp", .bool, default: "false")

  private static let journal = FieldTable([
    Field("max_age", .string, default: "7h"), Field("json", .bool, default: "false"), labels, Field("path", .string),
    Field("matches", .string),
  ])

  private static let syslog = FieldTable([
    Field("listen_address", .string),
    Field("listen_protocol", .string, default: "tcp"),
    Field("idle_timeout", .nanoDuration, default: "2m"),
    Field("label_structured_data", .bool, default: "false"),
    labels, incomingTime,
    Field("use_rfc5424_message", .bool, default: "false"),
    Field("syslog_format", .string, since: "3.1", default: "rfc5424"),
    Field("max_message_length", .int, default: "8192"),
    Field("tls_config", .promInLoki(.table { PromSchema.tlsConfig })),
  ])

  private static let googleLogs = FieldTable([
    Field("project_id", .string), Field("subscription", .string), labels, incomingTime,
    Field("subscription_type", .string, default: "pull"),
    Field("push_timeout", .nanoDuration),
    Field("server", .table { ServerSchema.server }),
    Field("use_full_line", .bool, since: "2.9", default: "false"),
  ])

  private static let pushed = FieldTable([
    Field("server", .table { ServerSchema.server }), labels, incomingTime,
    Field("max_send_msg_size", .int, since: "3.6"),
  ])

  private static let heroku = FieldTable([Field("server", .table { ServerSchema.server }), labels, incomingTime])

  private static let windowsEvents = FieldTable([
    Field("locale", .unsigned, default: "0"), Field("eventlog_name", .string), Field("xpath_query", .string),
    incomingTime,
    Field("bookmark_path", .string), Field("poll_interval", .nanoDuration, default: "3s"),
    Field("exclude_event_data", .bool, default: "false"), Field("exclude_event_message", .bool, default: "false"),
    Field("exclude_user_data", .bool, default: "false"), labels,
  ])

  private static let gelf = FieldTable([
    Field("listen_address", .string, default: ":12201"), labels, incomingTime,
  ])

  private static let cloudflare = FieldTable([
    Field("api_token", .string, isSecret: true), Field("zone_id", .string), labels,
    Field("workers", .int, default: "3"), Field("pull_range", .duration, default: "1m"),
    Field("fields_type", .string, default: "default"), Field("additional_fields", .strings, since: "3.0"),
  ])

  private static let eventHubs = FieldTable([
    labels, incomingTime, Field("event_hubs", .strings), Field("connection_string", .string, isSecret: true),
    Field("fully_qualified_namespace", .string), Field("group_id", .string),
    Field("disallow_custom_messages", .bool, default: "false"),
  ])

  // MARK: Kafka

  private static let kafka = FieldTable([
    labels, incomingTime, Field("brokers", .strings), Field("group_id", .string, default: "promtail"),
    Field("topics", .strings), Field("version", .string, default: "2.2.1"),
    Field("assignor", .string, default: "range"), Field("authentication", .table { kafkaAuthentication }),
  ])

  private static let kafkaAuthentication = FieldTable([
    Field("type", .string, default: "none"),
    Field("tls_config", .promInLoki(.table { PromSchema.tlsConfig })),
    Field("sasl_config", .table { kafkaSASL }),
  ])

  private static let kafkaSASL = FieldTable(
    [
      Field("mechanism", .string, default: "PLAIN"), Field("user", .string),
      Field("password", .string, isSecret: true), Field("use_tls", .bool, default: "false"),
    ] + PromSchema.tlsConfig.fields.promInLoki)
}
