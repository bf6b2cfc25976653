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
