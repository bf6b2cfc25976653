internal import Diagnostics
internal import Document
internal import Quantities

/// `alerts:` and `recording_rules:`: groups of rules.
extension SpecDecoder {
  func ruleGroup(_ node: Node) -> RuleGroup? {
    var group = RuleGroup(name: Located("", at: node.origin))
    mapping(node, "a rule group") { fields in
      group.name = fields.required("group", name, or: group.name)
      group.interval = fields.interval("interval")
      group.labels = ruleLabels(&fields)
      group.rules = fields.list("rules", rule)
    }
    return group
  }

  /// A rule's own name is its metric's; Prometheus refuses another.
  private func ruleLabels(_ fields: inout Fields) -> [Label] {
    let labels = fields.labels("labels")
    for label in labels where label.name.value == "__name__" {
      invalid("a rule can't set the label \"__name__\"", at: label.name.origin, help: "name another label")
    }
    return labels
  }

  /// A rule is what its key says it is: `record:` or `alert:`.
  private func rule(_ node: Node) -> Rule? {
    guard node.kind == .mapping else {
      wrongType(node, "a rule")
      return nil
    }
    guard let record = node.entries.first(where: { $0.key.text == "record" })?.key else {
      return .alerting(alertingRule(node))
    }
    guard node["alert"] == nil else {
      report(
        "schema/exclusive-keys", "\"record\" can't stand beside \"alert\"", at: record.origin,
        help: "make two rules of it")
      return nil
    }
    return .recording(recordingRule(node))
  }

  private func recordingRule(_ node: Node) -> RecordingRule {
    let missing = Located("", at: node.origin)
    var rule = RecordingRule(record: missing, expression: missing)
    mapping(node, "a recording rule") { fields in
      rule.record = fields.required("record", name, or: missing)
      requireMetricName(rule.record)
      rule.expression = fields.required("expr", name, or: missing)
      rule.labels = ruleLabels(&fields)
    }
    return rule
  }

  private func alertingRule(_ node: Node) -> AlertingRule {
    let missing = Located("", at: node.origin)
    var rule = AlertingRule(alert: missing, expression: missing)
    mapping(node, "an alerting rule") { fields in
      rule.alert = fields.required("alert", name, or: missing)
      rule.expression = fields.required("expr", name, or: missing)
      rule.hold = fields.duration("for")
      rule.keepFiring = fields.duration("keep_firing_for")
      rule.severity = fields.string("severity")
      rule.labels = ruleLabels(&fields)
      rule.summary = fields.string("summary")
      rule.description = fields.string("description")
      rule.runbook = fields.string("runbook")
      rule.dashboard = fields.string("dashboard")
      rule.annotations = fields.labels("annotations")
      rule.test = fields.value("test", ruleTest)
    }
    return rule
  }

  /// `{fires: {series: values}, silent: {…}, after: 30m}`.
  private func ruleTest(_ node: Node) -> RuleTest? {
    var test = RuleTest(fires: [], silent: [])
    mapping(node, "a rule's test") { fields in
      test.fires = fields.named("fires", series)
      test.silent = fields.named("silent", series)
      test.after = fields.duration("after")
      test.interval = fields.interval("interval")
    }
    return test
  }

  private func series(_ series: Located<String>, _ values: Node) -> RuleTest.Series? {
    string(values).map { RuleTest.Series(series: series, values: $0) }
  }
}
