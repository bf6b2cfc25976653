internal import Diagnostics
internal import Document
internal import Quantities

/// What integrations ask for beyond types.
extension FieldRule {
  // MARK: Slack and mail

  /// A message can be changed only through Slack's API.
  static let messageUpdates = FieldRule { node, findings in
    guard let update = node.keys(set: ["update_message"]).first, node["api_url"]?.text != slackAPI else { return }
    findings.missing(
      "\"update_message\" needs \"api_url: \(slackAPI)\"", at: update,
      help: "a webhook can't change what it sent; use a bot's token, as \"http_config\" takes it")
  }

  /// `global`: one way to reach Slack. A token may stand beside the URL that it is for.
  static let slackCredentials = FieldRule { node, findings in
    let tokens = node.keys(set: ["slack_app_token", "slack_app_token_file"])
    let urls = node.keys(set: ["slack_api_url", "slack_api_url_file"])
    guard let token = tokens.first, let url = urls.first else { return }
    if url.text == "slack_api_url", node["slack_api_url"]?.text == node["slack_app_url"]?.text ?? slackAPI { return }
    let (first, second) = token.span.start < url.span.start ? (token, url) : (url, token)
    findings.exclusive(second, first)
  }

  private static let slackAPI = "https://slack.com/api/chat.postMessage"

  static let threading = FieldRule { node, findings in
    guard let threading = node["threading"], threading["enabled"]?.boolValue == true else { return }
    for (key, _) in node["headers"]?.entries ?? Node.noEntries
    where ["references", "in-reply-to"].contains(key.text.lowercased()) {
      findings.report(
        "schema/exclusive-keys", "the header \(quoted(key.text)) can't stand beside \"threading\", which sets it",
        at: key, help: "remove it")
    }
    let kind = threading["thread_by_date"]
    guard !["none", "daily"].contains(kind?.text ?? "") else { return }
    findings.invalid("\"thread_by_date\" must be \"none\" or \"daily\"", at: kind ?? threading)
  }

  // MARK: Others

  static let responderType = FieldRule { node, findings in
    if node.holds("{{"), !findings.isBefore("0.25") { return findings.checkPlainTemplate(node, "\"type\"") }
    let types = ["team", "teams", "user", "escalation", "schedule"]
    guard !node.isEmpty, !types.contains(node.text.lowercased()) else { return }
    findings.invalid(
      "\"type\" must be \(alternatives(types)), not \(node.phrase)", at: node,
      help: didYouMean(node.text.lowercased(), among: types))
  }

  /// Names of VictorOps' own.
  static let freeFields = FieldRule { node, findings in
    let own = [
      "routing_key", "message_type", "state_message", "entity_display_name", "monitoring_tool", "entity_id",
      "entity_state",
    ]
    for (key, _) in node.entries where own.contains(key.text) {
      findings.invalid("\(quoted(key.text)) is a field of VictorOps' own", at: key, help: "use another name")
    }
  }

  /// Go compares three "is empty" with `!=`, so two targets are refused and three are not.
  static let oneTarget = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    let keys = node.keys(set: ["topic_arn", "phone_number", "target_arn"])
    if keys.isEmpty {
      findings.missing("an SNS config needs \"topic_arn\", \"phone_number\" or \"target_arn\"", at: node)
    } else if keys.count == 2 {
      findings.exclusive(keys[1], keys[0])
    }
  }

  static let chat = FieldRule { node, findings in
    guard node.kind == .mapping, node["chat_id"]?.intValue ?? 0 == 0, node["chat_id"]?.doubleValue ?? 0 == 0 else {
      return
    }
    guard node.keys(set: ["chat_id_file"]).isEmpty || findings.isBefore("0.31") else { return }
    let file = findings.isBefore("0.31") ? "" : " or \"chat_id_file\""
    findings.missing("a Telegram config needs \"chat_id\"\(file)", at: node["chat_id"] ?? node)
  }

  static let webexAuthorization = FieldRule { node, findings in
    guard node.kind == .mapping, !(node["http_config"]?.hasAuthorization ?? false) else { return }
    findings.missing(
      "a Webex config needs \"authorization\" in its own \"http_config\"", at: node["http_config"] ?? node)
  }

  static let alertSourceToken = FieldRule { node, findings in
    let token = node.keys(set: ["alert_source_token", "alert_source_token_file"]).first
    guard let http = node["http_config"], !http.isNull else { return }
    if let token, http.hasAuthorization {
      findings.report(
        "schema/exclusive-keys", "\(quoted(token.text)) can't stand beside \"authorization\" of \"http_config\"",
        at: token, notes: [.init("\"http_config\" is here", at: http.origin)], help: "keep one of the two")
    } else if token == nil, !http.hasAuthorization {
      findings.missing(
        "an incident.io config with an \"http_config\" needs \"authorization\" in it, or an \"alert_source_token\"",
        at: http)
    }
  }

  /// `batch_*` of the event recorder.
  static let batches = FieldRule { node, findings in
    let isOn = node["batch"]?.boolValue == true
    for (key, value) in node.entries
    where ["batch_max_events", "batch_max_bytes", "batch_flush_interval"].contains(key.text) && !value.isNull {
      if let number = value.intValue, number < 0 {
        findings.invalid("\(quoted(key.text)) can't be negative", at: value)
      } else if !isOn, value.intValue != 0, value.duration?.milliseconds != 0 {
        findings.missing("\(quoted(key.text)) needs \"batch: true\"", at: key)
      }
    }
  }
}

extension Node {
  /// An `http_config` that says who is asking with a token; `bearer_token` is the older way to write it.
  var hasAuthorization: Bool {
    entries.contains { key, value in
      key.text == "authorization" && !value.isNull
        || ["bearer_token", "bearer_token_file"].contains(key.text) && value.isSet
    }
  }
}
