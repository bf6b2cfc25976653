package import Document
internal import Quantities

extension AlertmanagerSchema {
  /// `global`: what receivers take over that don't say it themselves.
  package static let global = FieldTable(
    [
      Field("resolve_timeout", .duration, default: "5m"),
      Field("http_config", httpConfig),
    ] + mail + chat + paging, rules: [.slackCredentials])

  private static let mail = [
    Field("smtp_from", .string),
    Field("smtp_smarthost", .ruled(.string, .hostAndPort)),
    Field("smtp_hello", .string, default: "localhost"),
    Field("smtp_auth_username", .string),
    Field("smtp_auth_password", .string, isSecret: true, excludes: ["smtp_auth_password_file"]),
    Field("smtp_auth_password_file", .string, since: "0.25", excludes: ["smtp_auth_password"]),
    Field("smtp_auth_secret", .string, isSecret: true, excludes: ["smtp_auth_secret_file"]),
    Field("smtp_auth_secret_file", .string, since: "0.31", excludes: ["smtp_auth_secret"]),
    Field("smtp_auth_identity", .string),
    Field("smtp_require_tls", .bool, default: "true"),
    Field("smtp_force_implicit_tls", .bool, since: "0.31"),
    Field("smtp_tls_config", tlsConfig, since: "0.28"),
  ]

  private static let chat = [
    Field("slack_api_url", .secretURL, isSecret: true, excludes: ["slack_api_url_file"]),
    Field("slack_api_url_file", .string, since: "0.22", excludes: ["slack_api_url"]),
    Field("slack_app_token", .string, since: "0.30", isSecret: true, excludes: ["slack_app_token_file"]),
    Field("slack_app_token_file", .string, since: "0.30", excludes: ["slack_app_token"]),
    Field("slack_app_url", .webURL, since: "0.30", default: "https://slack.com/api/chat.postMessage"),
    Field("wechat_api_url", .webURL, default: "https://qyapi.weixin.qq.com/cgi-bin/"),
    Field("wechat_api_secret", .string, isSecret: true, excludes: ["wechat_api_secret_file"]),
    Field("wechat_api_secret_file", .string, since: "0.31", excludes: ["wechat_api_secret"]),
    Field("wechat_api_corp_id", .string),
    Field("telegram_api_url", .webURL, since: "0.24", default: "https://api.telegram.org"),
    Field("telegram_bot_token", .string, since: "0.31", isSecret: true, excludes: ["telegram_bot_token_file"]),
    Field("telegram_bot_token_file", .string, since: "0.31", excludes: ["telegram_bot_token"]),
    Field("webex_api_url", .webURL, since: "0.25", default: "https://webexapis.com/v1/messages"),
    Field("rocketchat_api_url", .webURL, since: "0.28", default: "https://open.rocket.chat/"),
    Field("rocketchat_token", .string, since: "0.28", isSecret: true, excludes: ["rocketchat_token_file"]),
    Field("rocketchat_token_file", .string, since: "0.28", excludes: ["rocketchat_token"]),
    Field("rocketchat_token_id", .string, since: "0.28", isSecret: true, excludes: ["rocketchat_token_id_file"]),
    Field("rocketchat_token_id_file", .string, since: "0.28", excludes: ["rocketchat_token_id"]),
    Field(
      "mattermost_webhook_url", .secretURL, since: "0.32", isSecret: true, excludes: ["mattermost_webhook_url_file"]),
    Field("mattermost_webhook_url_file", .string, since: "0.32", excludes: ["mattermost_webhook_url"]),
  ]

  private static let paging = [
    Field("pagerduty_url", .webURL, default: "https://events.pagerduty.com/v2/enqueue"),
    Field("opsgenie_api_url", .webURL, default: "https://api.opsgenie.com/"),
    Field("opsgenie_api_key", .string, isSecret: true, excludes: ["opsgenie_api_key_file"]),
    Field("opsgenie_api_key_file", .string, since: "0.24", excludes: ["opsgenie_api_key"]),
    Field(
      "victorops_api_url", .webURL, default: "https://alert.victorops.com/integrations/generic/20131114/alert/"),
    Field("victorops_api_key", .string, isSecret: true, excludes: ["victorops_api_key_file"]),
    Field("victorops_api_key_file", .string, since: "0.25", excludes: ["victorops_api_key"]),
    Field("jira_api_url", .webURL, since: "0.28"),
    Field("hipchat_api_url", .string, removed: ("0.21", "")),
    Field("hipchat_auth_token", .string, removed: ("0.21", ""), isSecret: true),
  ]
}

extension FieldType {
  /// A URL that Alertmanager sends to.
  static var webURL: FieldType { .ruled(.string, .webURL) }
  /// One that is a secret by itself.
  static var secretURL: FieldType { .ruled(.string, .secretURL) }
}
