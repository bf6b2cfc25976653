internal import Document
internal import Quantities

/// What holds for rule files.
extension FieldRule {
  static let uniqueGroups = FieldRule { node, findings in
    findings.checkUnique("name", in: node["groups"], id: "rules/duplicate-group") { "two groups are called \($0)" }
  }

  /// A rule is one or the other.
  static let alertOrRecord = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    switch (isNamed(node["alert"], findings), isNamed(node["record"], findings)) {
    case (false, false): findings.missing("a rule needs \"alert\" or \"record\"", at: node)
    case (true, true):
      let keys = node.entries.map(\.key).filter { $0.isText("alert") || $0.isText("record") }
      findings.exclusive(keys[1], keys[0])
    default: break
    }
  }

  /// Until 3.3 Prometheus read the text of a null.
  private static func isNamed(_ value: Node?, _ findings: FieldFindings) -> Bool {
    guard let value else { return false }
    return value.kind == .scalar && !value.isEmpty && (!value.isNull || findings.isBefore("3.3"))
  }

  /// What only an alert has.
  static let recordKeys = FieldRule { node, findings in
    guard let record = node["record"], record.kind == .scalar, isNamed(record, findings) else { return }
    for (key, value) in node.entries {
      let isWrong =
        if key.isText("for") || key.isText("keep_firing_for") {
          value.positiveDuration != nil
        } else {
          key.isText("annotations") && !value.entries.isEmpty
        }
      guard isWrong else { continue }
      findings.report(
        "schema/exclusive-keys", "\(quoted(key.text)) can't stand beside \"record\"", at: key,
        help: "only an alert has it")
    }
  }
}
