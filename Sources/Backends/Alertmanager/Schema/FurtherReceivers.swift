package import Document
internal import Quantities

/// The integrations beyond the common four.
extension AlertmanagerSchema {
  private static let common = [Field("send_resolved", .bool), Field("http_config", .table { httpClient })]

  package static let opsGenie = FieldTable(
    common + [
      Field("api_key", .string, isSecret: true, excludes: ["api_key_file"]),
      Field("api_key_file", .string, since: "0.24", excludes: ["api_key"]),
      Field("api_url", .url), Field("message", .string), Field("description", .string), Field("source", .string),
      Field("details", .labels), Field("entity", .string, since: "0.24"), Field("actions", .string, since: "0.24"),
      Field(
        "responders",
        .list {
          FieldTable([
            Field("id", .string), Field("name", .string), Field("username", .string),
            Field("type", .string, isRequired: true),
          ])
        }),
      Field("tags", .string), Field("note", .string), Field("priority", .string),
      Field("update_alerts", .bool, since: "0.24"),
    ])

  package static let victorOps = FieldTable(
    common + [
      Field("api_key", .string, isSecret: true, excludes: ["api_key_file"]),
      Field("api_key_file", .string, since: "0.25", excludes: ["api_key"]),
      Field("api_url", .url), Field("routing_key", .string, isRequired: true), Field("message_type", .string),
      Field("entity_display_name", .string), Field("state_message", .string), Field("monitoring_tool", .string),
      Field("custom_fields", .labels),
    ])

  package static let pushover = FieldTable(
    common + [
      Field("user_key", .string, isSecret: true, excludes: ["user_key_file"]),
      Field("user_key_file", .string, since: "0.26", excludes: ["user_key"]),
      Field("token", .string, isSecret: true, excludes: ["token_file"]),
      Field("token_file", .string, since: "0.26", excludes: ["token"]),
      Field("title", .string), Field("message", .string), Field("url", .string), Field("url_title", .string),
      Field("device", .string, since: "0.26"), Field("sound", .string), Field("priority", .string),
      Field("retry", .duration), Field("expire", .duration), Field("ttl", .duration, since: "0.27"),
      Field("html", .bool, excludes: ["monospace"]), Field("monospace", .bool, since: "0.29", excludes: ["html"]),
    ])

  package static let weChat = FieldTable(
    common + [
      Field("api_secret", .string, isSecret: true, excludes: ["api_secret_file"]),
      Field("api_secret_file", .string, since: "0.31", excludes: ["api_secret"]),
      Field("corp_id", .string), Field("message", .string), Field("api_url", .url), Field("to_user", .string),
      Field("to_party", .string), Field("to_tag", .string), Field("agent_id", .string),
      Field("message_type", .oneOf(["text", "markdown"])),
    ])

  package static let telegram = FieldTable(
    common + [
      Field("api_url", .url),
      Field("bot_token", .string, isSecret: true, excludes: ["bot_token_file"]),
      Field("bot_token_file", .string, since: "0.26", excludes: ["bot_token"]),
      Field("chat_id", .int, excludes: ["chat_id_file"]),
      Field("chat_id_file", .string, since: "0.31", excludes: ["chat_id"]),
      Field("message_thread_id", .int, since: "0.27"), Field("message", .string), Field("disable_notifications", .bool),
      Field("parse_mode", .oneOf(["Markdown", "MarkdownV2", "HTML", ""])),
    ])

  package static let sns = FieldTable(
    common + [
      Field("api_url", .string), Field("topic_arn", .string), Field("phone_number", .string),
      Field("target_arn", .string),
      Field("sigv4", .any), Field("subject", .string), Field("message", .string), Field("attributes", .labels),
    ])

  package static let webex = FieldTable(
    common + [
      Field("api_url", .url), Field("room_id", .string, isRequired: true), Field("message", .string),
    ])

  package static let discord = FieldTable(
    common + [
      Field("webhook_url", .url, isSecret: true, excludes: ["webhook_url_file"]),
      Field("webhook_url_file", .string, since: "0.27", excludes: ["webhook_url"]),
      Field("title", .string), Field("message", .string), Field("content", .string, since: "0.28"),
      Field("username", .string, since: "0.28"), Field("avatar_url", .string, since: "0.28"),
    ])

  package static let msTeams = FieldTable(
    common + [
      Field("webhook_url", .url, isSecret: true, excludes: ["webhook_url_file"]),
      Field("webhook_url_file", .string, since: "0.27", excludes: ["webhook_url"]),
      Field("title", .string), Field("summary", .string), Field("text", .string),
    ])

  package static let msTeamsV2 = FieldTable(
    common + [
      Field("webhook_url", .url, isSecret: true, excludes: ["webhook_url_file"]),
      Field("webhook_url_file", .string, excludes: ["webhook_url"]),
      Field("title", .string), Field("text", .string),
    ])

  /// Open, as are the tables below: young integrations that still gain keys.
  package static let jira = FieldTable(
    common + [
      Field("api_url", .url), Field("api_type", .oneOf(["auto", "cloud", "datacenter"])),
      Field("project", .string, isRequired: true), Field("issue_type", .string, isRequired: true),
      Field("summary", .any), Field("description", .any), Field("labels", .strings), Field("priority", .string),
      Field("reopen_transition", .string), Field("resolve_transition", .string), Field("wont_fix_resolution", .string),
      Field("reopen_duration", .duration), Field("fields", .map(of: .any)),
    ], isOpen: true)

  package static let rocketChat = FieldTable(
    common + [
      Field("api_url", .url),
      Field("token", .string, isSecret: true, excludes: ["token_file"]),
      Field("token_file", .string, excludes: ["token"]),
      Field("token_id", .string, isSecret: true, excludes: ["token_id_file"]),
      Field("token_id_file", .string, excludes: ["token_id"]),
      Field("channel", .string), Field("color", .string), Field("title", .string), Field("title_link", .string),
      Field("text", .string), Field("emoji", .string), Field("icon_url", .string),
    ], isOpen: true)

  package static let incidentIO = FieldTable(
    common + [
      Field("url", .url, excludes: ["url_file"]), Field("url_file", .string, excludes: ["url"]),
      Field("alert_source_token", .string, isSecret: true, excludes: ["alert_source_token_file"]),
      Field("alert_source_token_file", .string, excludes: ["alert_source_token"]),
      Field("max_alerts", .int), Field("timeout", .duration),
    ], isOpen: true)

  package static let mattermost = FieldTable(
    common + [
      Field("webhook_url", .url, isSecret: true, excludes: ["webhook_url_file"]),
      Field("webhook_url_file", .string, excludes: ["webhook_url"]),
      Field("channel", .string), Field("username", .string), Field("text", .string), Field("attachments", .any),
    ], isOpen: true)
}
