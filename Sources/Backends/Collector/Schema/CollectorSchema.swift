package import Document
internal import Quantities

/// The collector's own structure, and the components whose keys matter here. There are hundreds of components, so their
/// sections take any id; the collector itself refuses unknown keys everywhere.
package enum CollectorSchema {
  /// A file that is all of the configuration.
  package static let root = FieldTable(
    sections.map { Field($0.name, $0.type, isRequired: ["receivers", "exporters", "service"].contains($0.name)) },
    rules: [.componentIDs, .connectorNames, .startedExtensions, .pipelines, .connectorUse])
  /// A file that is laid over another.
  package static let overlay = FieldTable(sections, rules: [.componentIDs])

  private static let sections = [
    Field("receivers", section), Field("processors", section), Field("exporters", section),
    Field("connectors", section), Field("extensions", section), Field("service", .table { service }),
  ]

  /// A section may come from elsewhere (`${file:receivers.yaml}`).
  private static let section = FieldType.ruled(.either(.map(of: .any), .string), .components)

  static let service = FieldTable([
    Field("extensions", ids),
    Field("pipelines", .ruled(.either(.map(of: .either(.table { pipeline }, .string)), .string), .pipelineMap)),
    Field("telemetry", .table { telemetry }),
  ])
  static let pipeline = FieldTable([Field("receivers", ids), Field("processors", ids), Field("exporters", ids)])

  private static let ids = FieldType.ruled(.either(.strings, .string), .ids)

  // MARK: Telemetry

  static let telemetry = FieldTable([
    Field("logs", .table { telemetryLogs }), Field("metrics", .table { telemetryMetrics }),
    Field("traces", .table { telemetryTraces }), Field("resource", .any),
  ])
  private static let telemetryLogs = FieldTable([
    Field("level", .string, default: "info"), Field("development", .bool),
    Field("encoding", .string, default: "console"),
    Field("disable_caller", .bool), Field("disable_stacktrace", .bool), Field("disable_zap_resource", .bool),
    Field("sampling", .any), Field("output_paths", .strings), Field("error_output_paths", .strings),
    Field("initial_fields", .any), Field("processors", .any),
  ])
  private static let telemetryMetrics = FieldTable(
    [
      Field("level", .ruled(.string, .telemetryLevel), default: "normal"), Field("readers", .list(of: .any)),
      Field("views", .list(of: .any)), Field("address", .string, deprecated: ("0.111", "readers")),
    ], isOpen: true)
  private static let telemetryTraces = FieldTable(
    [
      Field("level", .string), Field("propagators", .strings), Field("processors", .list(of: .any)),
      Field("sampler", .any),
    ], isOpen: true)

  // MARK: Components

  /// The settings of a component, by its type; nil for types that aren't described.
  package static func settings(of type: String, in section: CollectorConfig.Section) -> FieldTable? {
    switch section {
    case .receivers: receivers[type]
    case .processors: processors[type]
    case .exporters: exporters[type]
    case .connectors: connectors[type]
    case .extensions: extensions[type]
    }
  }

  /// What a component was called or replaced by, where the old id is discouraged or no longer starts.
  package static let components: [CollectorConfig.Section: FieldTable] = [
    .exporters: FieldTable(
      [
        Field("otlp", .any, deprecated: ("0.144", "otlp_grpc")), Field("otlp_grpc", .any, since: "0.144"),
        Field("otlphttp", .any, deprecated: ("0.144", "otlp_http")), Field("otlp_http", .any, since: "0.144"),
        Field("jaeger", .any, removed: ("0.86", "otlp_grpc")), Field("logging", .any, removed: ("0.111", "debug")),
        Field("loki", .any, removed: ("0.131", "otlp_http")),
      ], isOpen: true),
    .extensions: FieldTable([Field("memory_ballast", .any, removed: ("0.109", "memory_limiter"))], isOpen: true),
  ]
}

extension CollectorConfig {
  /// Whether a file stands for itself. One that is laid over another lacks a section, or has no pipeline of its own.
  package var isWhole: Bool {
    guard node["receivers"] != nil, node["exporters"] != nil else { return false }
    return pipelines.contains { !$0.receivers.isEmpty && !$0.exporters.isEmpty }
  }
}
