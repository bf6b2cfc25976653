import Diagnostics
import Document
import Promtail
import Quantities
import Testing

struct PromtailBackendTests {
  @Test func writesTheWholeFile() {
    let (files, diagnostics) = LogsAndTracesSample.emit(PromtailBackend())
    #expect(diagnostics.isEmpty)
    #expect(
      files["promtail/promtail.yml"] == #"""
        server:
          http_listen_port: 9080
          grpc_listen_port: 0
        positions:
          filename: /var/lib/promtail/positions.yaml
        clients:
        - url: http://loki:3100/loki/api/v1/push
        scrape_configs:
        - job_name: orders
          static_configs:
          - targets:
            - localhost
            labels:
              job: orders
              environment: test
              host: ${HOSTNAME}
              __path__: /var/log/orders/*.log
          pipeline_stages:
          - replace:
              expression: '(?:^|[^0-9A-Za-z.]|\x5c[nrt])(\d{3}-\d{2}-\d{4})\b'
              replace: XXX-XX-XXXX
          - json:
              expressions:
                time: time
                level: level
                request_id: request.id
                trace_id: trace_id
                span_id: span_id
          - timestamp:
              source: time
              format: RFC3339Nano
          - labels:
              level: level
          - structured_metadata:
              request_id: request_id
              trace_id: trace_id
              span_id: span_id

        """#)
  }

  @Test func readsBack() throws {
    let text = try #require(LogsAndTracesSample.emit(PromtailBackend()).files["promtail/promtail.yml"])
    let root = try #require(YAMLReader.read(SourceFile(path: "promtail.yml", text: text)).documents.first)
    #expect(PromtailSchema.root.check(root, version: "3.0", what: "a Promtail configuration").isEmpty)
    let config = PromtailConfig(root)
    #expect(config.positionsFile?.text == "/var/lib/promtail/positions.yaml")
    #expect(config.clientURLs.map(\.text) == ["http://loki:3100/loki/api/v1/push"])
    let job = try #require(config.jobs.first)
    #expect(job.name?.text == "orders")
    #expect(job.paths.map(\.text) == ["/var/log/orders/*.log"])
    #expect(job.stages.map(\.name.text) == ["replace", "json", "timestamp", "labels", "structured_metadata"])
  }
}
