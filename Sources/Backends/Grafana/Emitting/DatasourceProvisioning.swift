internal import Deployment
internal import Diagnostics
internal import Document
internal import Quantities

/// `provisioning/datasources/datasources.yml`: the servers of the deployment, linked to one another.
struct DatasourceProvisioning {
  let deployment: Deployment
  private let used: [Datasource]

  init(deployment: Deployment) {
    self.deployment = deployment
    used = Datasource.used(by: deployment)
  }

  /// Jaeger's query port, which serves its API and page; the service's own address is where traces are sent.
  private static let jaegerQueryPort = 16686

  var draft: Draft {
    [
      "apiVersion": 1,
      // Removes datasources that are no longer provisioned.
      "prune": GrafanaSchema.datasources.has("prune", in: deployment.versions.grafana.value) ? true : nil,
      "datasources": .list(used.map(datasource)),
    ]
  }

  private func datasource(_ source: Datasource) -> Draft {
    let (name, settings): (String, Draft) =
      switch source {
      case .prometheus: ("Prometheus", prometheus)
      case .alertmanager: ("Alertmanager", ["implementation": "prometheus", "handleGrafanaManagedAlerts": false])
      case .loki: ("Loki", loki)
      case .jaeger: ("Jaeger", jaeger)
      }
    return [
      "name": .string(name), "uid": .string(source.uid), "type": .string(source.type), "access": "proxy",
      "url": url(source), "isDefault": source == .prometheus ? true : nil, "editable": false, "jsonData": settings,
    ]
  }

  private func url(_ source: Datasource) -> Draft? {
    deployment.service(source.type).map { service in
      let address = source == .jaeger ? "\(service.host):\(Self.jaegerQueryPort)" : service.address.value
      return .string("http://" + Quoting.provisioned(address), at: service.address.origin)
    }
  }

  private var prometheus: Draft {
    let version = deployment.versions.prometheus
    let interval = deployment.global.scrapeInterval
    return [
      "httpMethod": "POST",
      // What `$__rate_interval` is computed from.
      "timeInterval": .text(interval),
      "prometheusType": "Prometheus",
      "prometheusVersion": .string(
        "\(version.value.major).\(version.value.minor).\(version.value.patch)", at: version.origin),
      "manageAlerts": used.contains(.alertmanager) ? true : nil,
      "alertmanagerUid": used.contains(.alertmanager) ? .string(Datasource.alertmanager.uid) : nil,
      "exemplarTraceIdDestinations": used.contains(.jaeger)
        ? [["name": "trace_id", "datasourceUid": .string(Datasource.jaeger.uid)]] : nil,
    ]
  }

  private var loki: Draft {
    ["maxLines": 1000, "derivedFields": used.contains(.jaeger) ? [traceField] : nil]
  }

  /// A link from a log line to its trace: by the label or metadata field where there is one, else by the line's text.
  private var traceField: Draft {
    let field = pipelines.lazy.flatMap(\.stages).flatMap(Self.fields).first { Self.traceFields.contains($0.name.value) }
    return [
      "name": "trace_id", "matcherType": field == nil ? "regex" : "label",
      "matcherRegex": field.map { .string($0.name) } ?? #"[tT]race_?[iI][dD]"?\s*[:=]\s*"?([0-9a-fA-F]+)"#,
      // The value is Grafana's own variable, not the environment's.
      "url": .string(Quoting.provisioned("${__value.raw}")), "urlDisplayLabel": "Show trace",
      "datasourceUid": .string(Datasource.jaeger.uid),
    ]
  }

  private var jaeger: Draft {
    var logs: Draft?
    if used.contains(.loki) {
      let query = "\(streams) |= \"${__trace.traceId}\""
      logs = [
        "datasourceUid": .string(Datasource.loki.uid), "spanStartTimeShift": "-5m", "spanEndTimeShift": "5m",
        "filterByTraceID": false, "filterBySpanID": false, "customQuery": true,
        "query": .string(Quoting.provisioned(query)),
      ]
    }
    return ["nodeGraph": ["enabled": true], "tracesToLogsV2": logs]
  }

  private static let traceFields = ["trace_id", "traceid", "traceID"]

  /// What Loki stores of a line beside its text.
  private static func fields(_ stage: LogPipeline.Stage) -> [LogPipeline.Field] {
    switch stage {
    case .labels(let fields), .structuredMetadata(let fields): fields
    default: []
    }
  }

  /// What is shipped; the shippers' own backends report what is wrong with it.
  private var pipelines: [LogPipeline] {
    var reportedElsewhere: [Diagnostic] = []
    return deployment.logPipelines(for: .alloy, into: &reportedElsewhere)
  }

  /// The streams of every source, by job.
  private var streams: String {
    let jobs = pipelines.compactMap { $0.labels["job"]?.value }
    guard !jobs.isEmpty else { return #"{job=~".+"}"# }
    return "{job=~\(Quoting.quote(jobs.map(Quoting.regex).joined(separator: "|")))}"
  }
}

/// `provisioning/dashboards/dashboards.yml`: where the dashboards' files are.
struct DashboardProvisioning {
  let deployment: Deployment

  var draft: Draft {
    let name = Draft.string(Quoting.provisioned(deployment.name.value), at: deployment.name.origin)
    return [
      "apiVersion": 1,
      "providers": [
        [
          "name": name, "type": "file", "folder": name, "disableDeletion": false,
          // The files are the truth; what is changed in the browser would be lost.
          "allowUiUpdates": false, "updateIntervalSeconds": 30,
          "options": ["path": .string(Layout.dashboardsMount)],
        ]
      ],
    ]
  }
}
