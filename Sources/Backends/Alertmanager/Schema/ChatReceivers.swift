package import Document
internal import Quantities

/// Integrations with chats.
extension AlertmanagerSchema {
  package static let weChat = FieldTable(
    common(sendResolved: false) + valueOrFile("api_secret", file: "0.31") + [
      Field("corp_id", .string), text("message", own: "wechat.default.message"), Field("api_url", .webURL),
      text("to_user", own: "wechat.default.to_user"), text("to_party", own: "wechat.default.to_party"),
      text("to_tag", own: "wechat.default.to_tag"), text("agent_id", own: "wechat.default.agent_id"),
      Field("message_type", .oneOf(["text", "markdown", ""]), since: "0.22", default: "text"),
    ])

  package static let telegram = FieldTable(
    common() + [Field("api_url", .webURL)] + valueOrFile("bot_token", file: "0.26")
      + valueOrFile("chat_id", .int, isSecret: false, file: "0.31") + [
        Field("message_thread_id", .int, since: "0.28"), text("message", own: "telegram.default.message"),
        Field("disable_notifications", .bool, default: "false"),
        Field("parse_mode", .oneOf(["Markdown", "MarkdownV2", "HTML", ""]), default: "HTML"),
      ], rules: [.chat])

  package static let webex = FieldTable(
    common() + [
      Field("api_url", .webURL), Field("room_id", .string, isRequired: true, isFilled: true),
      text("message", own: "webex.default.message"),
    ], rules: [.webexAuthorization])

  package static let discord = FieldTable(
    common() + valueOrFile("webhook_url", .secretURL, file: "0.27") + [
      text("title", own: "discord.default.title"), text("message", own: "discord.default.message"),
      text("content", since: "0.28"), text("username", since: "0.28"), Field("avatar_url", .string, since: "0.28"),
    ], rules: [.someOf(["webhook_url", "webhook_url_file"], what: "a Discord config")])

  package static let msTeams = FieldTable(
    common() + valueOrFile("webhook_url", .secretURL, file: "0.27") + [
      text("title", own: "msteams.default.title"), text("summary", since: "0.27", own: "msteams.default.summary"),
      text("text", own: "msteams.default.text"),
    ], rules: [.someOf(["webhook_url", "webhook_url_file"], what: "a Teams config")])

  package static let msTeamsV2 = FieldTable(
    common() + valueOrFile("webhook_url", .secretURL) + [
      text("title", own: "msteamsv2.default.title"), text("text", own: "msteamsv2.default.text"),
    ], rules: [.someOf(["webhook_url", "webhook_url_file"], what: "a Teams config")])

  package static let rocketChat = FieldTable(
    common(sendResolved: false) + [Field("api_url", .webURL)] + valueOrFile("token") + valueOrFile("token_id") + [
      text("channel"),
      Field("color", .string, default: "{{ if eq .Status \"firing\" }}red{{ else }}green{{ end }}"),
      text("title", own: "rocketchat.default.title"), text("title_link", own: "rocketchat.default.titlelink"),
      text("text", own: "rocketchat.default.text"), text("emoji", own: "rocketchat.default.emoji"),
      text("icon_url", own: "rocketchat.default.iconurl"), text("image_url"), text("thumb_url"),
      Field(
        "fields",
        .list { FieldTable([Field("short", .bool), Field("title", .string), Field("value", .string)]) }),
      Field("short_fields", .bool, default: "false"), Field("link_names", .bool, default: "false"),
      Field("actions", .list { rocketChatAction }),
    ])

  /// The structs of these say nothing of YAML, which then takes the names of Go in small letters.
  private static let rocketChatAction = FieldTable([
    Field("type", .string), Field("text", .string), Field("url", .string), Field("imageurl", .string),
    Field("iswebview", .bool), Field("webviewheightratio", .string), Field("msg", .string),
    Field("msginchatwindow", .bool), Field("msgprocessingtype", .string),
  ])

  package static let mattermost = FieldTable(
    common() + valueOrFile("webhook_url", .secretURL) + [
      text("channel"), text("username", own: "mattermost.default.username"),
      text("text", own: "mattermost.default.text"), text("icon_url"), text("icon_emoji"),
      Field("attachments", .list { mattermostAttachment }), Field("type", .string),
      Field("props", .table { FieldTable([Field("card", .string)]) }),
      Field("priority", .table { mattermostPriority }),
    ] + attachment(since: "0.32", ownPrefix: "mattermost.default."))

  private static let mattermostPriority = FieldTable([
    Field("priority", .string), Field("requested_ack", .bool, default: "false"),
    Field("persistent_notifications", .bool, default: "false"),
  ])

  private static let mattermostAttachment = FieldTable([text("text")] + attachment())

  /// What a message and its attachments have in common.
  private static func attachment(since: Version? = nil, ownPrefix prefix: String? = nil) -> [Field] {
    func own(_ name: String) -> String? { prefix.map { $0 + name } }
    return [
      text("fallback", since: since, own: own("fallback")), text("color", since: since, own: own("color")),
      text("pretext", since: since), text("author_name", since: since), text("author_link", since: since),
      text("author_icon", since: since), text("title", since: since, own: own("title")),
      text("title_link", since: since, own: own("titlelink")),
      Field("fields", .list { slackField }, since: since), text("thumb_url", since: since),
      text("footer", since: since), text("footer_icon", since: since), text("image_url", since: since),
    ]
  }
}
