import Document
import Testing

/// Traces: the application's exporter, the collector, Jaeger.
extension AuditRow {
  static let traces = [
    AuditRow("A40", "the application speaks OTLP") { stack throws in
      let settings = try stack.text("application/lightning_db_telemetry.toml")
      #expect(settings.contains("[tracing.otlp]"))
      #expect(!settings.contains("14268"))
    },
    AuditRow("A41", "every span is sent once") { stack throws in
      let settings = try stack.text("application/lightning_db_telemetry.toml")
      #expect(settings.matches(of: /endpoint = "http/).count == 1)
      #expect(settings.contains("endpoint = \"http://otel-collector:4317\""))
      #expect(try stack.yaml("otel-collector/collector.yml").texts("service/pipelines/traces/exporters").count == 1)
    },
    AuditRow("A42", "the collector listens where others reach it") { stack throws in
      let receiver = try stack.yaml("otel-collector/collector.yml").at("receivers/otlp/protocols")
      #expect(receiver?.value("grpc/endpoint") == "0.0.0.0:4317")
      #expect(receiver?.value("http/endpoint") == "0.0.0.0:4318")
    },
    AuditRow("A43", "Jaeger is configured, and its ports clash with nobody's") { stack throws in
      let jaeger = try stack.yaml("jaeger/jaeger.yml")
      let pipeline = jaeger.at("service/pipelines/traces")
      #expect(pipeline?.texts("receivers") == ["otlp"])
      #expect(pipeline?.texts("exporters") == ["jaeger_storage_exporter"])
      let compose = try stack.yaml("compose.yaml")
      let services = compose.at("services")?.entries.map(\.value) ?? []
      var published: [String] = []
      for service in services {
        published += service.texts("ports").map { $0.split(separator: ":").dropLast().last.map(String.init) ?? $0 }
      }
      #expect(!published.isEmpty && Set(published).count == published.count)
    },
    AuditRow("A44", "what the application's code must do is stated") { stack throws in
      try expectStated("A44", ["not configuration", "tracing-opentelemetry"])
      #expect(try stack.text("application/lightning_db_telemetry.toml").contains("service_name = \"lightning-db\""))
    },
    AuditRow("A45", "failed and slow traces are all kept") { stack throws in
      let collector = try stack.yaml("otel-collector/collector.yml")
      let policies = collector.list("processors/tail_sampling/policies")
      #expect(policies.compactMap { $0.value("type") } == ["status_code", "latency", "probabilistic"])
      #expect(policies.last?.value("probabilistic/sampling_percentage") == "10")
      #expect(collector.texts("service/pipelines/traces/processors").contains("tail_sampling"))
      // Nothing is thrown away before.
      #expect(try stack.text("application/lightning_db_telemetry.toml").contains("sample_rate = 1.0"))
    },
  ]
}
