package import Document
internal import Quantities

/// What Prometheus' packages read wherever they are built in: in Prometheus, and in every server that took over its
/// discovery, its HTTP client or its relabeling. Versions are Prometheus' own; `dated` holds for another server.
package enum PromSchema {
  package static let relabelConfig = FieldTable(
    [
      Field("source_labels", .list(of: .ruled(.string, .labelName))),
      Field("separator", .string, default: ";"),
      Field("target_label", .string),
      Field("regex", .regex, default: "(.*)"),
      Field("modulus", .unsigned),
      Field("replacement", .string, default: "$1"),
      Field("action", .ruled(.string, .relabelAction), default: "replace"),
    ], rules: [.relabeling])
}

extension FieldType {
  /// A list of mappings, none of them null.
  package static func filled(_ what: String, _ table: @escaping @Sendable () -> FieldTable) -> FieldType {
    .ruled(.list(table), .noNulls(what))
  }
}
