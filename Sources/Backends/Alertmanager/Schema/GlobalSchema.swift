package import Document
internal import Quantities

extension AlertmanagerSchema {
  /// `global`: what receivers take over that don't say it themselves.
  package static let global = FieldTable(
    [
      Field("resolve_timeout", .duration, default: "5m"),
      Field("http_config", httpConfig),
    ] + mail + chat + paging, rules: [.slackCredentials])

  private static let mail: [Field] =
    [
      Field("smtp_from", .string),
      Field("smtp_smarthost", .ruled(.string, .hostAndPort)),
      Field("smtp_hello", .string, default: "localhost"),
      Field("smtp_auth_username", .string),
    ] + valueOrFile("smtp_auth_password", file: "0.25") + valueOrFile("smtp_auth_secret", file: "0.31") + [
      Field("smtp_auth_identity", .string),
      Field("smtp_require_tls", .bool, default: "true"),
      Field("smtp_force_implicit_tls", .bool, since: "0.31"),
      Field("smtp_tls_config", tlsConfig, since: "0.28"),
    ]

  private static let chat: [Field] =
    slackApp + weChatApp + [
      Field("telegram_api_url", .webURL, since: "0.24", default: "https://api.telegram.org")
    ] + valueOrFile("telegram_bot_token", since: "0.31") + [
      Field("webex_api_url", .webURL, since: "0.25", default: "https://webexapis.com/v1/messages"),
      Field("rocketchat_api_url", .webURL, since: "0.28", default: "https://open.rocket.chat/"),
    ] + valueOrFile("rocketchat_token", since: "0.28") + valueOrFile("rocketchat_token_id", since: "0.28")
    + valueOrFile("mattermost_webhook_url", .secretURL, since: "0.32")

  private static let slackApp: [Field] =
    valueOrFile("slack_api_url", .secretURL, file: "0.22") + valueOrFile("slack_app_token", since: "0.30") + [
      Field("slack_app_url", .webURL, since: "0.30", default: "https://slack.com/api/chat.postMessage")
    ]

  private static let weChatApp: [Field] =
    [
      Field("wechat_api_url", .webURL, default: "https://qyapi.weixin.qq.com/cgi-bin/")
    ] + valueOrFile("wechat_api_secret", file: "0.31") + [
      Field("wechat_api_corp_id", .string)
    ]

  private static let paging: [Field] =
    [
      Field("pagerduty_url", .webURL, default: "https://events.pagerduty.com/v2/enqueue"),
      Field("opsgenie_api_url", .webURL, default: "https://api.opsgenie.com/"),
    ] + valueOrFile("opsgenie_api_key", file: "0.24") + [
      Field(
        "victorops_api_url", .webURL, default: "https://alert.victorops.com/integrations/generic/20131114/alert/")
    ] + valueOrFile("victorops_api_key", file: "0.25") + [
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
