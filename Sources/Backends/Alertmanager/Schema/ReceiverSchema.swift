package import Document
internal import PromConfig
internal import Quantities

/// Receivers, and the integrations that most of them are made of.
extension AlertmanagerSchema {
  package static let receiver = FieldTable(
    [
      Field("name", .string, isRequired: true, isFilled: true),
      Field("labels", .labels, since: "0.33"),
      Field("webhook_configs", .filled("a webhook") { webhook }),
      Field("pagerduty_configs", .filled("a PagerDuty config") { pagerDuty }),
      Field("slack_configs", .filled("a Slack config") { slack }),
      Field("email_configs", .filled("an e-mail config") { email }),
      Field("opsgenie_configs", .filled("an Opsgenie config") { opsGenie }),
      Field("victorops_configs", .filled("a VictorOps config") { victorOps }),
      Field("pushover_configs", .filled("a Pushover config") { pushover }),
      Field("wechat_configs", .filled("a WeChat config") { weChat }),
      Field("telegram_configs", .filled("a Telegram config") { telegram }, since: "0.24"),
      Field("sns_configs", .filled("an SNS config") { sns }, since: "0.23"),
      Field("webex_configs", .filled("a Webex config") { webex }, since: "0.25"),
      Field("discord_configs", .filled("a Discord config") { discord }, since: "0.25"),
      Field("msteams_configs", .filled("a Teams config") { msTeams }, since: "0.26"),
      Field("msteamsv2_configs", .filled("a Teams config") { msTeamsV2 }, since: "0.28"),
      Field("jira_configs", .filled("a Jira config") { jira }, since: "0.28"),
      Field("rocketchat_configs", .filled("a Rocket.Chat config") { rocketChat }, since: "0.28"),
      Field("incidentio_configs", .filled("an incident.io config") { incidentIO }, since: "0.29"),
      Field("mattermost_configs", .filled("a Mattermost config") { mattermost }, since: "0.30"),
      Field("hipchat_configs", .list(of: .any), removed: ("0.21", "")),
    ], rules: [.receiverLabels])

  /// The table of one `*_configs` key; nil for kinds that aren't known.
  package static func integration(_ key: String) -> FieldTable? {
    guard case .ruled(.list(of: .table(let table)), _) = receiver[key]?.type else { return nil }
    return table()
  }

  /// What every integration that speaks HTTP takes.
  static func common(sendResolved: Bool = true) -> [Field] {
    [
      Field("send_resolved", .bool, default: sendResolved ? "true" : "false"),
      Field("http_config", httpConfig),
    ]
  }

  /// A value in place, or in a file: one of the two.
  ///
  /// - Parameter file: From when on it may stand in a file, where that came later.
  static func valueOrFile(
    _ name: String, _ type: FieldType = .string, isSecret: Bool = true, since: Version? = nil, file: Version? = nil
  ) -> [Field] {
    [
      Field(name, type, since: since, isSecret: isSecret, excludes: [name + "_file"]),
      Field(name + "_file", .string, since: file ?? since, excludes: [name]),
    ]
  }

  /// A text that is executed as a template; by default one of Alertmanager's own.
  static func text(_ name: String, since: Version? = nil, own template: String? = nil) -> Field {
    Field(name, .string, since: since, default: template.map { "{{ template \"\($0)\" . }}" })
  }

  package static let webhook = FieldTable(
    common() + valueOrFile("url", .ruled(.string, .templatedURL), file: "0.26") + [
      Field("max_alerts", .unsigned, default: "0"),
      Field("timeout", .nanoDuration, since: "0.28", default: "0s"),
      Field("payload", .any, since: "0.32"),
    ], rules: [.someOf(["url", "url_file"], what: "a webhook")])

