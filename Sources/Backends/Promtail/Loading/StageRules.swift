internal import Document
internal import GoTemplate
internal import LogQL
internal import Quantities
internal import RE2

/// What Promtail asks of the stages of a pipeline when it starts.
extension FieldRule {
  /// A stage has its name as the one key.
  static let oneStage = FieldRule { node, findings in
    for key in node.entries.dropFirst().map(\.key) {
      findings.report(
        "schema/exclusive-keys", "a stage has one key, and \(quoted(key.text)) is another", at: key,
        help: "begin a stage of its own: \"- \(key.text):\"")
    }
    for (key, value) in node.entries where value.isNull && emptyIsRefused.contains(key.text) {
      findings.missing("\(quoted(key.text)) can't be empty", at: key)
    }
  }

  private static let emptyIsRefused: Set = [
    "drop", "geoip", "json", "labelallow", "labeldrop", "limit", "logfmt", "match", "multiline", "output", "regex",
    "replace", "template", "tenant", "timestamp",
  ]

  // MARK: Combinations

  static let matchStages = FieldRule { node, findings in
    let action = node.filled("action")?.text ?? "keep"
    let stages = node["stages"]
    let isEmpty = stages.map { $0.isNull || $0.items.isEmpty } ?? true
    if action == "drop", !isEmpty, let stages {
      findings.report(
        "schema/exclusive-keys", "\"stages\" can't stand beside \"action: drop\"", at: stages,
        help: "what is dropped needs no stages")
    } else if action == "keep", isEmpty {
      findings.missing("\"match\" needs \"stages\", or \"action: drop\"", at: stages ?? node)
    }
  }

  static let dropCondition = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    let conditions = ["source", "expression", "older_than", "longer_than"]
    if !conditions.contains(where: { node[$0].map { !$0.isNull } ?? false }) {
      findings.missing(
        "\"drop\" needs \"source\", \"expression\", \"older_than\" or \"longer_than\"", at: node["value"] ?? node)
    } else if let value = node["value"], !value.isNull, node["source"]?.isNull ?? true {
      findings.missing("\"value\" needs a \"source\" to compare it with", at: value)
    }
  }

  static let limitByLabel = FieldRule { node, findings in
    guard let label = node.filled("by_label_name"), node["drop"]?.boolValue != true,
      !(node["drop"]?.holds("${") ?? false)
    else { return }
    findings.missing("\"by_label_name\" needs \"drop: true\"", at: label)
  }

  static let metricAction = FieldRule { node, findings in
    let actions: [String: [String]] = ["counter": ["inc", "add"], "gauge": ["set", "inc", "dec", "add", "sub"]]
    guard let type = node.filled("type")?.text.lowercased(), let known = actions[type] else { return }
    let config = node["config"]
    guard let action = config?.filled("action") else {
      return findings.missing("a \(type) needs an \"action\"", at: config.flatMap { $0["action"] ?? $0 } ?? node)
    }
    if !known.contains(action.text.lowercased()) {
      findings.invalid("\"action\" of a \(type) must be \(alternatives(known)), not \(action.phrase)", at: action)
    }
    guard type == "counter", let config else { return }
    let matchesAll = config["match_all"]?.boolValue == true
    if matchesAll, let value = config["value"], !value.isNull, let key = config["match_all"] {
      findings.exclusive(key, value)
    }
    guard let bytes = config["count_entry_bytes"], bytes.boolValue == true else { return }
    if !matchesAll { findings.missing("\"count_entry_bytes\" needs \"match_all: true\"", at: bytes) }
    if action.text.lowercased() != "add" {
      findings.invalid("\"count_entry_bytes\" needs \"action: add\", not \(action.phrase)", at: action)
    }
  }

  // MARK: Languages

  static let expression = known { node, findings in
    checkText(node, &findings)
    do throws(RegularExpression.SyntaxError) {
      _ = try RegularExpression(node.text, dotMatchesNewline: false)
    } catch {
      let message = "the regular expression does not compile: \(error.message)"
      guard let range = error.range else { return findings.invalid(message, at: node) }
      findings.invalid(message, at: node, bytes: range)
    }
  }

  /// A stage's template, with Promtail's functions.
  static let stageTemplate = known { node, findings in
    checkText(node, &findings)
    for error in GoTemplate.parse(node.text, in: .logStage).errors {
      findings.invalid(error.message, at: node, bytes: error.range)
    }
  }

  /// Promtail's own small language: a selector, and filters of lines behind it.
  static let lineSelector = known { node, findings in
    checkText(node, &findings)
    let parsed = LogQL.parse(node.text)
    guard let tree = parsed.expression else {
      for error in parsed.errors { findings.invalid(error.message, at: node, bytes: error.range) }
      return
    }
    guard case .logs(let query) = tree.kind else {
      return findings.invalid(
        "only a selector and line filters can stand here", at: node, bytes: tree.range)
    }
    if query.selector.matchers.isEmpty {
      findings.invalid("a selector needs a matcher here", at: node, bytes: query.selector.range)
    }
    for stage in query.stages {
      guard case .lineFilter(let filter) = stage.kind, filter.alternatives.count == 1,
        ![.matchesPattern, .matchesPatternNot].contains(filter.op)
      else {
        findings.invalid(
          "only line filters can stand behind the selector of \"match\"", at: node, bytes: stage.range)
        continue
      }
    }
    // Of the meaning only regular expressions matter here: Promtail takes a selector that matches everything.
    for error in parsed.errors where error.message.contains("missing") || error.message.contains("invalid") {
      findings.invalid(error.message, at: node, bytes: error.range)
    }
  }
}
