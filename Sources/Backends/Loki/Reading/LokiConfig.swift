package import Document

/// A Loki configuration as it was read: a view of the tree, which stays the truth. What is missing reads as absent.
package struct LokiConfig: Sendable {
  package let node: Node
  package init(_ node: Node) { self.node = node }

  package var common: Node? { node["common"] }
  package var limits: Node? { node["limits_config"] }
  package var compactor: Node? { node["compactor"] }
  package var ruler: Node? { node["ruler"] }
  /// Without effect in the single binary since 2.4.
  package var tableManager: Node? { node["table_manager"] }

  package var retentionPeriod: Node? { limits?["retention_period"] }
  package var queryLookback: Node? { limits?["max_query_lookback"] }
  /// What makes the compactor delete.
  package var retentionEnabled: Node? { compactor?["retention_enabled"] }
  package var deleteRequestStore: Node? { compactor?["delete_request_store"] }
  package var alertmanagerURL: Node? { ruler?["alertmanager_url"] }

  package var schemaPeriods: [SchemaPeriod] {
    node["schema_config"]?["configs"]?.items.map { SchemaPeriod($0) } ?? []
  }

  /// From when on which index and store are used.
  package struct SchemaPeriod: Sendable {
    package let node: Node
    package init(_ node: Node) { self.node = node }

    package var from: Node? { node["from"] }
    package var store: Node? { node["store"] }
    package var objectStore: Node? { node["object_store"] }
    package var schema: Node? { node["schema"] }
  }
}
