import Deployment
import Diagnostics

/// What `belfry init` writes: a spec that compiles and says in comments what each part is.
package struct StarterSpec {
  package struct UnknownTemplate: Error, CustomStringConvertible {
    package var name: String
    package var description: String {
      let near = nearest(to: name, among: ComponentTemplate.all.keys.sorted())
      return "there is no template \"\(name)\""
        + (near.map { "; did you mean \"\($0)\"?" }
          ?? "; there are " + ComponentTemplate.all.keys.sorted().joined(separator: ", "))
    }
  }

  private let templates: [String]

  package init(template: String?) throws(UnknownTemplate) {
    var templates = ["node_exporter", "prometheus", "alertmanager"]
    if let template {
      guard ComponentTemplate.all[template] != nil else {
        throw UnknownTemplate(name: template)
      }
      if !templates.contains(template) { templates.append(template) }
    }
    self.templates = templates
  }

  /// Writes the files that are not there yet and returns their paths.
  package func write(to folder: String) throws(FileError) -> [String] {
    let path = folder.appending(path: "stack.yaml")
    if try LocalFiles().entry(at: path) != nil {
      throw FileError(path: path, reason: "is there already and is left as it is")
    }
    try makeFolders(folder)
    try SingleFile.write(Array(text.utf8), to: path)
    return [path]
  }

  /// A job for each template, named as the template wants it.
  private var targets: String {
    templates.map { name in
      """
        \(name):
          endpoints: ["localhost:\(Self.ports[name] ?? 80)"]
          instance: host              # the label instance is the host without its port
          metrics: [\(name)]
      """
    }.joined(separator: "\n")
  }

  /// Where each component's own metrics are found unless it was told otherwise.
  private static let ports = [
    "alertmanager": 9093, "alloy": 12345, "grafana": 3000, "loki": 3100, "node_exporter": 9100, "otel-collector": 8888,
    "prometheus": 9090,
  ]

  package var text: String {
    """
    # A monitoring stack in one file. Compile it with: belfry generate .
    belfry: 1
    deployment: my-stack

    # The oldest servers to suit; what is generated loads in later ones too.
    versions: {prometheus: "2.42", alertmanager: "0.25"}
    external_labels: {environment: production}
    retention: {metrics: 30d}

    # Metrics, alerts and dashboards of well-known programs.
    use: [\(templates.joined(separator: ", "))]

    # Where they answer. `metrics` is what a job exposes, so that queries can be checked.
    targets:
    \(targets)

    alerts:
      - group: hosts
        labels: {team: operations}
        rules:
          - alert: HostDown
            expr: up{job="node_exporter"} == 0
            for: 2m
            severity: critical
            summary: "{{ $labels.instance }} does not answer"
            description: "Prometheus could not scrape {{ $labels.instance }} for two minutes."
            runbook: host-down
            test: {fires: {'up{job="node_exporter"}': 0x60}, silent: {'up{job="node_exporter"}': 1x60}}

    runbooks:
      host-down:
        title: A host does not answer
        base_url: https://wiki.example.com/
        steps: ["Look at its console", "Restart node_exporter if the host itself is well"]

    # Secrets are references, never values.
    secrets:
      slack_webhook: {file: /etc/alertmanager/secrets/slack_webhook}

    receivers:
      default: {slack: {webhook: slack_webhook, channel: "#alerts"}}
      operations: {slack: {webhook: slack_webhook, channel: "#operations"}}
      on-call: {slack: {webhook: slack_webhook, channel: "#on-call"}}

    routing:
      receiver: default
      group_by: [alertname]
      routes:
        - {match: 'severity="critical"', receiver: on-call}
        - {match: 'severity=~"warning|info"', receiver: operations}
      expect:
        - {alert: HostDown, reaches: [on-call]}

    """
  }
}
