internal import Deployment
internal import Diagnostics
internal import Document

/// Pipelines to Alloy components.
struct AlloyEmitter {
  let deployment: Deployment
  let pipelines: [LogPipeline]

  func configuration(into diagnostics: inout [Diagnostic]) -> [AlloyStatement] {
    var statements: [AlloyStatement] = []
    var labels: Set<String> = []
    for pipeline in pipelines {
      // Names that differ in punctuation alone make one label, and components must not share it.
      var label = componentLabel(pipeline.name.value)
      while !labels.insert(label).inserted { label += "_" }
      statements += components(of: pipeline, label, into: &diagnostics)
    }
    return statements + [.block(write)]
  }

  private var write: AlloyBlock {
    let loki = deployment.address(of: .loki) ?? "loki:3100"
    return AlloyBlock(
      "loki.write", "loki",
      [.block(AlloyBlock("endpoint", nil, [.attribute("url", .string("http://\(loki)/loki/api/v1/push"))]))])
  }

  private func components(
    of pipeline: LogPipeline, _ label: String, into diagnostics: inout [Diagnostic]
  ) -> [AlloyStatement] {
    let receiver = AlloyExpression.reference(
      pipeline.stages.isEmpty ? "loki.write.loki.receiver" : "loki.process.\(label).receiver")
    var blocks = [
      AlloyBlock("local.file_match", label, [.attribute("path_targets", .list([target(of: pipeline)]))]),
      AlloyBlock(
        "loki.source.file", label,
        [
          .attribute("targets", .reference("local.file_match.\(label).targets")),
          .attribute("forward_to", .list([receiver])),
        ]),
    ]
    if !pipeline.stages.isEmpty {
      let stages = pipeline.stages.compactMap { stage($0, into: &diagnostics) }
      let forward = AlloyStatement.attribute("forward_to", .list([.reference("loki.write.loki.receiver")]))
      blocks.append(AlloyBlock("loki.process", label, [forward] + stages.map(AlloyStatement.block)))
    }
    return blocks.map(AlloyStatement.block)
  }

  /// The labels of the stream, and the glob.
  private func target(of pipeline: LogPipeline) -> AlloyExpression {
    var entries = [(key: "__path__", value: AlloyExpression.string(pipeline.files.value))]
    entries += pipeline.labels.map { ($0.name.value, .string($0.value.value)) }
    if pipeline.labels[LogPipeline.hostLabel] == nil {
      entries.append((LogPipeline.hostLabel, .reference("constants.hostname")))
    }
    return .map(entries)
  }

  private func stage(_ stage: LogPipeline.Stage, into diagnostics: inout [Diagnostic]) -> AlloyBlock? {
    switch stage {
    case .replace(let expression, let replacement):
      return AlloyBlock(
        "stage.replace", nil,
        [.attribute("expression", .string(expression.value)), .attribute("replace", .string(replacement.value))])
    case .json(let fields): return mapping("stage.json", "expressions", fields) { $0.path.value }
    case .logfmt(let fields): return mapping("stage.logfmt", "mapping", fields) { $0.field.value }
    case .timestamp(let source, let format):
      return AlloyBlock(
        "stage.timestamp", nil,
        [.attribute("source", .string(source.value)), .attribute("format", .string(format.value))])
    case .labels(let fields): return mapping("stage.labels", "values", fields) { $0.name.value }
    case .structuredMetadata(let fields):
      return mapping("stage.structured_metadata", "values", fields) { $0.name.value }
    case .native(let name, let settings):
      return NativeStage(name: name, settings: settings).block(into: &diagnostics)
    }
  }

  private func mapping(
    _ stage: String, _ attribute: String, _ fields: [LogPipeline.Field], _ value: (LogPipeline.Field) -> String
  ) -> AlloyBlock {
    let entries = fields.map { (key: $0.name.value, value: AlloyExpression.string(value($0))) }
    return AlloyBlock(stage, nil, [.attribute(attribute, .map(entries))])
  }

  /// Labels of components are identifiers.
  private func componentLabel(_ name: String) -> String {
    let label = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return isIdentifier(label) ? label : "_" + label
  }
}
