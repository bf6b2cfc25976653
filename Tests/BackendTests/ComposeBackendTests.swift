import Compose
import Deployment
import Diagnostics
import Document
import Quantities
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
            - ${PUBLISH_ADDRESS:-127.0.0.1}:12345:12345
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
            - ${PUBLISH_ADDRESS:-127.0.0.1}:9080:9080
          otel-collector:
            image: docker.io/otel/opentelemetry-collector-contrib:0.110.0
            restart: unless-stopped
            command:
            - '--config=/etc/belfry/otel-collector/collector.yml'
            volumes:
            - './otel-collector:/etc/belfry/otel-collector:ro'
            ports:
            - ${PUBLISH_ADDRESS:-127.0.0.1}:4317:4317
            - ${PUBLISH_ADDRESS:-127.0.0.1}:4318:4318
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

  private func compose(_ change: (inout Deployment) -> Void) throws -> ComposeFile {
    let (files, _) = LogsAndTracesSample.emit(ComposeBackend(), LogsAndTracesSample.deployment(change))
    let file = SourceFile(path: "compose.yaml", text: try #require(files["compose.yaml"]))
    return ComposeFile(try #require(YAMLReader.read(file).documents.first))
  }

  private func addMetrics(_ deployment: inout Deployment) {
    deployment.targets = [Target(name: Located("orders"))]
    deployment.receivers = [Receiver(name: Located("default"))]
    deployment.secrets = [
      Secret(name: Located("hook"), source: .file(Located("/etc/alertmanager/secrets/hook"))),
      Secret(name: Located("variable"), source: .environment(Located("HOOK"))),
    ]
  }

  @Test(arguments: [("2.42", "45d"), ("3.11", nil)] as [(Version, String?)])
  func tellsPrometheusItsRetentionWhereItListens(version: Version, expected: String?) throws {
    let compose = try compose {
      addMetrics(&$0)
      $0.versions.prometheus = Located(version)
    }
    let prometheus = try #require(compose.service(running: "prom/prometheus"))
    #expect(prometheus.flag("storage.tsdb.retention.time")?.value == expected)
    #expect(prometheus.tag == "\(version).0")
  }

  @Test func publishesOnLoopbackUnlessTold() throws {
    let compose = try compose(addMetrics)
    let ports = compose.services.flatMap { $0.node["ports"].map { Array($0.items) } ?? [] }.map(\.text)
    #expect(ports.count == 8)
    let openable = ports.filter { $0.hasPrefix("${PUBLISH_ADDRESS:-127.0.0.1}:") }
    #expect(ports.allSatisfy { $0.hasPrefix("127.0.0.1:") || openable.contains($0) })
    // The collector's two and the shippers': the database hosts send spans, and their shippers are scraped.
    #expect(openable.map { $0.split(separator: ":").last } == ["12345", "9080", "4317", "4318"])
    #expect(Set(ports).count == ports.count, "no two services on one port")
  }

  @Test func tellsHowToStart() {
    let deployment = LogsAndTracesSample.deployment(addMetrics)
    var diagnostics: [Diagnostic] = []
    let notes = ComposeBackend().emit(deployment, into: &diagnostics).flatMap(\.notes)
    for word in ["HOSTNAME=$(hostname) docker compose up -d --force-recreate", "PUBLISH_ADDRESS", "./secrets"] {
      #expect(notes.contains { $0.contains(word) }, "\(word)")
    }
  }

  @Test func mountsSecretsByReference() throws {
    let compose = try compose(addMetrics)
    #expect(compose.node["secrets"]?.entries.map(\.key.text) == ["hook"])
    let mounts = compose.service(running: "prom/alertmanager")?.node["secrets"]?.items
    #expect(mounts?.first?["target"]?.text == "/etc/alertmanager/secrets/hook")
    #expect(mounts?.count == 1)
  }

  @Test func startsOneShipper() throws {
    let compose = try compose { _ in }
    #expect(compose.service(running: "grafana/alloy")?.node["profiles"] == nil)
    #expect(compose.service(running: "grafana/promtail")?.node["profiles"]?.items.map(\.text) == ["promtail"])
  }

  @Test func doublesDollars() throws {
    let compose = try compose {
      addMetrics(&$0)
      $0.services[0].externalURL = Located("https://x/$HOME")
    }
    #expect(compose.service(running: "prom/prometheus")?.flag("web.external-url")?.value == "https://x/$$HOME")
  }

  @Test(
    arguments: [
      ("docker.io/prom/prometheus:v2.42.0", "prom/prometheus", "2.42.0"),
      ("prom/prometheus", "prom/prometheus", nil), ("localhost:5000/a/b@sha256:00", "a/b", nil),
      ("redis:7", "redis", "7"), ("host:5000/redis:vivid", "redis", "vivid"),
    ] as [(String, String, String?)])
  func takesImagesApart(image: String, repository: String, tag: String?) throws {
    let file = SourceFile(path: "compose.yaml", text: "services: {x: {image: '\(image)'}}")
    let service = ComposeFile(try #require(YAMLReader.read(file).documents.first)).services.first
    #expect(service?.repository == repository)
    #expect(service?.tag == tag)
  }

  @Test func readsFlagsAsServersDo() throws {
    let text = "services: {x: {command: [--a=1, -b, '2', --c, --d=x=y]}}"
    let root = try #require(YAMLReader.read(SourceFile(path: "compose.yaml", text: text)).documents.first)
    let service = try #require(ComposeFile(root).services.first)
    #expect(["a", "b", "c", "d", "e"].map { service.flag($0)?.value } == ["1", "2", "", "x=y", nil])
  }
}
