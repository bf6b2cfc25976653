internal import Diagnostics
internal import Document
internal import Quantities

/// The settings of the deployment as a whole: versions, retention, services, checks.
extension SpecDecoder {
  func versions(_ node: Node) -> TargetVersions? {
    var versions = TargetVersions()
    mapping(node, "\"versions\"") { fields in
      let known: [(String, WritableKeyPath<TargetVersions, Located<Version>>)] = [
        ("prometheus", \.prometheus), ("alertmanager", \.alertmanager), ("loki", \.loki), ("grafana", \.grafana),
        ("promtail", \.promtail), ("alloy", \.alloy), ("collector", \.collector), ("jaeger", \.jaeger),
      ]
      for (name, path) in known {
        if let version = fields.value(name, { self.decode($0, .version) }) { versions[keyPath: path] = version }
      }
    }
    return versions
  }

  func retention(_ node: Node) -> Retention? {
    var retention = Retention()
    mapping(node, "\"retention\"") { fields in
      retention.metrics = fields.interval("metrics")
      retention.metricsSize = fields.size("metrics_size")
      retention.logs = fields.interval("logs")
      retention.traces = fields.interval("traces")
    }
    return retention
  }

  // MARK: Services

  /// Every service of the stack: as declared under `services:`, or at its usual address.
  func services(_ node: Node?) -> [Service] {
    guard let node else { return Self.usualServices }
    var services = Self.usualServices
    mapping(node, "\"services\"") { fields in
      for i in services.indices {
        if let declared = fields.value(services[i].name, { self.service(services[i], $0) }) { services[i] = declared }
      }
    }
    return services
  }

  /// The ports that each server listens on unless told otherwise.
  private static let usualServices = [
    ("prometheus", 9090), ("alertmanager", 9093), ("loki", 3100), ("grafana", 3000), ("alloy", 12345),
    ("promtail", 9080), ("otel-collector", 4317), ("jaeger", 4317), ("webhook", 9000),
  ].map { name, port in Service(name: name, address: Located("\(name):\(port)")) }

  /// `"loki:3100"`, or `{address, url}`. Only hooks name files of their own folder, so only webhook takes a `folder`.
  private func service(_ usual: Service, _ node: Node) -> Service? {
    var service = usual
    if node.kind == .scalar {
      service.address = serviceAddress(node) ?? usual.address
      return service
    }
    mapping(node, "a service") { fields in
      service.address = fields.value("address", serviceAddress) ?? usual.address
      service.externalURL = fields.value("url", url)
      if usual.name == "webhook" { service.folder = fields.value("folder", absolutePath) }
    }
    return service
  }

  /// `host:port`: peers can't guess the port.
  private func serviceAddress(_ node: Node) -> Located<String>? {
    guard let address = address(node) else { return nil }
    let port = address.value.split(separator: ":", omittingEmptySubsequences: false).last.flatMap { UInt16($0) }
    if port == nil || !address.value.contains(":") {
      invalid("\(subject) must be host:port, not \(quoted(address.value))", at: address.origin)
    }
    return address
  }

  // MARK: Checks

  func checkSettings(_ node: Node) -> CheckSettings? {
    var settings = CheckSettings()
    mapping(node, "\"checks\"") { fields in
      settings.ignored = fields.named("ignore") { id, reason in self.name(reason).map { (id, $0) } }
      settings.severities = fields.named("severity") { id, severity in
        self.decode(severity, .choice(Severity.self)).map { (id, $0.value) }
      }
    }
    return settings
  }
}
