package import Document

/// A Promtail configuration as it was read: a view of the tree, which stays the truth. What is missing reads as absent.
package struct PromtailConfig: Sendable {
  package let node: Node
  package init(_ node: Node) { self.node = node }

  package var positionsFile: Node? { node["positions"]?["filename"] }
  /// Where lines go: `clients`, and the older `client`.
  package var clients: [Node] {
    (node["client"].map { [$0] } ?? []) + (node["clients"].map { Array($0.items) } ?? [])
  }
  package var clientURLs: [Node] { clients.compactMap { $0["url"] } }
  package var externalLabels: [Node] { clients.compactMap { $0["external_labels"] } }
  package var jobs: [ScrapeJob] { node["scrape_configs"]?.items.map { ScrapeJob($0) } ?? [] }

  package struct ScrapeJob: Sendable {
    package let node: Node
    package init(_ node: Node) { self.node = node }

    package var name: Node? { node["job_name"] }
    /// The label maps of `static_configs`, `__path__` included.
    package var staticLabels: [Node] { node["static_configs"]?.items.compactMap { $0["labels"] } ?? [] }
    package var paths: [Node] { staticLabels.compactMap { $0["__path__"] } }
    package var stages: [Stage] { node["pipeline_stages"].map(Stage.list) ?? [] }
  }

  /// One stage of a pipeline: a mapping with its name as the one key.
  package struct Stage: Sendable {
    package let name: Node
    package let settings: Node

    /// The stages of a list, those inside `match` not among them.
    package static func list(_ node: Node) -> [Stage] {
      node.items.flatMap { $0.entries.map { Stage(name: $0.key, settings: $0.value) } }
    }

    /// The stages inside a `match`.
    package var nested: [Stage] { settings["stages"].map(Stage.list) ?? [] }
  }
}
