import Deployment
package import Document

/// A resource of Kubernetes, and the native files that it holds.
package struct KubernetesResource: Sendable {
  package let node: Node
  package let kind: String
  /// The API it belongs to, without its version: `monitoring.coreos.com`, empty for Kubernetes' own.
  package let group: String

  /// Nil for what is no resource.
  package init?(_ node: Node) {
    guard node.kind == .mapping, let version = node["apiVersion"], let kind = node["kind"], version.kind == .scalar,
      kind.kind == .scalar, !kind.textBytes.isEmpty
    else { return nil }
    self.node = node
    self.kind = kind.text
    let name = version.text
    group = name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }

  private var wrapper: StackFile.Wrapper { StackFile.Wrapper("a \(kind)") }

  /// What servers will read of it; nothing for the resources that configure none.
  func content(into content: inout NativeContent) {
    switch (group, kind) {
    case ("", "ConfigMap"):
      addTexts("data", to: &content)
      addTexts("binaryData", isBase64: true, to: &content)
    case ("", "Secret"):
      addTexts("stringData", isSecret: true, to: &content)
      addTexts("data", isBase64: true, isSecret: true, to: &content)
    case ("monitoring.coreos.com", "PrometheusRule"): addSpec(.rules, .thanos, to: &content)
    case ("monitoring.googleapis.com", "Rules"), ("monitoring.googleapis.com", "ClusterRules"),
      ("monitoring.googleapis.com", "GlobalRules"):
      addSpec(.rules, .prometheus, to: &content)
    case ("operator.victoriametrics.com", "VMRule"): addSpec(.rules, .victoriaMetrics, to: &content)
    case ("loki.grafana.com", "AlertingRule"), ("loki.grafana.com", "RecordingRule"):
      addSpec(.rules, .loki, to: &content)
    case ("monitoring.coreos.com", "AlertmanagerConfig"): addAlertmanagerConfig(to: &content)
    case ("monitoring.coreos.com", _) where Self.monitors.contains(kind),
      ("operator.victoriametrics.com", _) where Self.monitors.contains(kind),
      ("monitoring.googleapis.com", _) where Self.monitors.contains(kind):
      content.add(StackFile(kind: .monitor, root: node, wrapper: wrapper))
    case ("opentelemetry.io", "OpenTelemetryCollector"): addCollector(to: &content)
    case ("grafana.integreatly.org", "GrafanaDashboard"), ("integreatly.org", "GrafanaDashboard"):
      if let json = node["spec"]?["json"] { content.add(text: json, named: "dashboard.json", in: wrapper) }
    case ("dashboard.grafana.app", _):
      if FileKind.recognized(in: node) == .dashboard { add(.dashboard, node, to: &content) }
    default: break
    }
  }

  /// Resources from which an operator makes scrape jobs.
  private static let monitors: Set<String> = [
    "ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig", "VMServiceScrape", "VMPodScrape", "VMNodeScrape",
    "VMProbe",
    "VMStaticScrape", "VMScrapeConfig", "PodMonitoring", "ClusterPodMonitoring",
  ]

  private func add(
    _ kind: FileKind, _ root: Node, _ rules: StackFile.Rules = .prometheus, to content: inout NativeContent
  ) {
    content.add(StackFile(kind: kind, root: root, wrapper: wrapper, rules: rules))
  }

  private func addSpec(_ kind: FileKind, _ rules: StackFile.Rules, to content: inout NativeContent) {
    if let spec = node["spec"], spec.kind == .mapping { add(kind, spec, rules, to: &content) }
  }

  private func addTexts(
    _ key: String, isBase64: Bool = false, isSecret: Bool = false, to content: inout NativeContent
  ) {
    guard let texts = node[key] else { return }
    for (name, value) in texts.entries where value.kind == .scalar {
      if isSecret { content.hide(value) }
      content.add(text: value, named: name.text, in: wrapper, isBase64: isBase64)
    }
  }

  private func addCollector(to content: inout NativeContent) {
    guard let config = node["spec"]?["config"] else { return }
    let isAllocated =
      node["spec"]?["targetAllocator"]?["enabled"]?.boolValue == true
      || node["metadata"]?["labels"]?["opentelemetry.io/target-allocator"] != nil
    let wrapper = StackFile.Wrapper(self.wrapper.what, allocatesTargets: isAllocated)
    if config.kind == .mapping {
      content.add(StackFile(kind: .collector, root: config, wrapper: wrapper))
    } else {
      content.add(text: config, named: "config.yaml", in: wrapper)
    }
  }

  private func addAlertmanagerConfig(to content: inout NativeContent) {
    guard let spec = node["spec"], spec.kind == .mapping else { return }
    let root = AlertmanagerResource.native(spec)
    content.add(StackFile(kind: .alertmanagerPart, root: root, wrapper: wrapper))
  }
}
