package import Document
internal import Quantities

extension GrafanaSchema {
  // MARK: Datasources

  package static let datasources = provisioning(
    [
      Field("apiVersion", .provisionedNumber),
      Field("prune", .provisionedFlag, since: "11.1"),
      Field("datasources", .list { datasource }),
      Field("deleteDatasources", .list { deletion }),
    ], rules: [.oneDefault, .distinctUids])

  /// Grafana passes over keys that it doesn't know.
  static func provisioning(_ fields: [Field], rules: [FieldRule] = []) -> FieldTable {
    FieldTable(fields, ignoresUnknown: true, rules: rules)
  }

  static let organisation: [Field] = [Field("orgId", .provisionedNumber, default: "1"), Field("orgName", .string)]

  private static let datasource = provisioning(
    organisation + [
      Field("name", .string),
      Field("type", .string),
      Field("access", .ruled(.string, .access), default: "proxy"),
      Field("uid", .string),
      Field("url", .string),
      Field("user", .string),
      Field("password", .string, deprecated: ("9.0", "secureJsonData.password"), isSecret: true),
      Field("database", .string),
      Field("basicAuth", .provisionedFlag, default: "false"),
      Field("basicAuthUser", .string),
      Field("basicAuthPassword", .string, deprecated: ("9.0", "secureJsonData.basicAuthPassword"), isSecret: true),
      Field("withCredentials", .provisionedFlag, default: "false"),
      Field("isDefault", .provisionedFlag, default: "false"),
      Field("correlations", .list(of: .settings)),
      // Each plugin has settings of its own.
      Field("jsonData", .settings),
      Field("secureJsonData", .map(of: .string), isSecret: true),
      Field("editable", .provisionedFlag, default: "false"),
      Field("version", .provisionedNumber),
      Field("apiVersion", .string),
      Field("readOnly", .provisionedFlag),
    ], rules: [.named("a data source"), .typed("a data source")])

  private static let deletion = provisioning(organisation + [Field("name", .string)], rules: [.named("a deletion")])

  /// The form of Grafana 5.0, which files without `apiVersion` are still read in.
  static let outdatedDatasources = provisioning(
    [
      Field("apiVersion", .provisionedNumber),
      Field("datasources", .list { outdatedDatasource }),
      Field(
        "delete_datasources",
        .list { provisioning([Field("org_id", .int), Field("org_name", .string), Field("name", .string)]) }),
    ], rules: [.currentVersion])

  private static let outdatedDatasource = provisioning([
    Field("org_id", .int), Field("org_name", .string), Field("name", .string), Field("type", .string),
    Field("access", .string), Field("url", .string), Field("user", .string), Field("database", .string),
    Field("password", .string, deprecated: ("9.0", "secure_json_data"), isSecret: true),
    Field("basic_auth", .bool), Field("basic_auth_user", .string),
    Field("basic_auth_password", .string, deprecated: ("9.0", "secure_json_data"), isSecret: true),
    Field("with_credentials", .bool), Field("is_default", .bool), Field("correlations", .list(of: .settings)),
    Field("json_data", .settings), Field("secure_json_data", .map(of: .string), isSecret: true),
    Field("editable", .bool), Field("version", .int),
  ])

  // MARK: Dashboards

  package static let dashboardProviders = provisioning(
    [Field("apiVersion", .provisionedNumber), Field("providers", .list { provider })], rules: [.distinctProviders])

  private static let provider = provisioning(
    organisation + [
      Field("name", .string),
      Field("type", .ruled(.string, .providerType), default: "file"),
      Field("folder", .string),
      Field("folderUid", .string),
      Field("disableDeletion", .provisionedFlag, default: "false"),
      Field("editable", .provisionedFlag, default: "false"),
      Field("updateIntervalSeconds", .provisionedNumber, default: "10"),
      Field("allowUiUpdates", .provisionedFlag, default: "false"),
      Field("options", .table { providerOptions }, isRequired: true),
    ], rules: [.named("a provider"), .foldersOfFiles])

  private static let providerOptions = provisioning(
    [
      Field("path", .string),
      Field("folder", .string, deprecated: ("5.0", "path")),
      Field("foldersFromFilesStructure", .flag),
    ], rules: [.someOf(["path", "folder"], what: "\"options\"")])

  // MARK: Plugins

  package static let plugins = provisioning([
    Field("apiVersion", .provisionedNumber), Field("apps", .list { app }),
  ])

  private static let app = provisioning([
    Field("type", .ruled(.string, .notBlank), isRequired: true),
    Field("org_id", .provisionedNumber), Field("org_name", .string), Field("name", .string),
    Field("disabled", .provisionedFlag, default: "false"), Field("jsonData", .settings),
    Field("secureJsonData", .map(of: .string), isSecret: true),
  ])
}
