package import Document

/// A dashboard as it was read, in whichever of its forms: a view of the tree, which stays the truth.
///
/// Nothing here complains. What is missing or of the wrong kind reads as absent; saying so is the checks' business.
package struct DashboardFile: Sendable {
  package enum Form: Sendable {
    /// `panels` with `targets`, or the older `rows`.
    case classic
    /// `elements` with `data` and a `layout` that names them: resources from v2alpha1 on.
    case elements
  }

  /// The whole file.
  package let node: Node
  /// The dashboard itself: the root, what stands under `dashboard` in a body of the HTTP API, or a resource's `spec`.
  package let dashboard: Node
  /// The key of the HTTP API's wrapper, which file provisioning refuses.
  package let wrapper: Node?
  package let form: Form

  package init(_ node: Node) {
    self.node = node
    var dashboard = node
    wrapper = Self.wrapper(of: node)
    if let wrapper, let inner = node[wrapper.text] { dashboard = inner }
    if let spec = dashboard["spec"], spec.kind == .mapping, Self.isResource(dashboard) { dashboard = spec }
    self.dashboard = dashboard
    form = dashboard["elements"]?.kind == .mapping && dashboard["panels"] == nil ? .elements : .classic
  }

  /// Whether a mapping is a resource of Grafana's own API: `apiVersion: dashboard.grafana.app/v1beta1`.
  package static func isResource(_ node: Node) -> Bool {
    guard let version = node["apiVersion"].scalar, version.text.hasPrefix("dashboard.grafana.app/") else {
      return false
    }
    return node["kind"].map { $0.text.hasPrefix("Dashboard") } ?? true
  }

  private static func wrapper(of node: Node) -> Node? {
    guard node["panels"] == nil, node["rows"] == nil, node["elements"] == nil else { return nil }
    return node.entries.first { $0.key.text == "dashboard" && $0.value.kind == .mapping }?.key
  }

  package var title: Node? { dashboard["title"].scalar }
  package var uid: Node? { dashboard["uid"].scalar }
  package var schemaVersion: Int64? { dashboard["schemaVersion"]?.intValue }

  /// Those of the dashboard, and those of the rows and tabs of its layout.
  package var variables: [Variable] {
    if form == .classic { return (dashboard["templating"]?["list"]).mappings.map { Variable($0) } }
    return (dashboard["variables"].mappings + layoutVariables).map { Variable(element: $0) }
  }

  package var annotations: [Annotation] {
    if form == .classic { return (dashboard["annotations"]?["list"]).mappings.map { Annotation($0) } }
    return dashboard["annotations"].mappings.map { Annotation(element: $0) }
  }

  /// Every panel: those inside rows after their row, in the order of the file; then the library panels that an export
  /// carries. Rows are panels too.
  package var panels: [Panel] {
    if form == .elements {
      return dashboard["elements"]?.entries.map { Panel($0.value["spec"] ?? $0.value) } ?? []
    }
    var all: [Panel] = []
    // Before schema 16 rows stood in a list of their own.
    var pending = [dashboard["panels"], dashboard["rows"]].flatMap { $0.mappings }.reversed().map {
      (node: $0, row: Node?.none)
    }
    while let (node, row) = pending.popLast() {
      all.append(Panel(node, row: row))
      pending += node["panels"].mappings.reversed().map { ($0, node) }
    }
    return all + libraryPanels
  }

  /// `__elements` of an export: since 9.1 a mapping by uid, before a list.
  private var libraryPanels: [Panel] {
    let elements = dashboard["__elements"]
    let all = elements.mappings + (elements?.entries.map(\.value) ?? [])
    return all.compactMap { $0["model"] }.filter { $0.kind == .mapping }.map { Panel($0) }
  }

  /// Layouts hold rows and tabs, which hold layouts.
  private var layoutVariables: [Node] {
    var variables: [Node] = []
    var pending = [dashboard["layout"]].compactMap(\.self)
    while let layout = pending.popLast() {
      guard let spec = layout["spec"] else { continue }
      for part in spec["rows"].mappings + spec["tabs"].mappings {
        guard let inner = part["spec"] else { continue }
        variables += inner["variables"].mappings
        if let layout = inner["layout"] { pending.append(layout) }
      }
    }
    return variables
  }
}

