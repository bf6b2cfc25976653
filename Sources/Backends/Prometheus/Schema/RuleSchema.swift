package import Document
internal import PromConfig
internal import Quantities

/// The keys of rule files.
package enum RuleSchema {
  package static let file = FieldTable([Field("groups", .list { group })], rules: [.uniqueGroups])

  /// What Thanos' ruler reads, and the operator for it.
  package static let thanosFile = FieldTable([Field("groups", .list { thanosGroup })], rules: [.uniqueGroups])
  private static let thanosGroup = FieldTable(
    group.fields + [Field("partial_response_strategy", .oneOf(["warn", "abort", "WARN", "ABORT", ""]))])

  /// What mimirtool and lokitool upload: the rules of one tenant's namespace.
  package static let mimirFile = FieldTable(
    [Field("namespace", .string), Field("groups", .list { mimirGroup })], rules: [.uniqueGroups])
  /// What Loki's operator uploads, too, for a tenant that it names.
  package static let lokiFile = FieldTable(mimirFile.fields + [Field("tenantID", .string)], rules: [.uniqueGroups])
  private static let mimirGroup = FieldTable(
    group.fields + [
      Field("source_tenants", .strings),
      Field("align_evaluation_time_on_interval", .bool, default: "false"),
      Field("evaluation_delay", .duration),
      Field("remote_write", .list(of: .any)),
    ])

  package static let group = FieldTable([
    Field("name", .string, isRequired: true, isFilled: true),
    Field("interval", .duration),
    Field("query_offset", .duration, since: "2.53"),
    Field("limit", .int, since: "2.31", default: "0"),
    Field("labels", .ruled(.labels, .ruleLabelNames), since: "3.0"),
    Field("rules", .list { rule }),
  ])

  package static let rule = FieldTable(
    [
      Field("record", .ruled(.string, .recordName)),
      Field("alert", .string),
      Field("expr", .string, isRequired: true, isFilled: true),
      Field("for", .duration, default: "0s"),
      Field("keep_firing_for", .duration, since: "2.42", default: "0s"),
      Field("labels", .ruled(.labels, .ruleLabelNames)),
      Field("annotations", .ruled(.labels, .labelNames)),
    ], rules: [.alertOrRecord, .recordKeys])
}
