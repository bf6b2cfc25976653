import Document
import Testing

/// SLOs.
extension AuditRow {
  static let objectives = [
    AuditRow("A68", "every SLO has the same shape and becomes rules") { stack throws in
      let slos = try stack.spec("slos").list("slos")
      #expect(slos.count == 5)
      for slo in slos {
        let name = try #require(slo.value("slo"))
        #expect(slo.value("objective")?.hasSuffix("%") == true && slo["window"] != nil && slo["sli"] != nil)
        #expect(stack.paths.contains("prometheus/rules/slo-\(name).yml"))
      }
    },
    AuditRow("A69", "latency SLOs are a ratio of counts") { stack throws in
      for (slo, bound) in [("fast", #"le="0.1""#), ("slow", "le=~\"1")] {
        let ratio = try record("slo:sli_error:ratio_rate5m", of: "query-latency-\(slo)", in: stack)
        #expect(!ratio.contains("quantile"))
        #expect(ratio.contains("lightning_db_query_duration_seconds_bucket{\(bound)"))
        #expect(ratio.contains("sum(rate(lightning_db_query_duration_seconds_count[5m]))"))
      }
    },
    AuditRow("A70", "a bound that is a whole number is found on Prometheus 2 and 3") { stack throws in
      let ratio = try record("slo:sli_error:ratio_rate5m", of: "query-latency-slow", in: stack)
      #expect(ratio.contains(#"le=~"1(\\.0)?""#))
      let pages = try stack.paths(under: "runbooks").map { try stack.text($0) }.joined()
      let queries = try pages + stack.rules().map(\.expression).joined()
      #expect(queries.matches(of: /le="\d+"/).isEmpty)
    },
    AuditRow("A71", "what is recorded is an error ratio, and is called one") { stack throws in
      let ratio = try record("slo:sli_error:ratio_rate5m", of: "success", in: stack)
      #expect(ratio.hasPrefix("(sum(rate(lightning_db_operations_errors_total[5m]))"))
      #expect(try objective("success", in: stack).value("description") == "Share of operations that did not fail.")
    },
    AuditRow("A72", "availability is that of the service, and a missing target is alerted on") { stack throws in
      let ratio = try record("slo:sli_error:ratio_rate5m", of: "availability", in: stack)
      #expect(ratio.contains("sum(sum_over_time(up{job=\"lightning_db\"}[5m]))"))
      #expect(ratio.contains("sum(count_over_time(up{job=\"lightning_db\"}[5m]))"))
      _ = try stack.alert("LightningDBAbsent")
    },
    AuditRow("A73", "freshness is a share of time") { stack throws in
      #expect(try objective("replication-freshness", in: stack).value("objective") == "99%")
      let bad = try record("slo:sli_error:bool", of: "replication-freshness", in: stack)
      #expect(bad == "1 - (max(lightning_db_replication_lag_seconds{role=\"replica\"}) <= bool 10)")
    },
    AuditRow("A74", "two windows for each burn rate; the quick ones page") { stack throws in
      let page = try stack.alert("SLOAvailabilityBurnPage")
      #expect(page.value("labels/severity") == "critical")
      let quick =
        #"slo:sli_error:ratio_rate1h{slo="availability"} > 14.4 * 0.001 and "#
        + #"slo:sli_error:ratio_rate5m{slo="availability"} > 14.4 * 0.001"#
      #expect(page.expression.contains(quick))
      let ticket = try stack.alert("SLOAvailabilityBurnTicket")
      #expect(ticket.value("labels/severity") == "warning")
      #expect(ticket.expression.contains("ratio_rate3d") && ticket.expression.contains("ratio_rate6h"))
    },
    AuditRow("A75", "a ratio is printed as one, and hours come from a query") { stack throws in
      let alert = try stack.alert("SLOAvailabilityBurnPage")
      #expect(alert.value("annotations/summary")?.contains("{{ $value | humanizePercentage }}") == true)
      let description = try #require(alert.value("annotations/description"))
      #expect(description.contains("humanizeDuration") && description.contains("2592000 * 0.001"))
      #expect(!description.contains("$value"))
    },
    AuditRow("A76", "budgets are exact") { stack throws in
      for rule in try stack.rules() {
        #expect(!rule.expression.contains("1 - 0.9") && !rule.expression.contains("0000000001"))
      }
      #expect(try stack.alert("SLOAvailabilityBurnPage").expression.contains("14.4 * 0.001"))
    },
    AuditRow("A77", "burn rates are evaluated twice in the shortest window") { stack throws in
      for group in try stack.groups() where group.value("name")?.hasPrefix("slo-") == true {
        #expect(group.value("interval") == "30s", "\(group.value("name") ?? "")")
      }
    },
  ]

  private static func objective(_ name: String, in stack: GeneratedStack) throws -> Node {
    try #require(try stack.spec("slos").list("slos").first { $0.value("slo") == name })
  }

  private static func record(_ name: String, of slo: String, in stack: GeneratedStack) throws -> String {
    let rules = try stack.yaml("prometheus/rules/slo-\(slo).yml").list("groups/0/rules")
    return try #require(rules.first { $0.value("record") == name }, "\(slo) does not record \(name)").expression
  }
}
