import Deployment
import Diagnostics
import Document
import Loki
import Quantities
import Testing

struct LokiBackendTests {
  @Test func writesTheWholeFile() {
    let (files, diagnostics) = LogsAndTracesSample.emit(LokiBackend())
    #expect(diagnostics.isEmpty)
    #expect(
      files["loki/loki.yml"] == #"""
        auth_enabled: false
        server:
          http_listen_port: 3100
          grpc_listen_port: 9095
        common:
          path_prefix: /loki
          instance_addr: '127.0.0.1'
          replication_factor: 1
          ring:
            kvstore:
              store: inmemory
          storage:
            filesystem:
              chunks_directory: /loki/chunks
        schema_config:
          configs:
          - from: '2024-01-01'
            store: tsdb
            object_store: filesystem
            schema: v13
            index:
              prefix: index_
              period: 24h
        compactor:
          working_directory: /loki/compactor
          retention_enabled: true
          delete_request_store: filesystem
        limits_config:
          allow_structured_metadata: true
          retention_period: 720h
          max_query_lookback: 720h
          ingestion_rate_mb: 16
          ingestion_burst_size_mb: 16
          per_stream_rate_limit: 16MB
          per_stream_rate_limit_burst: 16MB
          reject_old_samples: true
          reject_old_samples_max_age: 168h
        ruler:
          storage:
            type: local
            local:
              directory: /loki/rules
          rule_path: /loki/rules-temporary
          ring:
            kvstore:
              store: inmemory
          enable_api: true
        analytics:
          reporting_enabled: false

        """#)
  }

  private func read(_ text: String) throws -> Node {
    try #require(YAMLReader.read(SourceFile(path: "loki.yml", text: text)).documents.first)
  }

  @Test(arguments: ["2.9.1", "3.0", "3.7", "4.0"] as [Version])
  func loadsInEveryKnownVersion(version: Version) throws {
    let root = try read(try #require(LogsAndTracesSample.emit(LokiBackend()).files["loki/loki.yml"]))
    #expect(LokiSchema.root.check(root, version: version, what: "a Loki configuration").isEmpty)
  }

  @Test func knowsWhatIsGone() throws {
    let root = try read(
      """
      schema_config: {configs: [{from: "2024-01-01", store: boltdb-shipper, object_store: filesystem, schema: v11}]}
      storage_config: {boltdb_shipper: {shared_store: filesystem}}
      common: {path_prefix: /loki}
      limits_config: {enforce_metric_name: false, allow_structured_metadata: false}
      chunk_store_config: {max_look_back_period: 0s}
      table_manager: {retention_deletes_enabled: true}
      """)
    let found = LokiSchema.root.check(root, version: "3.0", what: "a Loki configuration")
    #expect(
      found.map { "\($0.severity) \($0.message)" } == [
        #"warning "boltdb_shipper" is removed in version 4.0"#,
        #"error "shared_store" was removed in version 3.0"#,
        #"error "enforce_metric_name" was removed in version 3.0"#,
        #"error "max_look_back_period" was removed in version 3.0"#,
        #"warning "table_manager" is removed in version 4.0"#,
      ])
  }

  @Test func deletesWhenItsTimeIsOver() throws {
    let config = LokiConfig(try read(try #require(LogsAndTracesSample.emit(LokiBackend()).files["loki/loki.yml"])))
    #expect(config.retentionEnabled?.boolValue == true)
    #expect(config.deleteRequestStore?.text == config.schemaPeriods.first?.objectStore?.text)
    #expect(config.queryLookback?.text == config.retentionPeriod?.text)
    #expect(config.tableManager == nil)
  }

  @Test func keepsForeverWithoutARetention() throws {
    let deployment = LogsAndTracesSample.deployment { $0.retention.logs = nil }
    let text = try #require(LogsAndTracesSample.emit(LokiBackend(), deployment).files["loki/loki.yml"])
    let config = LokiConfig(try read(text))
    #expect(config.retentionEnabled == nil && config.retentionPeriod == nil && config.queryLookback == nil)
  }

  @Test func raisesTheStreamLimitsWithTheRateAndTheQueryLengthWithTheRetention() throws {
    let deployment = LogsAndTracesSample.deployment {
      $0.retention.logs = Located(.days(90))
      $0.logs?.loki.ingestionRate = Located(ByteSize(bytes: 2 << 20))
      $0.logs?.loki.perStreamBurst = Located(ByteSize(bytes: 20 << 20))
    }
    let text = try #require(LogsAndTracesSample.emit(LokiBackend(), deployment).files["loki/loki.yml"])
    let limits = try #require(LokiConfig(try read(text)).limits)
    #expect(limits["ingestion_burst_size_mb"]?.text == "6")
    #expect(limits["per_stream_rate_limit"] == nil, "Loki's default is above the tenant's rate already")
    #expect(limits["per_stream_rate_limit_burst"]?.text == "20MB")
    #expect(limits["max_query_length"]?.text == "2160h")
  }

  @Test func reportsWhatLokiWouldRefuse() {
    let deployment = LogsAndTracesSample.deployment {
      $0.retention.logs = Located(.hours(12))
      $0.logs?.loki.objectStore = Located("s3")
      $0.logs?.loki.ingestionBurst = Located(ByteSize(bytes: 1 << 20))
    }
    let ids = LogsAndTracesSample.emit(LokiBackend(), deployment).diagnostics.map(\.id)
    #expect(ids == ["retention/logs-below-a-day", "loki/store-not-configured", "loki/burst-below-rate"])
  }

  @Test func sendsItsAlertsToAlertmanager() throws {
    let deployment = LogsAndTracesSample.deployment { $0.receivers = [Receiver(name: Located("default"))] }
    let text = try #require(LogsAndTracesSample.emit(LokiBackend(), deployment).files["loki/loki.yml"])
    let config = LokiConfig(try read(text))
    #expect(config.alertmanagerURL?.text == "http://alertmanager:9093")
    #expect(config.ruler?["enable_alertmanager_v2"]?.boolValue == true)
  }
}
