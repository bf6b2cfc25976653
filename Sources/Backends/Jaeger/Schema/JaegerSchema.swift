package import Document

/// The settings of the components that only Jaeger has. The structure around them is the collector's.
package enum JaegerSchema {
  /// The settings of a component by its type; nil for types that aren't described.
  package static func settings(of type: String) -> FieldTable? {
    switch type {
    case "jaeger_storage": storage
    case "jaeger_query": query
    case "jaeger_storage_exporter": exporter
    default: nil
    }
  }

  static let storage = FieldTable(
    [
      Field("backends", .map { backend }), Field("metric_backends", .map(of: .any)),
    ], isOpen: true)

  private static let kinds = ["memory", "badger", "cassandra", "elasticsearch", "opensearch", "clickhouse", "grpc"]
  /// A store is of exactly one kind.
  static let backend = FieldTable(
    kinds.map { kind in
      Field(kind, kind == "badger" ? .table { badger } : .any, excludes: kinds.filter { $0 != kind })
    }, isOpen: true)
  static let badger = FieldTable([
    Field("directories", .table { FieldTable([Field("keys", .string), Field("values", .string)]) }),
    Field("ephemeral", .bool), Field("ttl", .table { FieldTable([Field("spans", .goDuration)]) }),
    Field("consistency", .bool), Field("maintenance_interval", .goDuration),
    Field("metrics_update_interval", .goDuration), Field("read_only", .bool),
  ])

  static let query = FieldTable(
    [
      Field(
        "storage",
        .table {
          FieldTable([
            Field("traces", .string, isRequired: true), Field("traces_archive", .string), Field("metrics", .string),
          ])
        }, isRequired: true),
      Field("base_path", .string), Field("ui", .any), Field("max_clock_skew_adjust", .goDuration), Field("http", .any),
      Field("grpc", .any),
    ], isOpen: true)
  static let exporter = FieldTable([Field("trace_storage", .string, isRequired: true)], isOpen: true)
}
