internal import Deployment
internal import Diagnostics
internal import Document
internal import Quantities

/// What is particular to one component's container.
struct ServiceDetails {
  var user: String?
  var command: [String] = []
  var environment: [(String, String)] = []
  /// Besides its own folder and its data.
  var mounts: [String] = []
  var ports: [Int] = []
  /// Whether something on another host must reach the ports: what sends spans, or the Prometheus that scrapes a shipper.
  var servesOtherHosts = false
  /// Asked with `wget`, so only where the image has it: Loki's lost its shell in 3.5, and the collector's, Alloy's,
  /// Promtail's and Jaeger's never had one or the other.
  var healthPath: String?
}

extension ComposeEmitter {
  func details(of component: Component) -> ServiceDetails {
    switch component {
    case .prometheus: prometheus
    case .alertmanager: alertmanager
    case .loki:
      ServiceDetails(command: ["-config.file=\(mount(.loki))/loki.yml"], ports: [port(.loki)])
    case .alloy:
      ServiceDetails(
        command: [
          "run", "--server.http.listen-addr=0.0.0.0:\(port(.alloy))", "--storage.path=/var/lib/alloy/data",
          "--disable-reporting", "\(mount(.alloy))/config.alloy",
        ], mounts: logFolders, ports: [port(.alloy)], servesOtherHosts: true)
    case .promtail:
      ServiceDetails(
        command: ["-config.file=\(mount(.promtail))/promtail.yml", "-config.expand-env=true"], mounts: logFolders,
        ports: [port(.promtail)], servesOtherHosts: true)
    case .collector:
      ServiceDetails(
        command: ["--config=\(mount(.collector))/collector.yml"],
        ports: [tracePort(deployment.traces?.collector.value) ?? 4317, 4318], servesOtherHosts: true)
    case .jaeger:
      // A new volume belongs to root, and the image's own user may not write to it.
      ServiceDetails(
        user: deployment.retention.traces == nil ? nil : "root", command: ["--config=\(mount(.jaeger))/jaeger.yml"],
        ports: [16686])
    case .grafana: grafana
    case .webhook: ServiceDetails()
    }
  }

  private var prometheus: ServiceDetails {
    var command = [
      "--config.file=\(mount(.prometheus))/prometheus.yml", "--storage.tsdb.path=/prometheus",
      "--web.listen-address=0.0.0.0:\(port(.prometheus))", "--web.enable-lifecycle",
    ]
    if deployment.retentionPlacement == .flags {
      if let time = deployment.retention.metrics { command.append("--storage.tsdb.retention.time=\(time.value)") }
      if let size = deployment.retention.metricsSize { command.append("--storage.tsdb.retention.size=\(size.value)") }
    }
    return ServiceDetails(
      command: command + externalURL(of: .prometheus), ports: [port(.prometheus)], healthPath: "/-/healthy")
  }

  private var alertmanager: ServiceDetails {
    let command = [
      "--config.file=\(mount(.alertmanager))/alertmanager.yml", "--storage.path=/alertmanager",
      "--web.listen-address=0.0.0.0:\(port(.alertmanager))",
      // One instance: nobody to gossip with.
      "--cluster.listen-address=",
    ]
    return ServiceDetails(
      command: command + externalURL(of: .alertmanager), ports: [port(.alertmanager)], healthPath: "/-/healthy")
  }

  private var grafana: ServiceDetails {
    var environment = [
      ("GF_SERVER_HTTP_PORT", String(port(.grafana))), ("GF_ANALYTICS_REPORTING_ENABLED", "false"),
      ("GF_ANALYTICS_CHECK_FOR_UPDATES", "false"),
    ]
    if let url = deployment.service("grafana")?.externalURL { environment.append(("GF_SERVER_ROOT_URL", url.value)) }
    return ServiceDetails(
      environment: environment,
      mounts: [
        "./grafana/provisioning:/etc/grafana/provisioning:ro", "./grafana/dashboards:\(Layout.dashboardsMount):ro",
      ], ports: [port(.grafana)], healthPath: "/api/health")
  }

  /// The URL for links. A path in it would move the whole API there, where its peers don't look; hence the prefix.
  private func externalURL(of component: Component) -> [String] {
    guard let url = deployment.service(component.rawValue)?.externalURL else { return [] }
    return ["--web.external-url=\(url.value)", "--web.route-prefix=/"]
  }

  /// The folders of the log files, at the same place inside as outside, so that `filename` is true.
  private var logFolders: [String] {
    var seen: Set<String> = []
    return (deployment.logs?.sources ?? []).compactMap { source in
      let fixed = source.files.value.prefix { !"*?[{".contains($0) }
      guard let slash = fixed.lastIndex(of: "/"), slash > fixed.startIndex else { return nil }
      let folder = String(fixed[..<slash])
      return seen.insert(folder).inserted ? "\(folder):\(folder):ro" : nil
    }
  }

  private func tracePort(_ address: String?) -> Int? {
    address?.split(separator: ":").last.flatMap { Int($0) }
  }
}
