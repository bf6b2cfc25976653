internal import Deployment
internal import Quantities

/// The image each component is run from: the oldest version that the deployment suits, so what is tried is what was
/// promised.
struct Image {
  var repository: String
  /// What the project writes before the number in its tags.
  var tagPrefix: String
  var version: KeyPath<TargetVersions, Version>

  private init(_ repository: String, _ tagPrefix: String = "", _ version: KeyPath<TargetVersions, Version>) {
    self.repository = repository
    self.tagPrefix = tagPrefix
    self.version = version
  }

  /// Nil for what doesn't run in a container.
  static func of(_ component: Component) -> Image? {
    switch component {
    case .prometheus: Image("docker.io/prom/prometheus", "v", \.prometheus.value)
    case .alertmanager: Image("docker.io/prom/alertmanager", "v", \.alertmanager.value)
    case .loki: Image("docker.io/grafana/loki", "", \.loki.value)
    case .promtail: Image("docker.io/grafana/promtail", "", \.promtail.value)
    case .alloy: Image("docker.io/grafana/alloy", "v", \.alloy.value)
    case .grafana: Image("docker.io/grafana/grafana", "", \.grafana.value)
    case .jaeger: Image("docker.io/jaegertracing/jaeger", "", \.jaeger.value)
    // Tail sampling is in this distribution only.
    case .collector: Image("docker.io/otel/opentelemetry-collector-contrib", "", \.collector.value)
    case .webhook: nil
    }
  }

  /// Tags of releases always have three numbers.
  func reference(for versions: TargetVersions) -> String {
    let version = versions[keyPath: version]
    return "\(repository):\(tagPrefix)\(version.major).\(version.minor).\(version.patch)"
  }
}
