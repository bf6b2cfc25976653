package import Document
internal import Quantities

/// The keys of rule files.
package enum RuleSchema {
  package static let file = FieldTable([Field("groups", .list { group })])

  package static let group = FieldTable([
    Field("name", .string, isRequired: true),
    Field("interval", .duration),
    Field("query_offset", .duration, since: "2.53"),
    Field("limit", .int, since: "2.31"),
    Field("labels", .labels, since: "3.0"),
    Field("rules", .list { rule }),
  ])

  package static let rule = FieldTable([
    Field("record", .string, excludes: ["alert", "for", "keep_firing_for", "annotations"]),
    Field("alert", .string, excludes: ["record"]),
    Field("expr", .string, isRequired: true),
    Field("for", .duration, excludes: ["record"]),
    Field("keep_firing_for", .duration, since: "2.42", excludes: ["record"]),
    Field("labels", .labels),
    Field("annotations", .labels, excludes: ["record"]),
  ])
}
