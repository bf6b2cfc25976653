import Loki
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
}
