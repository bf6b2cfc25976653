import Document
import Testing

/// Troubleshooting queries, remediations and the daily report.
extension AuditRow {
  static let operations = [
    AuditRow("A78", "slow queries are counted by two buckets") { stack throws in
      let query = try query("Queries per second over 5 seconds", of: "query-latency", in: stack)
      #expect(query.contains("duration_seconds_count[5m]") && query.contains(#"le=~"5(\\.0)?""#))
      #expect(!query.contains("+Inf"))
    },
    AuditRow("A79", "sums are divided, not averages averaged") { stack throws in
      let query = try query("Slowest query types", of: "query-latency", in: stack)
      #expect(!query.contains("avg"))
      let sums = "sum by (query_type) (rate(lightning_db_query_duration_seconds_sum[5m]))"
      #expect(query.contains("\(sums) / sum by (query_type) (rate("))
      let labels = try stack.spec("metrics").at("metrics/lightning_db/lightning_db_query_duration_seconds/labels")
      #expect(labels?["query_type"] != nil)
    },
    AuditRow("A80", "both sides of the memory ratio have the same labels") { stack throws in
      let query = try query("Share of the host", of: "memory", in: stack)
      #expect(query.contains("sum by (instance) (lightning_db_memory_usage_bytes) / sum by (instance) (node_memory"))
      let alert = try stack.alert("LightningDBMemoryPressure").expression
      #expect(alert.ranges(of: "sum by (cluster, service, instance)").count == 2)
    },
    AuditRow("A81", "quantiles are of a rate") { stack throws in
      let query = try query("Long-running connections (P95)", of: "connections", in: stack)
      #expect(query.contains("sum by (le) (rate(lightning_db_connection_duration_seconds_bucket[5m]))"))
    },
    AuditRow("A82", "one query under each title") { stack throws in
      let queries =
        try stack.spec("runbooks").at("runbooks")?.entries.flatMap { runbook in
          runbook.value.at("queries")?.entries.map { (runbook.key.text, $0.value.text) } ?? []
        } ?? []
      #expect(queries.count >= 25)
      for (runbook, query) in queries {
        #expect(!query.contains("#"), "\(query)")
        let words = query.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let page = try stack.text("runbooks/\(runbook).md").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(page.contains(words), "\(runbook) lacks \(query)")
      }
    },
    AuditRow("A60", "a restart needs an alert, waits, and is limited") { stack throws in
      let route = try #require(try stack.routes().first { $0.value("receiver") == "remediation-LightningDBDown" })
      #expect(route.texts("matchers") == ["alertname=\"LightningDBDown\""])
      #expect(route.value("group_wait") == "2m")
      #expect(try stack.alert("LightningDBDown").expression == "up{job=\"lightning_db\"} == 0")
      let words = try hook("LightningDBDown", in: stack).list("pass-arguments-to-command")
      let arguments = words.compactMap { $0.value("name") }
      #expect(arguments.suffix(5) == ["systemctl", "--host", "commonLabels.instance", "restart", "lightning-db"])
      #expect(arguments.dropFirst().prefix(2) == ["3", "3600"])
      #expect(stack.paths.contains("webhook/limit.sh"))
    },
    AuditRow("A83", "lag is looked at where there can be any") { stack throws in
      let alert = try stack.alert("LightningDBReplicationLagSevere")
      #expect(alert.expression == "lightning_db_replication_lag_seconds{role=\"replica\"} > 300")
      let arguments = try hook("LightningDBReplicationLagSevere", in: stack).list("pass-arguments-to-command")
      #expect(arguments.compactMap { $0.value("name") }.suffix(3) == ["lightning_db", "checkpoint", "--force"])
    },
    AuditRow("A84", "no script, and the cache is cleared when memory is short") { stack throws in
      #expect(stack.paths.allSatisfy { !$0.hasSuffix(".py") })
      let arguments = try hook("LightningDBMemoryPressure", in: stack).list("pass-arguments-to-command")
      #expect(arguments.compactMap { $0.value("name") }.suffix(4) == ["lightning_db", "cache", "clear", "--partial"])
    },
    AuditRow("A85", "the daily report prints seconds as a duration") { stack throws in
      let report = try #require(try stack.alert("ReportDailyPerformance").value("annotations/description"))
      let lines = report.split(separator: "\n")
      #expect(lines.count == 4)
      let latency = try #require(lines.first { $0.hasPrefix("P95 latency: ") })
      #expect(latency.contains("humanizeDuration") && !latency.contains("ms"))
      let route = try #require(try stack.routes().first { $0.texts("matchers") == ["report=\"daily-performance\""] })
      #expect(route.value("receiver")?.hasPrefix("default") == true)
    },
  ]

  private static func query(_ title: String, of runbook: String, in stack: GeneratedStack) throws -> String {
    let queries = try stack.spec("runbooks").at("runbooks/\(runbook)/queries")
    let query = try #require(queries?[title], "\(runbook) has no query \"\(title)\"").text
    return query.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func hook(_ alert: String, in stack: GeneratedStack) throws -> Node {
    let hooks = Array(try stack.yaml("webhook/hooks.yml").items)
    return try #require(hooks.first { $0.value("id") == "remediation-\(alert)" })
  }
}