  package static let pagerDuty = FieldTable(
    common() + valueOrFile("routing_key", file: "0.25") + valueOrFile("service_key", file: "0.25") + [
      Field("url", .webURL),
      text("client", own: "pagerduty.default.client"), text("client_url", own: "pagerduty.default.clientURL"),
      text("description", own: "pagerduty.default.description"),
      Field("details", .ruled(.map(of: .any), .plainDetails)),
      text("severity"), text("class"), text("component"), text("group"), text("source", since: "0.25"),
      Field("timeout", .nanoDuration, since: "0.30", default: "0s"),
      Field("images", .list { FieldTable([Field("href", .string), Field("src", .string), Field("alt", .string)]) }),
      Field("links", .list { FieldTable([Field("href", .string), Field("text", .string)]) }),
    ],
    rules: [
      .someOf(["routing_key", "routing_key_file", "service_key", "service_key_file"], what: "a PagerDuty config")
    ])

  package static let slack = FieldTable(
    common(sendResolved: false) + [
      Field("api_url", .secretURL, isSecret: true, excludes: ["api_url_file", "app_token", "app_token_file"]),
      Field("api_url_file", .string, since: "0.22", excludes: ["api_url", "app_token", "app_token_file"]),
      Field(
        "app_token", .string, since: "0.30", isSecret: true, excludes: ["app_token_file", "api_url", "api_url_file"]),
      Field("app_token_file", .string, since: "0.30", excludes: ["app_token", "api_url", "api_url_file"]),
      Field("app_url", .webURL, since: "0.30"),
      text("channel"), text("username", own: "slack.default.username"), text("color", own: "slack.default.color"),
      text("title", own: "slack.default.title"), text("title_link", own: "slack.default.titlelink"),
      text("pretext", own: "slack.default.pretext"), text("text", own: "slack.default.text"),
      text("message_text", since: "0.31"), Field("fields", .list { slackField }),
      Field("short_fields", .bool, default: "false"),
      text("footer", own: "slack.default.footer"), text("fallback", own: "slack.default.fallback"),
      text("callback_id", own: "slack.default.callbackid"), text("icon_emoji", own: "slack.default.iconemoji"),
      text("icon_url", own: "slack.default.iconurl"), text("image_url"), text("thumb_url"),
      Field("link_names", .bool, default: "false"),
      Field("mrkdwn_in", .strings), Field("actions", .list { slackAction }),
      Field("timeout", .nanoDuration, since: "0.30", default: "0s"),
      Field("update_message", .bool, since: "0.32", default: "false"),
    ], rules: [.messageUpdates])

  /// Mattermost's fields are Slack's.
  static let slackField = FieldTable([
    Field("title", .string, isRequired: true, isFilled: true),
    Field("value", .string, isRequired: true, isFilled: true),
    Field("short", .bool),
  ])

  private static let slackAction = FieldTable(
    [
      Field("type", .string, isRequired: true, isFilled: true),
      Field("text", .string, isRequired: true, isFilled: true),
      Field("url", .string), Field("style", .string), Field("name", .string), Field("value", .string),
      Field("confirm", .table { slackConfirmation }),
    ], rules: [.someOf(["name", "url"], what: "an action")])

  private static let slackConfirmation = FieldTable([
    Field("text", .string, isRequired: true, isFilled: true), Field("title", .string), Field("ok_text", .string),
    Field("dismiss_text", .string),
  ])

  package static let email = FieldTable(
    [
      Field("send_resolved", .bool, default: "false"),
      Field("to", .string, isRequired: true, isFilled: true),
      Field("from", .string), Field("smarthost", .ruled(.string, .hostAndPort)), Field("hello", .string),
      Field("auth_username", .string),
      Field("auth_password", .string, isSecret: true), Field("auth_password_file", .string, since: "0.25"),
      Field("auth_secret", .string, isSecret: true), Field("auth_secret_file", .string, since: "0.31"),
      Field("auth_identity", .string), Field("require_tls", .bool), Field("tls_config", tlsConfig),
      Field("force_implicit_tls", .bool, since: "0.31"), Field("headers", .ruled(.labels, .uniqueHeaders)),
      text("html", own: "email.default.html"), text("text"),
      Field(
        "threading",
        .table { FieldTable([Field("enabled", .bool, default: "false"), Field("thread_by_date", .string)]) },
        since: "0.30"),
    ], rules: [.threading])
}
