internal import Document

/// What Grafana asks of provisioned data sources and dashboards beyond types.
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
        findings.duplicate("two data sources are the default", at: flag, of: first, help: "keep one of the two")
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
        findings.duplicate("two data sources have the uid \(quoted(uid.text))", at: uid, of: first.uid)
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
        findings.duplicate("two providers are called \(quoted(text))", at: name, of: first)
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
