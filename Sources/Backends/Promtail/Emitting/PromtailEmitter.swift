internal import Deployment
internal import Diagnostics
internal import Document

/// Pipelines to Promtail's configuration.
struct PromtailEmitter {
  let deployment: Deployment
  let pipelines: [LogPipeline]

  var configuration: Draft {
    let loki = deployment.service("loki")?.address ?? Located("loki:3100")
    return [
      "server": ["http_listen_port": .int(deployment.port(of: .promtail)), "grpc_listen_port": 0],
      // On a disk that outlives restarts: lost positions mean that every file is shipped again.
      "positions": ["filename": "/var/lib/promtail/positions.yaml"],
      "clients": [["url": .string(loki.map { "http://\($0)/loki/api/v1/push" })]],
      "scrape_configs": .list(pipelines.map(scrapeConfig)),
    ]
  }

  private func scrapeConfig(_ pipeline: LogPipeline) -> Draft {
    var labels = pipeline.labels.map { (key: $0.name.value, value: literal($0.value)) }
    if pipeline.labels[LogPipeline.hostLabel] == nil { labels.append((LogPipeline.hostLabel, "${HOSTNAME}")) }
    labels.append(("__path__", literal(pipeline.files)))
    return .map(
      [
        ("job_name", literal(pipeline.name)),
        // `targets` is demanded and ignored: files are found by `__path__`.
        ("static_configs", [["targets": ["localhost"], "labels": .map(labels)]]),
        ("pipeline_stages", pipeline.stages.isEmpty ? nil : .list(pipeline.stages.map(stage))),
      ].compactMap { key, value in value.map { (key, $0) } }, at: pipeline.name.origin)
  }

  private func stage(_ stage: LogPipeline.Stage) -> Draft {
    switch stage {
    case .replace(let expression, let replacement):
      ["replace": ["expression": literal(expression), "replace": literal(replacement)]]
    case .json(let fields): ["json": ["expressions": mapping(fields) { $0.path }]]
    case .logfmt(let fields): ["logfmt": ["mapping": mapping(fields) { $0.field }]]
    case .timestamp(let source, let format): ["timestamp": ["source": literal(source), "format": literal(format)]]
    case .labels(let fields): ["labels": mapping(fields) { $0.name }]
    case .structuredMetadata(let fields): ["structured_metadata": mapping(fields) { $0.name }]
    case .native(let name, let settings): .map([(name, literal(settings))])
    }
  }

  private func mapping(_ fields: [LogPipeline.Field], _ value: (LogPipeline.Field) -> Located<String>) -> Draft {
    .map(fields.map { ($0.name.value, literal(value($0))) })
  }

  private func literal(_ text: Located<String>) -> Draft { .string(text.map(EnvironmentExpansion.escape)) }

  private func literal(_ draft: Draft) -> Draft {
    switch draft.content {
    case .string(let text): .string(EnvironmentExpansion.escape(text), at: draft.origin)
    case .list(let items): .list(items.map(literal), at: draft.origin)
    case .map(let entries): .map(entries.map { ($0.key, literal($0.value)) }, at: draft.origin)
    case .null, .bool, .int, .number: draft
    }
  }
}
