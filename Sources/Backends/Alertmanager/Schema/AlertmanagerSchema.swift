package import Document
internal import Quantities

/// The keys of `alertmanager.yml`, up to Alertmanager 0.34.
package enum AlertmanagerSchema {
  package static let config = FieldTable([
    Field("global", .table { global }),
    Field("route", .table { root }, isRequired: true),
    Field("receivers", .list { receiver }),
    Field("inhibit_rules", .list { inhibitRule }),
    Field("templates", .strings),
    Field("time_intervals", .list { timeInterval }, since: "0.24"),
    Field("mute_time_intervals", .list { timeInterval }, since: "0.22", deprecated: ("0.24", "time_intervals")),
    Field("tracing", .any, since: "0.30"),
    Field("event_recorder", .any, since: "0.33"),
  ])

  /// The root route: `route`, and the receiver is not optional.
  package static let root = FieldTable(route.fields + [Field("receiver", .string, isRequired: true)])

  package static let route: FieldTable = FieldTable([
    Field("receiver", .string),
    Field("matchers", .strings, since: "0.22"),
    Field("match", .labels, deprecated: ("0.22", "matchers")),
    Field("match_re", .labels, deprecated: ("0.22", "matchers")),
    Field("group_by", .strings),
    Field("group_wait", .duration),
    Field("group_interval", .positiveDuration),
    Field("repeat_interval", .positiveDuration),
    Field("mute_time_intervals", .strings, since: "0.22"),
    Field("active_time_intervals", .strings, since: "0.24"),
    Field("continue", .bool),
    Field("labels", .labels, since: "0.34"),
    Field("routes", .list { route }),
  ])

  package static let inhibitRule = FieldTable([
    Field("name", .string, since: "0.30"),
    Field("source_matchers", .strings, since: "0.22"),
    Field("target_matchers", .strings, since: "0.22"),
    Field("source_match", .labels, deprecated: ("0.22", "source_matchers")),
    Field("source_match_re", .labels, deprecated: ("0.22", "source_matchers")),
    Field("target_match", .labels, deprecated: ("0.22", "target_matchers")),
    Field("target_match_re", .labels, deprecated: ("0.22", "target_matchers")),
    Field("equal", .strings),
  ])

  package static let timeInterval = FieldTable([
    Field("name", .string, isRequired: true),
    Field("time_intervals", .list { timeRange }),
  ])

  package static let timeRange = FieldTable([
    Field("times", .list { timeOfDay }),
    Field("weekdays", .list(of: .range(of: weekdays))),
    Field("days_of_month", .strings),
    Field("months", .strings),
    Field("years", .strings),
    Field("location", .string, since: "0.25"),
  ])

  private static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]

  package static let timeOfDay = FieldTable([
    Field("start_time", .string, isRequired: true),
    Field("end_time", .string, isRequired: true),
  ])

  package static let global = FieldTable([
    Field("resolve_timeout", .duration),
    Field("http_config", .table { httpClient }),
    Field("smtp_from", .string),
    Field("smtp_smarthost", .string),
    Field("smtp_hello", .string),
    Field("smtp_auth_username", .string),
    Field("smtp_auth_password", .string, isSecret: true, excludes: ["smtp_auth_password_file"]),
    Field("smtp_auth_password_file", .string, since: "0.25", excludes: ["smtp_auth_password"]),
    Field("smtp_auth_secret", .string, isSecret: true, excludes: ["smtp_auth_secret_file"]),
    Field("smtp_auth_secret_file", .string, since: "0.31", excludes: ["smtp_auth_secret"]),
    Field("smtp_auth_identity", .string),
    Field("smtp_require_tls", .bool),
    Field("smtp_force_implicit_tls", .bool, since: "0.31"),
    Field("smtp_tls_config", .table { tlsClient }, since: "0.28"),
    Field(
      "slack_api_url", .url, isSecret: true,
      excludes: ["slack_api_url_file", "slack_app_token", "slack_app_token_file"]),
    Field("slack_api_url_file", .string, since: "0.22", excludes: ["slack_api_url"]),
    Field(
      "slack_app_token", .string, since: "0.30", isSecret: true, excludes: ["slack_api_url", "slack_app_token_file"]),
    Field("slack_app_token_file", .string, since: "0.30", excludes: ["slack_app_token"]),
    Field("slack_app_url", .url, since: "0.30"),
    Field("pagerduty_url", .url),
    Field("opsgenie_api_url", .url),
    Field("opsgenie_api_key", .string, isSecret: true, excludes: ["opsgenie_api_key_file"]),
    Field("opsgenie_api_key_file", .string, since: "0.24", excludes: ["opsgenie_api_key"]),
    Field("victorops_api_url", .url),
    Field("victorops_api_key", .string, isSecret: true, excludes: ["victorops_api_key_file"]),
    Field("victorops_api_key_file", .string, since: "0.25", excludes: ["victorops_api_key"]),
    Field("wechat_api_url", .url),
    Field("wechat_api_secret", .string, isSecret: true, excludes: ["wechat_api_secret_file"]),
    Field("wechat_api_secret_file", .string, since: "0.31", excludes: ["wechat_api_secret"]),
    Field("wechat_api_corp_id", .string),
    Field("telegram_api_url", .url, since: "0.24"),
    Field("telegram_bot_token", .string, since: "0.31", isSecret: true, excludes: ["telegram_bot_token_file"]),
    Field("telegram_bot_token_file", .string, since: "0.31", excludes: ["telegram_bot_token"]),
    Field("webex_api_url", .url, since: "0.25"),
    Field("jira_api_url", .url, since: "0.28"),
    Field("rocketchat_api_url", .url, since: "0.28"),
    Field("rocketchat_token", .string, since: "0.28", isSecret: true, excludes: ["rocketchat_token_file"]),
    Field("rocketchat_token_file", .string, since: "0.28", excludes: ["rocketchat_token"]),
    Field("rocketchat_token_id", .string, since: "0.28", isSecret: true, excludes: ["rocketchat_token_id_file"]),
    Field("rocketchat_token_id_file", .string, since: "0.28", excludes: ["rocketchat_token_id"]),
    Field("mattermost_webhook_url", .url, since: "0.30", isSecret: true, excludes: ["mattermost_webhook_url_file"]),
    Field("mattermost_webhook_url_file", .string, since: "0.30", excludes: ["mattermost_webhook_url"]),
  ])
}
