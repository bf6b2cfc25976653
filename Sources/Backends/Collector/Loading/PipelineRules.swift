internal import Diagnostics
internal import Document

/// What holds between components and the pipelines that name them.
extension FieldRule {
  // MARK: Forms

  /// A section maps ids to settings; a reference may stand for it, and for the settings.
  static let components = FieldRule { node, findings in
    findings.checkReference(node, "a mapping")
    for (key, settings) in node.entries where settings.kind != .mapping && !settings.isNull && !settings.isReference {
      findings.report(
        "schema/wrong-type", "the settings of \(quoted(key.text)) must be a mapping, not \(settings.phrase)",
        at: settings)
    }
  }

  static let pipelineMap = FieldRule { node, findings in
    findings.checkReference(node, "a mapping")
    for (_, pipeline) in node.entries { findings.checkReference(pipeline, "a mapping") }
  }

  /// A list of ids, or what stands for one.
  static let ids = FieldRule { node, findings in
    findings.checkReference(node, "a list")
    for item in node.items where item.isNull { findings.missing("this must be the id of a component", at: item) }
  }

  static let componentIDs = FieldRule { node, findings in
    for component in CollectorConfig(node).components {
      guard let problem = ComponentID.problem(with: component.id.text) else { continue }
      findings.invalid(problem, at: component.id)
    }
  }

  // MARK: Names

  static let connectorNames = FieldRule { node, findings in
    let config = CollectorConfig(node)
    var others: [String: CollectorConfig.Component] = [:]
    for component in config.components(.receivers) + config.components(.exporters) {
      others[component.name] = component
    }
    for connector in config.components(.connectors) {
      guard let other = others[connector.name] else { continue }
      findings.duplicate(
        "\(quoted(connector.name)) is a connector and one of \(quoted(other.section.rawValue))", at: connector.id,
        of: other.id, help: "rename one of the two")
    }
  }

  static let startedExtensions = FieldRule { node, findings in
    var components = DefinedComponents(CollectorConfig(node))
    for id in CollectorConfig(node).startedExtensions {
      components.check(id, in: [.extensions], what: "extension", &findings)
    }
  }

  // MARK: Pipelines

  static let pipelines = FieldRule { node, findings in
    let config = CollectorConfig(node)
    guard let pipelines = config.service?["pipelines"], !pipelines.isNull else {
      if let service = config.service, service.kind == .mapping {
        findings.missing("\"service\" needs \"pipelines\"", at: service)
      }
      return
    }
    guard pipelines.kind == .mapping else { return }
    if pipelines.entries.isEmpty { findings.missing("there must be a pipeline", at: pipelines) }
    var components = DefinedComponents(config)
    for pipeline in config.pipelines where !pipeline.node.isReference {
      pipeline.checkSignal(&findings)
      for section in [CollectorConfig.Section.receivers, .exporters] {
        let list = pipeline.node[section.rawValue]
        guard list?.items.isEmpty ?? true, !(list?.isReference ?? false) else { continue }
        findings.missing(
          "the pipeline \(quoted(pipeline.id.text)) needs one of \(quoted(section.rawValue))", at: list ?? pipeline.id)
      }
      for id in pipeline.receivers { components.check(id, in: [.receivers, .connectors], what: "receiver", &findings) }
      for id in pipeline.exporters { components.check(id, in: [.exporters, .connectors], what: "exporter", &findings) }
      var seen: Set<String> = []
      for id in pipeline.processors {
        components.check(id, in: [.processors], what: "processor", &findings)
        guard !id.isReference, !seen.insert(ComponentID.name(of: id.text)).inserted else { continue }
        findings.report(
          "schema/duplicate-name", "the processor \(quoted(id.text)) stands twice in one pipeline", at: id)
      }
    }
  }

