import Collector
import Diagnostics
import Document
import Testing

/// What a collector refuses when it starts, at the exact place.
struct CollectorLoadTests {
  /// `message @bytes (help)`, for each finding; the bytes are what the place covers.
  private func findings(_ text: String, isWhole: Bool = true) throws -> [String] {
    let file = SourceFile(path: "x.yml", text: text)
    let root = try #require(YAMLReader.read(file).documents.first)
    let table = isWhole ? CollectorSchema.root : CollectorSchema.overlay
    return table.check(root, version: nil, what: "the file").map { finding in
      let place = String(decoding: file.bytes[finding.place.span?.range ?? 0..<0], as: UTF8.self)
      return "\(finding.message) @\(place)" + (finding.help.map { " (\($0))" } ?? "")
    }
  }

  private func config(_ pipelines: String, and more: String = "") -> String {
    """
    {receivers: {otlp: , otlp/2: }, processors: {batch: }, exporters: {debug: }, connectors: {forward: },
     service: {pipelines: {\(pipelines)}}\(more)}
    """
  }

  @Test(arguments: [
    ("traces: {receivers: [otlp], processors: [batch], exporters: [debug]}", nil),
    ("traces: {receivers: [' otlp / 2 '], exporters: ['${env:EXPORTER}']}", nil),
    (
      "traces: {receivers: [otpl], exporters: [debug]}",
      "no receiver is called \"otpl\" @otpl (did you mean \"otlp\"?)"
    ),
    (
      "traces: {receivers: [otlp], exporters: [batch]}",
      "no exporter is called \"batch\" @batch (it is one of \"processors\")"
    ),
    ("traces: {receivers: [otlp], exporters: []}", "the pipeline \"traces\" needs one of \"exporters\" @[]"),
    ("logs/a: {exporters: [debug]}", "the pipeline \"logs/a\" needs one of \"receivers\" @logs/a"),
    (
      "metric: {receivers: [otlp], exporters: [debug]}",
      """
      a pipeline is called one of "traces", "metrics", "logs" or "profiles", with or without "/name", not "metric" \
      @metric (did you mean "metrics"?)
      """
    ),
    (
      "traces: {receivers: [otlp], processors: [batch, batch], exporters: [debug]}",
      "the processor \"batch\" stands twice in one pipeline @batch"
    ),
    (
      "traces: {receivers: [otlp], exporters: [debug, forward]}",
      """
      the connector "forward" gets data here, and no pipeline has it as a receiver @forward
      """
    ),
    ("traces: {receivers: [otlp], exporters: [forward]}, logs: {receivers: [forward], exporters: [debug]}", nil),
    ("traces: {receivers: otlp, exporters: [debug]}", "this must be a list, not \"otlp\" @otlp"),
    ("", "there must be a pipeline @{}"),
  ])
  func pipelines(_ text: String, _ expected: String?) throws {
    let found = try findings(config(text))
    if let expected {
      #expect(found.contains(expected), "\(found)")
    } else {
      #expect(found.isEmpty, "\(found)")
    }
  }

  /// What is laid over another file is not held to what a whole one needs.
  @Test(arguments: [
    "{exporters: {otlp_http/mine: }, service: {pipelines: {traces: {exporters: [spanmetrics, otlp_http/mine]}}}}",
    "{receivers: {otlp: }, exporters: {debug: }, service: {pipelines: {traces: {exporters: [debug, other]}}}}",
  ])
  func filesThatAreMerged(_ text: String) throws {
    let root = try #require(YAMLReader.read(SourceFile(path: "x.yml", text: text)).documents.first)
    #expect(!CollectorConfig(root).isWhole)
    #expect(try findings(text, isWhole: false).isEmpty)
    #expect(try !findings(text, isWhole: true).isEmpty)
  }

  @Test(arguments: [
    "[]", "{receivers: [], exporters: 5, service: {pipelines: [], extensions: {}}}", "{service: {pipelines: {a: 5}}}",
    "{receivers: {/: , '': , a/: }, exporters: {'é': }, service: {pipelines: {/: {receivers: [{}, ~]}}}}",
    "{receivers: {a: }, exporters: {b: }, connectors: {a: , b: }, service: {pipelines: {traces: {receivers: [a], exporters: [b]}}}}",
  ])
  func reportsAnything(_ text: String) throws { #expect(try !findings(text).isEmpty) }
}
