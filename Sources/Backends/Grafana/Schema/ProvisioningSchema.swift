internal import Diagnostics
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

extension FieldRule {
  /// What Grafana takes without, though nothing can be done with it.
  static func named(_ what: String) -> FieldRule { present("name", what) }
  static func typed(_ what: String) -> FieldRule { present("type", what) }

  private static func present(_ key: String, _ what: String) -> FieldRule {
    FieldRule { node, findings in
      guard node.kind == .mapping, node.filled(key) == nil else { return }
      findings.doubtful("\(what) should have a \(quoted(key))", at: node)
    }
  }

  static let access = FieldRule { node, findings in
    guard let access = node.literal, !["proxy", "direct", ""].contains(access) else { return }
    findings.doubtful("\"access\" is \"proxy\" or \"direct\"; Grafana takes \(node.phrase) for \"proxy\"", at: node)
  }

  static let providerType = FieldRule { node, findings in
    guard let type = node.literal, !["file", ""].contains(type) else { return }
    findings.invalid("\"type\" must be \"file\", not \(node.phrase)", at: node)
  }

  static let currentVersion = FieldRule { node, findings in
    guard let datasources = node["datasources"], !datasources.items.isEmpty else { return }
    findings.doubtful(
      "without \"apiVersion: 1\" Grafana reads the form of version 5.0, whose keys are written like \"json_data\"",
      at: node["apiVersion"] ?? datasources, help: "add \"apiVersion: 1\"")
  }

  /// One datasource of an organisation is the default; with two Grafana doesn't start.
  static let oneDefault = FieldRule { node, findings in
    var defaults: [String: Node] = [:]
    for datasource in node["datasources"].mappings {
      guard let flag = datasource["isDefault"], flag.isOn else { continue }
      let organisation = datasource.organisation
      if let first = defaults[organisation] {
        findings.report(
          "schema/duplicate-name", "two data sources are the default", at: flag,
          notes: [.init("the other is here", at: first.origin)], help: "keep one of the two")
      } else {
        defaults[organisation] = flag
      }
    }
  }

  static let distinctUids = FieldRule { node, findings in
    var names: [String: (uid: Node, name: String)] = [:]
    for datasource in node["datasources"].mappings {
      guard let uid = datasource.filled("uid"), uid.literal != nil else { continue }
      let name = datasource["name"]?.text ?? ""
      let key = datasource.organisation + " " + uid.text
      if let first = names[key], first.name != name {
        findings.report(
          "schema/duplicate-name", "two data sources have the uid \(quoted(uid.text))", at: uid,
          notes: [.init("the other is here", at: first.uid.origin)])
      } else {
        names[key] = (uid, name)
      }
    }
  }

  static let distinctProviders = FieldRule { node, findings in
    var names: [String: Node] = [:]
    for name in node["providers"].mappings.compactMap({ $0["name"] }) {
      guard let text = name.literal else { continue }
      if let first = names[text] {
        findings.report(
          "schema/duplicate-name", "two providers are called \(quoted(text))", at: name,
          notes: [.init("the other is here", at: first.origin)])
      } else {
        names[text] = name
      }
    }
  }

  static let foldersOfFiles = FieldRule { node, findings in
    guard node["options"]?["foldersFromFilesStructure"]?.boolValue == true, node.filled("folderUid") != nil,
      let folder = node.entries.first(where: { $0.key.text == "folder" && $0.value.isSet })?.key
    else { return }
    findings.report(
      "schema/exclusive-keys", "\"folder\" and \"folderUid\" can't stand beside \"foldersFromFilesStructure\"",
      at: folder, help: "remove them; the folders of the files say where dashboards go")
  }
}

extension Node {
  /// Zero and one are the first organisation.
  fileprivate var organisation: String {
    if let name = filled("orgName")?.text { return "name " + name }
    let id = self["orgId"]?.text ?? ""
    return ["", "0"].contains(id) ? "1" : id
  }
}
