package import Document
internal import Quantities

/// What each action of relabeling needs and forbids.
extension FieldRule {
  /// The case of letters doesn't matter.
  static let relabelAction = FieldRule { node, findings in
    guard RelabelRule.Action(rawValue: node.text.lowercased()) == nil else {
      let since: Version? =
        switch node.text.lowercased() {
        case "lowercase", "uppercase": "2.36"
        case "keepequal", "dropequal": "2.41"
        default: nil
        }
      if let since, let version = findings.version, version < since {
        findings.report(
          "schema/not-yet-key",
          "\(quoted(node.text)) is unknown before version \(since), and this must suit \(version)",
          at: node)
      }
      return
    }
    let words = RelabelRule.Action.allCases.map(\.rawValue)
    findings.invalid(
      "\"action\" must be \(alternatives(words)), not \(node.phrase)", at: node,
      help: didYouMean(node.text.lowercased(), among: words))
  }

  static let relabeling = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    if let action = node["action"], action.isNull {
      return findings.missing("\"action\" can't be empty", at: action, help: "remove the key, or name an action")
    }
    guard let action = RelabelRule(node).action else { return }
    findings.checkTarget(of: node, action)
    findings.checkForbidden(in: node, action)
    if action == .hashmod, !(node["modulus"].map { $0.isSet && $0.intValue != 0 } ?? false) {
      findings.missing("\"hashmod\" needs a \"modulus\" of 1 or more", at: node["modulus"] ?? node)
    }
  }
}

extension RelabelRule.Action {
  fileprivate var needsTarget: Bool {
    switch self {
    case .replace, .hashmod, .lowercase, .uppercase, .keepequal, .dropequal: true
    case .keep, .drop, .labelmap, .labeldrop, .labelkeep: false
    }
  }

  /// Keys that may only have their default beside it, and whether they may.
  fileprivate var forbidden: [String] {
    switch self {
    case .keepequal, .dropequal: ["regex", "modulus", "separator", "replacement"]
    case .labeldrop, .labelkeep: ["source_labels", "target_label", "modulus", "separator", "replacement"]
    case .lowercase, .uppercase: ["replacement"]
    default: []
    }
  }
}

extension FieldFindings {
  fileprivate mutating func checkTarget(of node: Node, _ action: RelabelRule.Action) {
    if action == .labelmap {
      // The default names a group, which is a name.
      guard let replacement = node["replacement"], replacement.kind == .scalar else { return }
      if !takesTemplate(replacement.text, action) {
        invalid("\(quoted(replacement.text)) makes no label name", at: replacement)
      }
      return
    }
    guard action.needsTarget else { return }
    guard let target = node.filled("target_label") else {
      guard node["target_label"].map({ $0.isNull || $0.isEmpty }) ?? true else { return }
      return missing("\(quoted(action.rawValue)) needs a \"target_label\"", at: node["target_label"] ?? node)
    }
    if !takesTemplate(target.text, action) { invalidLabel(target) }
  }

  private func takesTemplate(_ text: String, _ action: RelabelRule.Action) -> Bool {
    if isBefore("3.0") {
      return action == .hashmod ? PrometheusName.isLegacyLabel(text.utf8) : PrometheusName.isLegacyTemplate(text)
    }
    // 3.0 and 3.1 take any name, but not one with both a variable and other characters.
    let isTemplate = action == .labelmap || action == .replace && text.contains("$")
    return isTemplate && isBefore("3.2") ? PrometheusName.isLegacyTemplate(text) : !text.isEmpty
  }

  fileprivate mutating func checkForbidden(in node: Node, _ action: RelabelRule.Action) {
    for (key, value) in node.entries where action.forbidden.contains(key.text) && !Self.isDefault(key.text, value) {
      report(
        "schema/exclusive-keys", "\(quoted(key.text)) can't stand beside the action \(quoted(action.rawValue))",
        at: key,
        help: "remove \(quoted(key.text))")
    }
  }

  /// Whether Prometheus can't tell the value from none.
  private static func isDefault(_ key: String, _ value: Node) -> Bool {
    switch key {
    case "separator": value.kind == .scalar && !value.isNull && value.text == ";"
    case "replacement": value.kind == .scalar && !value.isNull && value.text == "$1"
    case "modulus": value.isNull || value.intValue == 0
    case "target_label": value.isNull || value.isEmpty
    // It compares what was compiled, and that is another even where the text is the same.
    case "regex": false
    default: value.isNull
    }
  }

  /// What is a name as UTF-8 and none as of old.
  package mutating func checkLegacyRelabeling(_ node: Node, _ keys: [String]) {
    for rule in keys.flatMap({ Array(node[$0]?.items ?? Node.noItems) }) where rule.kind == .mapping {
      guard let action = RelabelRule(rule).action else { continue }
      guard let name = action == .labelmap ? rule.filled("replacement") : rule.filled("target_label"),
        action == .labelmap || action.needsTarget
      else { continue }
      let isTemplate = action == .labelmap || action == .replace && name.text.contains("$")
      let isName =
        isTemplate ? PrometheusName.isLegacyTemplate(name.text) : PrometheusName.isLegacyLabel(name.textBytes)
      if !isName { invalid("\(quoted(name.text)) is no label name where names are legacy", at: name) }
    }
  }
}
