package import Document
internal import Quantities

/// The keys of Grafana's provisioning files. Grafana decodes them loosely: a key it doesn't know does nothing.
package enum GrafanaSchema {
  package static let datasources = FieldTable([
    Field("apiVersion", .int),
    Field("prune", .bool, since: "11.1"),
    Field("datasources", .list { datasource }),
    Field("deleteDatasources", .list { deletion }),
  ])

  private static let datasource = FieldTable([
    Field("name", .string, isRequired: true),
    Field("type", .string, isRequired: true),
    Field("access", .oneOf(["proxy", "direct"])),
    Field("orgId", .int),
    Field("uid", .string),
    Field("url", .string),
    Field("user", .string),
    Field("database", .string),
    Field("basicAuth", .bool),
    Field("basicAuthUser", .string),
    Field("withCredentials", .bool),
    Field("isDefault", .bool),
    Field("correlations", .any),
    // Each plugin has settings of its own.
    Field("jsonData", .map(of: .any)),
    Field("secureJsonData", .map(of: .any), isSecret: true),
    Field("editable", .bool),
    Field("version", .int),
  ])

  private static let deletion = FieldTable([
    Field("name", .string, isRequired: true),
    Field("orgId", .int),
  ])

  package static let dashboardProviders = FieldTable([
    Field("apiVersion", .int),
    Field("providers", .list { provider }),
  ])

  private static let provider = FieldTable([
    Field("name", .string, isRequired: true),
    Field("type", .oneOf(["file"])),
    Field("orgId", .int),
    Field("folder", .string),
    Field("folderUid", .string),
    Field("disableDeletion", .bool),
    Field("editable", .bool),
    Field("updateIntervalSeconds", .int),
    Field("allowUiUpdates", .bool),
    Field(
      "options",
      .table {
        FieldTable([
          Field("path", .string, isRequired: true),
          Field("foldersFromFilesStructure", .bool),
        ])
      }),
  ])

  /// The classic dashboard's top: what checks rely on. Plugins and Grafana's own versions add keys freely.
  package static let dashboard = FieldTable(
    [
      Field("uid", .string),
      Field("title", .string, isRequired: true),
      Field("description", .string),
      Field("tags", .strings),
      Field("schemaVersion", .int),
      Field("version", .int),
      Field("editable", .bool),
      Field("timezone", .string),
      Field("refresh", .either(.string, .bool)),
      Field("graphTooltip", .int),
      Field("time", .map(of: .string)),
      Field("templating", .map(of: .any)),
      Field("annotations", .map(of: .any)),
      Field("links", .list(of: .any)),
      Field("panels", .list { panel }),
    ], isOpen: true)

  private static let panel: FieldTable = FieldTable(
    [
      Field("id", .int),
      Field("type", .string),
      Field("title", .string),
      Field("description", .string),
      Field("gridPos", .map(of: .any)),
      Field("targets", .list(of: .map(of: .any))),
      Field("panels", .list { panel }),
      Field("fieldConfig", .map(of: .any)),
      Field("options", .map(of: .any)),
      Field("transparent", .bool),
    ], isOpen: true)
}
