internal import Document
internal import Quantities

/// `schema_config`: from when on which index, store and schema are used.
extension LokiSchema {
  static let schemaConfig = FieldTable(
    [
      Field("configs", .list { period }, isRequired: true)
    ], rules: [.periods])

  private static let period = FieldTable(
    [
      Field("from", .ruled(.string, .day)),
      Field("store", .string),
      Field("object_store", .string),
      Field("schema", .ruled(.string, .schemaVersion), isRequired: true),
      Field("index", .table { indexTables }),
      Field("chunks", .table { chunkTables }, removed: ("4.0", "")),
      Field("row_shards", .unsigned, removed: ("4.0", "")),
    ], rules: [.namedStores, .indexPeriod, .chunkPrefix])

  private static let indexTables = FieldTable([
    Field("path_prefix", .ruled(.string, .pathPrefix), since: "3.0"),
    Field("prefix", .string),
    Field("period", .duration),
    Field("tags", .labels, removed: ("4.0", "")),
  ])

  private static let chunkTables = FieldTable([
    Field("prefix", .string),
    Field("period", .duration),
    Field("tags", .labels),
  ])
}