extension DashboardFile {
  /// A choice at the top of the dashboard.
  package struct Variable: Sendable {
    package let node: Node
    private let kind: String?

    package init(_ node: Node) {
      self.node = node
      kind = nil
    }

    /// `{kind: QueryVariable, spec: …}`.
    init(element: Node) {
      node = element["spec"] ?? element
      kind = element["kind"].scalar?.text
    }

    package var name: Node? { node["name"].scalar }
    package var isQuery: Bool { kind.map { $0 == "QueryVariable" } ?? (node["type"].scalar?.text == "query") }
    package var isDatasource: Bool {
      kind.map { $0 == "DatasourceVariable" } ?? (node["type"].scalar?.text == "datasource")
    }
    /// The plugin whose datasources are to choose from.
    package var plugin: Node? { isDatasource ? node["pluginId"].scalar ?? node["query"].scalar : nil }
    /// The text of the query, whether it stands by itself or in a mapping (`label_values(up, instance)`).
    package var query: Node? {
      guard let query = node["query"] else { return nil }
      let inner = query["spec"] ?? query
      return query.scalarValue ?? inner["query"].scalar ?? inner["expr"].scalar ?? inner["stream"].scalar
        ?? inner["__legacyStringValue"].scalar
    }
  }

  /// A source of marks on the time axis.
  package struct Annotation: Sendable {
    package let node: Node

    package init(_ node: Node) { self.node = node }

    /// `{kind: AnnotationQuery, spec: …}`.
    init(element: Node) { node = element["spec"] ?? element }

    package var name: Node? { node["name"].scalar }
    package var expr: Node? {
      (node["query"]?["spec"]?["expr"]).scalar ?? (node["target"]?["expr"]).scalar ?? node["expr"].scalar
        ?? (node["legacyOptions"]?["expr"]).scalar
    }
  }

  /// A panel, or a row of them.
  package struct Panel: Sendable {
    package let node: Node
    /// The row it stands inside, if that row is collapsed or of the older form.
    package let row: Node?

    package init(_ node: Node, row: Node? = nil) {
      self.node = node
      self.row = row
    }

    package var id: Node? { node["id"].scalar }
    package var type: Node? {
      guard let visualization = node["vizConfig"] else { return node["type"].scalar }
      // Until v2alpha1 the plugin was the kind.
      return visualization["group"].scalar ?? visualization["kind"].scalar
    }
    package var title: Node? { node["title"].scalar }
    package var description: Node? { node["description"].scalar }
    package var isRow: Bool { type?.text == "row" || type == nil && node["panels"] != nil }
    package var unit: Node? {
      ((node["vizConfig"]?["spec"] ?? node)["fieldConfig"]?["defaults"]?["unit"]).scalar
    }
    package var targets: [Target] {
      guard let data = node["data"], node["targets"] == nil else {
        return node["targets"].mappings.map { Target($0) }
      }
      return (data["spec"]?["queries"]).mappings.map { Target(element: $0) }
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
    /// What the datasource gets.
    private let query: Node

    init(_ node: Node) {
      self.node = node
      query = node
    }

    /// `{kind: PanelQuery, spec: {query: {kind: DataQuery, spec: …}}}`.
    init(element: Node) {
      node = element["spec"] ?? element
      query = node["query"]?["spec"] ?? node
    }

    package var refId: Node? { node["refId"].scalar }
    /// PromQL or LogQL, as the datasource has it.
    package var expr: Node? { query["expr"].scalar }
    package var legendFormat: Node? { query["legendFormat"].scalar }
    package var isHidden: Bool { (node["hide"] ?? node["hidden"])?.boolValue ?? false }
  }
}
