internal import Document
internal import Quantities

/// What Grafana asks of provisioned alerting beyond types.
extension FieldRule {
  static func word(of words: [String]) -> FieldRule {
    FieldRule { node, findings in
      guard let text = node.literal, !words.contains(text) else { return }
      // Blanks around it are cut off.
      let trimmed = text.split(separator: " ").joined(separator: " ")
      guard !words.contains(trimmed) else { return }
      let help = didYouMean(text, among: words)
      let choices = alternatives(words.filter { !$0.isEmpty })
      findings.invalid("this must be \(choices), not \(node.phrase)", at: node, help: help)
    }
  }

  static let provisionedDuration = FieldRule { node, findings in
    guard let text = node.literal, !text.isEmpty, PromDuration(text) == nil else { return }
    findings.invalid("this must be a duration such as \"5m\", not \(node.phrase)", at: node)
  }

  /// Rules are evaluated at every tenth second.
  static let groupInterval = FieldRule { node, findings in
    guard let text = node.literal else { return }
    guard let interval = PromDuration(text) else {
      return findings.invalid("\"interval\" must be a duration such as \"1m\", not \(node.phrase)", at: node)
    }
    if interval.milliseconds == 0 {
      findings.invalid("\"interval\" must be longer than 0", at: node)
    } else if interval.milliseconds % 10_000 != 0 {
      findings.doubtful(
        "Grafana takes only multiples of 10s for an interval, unless its scheduler is set to tick otherwise", at: node)
    }
  }

  static let notNegative = FieldRule { node, findings in
    if let value = Int64(node.text), value < 0 { findings.invalid("this can't be less than 0", at: node) }
  }

  /// An alert's condition names one of its queries; what records has none.
  static let conditionOfData = FieldRule { node, findings in
    guard node.kind == .mapping else { return }
    guard let condition = node.filled("condition") else {
      if node["record"] == nil || node["record"]?.isNull == true {
        findings.missing("a rule needs \"condition\"", at: node)
      }
      return
    }
    let names = node["data"].mappings.compactMap { $0["refId"]?.text }
    guard let text = condition.literal, !names.isEmpty, !names.contains(text), names.allSatisfy({ !$0.contains("$") })
    else { return }
    findings.doubtful("no query of this rule is called \(quoted(text))", at: condition)
  }

  /// `[label, operator, value]`.
  static let objectMatcher = FieldRule { node, findings in
    guard node.items.count == 3 else {
      return findings.invalid("a matcher is a list of a label, an operator and a value", at: node)
    }
    guard let operation = node.items[1].literal, !["=", "!=", "=~", "!~"].contains(operation) else { return }
    findings.invalid(
      "an operator must be \(alternatives(["=", "!=", "=~", "!~"])), not \(node.items[1].phrase)", at: node.items[1])
  }
}
