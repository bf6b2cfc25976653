import Compose
package import Diagnostics
import Document
import Prometheus
package import Quantities

/// How long a stack's Prometheus keeps its samples.
package struct MetricsRetention: Sendable {
  package var value: PromDuration
  /// Nil for the server's default.
  package var place: Origin?
}

extension Stack {
  /// From prometheus.yml, else from the flag that compose.yaml starts it with, else the server's 15 days; nil when only a
  /// size is set, when samples are kept elsewhere too, or when nothing in sight starts the server.
  package var metricsRetention: MetricsRetention? {
    guard !prometheus.contains(where: \.hasRemoteStorage) else { return nil }
    if let node = prometheus.compactMap(\.retentionTime).first {
      return PromDuration(node.text).map { MetricsRetention(value: $0, place: node.origin) }
    }
    guard prometheus.allSatisfy({ $0.retentionSize == nil }) else { return nil }
    guard let service = compose.lazy.compactMap({ $0.service(running: "prom/prometheus") }).first else { return nil }
    if service.flag("storage.tsdb.retention.size") != nil { return nil }
    if let flag = service.flag("storage.tsdb.retention.time") {
      return PromDuration(flag.value).map { MetricsRetention(value: $0, place: flag.argument.origin) }
    }
    return MetricsRetention(value: .days(15), place: nil)
  }
}
