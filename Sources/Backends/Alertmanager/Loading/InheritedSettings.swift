internal import Diagnostics
internal import Document
internal import Quantities

/// Something an integration needs and takes over from `global` where it doesn't say it.
private struct InheritedSetting: Sendable {
  /// `slack` of `slack_configs`.
  var integration: String
  /// The keys of the integration, any of which will do.
  var keys: [String]
  /// Those of `global`.
  var global: [String]
  /// From when on it is taken over.
  var since: Version?
  /// Whether `global` has it where nobody sets it, so that only a null takes it away.
  var hasDefault = false
  /// Whether an empty text is as good as any, as where Go keeps a pointer.
  var mayBeEmpty = false

  init(
    _ integration: String, _ keys: [String], _ global: [String], since: Version? = nil, hasDefault: Bool = false,
    mayBeEmpty: Bool = false
  ) {
    self.integration = integration
    self.keys = keys
    self.global = global
    self.since = since
    self.hasDefault = hasDefault
    self.mayBeEmpty = mayBeEmpty
  }

  static let all: [InheritedSetting] = [
    .init("email", ["smarthost"], ["smtp_smarthost"]),
    .init("email", ["from"], ["smtp_from"]),
    .init("opsgenie", ["api_key", "api_key_file"], ["opsgenie_api_key", "opsgenie_api_key_file"]),
    .init("opsgenie", ["api_url"], ["opsgenie_api_url"], hasDefault: true),
    .init("victorops", ["api_key", "api_key_file"], ["victorops_api_key", "victorops_api_key_file"]),
    .init("victorops", ["api_url"], ["victorops_api_url"], hasDefault: true),
    .init("pagerduty", ["url"], ["pagerduty_url"], hasDefault: true),
    .init("wechat", ["api_secret", "api_secret_file"], ["wechat_api_secret", "wechat_api_secret_file"]),
    .init("wechat", ["corp_id"], ["wechat_api_corp_id"]),
    .init("wechat", ["api_url"], ["wechat_api_url"], hasDefault: true),
    .init(
      "telegram", ["bot_token", "bot_token_file"], ["telegram_bot_token", "telegram_bot_token_file"], since: "0.31"),
    .init("webex", ["api_url"], ["webex_api_url"], hasDefault: true),
    .init("jira", ["api_url"], ["jira_api_url"]),
    .init(
      "rocketchat", ["token_id", "token_id_file"], ["rocketchat_token_id", "rocketchat_token_id_file"], mayBeEmpty: true
    ),
    .init("rocketchat", ["token", "token_file"], ["rocketchat_token", "rocketchat_token_file"], mayBeEmpty: true),
    .init(
      "mattermost", ["webhook_url", "webhook_url_file"], ["mattermost_webhook_url", "mattermost_webhook_url_file"],
      since: "0.32"),
  ]

  static let byIntegration = Dictionary(grouping: all) { $0.integration + "_configs" }

  func isSet(_ names: [String], in node: Node?) -> Bool {
    node?.entries.contains { names.contains($0.key.text) && ($0.value.isSet || mayBeEmpty && !$0.value.isNull) }
      ?? false
  }
}

extension FieldRule {
  /// What every integration of a file has to have, itself or from `global`.
  static let inheritedSettings = FieldRule { node, findings in
    let global = node["global"]
    for receiver in node["receivers"]?.items ?? Node.noItems {
      for (key, list) in receiver.entries where key.text.hasSuffix("_configs") {
        for integration in list.items where integration.kind == .mapping {
          if key.text == "slack_configs" { findings.checkSlack(integration, global) }
          for setting in InheritedSetting.byIntegration[key.text] ?? [] {
            findings.check(setting, of: integration, global)
          }
        }
      }
    }
  }
}

extension FieldFindings {
  fileprivate mutating func check(_ setting: InheritedSetting, of integration: Node, _ global: Node?) {
    if setting.isSet(setting.keys, in: integration) { return }
    let isInherited = setting.since.map { !isBefore($0) } ?? true
    if isInherited, setting.isSet(setting.global, in: global) { return }
    if setting.hasDefault {
      // Set to nothing, the default is gone.
      guard let key = global?.entries.first(where: { setting.global.contains($0.key.text) && $0.value.isNull })?.key
      else {
        return
      }
      return missing("\(quoted(key.text)) can't be empty", at: key, help: "remove the key for the default")
    }
    missing(need(setting.keys, isInherited ? setting.global : [], of: setting.integration), at: integration)
  }

  private func need(_ keys: [String], _ global: [String], of integration: String) -> String {
    func known(_ names: [String], in table: FieldTable?) -> [String] {
      names.filter { name in version.map { table?.has(name, in: $0) ?? true } ?? true }.map { quoted($0) }
    }
    let own = known(keys, in: AlertmanagerSchema.integration(integration + "_configs")).joined(separator: " or ")
    let shared = known(global, in: AlertmanagerSchema.global).joined(separator: " or ")
    return "\(quoted(integration + "_configs")) needs \(own)" + (shared.isEmpty ? "" : ", or \(shared) in \"global\"")
  }

  /// Slack is reached by a webhook's URL or, since 0.30, with an app's token.
  fileprivate mutating func checkSlack(_ slack: Node, _ global: Node?) {
    let urls = ["api_url", "api_url_file"]
    let tokens = ["app_token", "app_token_file"]
    let globalURLs = urls.map { "slack_" + $0 }
    let globalTokens = tokens.map { "slack_" + $0 }
    let knowsTokens = !isBefore("0.30")
    let isSet = !slack.keys(set: urls).isEmpty || !(global?.keys(set: globalURLs).isEmpty ?? true)
    var token = knowsTokens ? slack.keys(set: tokens).first : nil
    let http = slack["http_config"].flatMap { $0.isNull ? nil : $0 }
    // A token of `global` is for those who say neither who they are nor where to send.
    if knowsTokens, token == nil, !(http?.hasAuthorization ?? false), slack.keys(set: ["api_url"]).isEmpty {
      token = global?.keys(set: globalTokens).first
    }
    guard isSet || token != nil else {
      let names = knowsTokens ? urls + tokens : urls
      let shared = knowsTokens ? globalURLs + globalTokens : globalURLs
      return missing(need(names, shared, of: "slack"), at: slack)
    }
    if let token, let client = http ?? global?["http_config"], client.hasAuthorization {
      report(
        "schema/exclusive-keys", "\(quoted(token.text)) can't stand beside \"authorization\" of \"http_config\"",
        at: slack["app_token"] != nil || slack["app_token_file"] != nil ? token : slack,
        notes: [.init("\"http_config\" is here", at: client.origin)], help: "keep one of the two")
    }
  }
}
