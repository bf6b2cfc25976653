package import Document

/// A dashboard's JSON as it was read: a view of the tree, which stays the truth.
///
/// Nothing here complains. What is missing or of the wrong kind reads as absent; saying so is the checks' business.
package struct DashboardFile: Sendable {
  /// The whole file.
  package let node: Node
  /// The dashboard itself: the root, or what stands under `dashboard` in a body of the HTTP API.
  package let dashboard: Node
  /// The key of that wrapper, which file provisioning refuses.
  package let wrapper: Node?

  package init(_ node: Node) {
    self.node = node
    if node["panels"] == nil, node["rows"] == nil,
      let entry = node.entries.first(where: { $0.key.text == "dashboard" }), entry.value.kind == .mapping
    {
      wrapper = entry.key
      dashboard = entry.value
    } else {
      wrapper = nil
      dashboard = node
    }
  }

  package var title: Node? { dashboard["title"]?.scalar }
  package var uid: Node? { dashboard["uid"]?.scalar }
  package var schemaVersion: Int64? { dashboard["schemaVersion"]?.intValue }
  package var variables: [Variable] { dashboard["templating"]?["list"]?.items.map { Variable($0) } ?? [] }
  package var annotations: [Annotation] { dashboard["annotations"]?["list"]?.items.map { Annotation($0) } ?? [] }

  /// Every panel, those inside rows after their row, in the order of the file. Rows are panels too.
  package var panels: [Panel] {
    var all: [Panel] = []
    // Before schema 16 rows stood in a list of their own.
    var pending = [dashboard["panels"], dashboard["rows"]].compactMap(\.self).flatMap { Array($0.items) }.reversed()
      .map { (node: $0, row: Node?.none) }
    while let (node, row) = pending.popLast() {
      guard node.kind == .mapping else { continue }
      all.append(Panel(node, row: row))
      pending += (node["panels"]?.items ?? node.items).reversed().map { ($0, node) }
    }
    return all
  }

  /// The type of a datasource (`prometheus`, `loki`, …) that a panel or a target names, through a variable if need be;
  /// nil when that can't be told.
  package func type(of reference: DatasourceReference) -> String? {
    if let type = reference.type?.text, !type.contains("$") { return type }
    guard let name = reference.variable else { return nil }
    return variables.first { $0.name?.text == name && $0.type?.text == "datasource" }?.query?.text
  }

  /// A choice at the top of the dashboard.
  package struct Variable: Sendable {
    package let node: Node
    package init(_ node: Node) { self.node = node }

    package var name: Node? { node["name"]?.scalar }
    package var type: Node? { node["type"]?.scalar }
    package var datasource: DatasourceReference? { node["datasource"].flatMap { DatasourceReference($0) } }
    /// The text of the query, whether it stands by itself or in a mapping (`label_values(up, instance)`).
    package var query: Node? { node["query"].flatMap { $0.scalar ?? $0["query"]?.scalar ?? $0["expr"]?.scalar } }
  }

  /// A source of marks on the time axis.
  package struct Annotation: Sendable {
    package let node: Node
    package init(_ node: Node) { self.node = node }

    package var name: Node? { node["name"]?.scalar }
    package var datasource: DatasourceReference? { node["datasource"].flatMap { DatasourceReference($0) } }
    package var expr: Node? { node["expr"]?.scalar ?? node["target"]?["expr"]?.scalar }
  }

  /// What a panel, a target or a variable reads from: a mapping of type and uid, or, in older files, a name.
  package struct DatasourceReference: Sendable {
    package let node: Node

    /// Nil for null, which stands for the default datasource.
    package init?(_ node: Node) {
      guard node.kind != .sequence, !node.isNull else { return nil }
      self.node = node
    }

    package var type: Node? { node["type"]?.scalar }
    package var uid: Node? { node["uid"]?.scalar }
    /// The name, in the older form.
    package var name: Node? { node.scalar }
    /// The variable it is chosen by (`$datasource`, `${datasource}`).
    package var variable: String? {
      guard let text = (uid ?? name)?.text, text.hasPrefix("$") else { return nil }
      let name = text.dropFirst().drop { $0 == "{" }.prefix { $0 != "}" && $0 != ":" }
      return name.isEmpty ? nil : String(name)
    }
    /// Whether it is one of Grafana's own (`-- Mixed --`, `-- Grafana --`, `-- Dashboard --`, the expression engine).
    package var isBuiltin: Bool {
      let text = (uid ?? name)?.text ?? ""
      return text.hasPrefix("-- ") || text == "grafana" || text == "__expr__" || type?.text == "__expr__"
    }
  }
}

extension Node {
  /// This node if it is a scalar with something in it.
  fileprivate var scalar: Node? { kind == .scalar && !isNull ? self : nil }
}

extension DashboardFile {
  /// A panel, or a row of them.
  package struct Panel: Sendable {
    package let node: Node
    /// The row it stands inside, if that row is collapsed or of the older form.
    package let row: Node?

    package init(_ node: Node, row: Node? = nil) {
      self.node = node
      self.row = row
    }

    package var id: Node? { node["id"]?.scalar }
    package var type: Node? { node["type"]?.scalar }
    package var title: Node? { node["title"]?.scalar }
    package var description: Node? { node["description"]?.scalar }
    package var isRow: Bool { type?.text == "row" || type == nil && node["panels"] != nil }
    package var datasource: DatasourceReference? { node["datasource"].flatMap { DatasourceReference($0) } }
    package var unit: Node? { node["fieldConfig"]?["defaults"]?["unit"]?.scalar }
    package var targets: [Target] {
      node["targets"]?.items.compactMap { $0.kind == .mapping ? Target($0, panel: node) : nil } ?? []
    }

    /// Where it stands on the grid; nil when it isn't said in full.
    package var place: (x: Int64, y: Int64, width: Int64, height: Int64)? {
      guard let grid = node["gridPos"], let x = grid["x"]?.intValue, let y = grid["y"]?.intValue,
        let width = grid["w"]?.intValue, let height = grid["h"]?.intValue
      else { return nil }
      return (x, y, width, height)
    }
  }

  /// One query of a panel.
  package struct Target: Sendable {
    package let node: Node
    private let panel: Node

    init(_ node: Node, panel: Node) {
      self.node = node
      self.panel = panel
    }

    package var refId: Node? { node["refId"]?.scalar }
    /// PromQL or LogQL, as the datasource has it.
    package var expr: Node? { node["expr"]?.scalar }
    package var legendFormat: Node? { node["legendFormat"]?.scalar }
    package var isHidden: Bool { node["hide"]?.boolValue ?? false }
    /// Its own, or its panel's; a mixed panel has none to give.
    package var datasource: DatasourceReference? {
      if let own = node["datasource"].flatMap({ DatasourceReference($0) }) { return own }
      return panel["datasource"].flatMap { DatasourceReference($0) }.flatMap { $0.isBuiltin ? nil : $0 }
    }
  }
}
