package import Document

/// A question that Grafana asks of a datasource: by a panel, a variable, for marks on the time axis, or for an alert.
package struct GrafanaQuery: Sendable {
  package enum Use: String, Sendable {
    case panel, variable, annotation, alert
  }
  package enum Language: String, Sendable {
    case promQL = "promql"
    case logQL = "logql"
  }

  package let use: Use
  /// What describes it: a target, a variable, an annotation, an item of an alert's data.
  package let node: Node
  /// The id of the plugin that answers it; nil when that can't be told.
  package let plugin: String?
  /// What it asks, in the plugin's language; nil when there is nothing, or nothing that is known here.
  package let text: Node?
  /// Which bytes of the text are an expression: those of a variable's query mostly stand inside a call.
  package let expression: Range<Int>?

  init(_ use: Use, _ node: Node, plugin: String?, text: Node?) {
    self.use = use
    self.node = node
    self.plugin = plugin
    self.text = text
    let bytes = text?.textBytes
    expression = use == .variable ? bytes.flatMap(VariableQuery.expression) : bytes.map { 0..<$0.count }
  }

  /// The language it is written in. Plugins that speak a dialect of PromQL have ids of their own, and are left alone.
  package var language: Language? {
    switch plugin {
    case "prometheus", "grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource": .promQL
    case "loki": .logQL
    default: nil
    }
  }
}

extension DashboardFile {
  /// Every query, in the order of panels, variables and annotations.
  package func queries(knowing provisioned: KnownDatasources = KnownDatasources()) -> [GrafanaQuery] {
    let known = provisioned.with(self)
    var queries: [GrafanaQuery] = []
    for panel in panels {
      let datasource = DatasourceReference(panel.node["datasource"])
      for target in panel.targets {
        let plugin = known.plugin(of: reference(of: target.node), in: form == .classic ? datasource : nil)
        queries.append(GrafanaQuery(.panel, target.node, plugin: plugin, text: target.expr))
      }
    }
    for variable in variables where variable.isQuery {
      let plugin = known.plugin(of: reference(of: variable.node))
      queries.append(GrafanaQuery(.variable, variable.node, plugin: plugin, text: variable.query))
    }
    for annotation in annotations {
      let plugin = known.plugin(of: reference(of: annotation.node))
      queries.append(GrafanaQuery(.annotation, annotation.node, plugin: plugin, text: annotation.expr))
    }
    return queries
  }

  private func reference(of node: Node) -> DatasourceReference? {
    form == .classic
      ? DatasourceReference(node["datasource"])
      : DatasourceReference(query: node["query"], beside: node["datasource"])
  }
}

/// What a variable asks of Prometheus or Loki, in Grafana's own small language.
enum VariableQuery {
  /// The expression inside `query_result(…)`, or the selector inside `label_values(…, label)`; nil for anything else.
  static func expression(in text: ArraySlice<UInt8>) -> Range<Int>? {
    let content = text.trimmed
    if content.starts(with: "{".utf8) { return range(content, in: text) }
    if let inside = content.inside(of: "query_result") { return range(inside, in: text) }
    guard let inside = content.inside(of: "label_values"), let comma = inside.lastIndex(of: UInt8(ascii: ",")) else {
      return nil
    }
    let label = inside[(comma + 1)...].trimmed
    guard let first = label.first, !(0x30...0x39).contains(first), label.allSatisfy(\.isNameByte) else { return nil }
    return range(inside[..<comma], in: text)
  }

  private static func range(_ part: ArraySlice<UInt8>, in text: ArraySlice<UInt8>) -> Range<Int>? {
    let part = part.trimmed
    return part.isEmpty ? nil : (part.startIndex - text.startIndex)..<(part.endIndex - text.startIndex)
  }
}

extension ArraySlice<UInt8> {
  fileprivate var trimmed: ArraySlice<UInt8> {
    let start = drop { $0 <= 0x20 }
    return start[..<((start.lastIndex { $0 > 0x20 }).map { $0 + 1 } ?? start.startIndex)]
  }

  /// What stands between `name(` and the `)` at the end.
  fileprivate func inside(of name: StaticString) -> ArraySlice<UInt8>? {
    let count = name.utf8CodeUnitCount
    guard self.count > count + 1, name.withUTF8Buffer({ starts(with: $0) }),
      self[startIndex + count] == UInt8(ascii: "("), last == UInt8(ascii: ")")
    else { return nil }
    return self[(startIndex + count + 1)..<(endIndex - 1)]
  }
}

extension UInt8 {
  fileprivate var isNameByte: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"): true
    default: false
    }
  }
}
