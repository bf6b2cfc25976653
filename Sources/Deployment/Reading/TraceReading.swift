internal import Diagnostics
internal import Document
internal import Quantities

/// `traces:`.
extension SpecDecoder {
  /// Addresses that aren't given are those of the services.
  func traces(_ node: Node, of deployment: Deployment) -> Traces? {
    func address(of service: String) -> Located<String> {
      deployment.service(service)?.address ?? Located("", at: node.origin)
    }
    var traces = Traces(
      service: deployment.name, collector: address(of: "otel-collector"), jaeger: address(of: "jaeger"))
    mapping(node, "the traces") { fields in
      traces.service = fields.value("service", name) ?? traces.service
      traces.sample = fields.value("sample", share)
      traces.collector = fields.value("collector") { self.collector($0, &traces) } ?? traces.collector
      traces.jaeger = fields.value("jaeger", jaeger) ?? traces.jaeger
      traces.keep = fields.list("keep", keep)
      traces.application = fields.value("application", applicationSettings)
      traces.native = fields.native()
    }
    return traces
  }

  /// An address, or `{endpoint, batch: {size, timeout}}`.
  private func collector(_ node: Node, _ traces: inout Traces) -> Located<String>? {
    if node.kind == .scalar { return address(node) }
    var endpoint: Located<String>?
    var size: Located<Int>?
    var timeout: Located<PromDuration>?
    mapping(node, "the collector") { fields in
      endpoint = fields.value("endpoint", address)
      if let batch = fields.node("batch") {
        mapping(batch, "\"batch\"") { fields in
          size = fields.value("size", positive)
          timeout = fields.duration("timeout")
        }
      }
    }
    traces.batchSize = size
    traces.batchTimeout = timeout
    return endpoint
  }

  private func jaeger(_ node: Node) -> Located<String>? {
    if node.kind == .scalar { return address(node) }
    var endpoint: Located<String>?
    mapping(node, "Jaeger") { endpoint = $0.value("endpoint", address) }
    return endpoint
  }

  /// `errors`, or `{slower_than: 1s}`.
  private func keep(_ node: Node) -> Traces.Keep? {
    if node.kind == .scalar { return word(["errors"])(node).map { .errors($0.origin) } }
    var keep: Traces.Keep?
    mapping(node, "what to keep") { fields in
      let bound = fields.requiredDuration("slower_than")
      keep = .slowerThan(bound)
    }
    return keep
  }

  /// A path, or `{path}`.
  private func applicationSettings(_ node: Node) -> Located<String>? {
    if node.kind == .scalar { return outputPath(node) }
    var path: Located<String>?
    mapping(node, "an application's telemetry") { fields in
      path = fields.required("path", outputPath, or: Located("", at: node.origin))
    }
    return path
  }
}