  /// A connector ends some pipelines and begins others.
  static let connectorUse = FieldRule { node, findings in
    let config = CollectorConfig(node)
    let pipelines = config.pipelines
    guard !pipelines.contains(where: { $0.holdsReferences }) else { return }
    func firstUse(_ ids: [Node]) -> [String: Node] {
      Dictionary(ids.map { (ComponentID.name(of: $0.text), $0) }) { first, _ in first }
    }
    let ends = firstUse(pipelines.flatMap(\.exporters))
    let begins = firstUse(pipelines.flatMap(\.receivers))
    for name in config.components(.connectors).map(\.name) {
      switch (ends[name], begins[name]) {
      case (let end?, nil):
        findings.invalid(
          "the connector \(quoted(name)) gets data here, and no pipeline has it as a receiver", at: end)
      case (nil, let begin?):
        findings.invalid(
          "the connector \(quoted(name)) gives data here, and no pipeline has it as an exporter", at: begin)
      default: break
      }
    }
  }
}

extension FieldFindings {
  /// What stands for something that is no scalar must come from elsewhere.
  fileprivate mutating func checkReference(_ node: Node, _ what: String) {
    guard node.kind == .scalar, !node.isNull, !node.isReference else { return }
    report("schema/wrong-type", "this must be \(what), not \(node.phrase)", at: node)
  }
}

extension Node {
  /// Whether something else is put in its place before it is read: `${env:NAME}`, `${file:name}`.
  var isReference: Bool { kind == .scalar && holds("${") }
}

extension CollectorConfig.Component {
  /// Its id without the blanks that the collector cuts off.
  var name: String { ComponentID.name(of: id.text) }
}

extension CollectorConfig.Pipeline {
  var holdsReferences: Bool {
    node.isReference
      || CollectorConfig.Section.allCases.contains { section in
        (node[section.rawValue]?.isReference ?? false) || ids(section).contains { $0.isReference }
      }
  }

  fileprivate func checkSignal(_ findings: inout FieldFindings) {
    let signals = ["traces", "metrics", "logs", "profiles"]
    let parts = id.text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let signal = parts.first.map { String($0).blanksCut } ?? ""
    guard signals.contains(signal) else {
      let help = didYouMean(signal, among: signals)
      return findings.invalid(
        "a pipeline is called \(alternatives(signals)), with or without \"/name\", not \(quoted(id.text))", at: id,
        help: help)
    }
    if parts.count > 1, let problem = ComponentID.problem(withName: parts[1], of: id.text) {
      findings.invalid(problem, at: id)
    }
  }
}

/// Every component of a file, by section and name.
private struct DefinedComponents {
  private var names: [CollectorConfig.Section: [String: Node]] = [:]
  private var unknown: Set<CollectorConfig.Section> = []
  /// For how many undefined names a similar one is looked for.
  private var suggestions = 20

  init(_ config: CollectorConfig) {
    for section in CollectorConfig.Section.allCases {
      if config.node[section.rawValue]?.isReference ?? false { unknown.insert(section) }
      for component in config.components(section) { names[section, default: [:]][component.name] = component.id }
    }
  }

  mutating func check(
    _ id: Node, in sections: [CollectorConfig.Section], what: String, _ findings: inout FieldFindings
  ) {
    let name = ComponentID.name(of: id.text)
    guard !id.isReference, !sections.contains(where: { unknown.contains($0) || names[$0]?[name] != nil }) else {
      return
    }
    var help: String?
    var notes: [Diagnostic.Note] = []
    if let section = CollectorConfig.Section.allCases.first(where: { names[$0]?[name] != nil }) {
      help = "it is one of \(quoted(section.rawValue))"
      notes = [.init("it is here", at: names[section]?[name]?.origin)]
    } else if suggestions > 0 {
      suggestions -= 1
      let known = sections.flatMap { names[$0].map { Array($0.keys) } ?? [] }
      help = didYouMean(name, among: known.sorted())
    }
    findings.report(
      "schema/undefined-component", "no \(what) is called \(quoted(id.text))", at: id, notes: notes, help: help)
  }
}
