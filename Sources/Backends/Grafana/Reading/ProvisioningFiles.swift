package import Document

/// A file of provisioned datasources, as it was read.
package struct DatasourcesFile: Sendable {
  package let node: Node
  package init(_ node: Node) { self.node = node }

  package var datasources: [Datasource] { node["datasources"]?.items.map { Datasource($0) } ?? [] }

  package struct Datasource: Sendable {
    package let node: Node
    package init(_ node: Node) { self.node = node }

    package var name: Node? { node["name"] }
    package var uid: Node? { node["uid"] }
    package var type: Node? { node["type"] }
    package var url: Node? { node["url"] }
    package var isDefault: Bool { node["isDefault"]?.boolValue ?? false }

    /// The uids of other datasources that this one links to.
    package var links: [Node] {
      guard let data = node["jsonData"] else { return [] }
      let lists = ["exemplarTraceIdDestinations", "derivedFields"].compactMap { data[$0] }
      let single = ["tracesToLogsV2", "tracesToLogs", "tracesToMetrics", "serviceMap"].compactMap { data[$0] }
      return lists.flatMap(\.items).compactMap { $0["datasourceUid"] } + single.compactMap { $0["datasourceUid"] }
        + [data["alertmanagerUid"]].compactMap(\.self)
    }
  }
}

/// A file of provisioned alerting: rules, contact points, policies, as it was read.
package struct AlertingFile: Sendable {
  package let node: Node
  package init(_ node: Node) { self.node = node }

  package var rules: [Node] { node["groups"].mappings.flatMap { $0["rules"].mappings } }

  /// What the rules ask of datasources, expressions over other queries included.
  package func queries(knowing provisioned: KnownDatasources = KnownDatasources()) -> [GrafanaQuery] {
    rules.flatMap { $0["data"].mappings }.map { item in
      let model = item["model"]
      let isExpression = ["__expr__", "-100"].contains(item["datasourceUid"].scalar?.text)
      let own = provisioned.plugin(
        of: DatasourceReference(item["datasourceUid"]), in: DatasourceReference(model?["datasource"]))
      return GrafanaQuery(.alert, item, plugin: isExpression ? "__expr__" : own, text: (model?["expr"]).scalar)
    }
  }
}
