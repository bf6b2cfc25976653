import Document
import Testing

/// Alert rules.
extension AuditRow {
  static let alerting = [
    AuditRow("A46", "every rule file has groups, and every group a name of its own") { stack throws in
      for path in stack.paths(under: "prometheus/rules") {
        #expect(try stack.yaml(path).list("groups").count == 1, "\(path)")
      }
      let names = try stack.groups().compactMap { $0.value("name") }
      #expect(Set(names).count == names.count)
    },
    AuditRow("A47", "both sides of the error ratio are summed alike") { stack throws in
      let expression = try stack.alert("LightningDBHighErrorRate").expression
      #expect(expression.ranges(of: "sum by (cluster, service, instance) (rate(").count == 2)
    },
    AuditRow("A48", "buckets are summed by le before the quantile") { stack throws in
      let expression = try stack.alert("LightningDBHighQueryLatency").expression
      #expect(expression.contains("sum by (cluster, service, instance, le)"))
      for rule in try stack.rules() where rule.expression.contains("histogram_quantile(") {
        #expect(rule.expression.contains("le)") || rule.expression.contains("_le:"), "\(rule.expression)")
      }
    },
    AuditRow("A49", "a disk that can't be watched is told of") { stack throws in
      let expression = try stack.alert("LightningDBDiskUnmonitored").expression
      #expect(expression.contains("absent(node_filesystem_avail_bytes{"))
      #expect(expression.contains("unless on (instance) node_filesystem_avail_bytes{"))
      let disk = try stack.alert("LightningDBDiskSpaceCritical").expression
      #expect(disk.contains("mountpoint=\"/var/lib/lightning_db\"") && disk.hasSuffix("< 0.1"))
    },
    AuditRow("A50", "every alert of the database has its team") { stack throws in
      let alerts = try databaseAlerts(of: stack)
      #expect(alerts.count >= 12)
      for alert in alerts { #expect(alert.value("labels/team") == "database", "\(alert.value("alert") ?? "")") }
    },
    AuditRow("A51", "every alert has a runbook that is written, and a description") { stack throws in
      let base = "https://wiki.example.com/runbooks/"
      for alert in try stack.alerts() where alert.value("labels/report") == nil {
        let name = alert.value("alert") ?? ""
        #expect(alert.value("annotations/description")?.isEmpty == false, "\(name)")
        let runbook = try #require(alert.value("annotations/runbook_url"), "\(name)")
        #expect(runbook.hasPrefix(base))
        #expect(stack.paths.contains("runbooks/\(runbook.dropFirst(base.count)).md"), "\(name)")
      }
    },
    AuditRow("A52", "summaries say which instance, and numbers are readable") { stack throws in
      for alert in try databaseAlerts(of: stack) {
        let name = alert.value("alert") ?? ""
        let summary = try #require(alert.value("annotations/summary"))
        // Of these there is one, for all instances.
        if name.hasPrefix("LightningDB"), name != "LightningDBAbsent" {
          #expect(summary.contains("$labels.instance"), "\(name)")
        }
        #expect(!summary.contains("{{ $value }}"), "\(name)")
      }
    },
    AuditRow("A53", "every alert of the database is named after it") { stack throws in
      for group in ["lightning_db_critical", "lightning_db_warnings"] {
        let rules = try stack.yaml("prometheus/rules/\(group).yml").list("groups/0/rules")
        #expect(rules.count >= 5)
        #expect(rules.allSatisfy { $0.value("alert")?.hasPrefix("LightningDB") == true })
      }
    },
    AuditRow("A54", "missing targets, a dead man's switch, and every SLO alert") { stack throws in
      #expect(try stack.alert("LightningDBAbsent").expression == "absent(up{job=\"lightning_db\"})")
      #expect(try stack.alert("Watchdog").expression == "vector(1)")
      let watchdog = try stack.routes().filter { $0.texts("matchers") == ["alertname=\"Watchdog\""] }
      #expect(watchdog.map { $0.value("receiver") } == ["watchdog"])
      for slo in try stack.spec("slos").list("slos") {
        let alerts = try stack.alerts().filter { $0.value("labels/slo") == slo.value("slo") }
        #expect(alerts.count == 2, "\(slo.value("slo") ?? "")")
      }
    },
  ]

  /// Those of the guide and the SLOs, without those of the monitoring stack itself.
  private static func databaseAlerts(of stack: GeneratedStack) throws -> [Node] {
    try stack.groups().filter { group in
      let name = group.value("name") ?? ""
      return name.hasPrefix("lightning_db") || name.hasPrefix("slo-")
    }.flatMap { $0.list("rules") }.filter { $0["alert"] != nil }
  }
}
