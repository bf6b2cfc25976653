package import Document
internal import RE2

extension PromSchema {
  /// Relabeling in Loki and Promtail, its expressions compiled: of Prometheus' own files a check does that.
  package static let relabelingInLoki: FieldType = .promInLoki(.filled("a relabeling rule") { compiledRelabelConfig })

  private static let compiledRelabelConfig = FieldTable(
    relabelConfig.fields.changed { if $0.name == "regex" { $0.type = .ruled(.regex, .wrappedRegex) } },
    rules: relabelConfig.rules)
}

extension FieldRule {
  /// A regular expression that must match a whole value.
  package static let wrappedRegex = known { node, findings in
    guard let error = RegularExpression.syntaxError(wrapping: node.text) else { return }
    findings.invalid("the regular expression does not compile: \(error.message)", at: node)
  }
}
