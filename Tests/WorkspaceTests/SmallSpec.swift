/// A spec that compiles without a finding, to be made wrong in one place.
enum SmallSpec {
  /// `hold` is what the tests change to get another output.
  static func text(hold: String = "2m", groups: [String] = ["hosts"]) -> String {
    var text = """
      deployment: small
      targets:
        node:
          endpoints: ["localhost:9100"]
          instance: host
          metrics: [node]
      metrics: {node: {node_boot_time_seconds: {type: gauge, help: When it began.}}}
      receivers:
        default: {slack: {webhook: hook, channel: "#default"}}
        on-call: {slack: {webhook: hook, channel: "#on-call"}}
      secrets: {hook: {file: /etc/alertmanager/secrets/hook}}
      routing:
        receiver: default
        routes: [{match: 'severity="critical"', receiver: on-call}]
      alerts:

      """
    for (index, group) in groups.enumerated() {
      text += """
          - group: "\(group)"
            rules:
              - alert: HostDown\(index)
                expr: up{job="node"} == 0
                for: \(hold)
                severity: critical
                summary: "{{ $labels.instance }} does not answer"
                runbook: https://wiki.example.com/host-down

        """
    }
    return text
  }
}
