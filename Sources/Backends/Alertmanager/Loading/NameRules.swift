internal import Document
internal import PromConfig
internal import Quantities

/// Which texts are the names of labels. Until 0.27 letters, digits and underscores; since then any text.
extension FieldRule {
  static let labelNames = FieldRule { node, findings in
    for (key, _) in node.entries where !findings.takesLabel(key, any: "0.27") {
      findings.invalidLabel(key, any: "0.27")
    }
  }

  /// `match` and its like never took other names.
  static let classicLabelNames = FieldRule { node, findings in
    for (key, _) in node.entries where !key.isClassicLabel {
      findings.invalid(
        "\(quoted(key.text)) is no label name here", at: key,
        help: "use letters, digits and underscores, or \"matchers\"")
    }
  }

  /// `match_re` and its like.
  static let classicExpressions = FieldRule { node, findings in
    FieldRule.classicLabelNames.check(node, &findings)
    for (key, value) in node.entries where value.isNull {
      findings.missing("\(quoted(key.text)) needs a regular expression", at: value)
    }
  }

  /// A label of `equal`, which took over the new names a version later.
  static let equalLabel = FieldRule { node, findings in
    if !findings.takesLabel(node, any: "0.28") { findings.invalidLabel(node, any: "0.28") }
  }

  static let groupBy = FieldRule { node, findings in
    var first: [String: Node] = [:]
    var all: Node?
    for item in node.items where item.kind == .scalar {
      let name = item.isNull ? "" : item.text
      if name == "..." {
        all = item
        continue
      }
      guard findings.takesLabel(item, any: "0.27") else {
        findings.invalidLabel(item, any: "0.27")
        continue
      }
      if let other = first[name] {
        findings.duplicate("\(quoted(name)) stands twice in \"group_by\"", at: item, of: other)
      } else {
        first[name] = item
      }
    }
    guard let all, !first.isEmpty else { return }
    findings.report(
      "schema/exclusive-keys", "\"...\" groups by all labels, and no others can stand beside it", at: all,
      help: "remove \"...\" or the others")
  }

  /// Header names are compared without regard to capitals.
  static let uniqueHeaders = FieldRule { node, findings in
    var first: [String: Node] = [:]
    for (key, _) in node.entries {
      let name = key.text.lowercased()
      if let other = first[name], other.text != key.text {
        findings.duplicate("\(quoted(key.text)) is the header \(quoted(other.text)) again", at: key, of: other)
      } else {
        first[name] = key
      }
    }
  }

  // MARK: Names of things

  static let uniqueReceivers = FieldRule { node, findings in
    findings.checkUnique("name", in: node["receivers"]) { "two receivers are called \($0)" }
  }

  /// Both lists share their names.
  static let uniqueTimeIntervals = FieldRule { node, findings in
    findings.checkUnique("name", in: node["mute_time_intervals"], node["time_intervals"]) {
      "two time intervals are called \($0)"
    }
  }

  /// The label `name` of a receiver is its name.
  static let receiverLabels = FieldRule { node, findings in
    guard let label = node["labels"]?["name"], label.kind == .scalar, let name = node.filled("name"),
      label.text != name.text
    else { return }
    findings.invalid("the label \"name\" must be the receiver's name, \(quoted(name.text))", at: label)
  }
}

extension FieldFindings {
  /// - Parameter any: The version since which any text is a name.
  fileprivate func takesLabel(_ node: Node, any: Version) -> Bool {
    isBefore(any) ? node.isClassicLabel : !node.isNull && !node.isEmpty
  }

  fileprivate mutating func invalidLabel(_ node: Node, any: Version) {
    let isClassic = isBefore(any) && !node.isEmpty && !node.isNull
    invalid(
      isClassic
        ? "\(quoted(node.text)) is no label name before Alertmanager \(any)" : "\(quoted(node.text)) is no label name",
      at: node, help: isClassic ? "use letters, digits and underscores, and no digit first" : nil)
  }
}

extension Node {
  /// `[a-zA-Z_][a-zA-Z0-9_]*`.
  fileprivate var isClassicLabel: Bool { !isNull && PrometheusName.isLegacyLabel(textBytes) }
}
