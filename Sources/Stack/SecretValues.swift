import Collector
import Deployment
package import Diagnostics
import Document
import Grafana
import Prometheus

/// Where a native file holds secrets: the values of all keys of which a table says so.
package struct SecretValues {
  package private(set) var spans: [Span] = []

  package init(in file: StackFile) {
    guard let native = NativeTable(of: file.kind) else { return }
    collect(file.root, native.table)
    switch file.kind {
    case .collector, .jaeger:
      for component in CollectorConfig(file.root).components {
        if let table = NativeSchema.settings(of: component, in: file) { collect(component.settings, table) }
        if let config = component.scraping { collect(config, PrometheusSchema.config) }
      }
    case .grafanaAlerting:
      let receivers = file.root["contactPoints"].map {
        $0.items.flatMap { $0["receivers"].map { Array($0.items) } ?? [] }
      }
      for receiver in receivers ?? [] {
        guard let type = receiver["type"], let settings = receiver["settings"] else { continue }
        if let table = GrafanaSchema.settings(ofReceiver: type.text) { collect(settings, table) }
      }
    default: break
    }
  }

  /// Readers bound how deep nodes nest.
  private mutating func collect(_ node: Node, _ table: FieldTable) {
    for (key, value) in node.entries {
      guard let field = table[key.text] else { continue }
      if field.isSecret { hide(value) } else { collect(value, field.type) }
    }
  }

  private mutating func collect(_ node: Node, _ type: FieldType) {
    switch type {
    case .table(let table): collect(node, table())
    case .list(let item): for value in node.items { collect(value, item) }
    case .oneOrMore(let item):
      for value in node.kind == .sequence ? Array(node.items) : [node] { collect(value, item) }
    case .map(let item): for (_, value) in node.entries { collect(value, item) }
    case .either(let first, let second): collect(node, first.isWritten(as: node.kind) ? first : second)
    case .ruled(let type, _), .dated(_, let type): collect(node, type)
    default: break
    }
  }

  private mutating func hide(_ node: Node) {
    if node.kind == .scalar { spans.append(node.span) }
    for item in node.items { hide(item) }
    for (_, value) in node.entries { hide(value) }
  }
}
