import Foundation
import Testing

/// Logs: what the application writes, the shippers, Loki.
extension AuditRow {
  static let logs = shipping + loki

  private static let shipping = [
    AuditRow("A18", "lines carry a trace and nobody's name") { stack throws in
      let settings = try stack.text("application/lightning_db_logging.toml")
      #expect(settings.contains("trace_id = true") && settings.contains("span_id = true"))
      #expect(!settings.contains("user_id = true"))
    },
    AuditRow("A19", "Alloy ships the logs; Promtail starts only when asked for") { stack throws in
      let alloy = try stack.text("alloy/config.alloy")
      for block in ["local.file_match", "loki.source.file", "loki.process", "loki.write"] {
        #expect(alloy.contains("\n\(block) \""), "\(block)")
      }
      #expect(try stack.yaml("compose.yaml").texts("services/promtail/profiles") == ["promtail"])
      #expect(try stack.yaml("compose.yaml").at("services/alloy/profiles") == nil)
    },
    AuditRow("A20", "the last four digits of a card stay") { stack throws in
      #expect(try stack.stages("replace").allSatisfy { $0.value("replace")?.contains("$") == false })
      #expect(try masked("paid with 4111 1111 1111 1234 today", by: stack) == "paid with XXXX-XXXX-XXXX-1234 today")
      #expect(try masked(#"{"card":"4111111111111234"}"#, by: stack) == #"{"card":"XXXX-XXXX-XXXX-1234"}"#)
    },
    AuditRow("A21", "short cards are masked, and timestamps are not") { stack throws in
      #expect(try masked("amex 378282246310005", by: stack) == "amex XXXX-XXXX-XXXX-0005")
      let others = [
        "at 1732291200000000123 ns", "id 20241122160000123456789", "trace 0af7651916cd43dd8448eb211c80319c",
      ]
      for line in others { #expect(try masked(line, by: stack) == line) }
      #expect(try !masked(#"{"ssn":"123-45-6789","password":"hunter2"}"#, by: stack).contains("6789"))
      #expect(try !masked(#"{"ssn":"123-45-6789","password":"hunter2"}"#, by: stack).contains("hunter2"))
    },
    AuditRow("A22", "query_type is read from JSON") { stack throws in
      let fields = try stack.stages("json").first
      #expect(fields?.value("expressions/query_type") == "query_type")
      #expect(try stack.stages("regex").isEmpty)
      #expect(try stack.stages("labels").first?.at("query_type") != nil)
    },
    AuditRow("A23", "what is extracted is used, and is logged") { stack throws in
      let extracted = try stack.stages("json").flatMap { $0.at("expressions")?.entries.map(\.key.text) ?? [] }
      let used =
        try ["labels", "structured_metadata"].flatMap { stage in
          try stack.stages(stage).flatMap { $0.entries.map(\.key.text) }
        } + stack.stages("timestamp").compactMap { $0.value("source") }
      #expect(Set(extracted) == Set(used))
      let settings = try stack.text("application/lightning_db_logging.toml")
      for field in extracted { #expect(settings.contains("\n\(field) = true"), "\(field) is never logged") }
    },
    AuditRow("A24", "positions survive a restart") { stack throws in
      let file = try #require(try stack.yaml("promtail/promtail.yml").value("positions/filename"))
      #expect(!file.hasPrefix("/tmp"))
      let volumes = try stack.yaml("compose.yaml").texts("services/promtail/volumes")
      #expect(volumes.contains { file.hasPrefix($0.split(separator: ":")[1] + "/") })
      let alloy = try stack.yaml("compose.yaml").texts("services/alloy/command")
      #expect(alloy.contains { $0.hasPrefix("--storage.path=/var") })
    },
    AuditRow("A25", "the streams of several hosts differ") { stack throws in
      let labels = try stack.yaml("promtail/promtail.yml").at("scrape_configs/0/static_configs/0/labels")
      #expect(labels?.value("host") == "${HOSTNAME}")
      #expect(try stack.yaml("compose.yaml").texts("services/promtail/command").contains("-config.expand-env=true"))
      #expect(try stack.text("alloy/config.alloy").contains(/host\s+= constants.hostname/))
    },
    AuditRow("A26", "timestamps are read to the nanosecond") { stack throws in
      #expect(try stack.stages("timestamp").map { $0.value("format") } == ["RFC3339Nano"])
      #expect(try stack.text("alloy/config.alloy").contains("format = \"RFC3339Nano\""))
    },
  ]

  private static let loki = [
    AuditRow("A27", "no shared_store") { stack throws in
      try expectNone(of: ["shared_store"], in: stack)
    },
    AuditRow("A28", "no enforce_metric_name") { stack throws in
      try expectNone(of: ["enforce_metric_name"], in: stack)
    },
    AuditRow("A29", "max_query_lookback instead of max_look_back_period") { stack throws in
      try expectNone(of: ["max_look_back_period", "chunk_store_config"], in: stack)
      #expect(try stack.yaml("loki/loki.yml").at("limits_config/max_query_lookback") != nil)
    },
    AuditRow("A30", "the schema allows structured metadata") { stack throws in
      let periods = try stack.yaml("loki/loki.yml").list("schema_config/configs")
      #expect(periods.map { $0.value("store") } == ["tsdb"])
      #expect(periods.map { $0.value("schema") } == ["v13"])
      #expect(periods.map { $0.value("index/period") } == ["24h"])
    },
    AuditRow("A31", "no boltdb-shipper") { stack throws in
      try expectNone(of: ["boltdb", "boltdb_shipper"], in: stack)
    },
    AuditRow("A32", "the compactor deletes what is too old") { stack throws in
      let loki = try stack.yaml("loki/loki.yml")
      try expectNone(of: ["table_manager"], in: stack)
      #expect(loki.value("compactor/retention_enabled") == "true")
      #expect(loki.value("compactor/delete_request_store") == loki.value("schema_config/configs/0/object_store"))
      #expect(loki.value("limits_config/retention_period") == "720h")
    },
    AuditRow("A33", "queries reach no further than what is kept") { stack throws in
      let limits = try stack.yaml("loki/loki.yml").at("limits_config")
      #expect(limits?.value("max_query_lookback") == limits?.value("retention_period"))
    },
    AuditRow("A34", "all paths are on a volume") { stack throws in
      let loki = try stack.yaml("loki/loki.yml")
      #expect(loki.value("common/path_prefix") == "/loki")
      #expect(loki.value("compactor/working_directory")?.hasPrefix("/loki/") == true)
      #expect(try stack.yaml("compose.yaml").texts("services/loki/volumes").contains { $0.hasSuffix(":/loki") })
    },
    AuditRow("A35", "one ring in memory for all") { stack throws in
      let loki = try stack.yaml("loki/loki.yml")
      #expect(loki.value("common/ring/kvstore/store") == "inmemory")
      #expect(loki.value("common/replication_factor") == "1")
      #expect(loki.at("ingester/lifecycler") == nil)
    },
    AuditRow("A36", "chunks as large as by default") { stack throws in
      try expectNone(of: ["chunk_idle_period", "chunk_retain_period"], in: stack)
    },
    AuditRow("A37", "one stream may take half of what all may") { stack throws in
      let limits = try stack.yaml("loki/loki.yml").at("limits_config")
      #expect(limits?.value("ingestion_rate_mb") == "16" && limits?.value("ingestion_burst_size_mb") == "32")
      #expect(limits?.value("per_stream_rate_limit") == "8MB")
    },
    AuditRow("A38", "Loki is published on the loopback address alone") { stack throws in
      let ports = try stack.yaml("compose.yaml").texts("services/loki/ports")
      #expect(!ports.isEmpty && ports.allSatisfy { $0.hasPrefix("127.0.0.1:") })
      try expectStated("A38", ["not configuration", "proxy"])
    },
    AuditRow("A39", "a ruler that alerts, and no reports to anyone") { stack throws in
      let loki = try stack.yaml("loki/loki.yml")
      #expect(loki.value("ruler/alertmanager_url") == "http://alertmanager:9093")
      #expect(loki.value("analytics/reporting_enabled") == "false")
    },
  ]

  private static func expectNone(of keys: [String], in stack: GeneratedStack) throws {
    let text = try stack.text("loki/loki.yml")
    for key in keys { #expect(!text.contains(key), "\(key) is in loki.yml") }
  }

  /// What the shipper makes of a line: like Promtail, it puts the replacement in the place of each captured group.
  private static func masked(_ line: String, by stack: GeneratedStack) throws -> String {
    var line = line
    for stage in try stack.stages("replace") {
      let regex = try NSRegularExpression(pattern: try #require(stage.value("expression")))
      let replacement = try #require(stage.value("replace"))
      for match in regex.matches(in: line, range: NSRange(line.startIndex..., in: line)).reversed() {
        guard let range = Range(match.range(at: 1), in: line) else { continue }
        line.replaceSubrange(range, with: replacement)
      }
    }
    return line
  }

  /// For what no generated file can put right: the page says why, and what can be done.
  static func expectStated(_ row: String, _ words: [String]) throws {
    let page = try GeneratedStack.source("docs/lightning-db.md")
    let line = try #require(page.split(separator: "\n").first { $0.hasPrefix("| \(row) |") })
    for word in words { #expect(line.contains(word), "\(row) does not say \"\(word)\"") }
  }
}
