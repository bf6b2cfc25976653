package import Document
internal import Quantities

/// Receivers and each kind of integration. Where a key may also be set in `global`, it is not required here.
extension AlertmanagerSchema {
  package static let receiver = FieldTable([
    Field("name", .string, isRequired: true),
    Field("labels", .labels, since: "0.33"),
    Field("webhook_configs", .list { webhook }),
    Field("pagerduty_configs", .list { pagerDuty }),
    Field("slack_configs", .list { slack }),
    Field("email_configs", .list { email }),
    Field("opsgenie_configs", .list { opsGenie }),
    Field("victorops_configs", .list { victorOps }),
    Field("pushover_configs", .list { pushover }),
    Field("wechat_configs", .list { weChat }),
    Field("telegram_configs", .list { telegram }, since: "0.24"),
    Field("sns_configs", .list { sns }, since: "0.23"),
    Field("webex_configs", .list { webex }, since: "0.25"),
    Field("discord_configs", .list { discord }, since: "0.25"),
    Field("msteams_configs", .list { msTeams }, since: "0.26"),
    Field("msteamsv2_configs", .list { msTeamsV2 }, since: "0.28"),
    Field("jira_configs", .list { jira }, since: "0.28"),
    Field("rocketchat_configs", .list { rocketChat }, since: "0.28"),
    Field("incidentio_configs", .list { incidentIO }, since: "0.29"),
    Field("mattermost_configs", .list { mattermost }, since: "0.30"),
  ])

  /// The table of one `*_configs` key; nil for kinds that aren't known.
  package static func integration(_ key: String) -> FieldTable? {
    guard case .list(of: .table(let table)) = receiver[key]?.type else { return nil }
    return table()
  }

  /// What every integration that speaks HTTP takes.
  private static let common = [Field("send_resolved", .bool), Field("http_config", .table { httpClient })]

  package static let webhook = FieldTable(
    common + [
      Field("url", .string, isSecret: true, excludes: ["url_file"]),
      Field("url_file", .string, since: "0.26", excludes: ["url"]),
      Field("max_alerts", .int),
      Field("timeout", .duration, since: "0.28"),
      Field("payload", .any, since: "0.32"),
    ])

  package static let pagerDuty = FieldTable(
    common + [
      Field("routing_key", .string, isSecret: true, excludes: ["routing_key_file", "service_key", "service_key_file"]),
      Field("routing_key_file", .string, since: "0.25", excludes: ["routing_key", "service_key", "service_key_file"]),
      Field("service_key", .string, isSecret: true, excludes: ["service_key_file"]),
      Field("service_key_file", .string, since: "0.25", excludes: ["service_key"]),
      Field("url", .url), Field("client", .string), Field("client_url", .string), Field("description", .string),
      Field("details", .map(of: .any)), Field("severity", .string), Field("class", .string),
      Field("component", .string),
      Field("group", .string), Field("source", .string, since: "0.25"), Field("timeout", .duration, since: "0.30"),
      Field("images", .list { FieldTable([Field("href", .string), Field("src", .string), Field("alt", .string)]) }),
      Field("links", .list { FieldTable([Field("href", .string), Field("text", .string)]) }),
    ])

  package static let slack = FieldTable(
    common + [
      Field("api_url", .url, isSecret: true, excludes: ["api_url_file", "app_token", "app_token_file"]),
      Field("api_url_file", .string, since: "0.22", excludes: ["api_url", "app_token", "app_token_file"]),
      Field("app_token", .string, since: "0.30", isSecret: true, excludes: ["app_token_file"]),
      Field("app_token_file", .string, since: "0.30", excludes: ["app_token"]),
      Field("app_url", .url, since: "0.30"),
      Field("channel", .string), Field("username", .string), Field("color", .string), Field("title", .string),
      Field("title_link", .string), Field("pretext", .string), Field("text", .string),
      Field("message_text", .string, since: "0.31"), Field("fields", .list { slackField }),
      Field("short_fields", .bool),
      Field("footer", .string), Field("fallback", .string), Field("callback_id", .string), Field("icon_emoji", .string),
      Field("icon_url", .string), Field("image_url", .string), Field("thumb_url", .string), Field("link_names", .bool),
      Field("mrkdwn_in", .strings), Field("actions", .list { slackAction }), Field("timeout", .duration, since: "0.30"),
      Field("update_message", .bool, since: "0.32"),
    ])

  private static let slackField = FieldTable([
    Field("title", .string, isRequired: true), Field("value", .string, isRequired: true), Field("short", .bool),
  ])

  private static let slackAction = FieldTable([
    Field("type", .string, isRequired: true), Field("text", .string, isRequired: true), Field("url", .string),
    Field("style", .string), Field("name", .string), Field("value", .string),
    Field(
      "confirm",
      .table {
        FieldTable([
          Field("text", .string, isRequired: true), Field("title", .string), Field("ok_text", .string),
          Field("dismiss_text", .string),
        ])
      }),
  ])

  package static let email = FieldTable([
    Field("send_resolved", .bool),
    Field("to", .string, isRequired: true),
    Field("from", .string), Field("smarthost", .string), Field("hello", .string), Field("auth_username", .string),
    Field("auth_password", .string, isSecret: true, excludes: ["auth_password_file"]),
    Field("auth_password_file", .string, since: "0.25", excludes: ["auth_password"]),
    Field("auth_secret", .string, isSecret: true, excludes: ["auth_secret_file"]),
    Field("auth_secret_file", .string, since: "0.31", excludes: ["auth_secret"]),
    Field("auth_identity", .string), Field("require_tls", .bool), Field("tls_config", .table { tlsClient }),
    Field("force_implicit_tls", .bool, since: "0.31"), Field("headers", .labels), Field("html", .string),
    Field("text", .string), Field("threading", .any, since: "0.30"),
  ])
}
