internal import Deployment
internal import Diagnostics
internal import Document
internal import Quantities

/// Writes the rule files, one for each group.
struct RuleFileEmitter {
  /// One rule file with the groups that stand in it.
  struct File {
    var stem: String
    var groups: [RuleGroup]
    var draft: Draft
    var path: String { Layout.ruleFile(group: stem) }
  }

  let deployment: Deployment
  private var version: Version { deployment.versions.prometheus.value }

  init(deployment: Deployment) { self.deployment = deployment }

  func files(into diagnostics: inout [Diagnostic]) -> [File] {
    var stems: [String] = []
    var groups: [[RuleGroup]] = []
    for group in mergedGroups(into: &diagnostics) where !group.rules.isEmpty {
      let stem = Self.fileStem(group.name.value)
      // File systems may fold case, so groups whose names differ in nothing else share a file.
      if let at = stems.firstIndex(where: { $0.lowercased() == stem.lowercased() }) {
        groups[at].append(group)
      } else {
        stems.append(stem)
        groups.append([group])
      }
    }
    return zip(stems, groups).map { stem, groups in
      let drafts = groups.map { self.group($0, into: &diagnostics) }
      return File(stem: stem, groups: groups, draft: ["groups": .list(drafts)])
    }
  }

  /// A group's name as a file name that the glob of `rule_files` finds.
  static func fileStem(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) ? $0 : "_" })
  }

  /// Recording and alerting rules of one name make one group, records first: what an alert reads is then as fresh as it
  /// can be, because a group's rules are evaluated in turn.
  private func mergedGroups(into diagnostics: inout [Diagnostic]) -> [RuleGroup] {
    var merged: [RuleGroup] = []
    for group in deployment.recordingRules + deployment.alerts {
      guard let at = merged.firstIndex(where: { $0.name == group.name }) else {
        merged.append(group)
        continue
      }
      if let first = merged[at].interval, let second = group.interval, first != second {
        diagnostics.append(
          Diagnostic(
            "rules/duplicate-group", .error,
            "group \"\(group.name.value)\" has two intervals, \(first.value) and \(second.value)",
            at: second.origin, notes: [.init("the other interval", at: first.origin)],
            help: "give both parts of the group one interval, or the groups two names"))
      }
      merged[at].interval = merged[at].interval ?? group.interval
      if merged[at].labels == group.labels {
        merged[at].rules += group.rules
      } else {
        merged[at].rules = merged[at].rules.map { $0.labelled(merged[at].labels) }
        merged[at].rules += group.rules.map { $0.labelled(group.labels) }
        merged[at].labels = []
      }
    }
    return merged
  }

  // MARK: Groups and rules

  private func group(_ group: RuleGroup, into diagnostics: inout [Diagnostic]) -> Draft {
    let hasLabels = RuleSchema.group.has("labels", in: version) && !group.labels.isEmpty
    let rules = hasLabels ? group.rules : group.rules.map { $0.labelled(group.labels) }
    return Draft.map(
      [
        ("name", .string(group.name)), ("interval", group.interval.map(Draft.text)),
        ("labels", hasLabels ? .labels(group.labels) : nil),
        ("rules", .list(rules.map { rule($0, into: &diagnostics) })),
      ].present, at: group.name.origin)
  }

  private func rule(_ rule: Rule, into diagnostics: inout [Diagnostic]) -> Draft {
    switch rule {
    case .recording(let rule):
      return Draft.map(
        [
          ("record", .string(rule.record)), ("expr", .string(rule.expression)),
          ("labels", rule.labels.isEmpty ? nil : .labels(rule.labels)),
        ].present, at: rule.record.origin)
    case .alerting(let rule):
      let labels = rule.allLabels
      let annotations = annotations(of: rule, into: &diagnostics)
      return Draft.map(
        [
          ("alert", .string(rule.alert)), ("expr", .string(rule.expression)), ("for", rule.hold.map(Draft.text)),
          ("keep_firing_for", keepFiring(rule, into: &diagnostics)), ("labels", labels.isEmpty ? nil : .labels(labels)),
          ("annotations", annotations.isEmpty ? nil : .labels(annotations)),
        ].present, at: rule.alert.origin)
    }
  }

  private func keepFiring(_ rule: AlertingRule, into diagnostics: inout [Diagnostic]) -> Draft? {
    guard let keepFiring = rule.keepFiring else { return nil }
    let key = "keep_firing_for"
    if RuleSchema.rule.has(key, in: version) { return .text(keepFiring) }
    diagnostics.append(
      Diagnostic(
        "schema/not-yet-key", .error,
        "\"\(key)\" needs Prometheus \(RuleSchema.rule[key]?.since ?? version), "
          + "and the deployment must suit \(version)",
        at: keepFiring.origin, help: "raise `versions: {prometheus: …}` or remove the key"))
    return nil
  }

  private func annotations(of rule: AlertingRule, into diagnostics: inout [Diagnostic]) -> [Label] {
    var annotations: [Label] = []
    func add(_ name: String, _ value: Located<String>?) {
      if let value { annotations.append(Label(Located(name, at: value.origin), value)) }
    }
    add("summary", rule.summary)
    add("description", rule.description)
    if let runbook = rule.runbook {
      if let url = deployment.runbookURL(runbook) {
        add("runbook_url", url)
      } else {
        // Without `base_url` it is published nowhere; its name still finds the page in the generated tree.
        add("runbook", runbook)
        if deployment.runbook(runbook.value) == nil {
          report("runbook", runbook, among: deployment.runbooks.map(\.name.value), into: &diagnostics)
        }
      }
    }
    if let dashboard = rule.dashboard {
      if let url = deployment.dashboardURL(dashboard) {
        add("dashboard_url", url)
      } else {
        report("dashboard", dashboard, among: deployment.dashboards.map(\.name.value), into: &diagnostics)
      }
    }
    return annotations.overlaid(with: rule.annotations)
  }

  private func report(
    _ kind: String, _ name: Located<String>, among names: [String], into diagnostics: inout [Diagnostic]
  ) {
    diagnostics.append(
      Diagnostic(
        "alerts/undefined-\(kind)", .error, "\(kind) \"\(name.value)\" is not declared", at: name.origin,
        help: didYouMean(name.value, among: names)
          ?? "declare it under `\(kind)s:`, or write a URL"))
  }
}

extension AlertingRule {
  /// The labels that the rule gives, `severity` first.
  var allLabels: [Label] {
    let severity = severity.map { [Label(Located("severity", at: $0.origin), $0)] } ?? []
    return severity.overlaid(with: labels)
  }
}

extension Rule {
  /// This rule with its group's labels; its own win.
  func labelled(_ groupLabels: [Label]) -> Rule {
    guard !groupLabels.isEmpty else { return self }
    switch self {
    case .recording(var rule):
      rule.labels = groupLabels.overlaid(with: rule.labels)
      return .recording(rule)
    case .alerting(var rule):
      rule.labels = groupLabels.overlaid(with: rule.allLabels)
      rule.severity = nil
      return .alerting(rule)
    }
  }
}

extension [(String, Draft?)] {
  /// The entries that have a value.
  var present: [(key: String, value: Draft)] { compactMap { key, value in value.map { (key, $0) } } }
}
