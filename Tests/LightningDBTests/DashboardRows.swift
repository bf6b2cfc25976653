import Testing

/// Dashboards.
extension AuditRow {
  static let dashboards = [
    AuditRow("A61", "the dashboard is the file") { stack throws in
      for dashboard in try stack.dashboards() {
        #expect(dashboard["dashboard"] == nil)
        #expect(dashboard.value("title")?.isEmpty == false)
      }
      #expect(try stack.dashboard("operations").value("title") == "Lightning DB Operations")
    },
    AuditRow("A62", "dashboards and panels have all that Grafana needs") { stack throws in
      let dashboards = try stack.dashboards()
      let uids = dashboards.compactMap { $0.value("uid") }
      #expect(uids.count == dashboards.count && Set(uids).count == uids.count)
      for dashboard in dashboards {
        #expect(dashboard["schemaVersion"] != nil && dashboard["time"] != nil && dashboard["templating"] != nil)
        let ids = dashboard.list("panels").compactMap { $0.value("id") }
        #expect(ids.count == dashboard.list("panels").count && Set(ids).count == ids.count)
        for panel in stack.panels(dashboard) {
          let title = panel.value("title") ?? ""
          #expect(panel["type"] != nil && panel["gridPos"] != nil && panel["datasource"] != nil, "\(title)")
          let references = panel.list("targets").compactMap { $0.value("refId") }
          #expect(references.count == panel.list("targets").count, "\(title)")
          #expect(Set(references).count == references.count, "\(title)")
        }
      }
    },
    AuditRow("A63", "memory is in bytes") { stack throws in
      let panel = try stack.panel("Memory usage", of: "resources")
      #expect(panel.value("fieldConfig/defaults/unit") == "bytes")
      #expect(panel.list("targets").allSatisfy { !$0.expression.contains("1024") })
    },
    AuditRow("A64", "rates follow the zoom, and lines have names") { stack throws in
      for name in ["operations", "resources", "replication"] {
        for panel in try stack.panels(stack.dashboard(name)) {
          let targets = panel.list("targets")
          for target in targets {
            #expect(!target.expression.contains("[5m]"), "\(target.expression)")
            if target.expression.contains("rate(") { #expect(target.expression.contains("[$__rate_interval]")) }
          }
          let legends = targets.compactMap { $0.value("legendFormat") }
          #expect(Set(legends).count == legends.count, "\(panel.value("title") ?? "")")
        }
      }
      let latency = try stack.panel("Query latency (P50, P95, P99)", of: "operations").list("targets")
      #expect(latency.count == 3)
      #expect(latency.allSatisfy { $0.expression.contains("sum by (le)") })
    },
    AuditRow("A65", "hosts are told apart") { stack throws in
      let processor = try stack.panel("CPU usage", of: "resources").list("targets").map(\.expression).joined()
      #expect(processor.contains("avg by (instance)") && processor.contains("job=\"node_exporter\""))
      let disk = try stack.panel("Disk I/O", of: "resources").list("targets")
      #expect(disk.allSatisfy { $0.expression.contains("sum by (instance)") })
      #expect(disk.allSatisfy { $0.expression.contains("job=\"node_exporter\"") })
      #expect(disk.allSatisfy { $0.value("legendFormat")?.contains("{{instance}}") == true })
    },
    AuditRow("A66", "states are words") { stack throws in
      let status = try stack.panel("Replica status", of: "replication")
      let options = status.list("fieldConfig/defaults/mappings").first?.at("options")
      #expect(options?.value("0/text") == "not streaming" && options?.value("1/text") == "streaming")
      let wal = try stack.panel("WAL generation rate", of: "replication").list("targets").map(\.expression).joined()
      #expect(wal.contains("lightning_db_wal_written_bytes_total"))
    },
    AuditRow("A67", "data sources and dashboards are provisioned, and linked") { stack throws in
      let sources = try stack.yaml("grafana/provisioning/datasources/datasources.yml").list("datasources")
      #expect(Set(sources.compactMap { $0.value("type") }).isSuperset(of: ["prometheus", "loki", "jaeger"]))
      let loki = sources.first { $0.value("type") == "loki" }
      #expect(loki?.value("jsonData/derivedFields/0/datasourceUid") == "jaeger")
      let jaeger = sources.first { $0.value("type") == "jaeger" }
      #expect(jaeger?.value("jsonData/tracesToLogsV2/datasourceUid") == "loki")
      let providers = try stack.yaml("grafana/provisioning/dashboards/dashboards.yml").list("providers")
      #expect(providers.first?.value("options/path") == "/var/lib/grafana/dashboards")
    },
  ]
}
