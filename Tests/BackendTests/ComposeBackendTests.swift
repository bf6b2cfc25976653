import Compose
import Testing

struct ComposeBackendTests {
  @Test func writesTheWholeFile() {
    let (files, diagnostics) = LogsAndTracesSample.emit(ComposeBackend())
    #expect(diagnostics.isEmpty)
    #expect(
      files["compose.yaml"] == #"""
      name: orders-db
      services:
        loki:
          image: docker.io/grafana/loki:3.0.0
          restart: unless-stopped
          command:
          - '-config.file=/etc/belfry/loki/loki.yml'
          volumes:
          - './loki:/etc/belfry/loki:ro'
          - loki-data:/loki
          ports:
          - '127.0.0.1:3100:3100'
        alloy:
          image: docker.io/grafana/alloy:v1.0.0
          restart: unless-stopped
          hostname: ${HOSTNAME:-orders-db}
          command:
          - run
          - '--server.http.listen-addr=0.0.0.0:12345'
          - '--storage.path=/var/lib/alloy/data'
          - '--disable-reporting'
          - /etc/belfry/alloy/config.alloy
          volumes:
          - './alloy:/etc/belfry/alloy:ro'
          - /var/log/orders:/var/log/orders:ro
          - alloy-data:/var/lib/alloy/data
          ports:
          - '127.0.0.1:12345:12345'
        promtail:
          image: docker.io/grafana/promtail:3.0.0
          profiles:
          - promtail
          restart: unless-stopped
          hostname: ${HOSTNAME:-orders-db}
          command:
          - '-config.file=/etc/belfry/promtail/promtail.yml'
          - '-config.expand-env=true'
          volumes:
          - './promtail:/etc/belfry/promtail:ro'
          - /var/log/orders:/var/log/orders:ro
          - promtail-data:/var/lib/promtail
          ports:
          - '127.0.0.1:9080:9080'
        otel-collector:
          image: docker.io/otel/opentelemetry-collector-contrib:0.110.0
          restart: unless-stopped
          command:
          - '--config=/etc/belfry/otel-collector/collector.yml'
          volumes:
          - './otel-collector:/etc/belfry/otel-collector:ro'
          ports:
          - '127.0.0.1:4317:4317'
          - '127.0.0.1:4318:4318'
        jaeger:
          image: docker.io/jaegertracing/jaeger:2.0.0
          restart: unless-stopped
          user: root
          command:
          - '--config=/etc/belfry/jaeger/jaeger.yml'
          volumes:
          - './jaeger:/etc/belfry/jaeger:ro'
          - jaeger-data:/badger
          ports:
          - '127.0.0.1:16686:16686'
      volumes:
        loki-data: {}
        alloy-data: {}
        promtail-data: {}
        jaeger-data: {}

      """#)
  }
}
