package import Document
internal import PromConfig
internal import Quantities

/// Integrations with services that page people or keep track of incidents.
extension AlertmanagerSchema {
  package static let opsGenie = FieldTable(
    common() + valueOrFile("api_key", file: "0.24") + [
      Field("api_url", .webURL),
      text("message", own: "opsgenie.default.message"), text("description", own: "opsgenie.default.description"),
      text("source", own: "opsgenie.default.source"),
      Field("details", .labels), text("entity", since: "0.24"), text("actions", since: "0.24"),
      Field("responders", .list { responder }),
      text("tags"), text("note"), text("priority"),
      Field("update_alerts", .bool, since: "0.24", default: "false"),
    ])

  private static let responder = FieldTable(
    [
      Field("id", .string), Field("name", .string), Field("username", .string),
      Field("type", .ruled(.string, .responderType), isRequired: true, isFilled: true),
    ], rules: [.someOf(["id", "name", "username"], what: "a responder")])

  package static let victorOps = FieldTable(
    common() + valueOrFile("api_key", file: "0.22") + [
      Field("api_url", .webURL), Field("routing_key", .string, isRequired: true, isFilled: true),
      Field("message_type", .string, default: "CRITICAL"),
      text("entity_display_name", own: "victorops.default.entity_display_name"),
      text("state_message", own: "victorops.default.state_message"),
      text("monitoring_tool", own: "victorops.default.monitoring_tool"),
      Field("custom_fields", .ruled(.labels, .freeFields)),
    ])

  package static let pushover = FieldTable(
    common() + valueOrFile("user_key", file: "0.26") + valueOrFile("token", file: "0.26") + [
      text("title", own: "pushover.default.title"), text("message", own: "pushover.default.message"),
      text("url", own: "pushover.default.url"), text("url_title"),
      Field("device", .string, since: "0.26"), Field("sound", .string),
      Field("priority", .string, default: "{{ if eq .Status \"firing\" }}2{{ else }}0{{ end }}"),
      Field("retry", .goDuration, default: "1m"), Field("expire", .goDuration, default: "1h"),
      Field("ttl", .goDuration, since: "0.27"),
      Field("html", .bool, excludes: ["monospace"], default: "false"),
      Field("monospace", .bool, since: "0.29", excludes: ["html"], default: "false"),
    ],
    rules: [
      .someOf(["user_key", "user_key_file"], what: "a Pushover config"),
      .someOf(["token", "token_file"], what: "a Pushover config"),
    ])

  package static let sns = FieldTable(
    common() + [
      Field("api_url", .string), Field("topic_arn", .string), Field("phone_number", .string),
      Field("target_arn", .string), Field("sigv4", .table { sigv4 }),
      text("subject", own: "sns.default.subject"), text("message", own: "sns.default.message"),
      Field("attributes", .labels),
      Field("use_aws_http_client", .bool, since: "0.33", default: "false"),
    ], rules: [.oneTarget])

  private static let sigv4 = FieldTable(
    PromSchema.sigv4.fields.changed { $0.since = sigv4Ages[$0.name] }, rules: PromSchema.sigv4.rules)

  /// Alertmanager takes over that package on its own.
  private static let sigv4Ages: [String: Version] = [
    "external_id": "0.31", "use_fips_sts_endpoint": "0.29", "service_name": "0.29",
  ]

  package static let jira = FieldTable(
    common() + [
      Field("api_url", .webURL),
      Field("api_type", .oneOf(["auto", "cloud", "datacenter"]), since: "0.29", default: "auto"),
      Field("project", .string, isRequired: true, isFilled: true),
      Field("issue_type", .string, isRequired: true, isFilled: true),
      jiraText("summary", own: "jira.default.summary"), jiraText("description", own: "jira.default.description"),
      Field("labels", .strings), text("priority", own: "jira.default.priority"),
      Field("reopen_transition", .string), Field("resolve_transition", .string), Field("wont_fix_resolution", .string),
      Field("reopen_duration", .duration), Field("fields", .map(of: .any)),
    ])

  private static func jiraText(_ name: String, own template: String) -> Field {
    let parts = FieldTable([Field("template", .string), Field("enable_update", .bool, default: "true")])
    return Field(
      name, .ruled(.either(.string, .table { parts }), .plainTextBefore("0.30")),
      default: "{{ template \"\(template)\" . }}")
  }

  package static let incidentIO = FieldTable(
    common() + valueOrFile("url", .webURL, isSecret: false) + valueOrFile("alert_source_token") + [
      Field("max_alerts", .unsigned, default: "0"), Field("timeout", .nanoDuration, default: "0s"),
    ], rules: [.someOf(["url", "url_file"], what: "an incident.io config"), .alertSourceToken])
}
