internal import Diagnostics
package import Document
internal import Quantities

extension GrafanaSchema {
  /// Files below `provisioning/alerting`.
  package static let alerting = provisioning([
    Field("apiVersion", .provisionedNumber),
    Field("groups", .list { group }),
    Field("deleteRules", .list { uid }),
    Field("contactPoints", .list { contactPoint }),
    Field("deleteContactPoints", .list { uid }),
    Field("policies", .list { policy }),
    Field("resetPolicies", .list(of: .provisionedNumber)),
    Field("muteTimes", .list { muteTime }),
    Field("deleteMuteTimes", .list { name }),
    Field("templates", .list { template }),
    Field("deleteTemplates", .list { name }),
  ])

  private static let owner = [Field("orgId", .provisionedNumber, default: "1")]

  /// What is deleted, by uid or by name.
  private static let uid = provisioning(owner + [Field("uid", .string)])
  private static let name = provisioning(owner + [Field("name", .ruled(.string, .notBlank), isRequired: true)])

  // MARK: Rules

  private static let group = provisioning(
    owner + [
      Field("name", .ruled(.string, .notBlank), isRequired: true),
      Field("folder", .ruled(.string, .notBlank), isRequired: true),
      Field("interval", .ruled(.string, .groupInterval), isRequired: true),
      Field("rules", .list { rule }),
    ])

  private static let states = ["NoData", "Alerting", "OK", "KeepLast", ""]
  private static let errorStates = ["Error", "Alerting", "OK", "KeepLast", ""]

  private static let rule = provisioning(
    [
      Field("uid", .ruled(.string, .notEmpty), isRequired: true),
      Field("title", .ruled(.string, .notEmpty), isRequired: true),
      Field("condition", .string),
      Field("data", .list { query }, isRequired: true, isFilled: true),
      Field("dashboardUid", .string),
      Field("dasboardUid", .string, deprecated: ("9.3", "dashboardUid")),
      Field("panelId", .provisionedNumber),
      Field("noDataState", .ruled(.string, .word(of: states)), default: "NoData"),
      Field("execErrState", .ruled(.string, .word(of: errorStates)), default: "Alerting"),
      Field("for", .ruled(.string, .provisionedDuration), default: "0s"),
      Field("keepFiringFor", .ruled(.string, .provisionedDuration), default: "0s"),
      Field("missing_series_evals_to_resolve", .ruled(.provisionedNumber, .notNegative)),
      Field("annotations", .labels),
      Field("labels", .labels),
      Field("isPaused", .provisionedFlag, default: "false"),
      Field("notification_settings", .table { notificationSettings }),
      Field("record", .table { record }),
    ], rules: [.conditionOfData])

  private static let query = provisioning([
    Field("refId", .string),
    Field("queryType", .string),
    Field(
      "relativeTimeRange",
      .table { provisioning([Field("from", .int), Field("to", .int)]) }),
    Field("datasourceUid", .string),
    Field("model", .settings, isRequired: true),
  ])

  private static let notificationSettings = provisioning([
    Field("receiver", .ruled(.string, .notEmpty), isRequired: true),
    Field("group_by", .strings),
    Field("group_wait", .ruled(.string, .provisionedDuration)),
    Field("group_interval", .ruled(.string, .provisionedDuration)),
    Field("repeat_interval", .ruled(.string, .provisionedDuration)),
    Field("mute_time_intervals", .strings),
    Field("active_time_intervals", .strings),
  ])

  private static let record = provisioning([
    Field("metric", .string, isRequired: true), Field("from", .string, isRequired: true),
    Field("targetDatasourceUid", .string), Field("target_datasource_uid", .string),
  ])

  // MARK: Policies

  private static let policy = provisioning(owner + routeFields)

  private static let route: FieldTable = provisioning(routeFields)

  private static let routeFields: [Field] = [
    Field("receiver", .string),
    Field("group_by", .strings),
    Field("match", .labels),
    Field("match_re", .labels),
    Field("matchers", .strings),
    Field("object_matchers", .list(of: .ruled(.list(of: .any), .objectMatcher))),
    Field("mute_time_intervals", .strings),
    Field("active_time_intervals", .strings),
    Field("continue", .bool, default: "false"),
    Field("routes", .list { route }),
    Field("group_wait", .ruled(.string, .provisionedDuration), default: "30s"),
    Field("group_interval", .ruled(.string, .provisionedDuration), default: "5m"),
    Field("repeat_interval", .ruled(.string, .provisionedDuration), default: "4h"),
    Field("provenance", .string),
  ]

  // MARK: Mute times and templates

  private static let muteTime = provisioning(
    owner + [
      Field("name", .ruled(.string, .notBlank), isRequired: true), Field("time_intervals", .list { interval }),
    ])

  private static let interval = provisioning([
    Field("times", .list { provisioning([Field("start_time", .string), Field("end_time", .string)]) }),
    Field("weekdays", .strings), Field("days_of_month", .strings), Field("months", .strings), Field("years", .strings),
    Field("location", .string),
  ])

  private static let template = provisioning(
    owner + [
      Field("name", .ruled(.string, .notBlank), isRequired: true), Field("template", .string, isRequired: true),
    ])
}

extension FieldRule {
  static let notEmpty = FieldRule { node, findings in
    if node.text.isEmpty { findings.missing("this can't be empty", at: node) }
  }

  static func word(of words: [String]) -> FieldRule {
    FieldRule { node, findings in
      guard let text = node.literal, !words.contains(text) else { return }
      // Blanks around it are cut off.
      let trimmed = text.split(separator: " ").joined(separator: " ")
      guard !words.contains(trimmed) else { return }
      let help = nearest(to: text, among: words).map { "did you mean \(quoted($0))?" }
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
