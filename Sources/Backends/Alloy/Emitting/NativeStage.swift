internal import Diagnostics
internal import Document

/// A pipeline stage in Promtail's words, to be said in Alloy's.
struct NativeStage {
  let name: String
  let settings: Draft

  /// Stages whose settings in Promtail are one list or one map without a name, with the name that Alloy gives to both.
  private static let bare: [String: (stage: String, attribute: String)] = [
    "labels": ("labels", "values"), "static_labels": ("static_labels", "values"),
    "structured_metadata": ("structured_metadata", "values"), "non_indexed_labels": ("structured_metadata", "values"),
    "labeldrop": ("label_drop", "values"), "labelallow": ("label_keep", "values"),
  ]
  /// Stages whose settings have the same names in both.
  private static let named: Set = [
    "cri", "decolorize", "docker", "drop", "eventlogmessage", "json", "limit", "logfmt", "match", "multiline", "output",
    "pack", "regex", "replace", "sampling", "template", "tenant", "timestamp",
  ]

  func block(into diagnostics: inout [Diagnostic]) -> AlloyBlock? {
    if let bare = Self.bare[name] {
      return AlloyBlock("stage." + bare.stage, nil, [.attribute(bare.attribute, expression(settings))])
    }
    guard Self.named.contains(name) else {
      diagnostics.append(
        Diagnostic(
          "logs/stage-not-in-alloy", .warning, "stage \"\(name)\" is written for Promtail only",
          at: settings.origin ?? .builtin, help: "add the stage to config.alloy by hand, or ship with Promtail alone"))
      return nil
    }
    var body: [AlloyStatement] = []
    for (key, value) in settings.entries {
      if name == "match", key == "stages" {
        for stage in value.items.flatMap(\.entries) {
          let nested = NativeStage(name: stage.key, settings: stage.value.at(stage.value.origin ?? settings.origin))
          if let block = nested.block(into: &diagnostics) { body.append(.block(block)) }
        }
      } else {
        body.append(.attribute(key, expression(value)))
      }
    }
    return AlloyBlock("stage." + name, nil, body)
  }

  private func expression(_ draft: Draft) -> AlloyExpression {
    switch draft.content {
    // In maps of labels Promtail reads no value as "the same name", and so does Alloy an empty string.
    case .null: .string("")
    case .bool(let value): .bool(value)
    case .int(let value): .number(String(value))
    case .number(let text): .number(text)
    case .string(let text): .string(text)
    case .list(let items): .list(items.map(expression))
    case .map(let entries): .map(entries.map { ($0.key, expression($0.value)) })
    }
  }
}
