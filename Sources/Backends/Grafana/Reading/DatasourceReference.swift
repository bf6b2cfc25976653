package import Document

/// What a panel, a target or a variable reads from.
package struct DatasourceReference: Sendable {
  /// The plugin's id (`prometheus`), where it is said.
  let type: String?
  /// A uid or, in older files, a name; may be a variable.
  let name: String?

  /// A mapping of type and uid, or, in older files, a name. Nil for what stands for the default datasource.
  init?(_ node: Node?) {
    guard let node, node.kind != .sequence, !node.isNull else { return nil }
    type = node["type"].scalar?.text.nonEmpty
    name = (node["uid"].scalar ?? node.scalarValue)?.text.nonEmpty
    if type == nil, name == nil || name == "default" { return nil }
  }

  /// What a query of a resource says: its group, or until v2alpha1 its kind, is the plugin; the datasource has a name,
  /// or until v2alpha1 a reference as in the classic form.
  init?(query: Node?, beside datasource: Node?) {
    guard let query else { return nil }
    let own = DatasourceReference(datasource)
    let isGrouped = query["kind"].scalar?.text == "DataQuery"
    type = query[isGrouped ? "group" : "kind"].scalar?.text.nonEmpty ?? own?.type
    name = (query["datasource"]?["name"]).scalar?.text.nonEmpty ?? own?.name
    if type == nil, name == nil { return nil }
  }

  /// The variable it is chosen by (`$datasource`, `${datasource}`, `[[datasource]]`).
  var variable: String? {
    guard let name, name.hasPrefix("$") || name.hasPrefix("[[") else { return nil }
    let variable = name.drop { "${[".contains($0) }.prefix { !"}:]".contains($0) }
    return variable.isEmpty ? nil : String(variable)
  }

  /// Whether each query of a panel names its own.
  var isMixed: Bool { name == "-- Mixed --" || type == "mixed" }

  /// What Grafana itself answers: other panels' results, expressions, its own annotations.
  var builtin: String? {
    if name == "__expr__" || type == "__expr__" { return "__expr__" }
    if name == "-- Grafana --" || name == "grafana" { return "grafana" }
    return name == "-- Dashboard --" ? "dashboard" : nil
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

/// Which plugin a datasource is of, by uid or name: from provisioning, and from one dashboard's variables and inputs.
package struct KnownDatasources: Sendable {
  /// Nil for those of which two things are said.
  private var plugins: [String: String?] = [:]
  private var variables: [String: String?] = [:]
  private var defaults: [String] = []

  package init(provisionedIn files: [DatasourcesFile] = []) {
    for datasource in files.flatMap(\.datasources) {
      guard let type = datasource.type.scalar?.text, !type.contains("$") else { continue }
      for name in [datasource.uid, datasource.name].compactMap({ $0.scalar?.text }) { plugins.note(type, for: name) }
      if datasource.isDefault { defaults.append(type) }
    }
  }

  /// With what the variables of a dashboard stand for, and the inputs of an export.
  func with(_ dashboard: DashboardFile) -> KnownDatasources {
    var known = self
    for variable in dashboard.variables {
      guard let name = variable.name?.text else { continue }
      known.variables.note(variable.plugin?.text, for: name)
    }
    for input in dashboard.dashboard["__inputs"].mappings where input["type"].scalar?.text == "datasource" {
      guard let name = input["name"].scalar?.text else { continue }
      known.variables.note(input["pluginId"].scalar?.text, for: name)
    }
    return known
  }

  /// The plugin that answers a query of a panel; nil when that can't be told.
  func plugin(of target: DatasourceReference?, in panel: DatasourceReference?) -> String? {
    if let builtin = target?.builtin { return builtin }
    guard let panel, !panel.isMixed else { return plugin(of: target) }
    guard let target, let own = plugin(of: target) else { return plugin(of: panel) }
    // Grafana asks the panel's; that the query says otherwise shows that something is not known here.
    if let other = plugin(of: panel), other != own { return nil }
    return own
  }

  func plugin(of reference: DatasourceReference?) -> String? {
    guard let reference else { return defaults.count == 1 ? defaults[0] : nil }
    if let builtin = reference.builtin { return builtin }
    let type = reference.type.flatMap { $0.contains("$") || $0 == "datasource" ? nil : $0 }
    let found: String??
    if let variable = reference.variable {
      found = variables[variable]
    } else {
      found = reference.name.flatMap { plugins[$0] }
    }
    guard let found else { return type }
    guard let type else { return found }
    return found == nil || found == type ? type : nil
  }
}

extension [String: String?] {
  fileprivate mutating func note(_ type: String?, for name: String) {
    if let known = self[name], known != type {
      updateValue(nil, forKey: name)
    } else {
      updateValue(type, forKey: name)
    }
  }
}
