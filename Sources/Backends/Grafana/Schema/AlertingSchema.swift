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

  /// Whose it is; unlike a data source, it has no name for it.
  static let owner = [Field("orgId", .provisionedNumber, default: "1")]

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
