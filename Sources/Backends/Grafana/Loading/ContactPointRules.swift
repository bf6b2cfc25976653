internal import Document

/// What Grafana asks of contact points beyond types.
extension FieldRule {
  /// What the type of a receiver asks of its settings.
  static let integration = FieldRule { node, findings in
    guard let type = node.filled("type"), let text = type.literal else { return }
    let name = GrafanaSchema.integrationName(text)
    guard let table = GrafanaSchema.integrations[name] else {
      // A newer Grafana may have more of them.
      guard let help = didYouMean(name, among: GrafanaSchema.integrations.keys.sorted()) else { return }
      return findings.doubtful(
        "no receiver of the type \(quoted(text)) is known", at: type, help: help)
    }
    guard let settings = node["settings"], settings.kind == .mapping else { return }
    // An older Grafana took secrets apart.
    guard node["secureSettings"] == nil else { return }
    findings.check(settings, against: table, what: "a receiver of the type \(quoted(text))")
  }

  /// With its own API Slack needs to know whom to write to and as whom.
  static let slack = FieldRule { node, findings in
    guard node.kind == .mapping, node.filled("url") == nil, node.filled("endpointUrl") == nil else { return }
    for key in ["recipient", "token"] where node.filled(key) == nil {
      findings.missing("a Slack receiver without \"url\" needs \(quoted(key))", at: node)
    }
  }
}
