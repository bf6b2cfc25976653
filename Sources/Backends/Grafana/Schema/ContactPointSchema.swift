package import Document

extension GrafanaSchema {
  static let contactPoint = provisioning(
    owner + [Field("name", .ruled(.string, .notBlank), isRequired: true), Field("receivers", .list { receiver })])

  private static let receiver = provisioning(
    [
      Field("uid", .ruled(.string, .notBlank), isRequired: true),
      Field("type", .ruled(.string, .notBlank), isRequired: true),
      Field("settings", .settings, isRequired: true),
      Field("disableResolveMessage", .provisionedFlag, default: "false"),
      Field("secureSettings", .map(of: .any), isSecret: true),
    ], rules: [.integration])

  /// The settings of each kind of receiver, by its type in small letters.
  static let integrations: [String: FieldTable] = [
    "prometheus-alertmanager": settings(["url"], ["basicAuthUser"], secrets: ["basicAuthPassword"]),
    "dingding": settings(secret: ["url"], ["msgType", "title", "message"]),
    "discord": settings(
      secret: ["url"], ["title", "message", "avatar_url"], flags: ["use_discord_username", "use_embed_description"]),
    "email": settings(["addresses"], ["subject", "message"], flags: ["singleEmail"]),
    "googlechat": settings(
      secret: ["url"], ["title", "message"], flags: ["hide_open_button", "hide_version_info"]),
    "jira": settings(
      ["api_url", "project", "issue_type"],
      [
        "summary", "description", "priority", "labels", "fields", "resolve_transition", "reopen_transition",
        "reopen_duration", "wont_fix_resolution", "dedup_key_field",
      ], secrets: ["user", "password", "api_token"]),
    "kafka": settings(
      ["kafkaRestProxy", "kafkaTopic"], ["username", "apiVersion", "kafkaClusterId", "description", "details"],
      secrets: ["password"]),
    "line": settings(secret: ["token"], ["title", "description"]),
    "mqtt": settings(
      ["brokerUrl", "topic"], ["clientId", "message", "messageFormat", "username", "qos", "tlsConfig"],
      secrets: ["password"], flags: ["retain"]),
    "oncall": settings(
      ["url"], ["httpMethod", "maxAlerts", "authorization_scheme", "username", "title", "message"],
      secrets: ["authorization_credentials", "password"]),
    "opsgenie": settings(
      secret: ["apiKey"], ["apiUrl", "message", "description", "sendTagsAs", "responders"],
      flags: ["autoClose", "overridePriority"]),
    "pagerduty": settings(
      secret: ["integrationKey"],
      ["severity", "class", "component", "group", "summary", "source", "client", "client_url", "details", "url"]),
    "pushover": settings(
      secret: ["userKey", "apiToken"],
      ["priority", "okPriority", "retry", "expire", "device", "sound", "okSound", "title", "message", "uploadImage"]),
    "sensugo": settings(["url"], secret: ["apikey"], ["entity", "check", "namespace", "handler", "message"]),
    "slack": settings(
      [
        "endpointUrl", "recipient", "text", "title", "username", "icon_emoji", "icon_url", "mentionChannel",
        "mentionUsers", "mentionGroups", "color", "footer",
      ], secrets: ["url", "token"], rules: [.slack]),
    "sns": settings(
      ["api_url", "sigv4", "topic_arn", "phone_number", "target_arn", "subject", "message", "attributes"],
      rules: [.someOf(["topic_arn", "target_arn", "phone_number"], what: "a receiver of this type")]),
    "teams": settings(secret: ["url"], ["title", "message", "sectiontitle"]),
    "telegram": settings(
      ["chatid"], secret: ["bottoken"], ["message_thread_id", "message", "parse_mode"],
      flags: ["disable_web_page_preview", "protect_content", "disable_notifications"]),
    "threema": settings(["gateway_id", "recipient_id"], secret: ["api_secret"], ["title", "description"]),
    "victorops": settings(secret: ["url"], ["messageType", "title", "description"]),
    "webex": settings(["api_url", "room_id", "message"], secrets: ["bot_token"]),
    "webhook": settings(
      ["url"],
      [
        "httpMethod", "maxAlerts", "authorization_scheme", "username", "title", "message", "tlsConfig", "hmacConfig",
        "headers", "http_config", "payload",
      ], secrets: ["authorization_credentials", "password"]),
    "wecom": settings(
      ["endpointUrl", "agent_id", "corp_id", "msgtype", "message", "title", "touser"], secrets: ["url", "secret"],
      rules: [.someOf(["url", "secret"], what: "a receiver of this type")]),
  ]

  /// The settings of a receiver by the type that it names; nil for types that aren't described.
  package static func settings(ofReceiver type: String) -> FieldTable? { integrations[integrationName(type)] }

  static func integrationName(_ type: String) -> String {
    String(type.split(separator: " ").first ?? "").lowercased()
  }

  /// What must be there, of that what is secret, and what may be there.
  private static func settings(
    _ required: [String], secret: [String] = [], _ optional: [String], secrets: [String] = [], flags: [String] = []
  ) -> FieldTable {
    provisioning(
      required.map { Field($0, .string, isRequired: true, isFilled: true) }
        + secret.map { Field($0, .string, isSecret: true, isRequired: true, isFilled: true) }
        + optional.map { Field($0, .any) } + secrets.map { Field($0, .string, isSecret: true) }
        + flags.map { Field($0, .bool) })
  }

  private static func settings(secret: [String], _ optional: [String], flags: [String] = []) -> FieldTable {
    settings([], secret: secret, optional, flags: flags)
  }

  private static func settings(_ optional: [String], secrets: [String] = [], rules: [FieldRule] = []) -> FieldTable {
    provisioning(optional.map { Field($0, .any) } + secrets.map { Field($0, .string, isSecret: true) }, rules: rules)
  }
}
