package import Document

/// The configuration of an OpenTelemetry collector, or of Jaeger 2, which is one: a view of the tree, which stays the
/// truth. What is missing reads as absent.
package struct CollectorConfig: Sendable {
  package let node: Node
  package init(_ node: Node) { self.node = node }

  /// Where components are defined. Connectors are exporters of one pipeline and receivers of another.
  package enum Section: String, Sendable, CaseIterable {
    case receivers, processors, exporters, connectors, extensions
  }

  /// A defined component. Its id is `type` or `type/name`.
  package struct Component: Sendable {
    package let section: Section
    package let id: Node
    package let settings: Node

    package var type: String { id.text.split(separator: "/", maxSplits: 1).first.map(String.init) ?? "" }

    /// Whether it is a Prometheus receiver, and what one scrapes, in Prometheus' own words.
    package var scrapes: Bool { section == .receivers && type == "prometheus" }
    package var scraping: Node? { scrapes ? settings["config"] : nil }
  }

  /// A pipeline and the ids it lists, in order.
  package struct Pipeline: Sendable {
    /// `traces`, `metrics`, `logs`, `profiles`, with or without `/name`.
    package let id: Node
    package let node: Node

    package func ids(_ section: Section) -> [Node] {
      node[section.rawValue]?.items.filter { $0.kind == .scalar } ?? []
    }
    package var receivers: [Node] { ids(.receivers) }
    package var processors: [Node] { ids(.processors) }
    package var exporters: [Node] { ids(.exporters) }
  }

  package func components(_ section: Section) -> [Component] {
    node[section.rawValue]?.entries.map { Component(section: section, id: $0.key, settings: $0.value) } ?? []
  }
  package var components: [Component] { Section.allCases.flatMap { components($0) } }

  package var service: Node? { node["service"] }
  package var pipelines: [Pipeline] {
    service?["pipelines"]?.entries.map { Pipeline(id: $0.key, node: $0.value) } ?? []
  }
  /// The extensions that are started; defining one is not enough.
  package var startedExtensions: [Node] { service?["extensions"]?.items.filter { $0.kind == .scalar } ?? [] }

  /// The OTLP endpoints it listens on: `grpc` and `http` of every `otlp` receiver.
  package var otlpEndpoints: [Node] {
    components(.receivers).filter { $0.type == "otlp" }.flatMap { receiver in
      ["grpc", "http"].compactMap { receiver.settings["protocols"]?[$0]?["endpoint"] }
    }
  }
}
