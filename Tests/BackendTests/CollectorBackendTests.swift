import Collector
import Testing

struct CollectorBackendTests {
  @Test func writesTheWholeFile() {
    let (files, diagnostics) = LogsAndTracesSample.emit(CollectorBackend())
    #expect(diagnostics.isEmpty)
    #expect(
      files["otel-collector/collector.yml"] == #"""
      extensions:
        health_check:
          endpoint: '0.0.0.0:13133'
      receivers:
        otlp:
          protocols:
            grpc:
              endpoint: '0.0.0.0:4317'
            http:
              endpoint: '0.0.0.0:4318'
      processors:
        memory_limiter:
          check_interval: 1s
          limit_percentage: 80
          spike_limit_percentage: 20
        tail_sampling:
          decision_wait: 10s
          policies:
          - name: errors
            type: status_code
            status_code:
              status_codes:
              - ERROR
          - name: slower-than-1s
            type: latency
            latency:
              threshold_ms: 1000
          - name: share-of-the-rest
            type: probabilistic
            probabilistic:
              sampling_percentage: 10
        batch:
          send_batch_size: 512
          timeout: 5s
      exporters:
        otlp:
          endpoint: jaeger:4317
          tls:
            insecure: true
      service:
        extensions:
        - health_check
        pipelines:
          traces:
            receivers:
            - otlp
            processors:
            - memory_limiter
            - tail_sampling
            - batch
            exporters:
            - otlp
        telemetry:
          metrics:
            readers:
            - pull:
                exporter:
                  prometheus:
                    host: '0.0.0.0'
                    port: 8888

      """#)
  }
}
