import Deployment
import Document
import Stack

/// The keys of native files whose values are secrets, and what Belfry says of them.
enum SecretKeys {
  /// Keys that hold a secret whatever they stand in. Their `…_file` twins hold a path.
  private static let names: Set<String> = [
    "alert_source_token", "api_key", "api_secret", "api_token", "api_url_secret", "app_token", "auth_password",
    "auth_secret", "bearer_token",
    "bot_token", "client_secret", "credentials", "mattermost_webhook_url", "opsgenie_api_key", "password",
    "rocketchat_token", "rocketchat_token_id", "routing_key", "secret_access_key",
    "secret_key", "service_key", "slack_api_url", "slack_app_token", "smtp_auth_password", "smtp_auth_secret",
    "telegram_bot_token", "token", "user_key", "victorops_api_key", "wechat_api_secret",
  ]

  /// Every scalar of a tree that is a secret, with its key.
  static func secrets(in file: StackFile) -> [(key: Node, value: Node)] {
    var found: [(key: Node, value: Node)] = []
    collect(file.root, integration: nil, into: &found)
    return found
  }

  /// `integration` is the `*_configs` key that the node stands under.
  private static func collect(_ node: Node, integration: String?, into found: inout [(key: Node, value: Node)]) {
    for item in node.items { collect(item, integration: integration, into: &found) }
    for (key, value) in node.entries {
      let name = key.text
      if value.kind == .scalar {
        guard !value.isNull, !value.textBytes.isEmpty, isSecret(name, in: integration) else { continue }
        found.append((key, value))
      } else {
        collect(value, integration: name.hasSuffix("_configs") ? name : integration, into: &found)
      }
    }
  }

  /// A Slack webhook's URL is its secret; a VictorOps routing key is only a name.
  private static func isSecret(_ name: String, in integration: String?) -> Bool {
    switch (name, integration) {
    case ("api_url", "slack_configs"?), ("webhook_url", _?): true
    case ("routing_key", "victorops_configs"?), ("token", "wechat_configs"?): false
    default: names.contains(name)
    }
  }

  /// Whether a text stands where a secret should, waiting to be replaced by hand.
  static func isPlaceholder(_ text: String) -> Bool {
    let upper = text.uppercased()
    if placeholderWords.contains(where: upper.contains) { return true }
    let isURL = upper.hasPrefix("HTTP")
    // `https://hooks.slack.com/services/<webhook-id>`: no URL has these characters.
    if let open = text.firstIndex(of: "<"), isURL || open == text.startIndex && text.hasSuffix(">") {
      return text[open...].contains(">")
    }
    // `xxxxxxxx-xxxx-xxxx`, `https://hooks.slack.com/services/XXXXXXX/XXXXXXX`
    let last = isURL ? upper.split(separator: "/").last ?? "" : Substring(upper)
    return last.contains { $0 != "-" } && last.allSatisfy { $0 == "X" || $0 == "*" || $0 == "-" }
  }

  /// What people write into a file where they mean to put a secret later; the last one is data as well.
  private static let placeholderWords = [
    "YOUR_", "YOUR-", "CHANGEME", "CHANGE_ME", "CHANGE-ME", "REPLACE_ME", "REPLACE-ME", "<SECRET>", "TODO",
  ]

  /// Whether a template or the environment gives the value, so that the file itself holds none.
  static func isReference(_ text: String) -> Bool {
    text.hasPrefix("${") || text.hasPrefix("$(") || text.contains("{{") || text.hasPrefix("!vault")
  }

  /// Where secrets stand: the files that servers read them from.
  static func files(of stack: Stack) -> [StackFile] {
    stack.files.filter { [.alertmanager, .prometheus, .loki, .promtail].contains($0.kind) }
  }
}
