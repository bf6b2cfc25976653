import Document
import Testing

/// Metrics and Prometheus.
extension AuditRow {
  static let metrics = [
    AuditRow("A01", "Lightning DB does not listen on Prometheus' port") { stack throws in
      let addresses = try stack.job("lightning_db").list("static_configs").flatMap { $0.texts("targets") }
      #expect(addresses.count == 3)
      #expect(addresses.allSatisfy { $0.hasSuffix(":9399") })
      #expect(try stack.text("application/lightning_db_telemetry.toml").contains(":9399\""))
      let ports = try stack.jobs().flatMap { $0.list("static_configs") }.flatMap { $0.texts("targets") }
      #expect(ports.filter { $0.hasSuffix(":9090") } == ["prometheus:9090"])
    },
    AuditRow("A02", "what routing groups by is on every target") { stack throws in
      for job in try stack.jobs() {
        for config in job.list("static_configs") {
          for label in ["service", "cluster", "region"] {
            #expect(config.at("labels/\(label)") != nil, "\(job.value("job_name") ?? "") lacks \(label)")
          }
        }
      }
      let labels = Set(try stack.yaml("alertmanager/alertmanager.yml").texts("route/group_by"))
      #expect(labels == ["alertname", "cluster", "service"])
    },
    AuditRow("A03", "environment is an external label and no target label") { stack throws in
      #expect(try stack.yaml("prometheus/prometheus.yml").value("global/external_labels/environment") == "production")
      let labels = try stack.jobs().flatMap { $0.list("static_configs") }.compactMap { $0.at("labels/environment") }
      #expect(labels.isEmpty)
    },
    AuditRow("A04", "each histogram has buckets of its own range") { stack throws in
      let highest = try Dictionary(
        uniqueKeysWithValues: stack.spec("metrics").at("metrics/lightning_db")?.entries.compactMap { metric in
          metric.value.list("buckets").last.map { (metric.key.text, Double($0.text) ?? 0) }
        } ?? [])
      #expect(highest["lightning_db_query_duration_seconds"] == 30)
      #expect(highest["lightning_db_transaction_duration_seconds"] == 300)
      #expect(highest["lightning_db_connection_duration_seconds"] == 86_400)
      let settings = try stack.text("application/lightning_db_telemetry.toml")
      #expect(settings.contains("lightning_db_connection_duration_seconds = [0.1, 1.0, 10.0, 60.0, 300.0"))
      #expect(settings.contains("86400.0]"))
    },
    AuditRow("A05", "the glob loads every rule file") { stack throws in
      #expect(try stack.yaml("prometheus/prometheus.yml").texts("rule_files") == ["rules/*.yml"])
      let files = stack.paths(under: "prometheus/rules")
      #expect(files.contains("prometheus/rules/lightning_db_critical.yml"))
      #expect(files.allSatisfy { $0.hasSuffix(".yml") && $0.split(separator: "/").count == 3 })
    },
    AuditRow("A06", "there are recording rules") { stack throws in
      let rules = try stack.yaml("prometheus/rules/lightning_db_recording.yml").list("groups/0/rules")
      #expect(rules.count >= 6)
      #expect(rules.allSatisfy { $0["record"]?.text.split(separator: ":").count == 3 })
    },
    AuditRow("A07", "instance is the bare host in both jobs of the database hosts") { stack throws in
      let rules = try ["lightning_db", "node_exporter"].map { try stack.job($0).list("relabel_configs").first }
      #expect(rules.allSatisfy { $0?.value("target_label") == "instance" })
      #expect(rules[0]?.value("regex") == rules[1]?.value("regex"))
      #expect(rules[0]?.value("regex") != nil)
    },
    AuditRow("A08", "no query spells out an address") { stack throws in
      for rule in try stack.rules() { #expect(!rule.expression.contains(":9090\"")) }
      #expect(try stack.text("webhook/hooks.yml").contains("commonLabels.instance"))
      #expect(try !stack.text("webhook/hooks.yml").contains("db-primary"))
    },
    AuditRow("A09", "the host is told from its port for IPv6 too") { stack throws in
      let pattern = try #require(try stack.job("lightning_db").value("relabel_configs/0/regex"))
      let regex = try Regex("^(?:\(pattern))$")
      for (address, host) in [("db-primary:9399", "db-primary"), ("[::1]:9399", "::1"), ("db-primary", "db-primary")] {
        let match = try regex.wholeMatch(in: address)
        #expect(match?.output[1].substring.map(String.init) == host)
      }
    },
    AuditRow("A10", "metrics outlive the longest SLO window") { stack throws in
      let command = try stack.yaml("compose.yaml").texts("services/prometheus/command")
      #expect(command.contains("--storage.tsdb.retention.time=45d"))
      #expect(try stack.spec("slos").list("slos").contains { $0.value("window") == "30d" })
    },
    AuditRow("A11", "the stack watches itself and tells primary from replicas") { stack throws in
      let jobs = try Set(stack.jobs().compactMap { $0.value("job_name") })
      #expect(
        jobs.isSuperset(of: [
          "prometheus", "alertmanager", "loki", "grafana", "alloy", "otel-collector", "jaeger",
        ]))
      let down = try stack.alerts().map(\.expression)
      for job in jobs { #expect(down.contains("up{job=\"\(job)\"} == 0"), "nothing tells that \(job) is down") }
      let roles = try stack.job("lightning_db").list("static_configs").compactMap { $0.value("labels/role") }
      #expect(roles.sorted() == ["primary", "replica"])
    },
    AuditRow("A12", "every metric has a type and a help text") { stack throws in
      let metrics = try #require(try stack.spec("metrics").at("metrics/lightning_db"))
      #expect(metrics.entries.count >= 20)
      for metric in metrics.entries {
        #expect(metric.value.value("help") != nil && metric.value.value("type") != nil, "\(metric.key.text)")
        #expect(metric.value.value("type") != "histogram" || !metric.value.list("buckets").isEmpty)
      }
    },
    AuditRow("A13", "what is used is in the catalogue") { stack throws in
      let catalogue = try stack.spec("metrics").at("metrics/lightning_db")
      for name in [
        "connections_max", "wal_written_bytes_total", "replica_status", "cache_evictions_total",
        "connections_created_total", "connection_duration_seconds", "connection_errors_total",
      ] { #expect(catalogue?["lightning_db_" + name] != nil, "\(name)") }
      let texts = try (stack.rules() + stack.dashboards().flatMap(stack.panels).flatMap { $0.list("targets") })
        .map(\.expression)
      for name in Set(texts.flatMap { $0.matches(of: /\blightning_db_\w+/).map { String($0.output) } }) {
        let family = name.replacing(/_(bucket|sum|count)$/, with: "")
        // The words after a colon belong to the name of a record.
        let isRecord = texts.contains { $0.contains(":\(name):") }
        #expect(catalogue?[name] != nil || catalogue?[family] != nil || isRecord, "\(name)")
      }
    },
    AuditRow("A14", "what is in the catalogue is used") { stack throws in
      let shown = try stack.dashboards().flatMap(stack.panels).flatMap { $0.list("targets") }.map(\.expression)
      for name in [
        "transaction_duration_seconds", "disk_usage_bytes", "wal_lag_bytes", "table_size_bytes", "table_rows",
      ] { #expect(shown.contains { $0.contains("lightning_db_" + name) }, "\(name)") }
    },
    AuditRow("A15", "the number of rows is a gauge without _total") { stack throws in
      let catalogue = try #require(try stack.spec("metrics").at("metrics/lightning_db"))
      #expect(catalogue.value("lightning_db_table_rows/type") == "gauge")
      for metric in catalogue.entries where metric.key.text.hasSuffix("_total") {
        #expect(metric.value.value("type") == "counter", "\(metric.key.text)")
      }
    },
    AuditRow("A16", "every counter ends in _total") { stack throws in
      let catalogue = try #require(try stack.spec("metrics").at("metrics/lightning_db"))
      let counters = catalogue.entries.filter { $0.value.value("type") == "counter" }.map(\.key.text)
      #expect(counters.contains("lightning_db_wal_written_bytes_total"))
      #expect(counters.allSatisfy { $0.hasSuffix("_total") })
    },
    AuditRow("A17", "the cache hit ratio is made of two counters") { stack throws in
      let catalogue = try stack.spec("metrics").at("metrics/lightning_db")
      #expect(catalogue?["lightning_db_cache_hit_ratio"] == nil)
      let expression = try stack.alert("LightningDBLowCacheHitRate").expression
      #expect(expression.contains("lightning_db_cache_hits_total"))
      #expect(expression.contains("lightning_db_cache_misses_total"))
    },
  ]
}
