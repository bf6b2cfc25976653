internal import Deployment
internal import Diagnostics
internal import Quantities

/// What the emitter writes only where every server to suit knows it.
enum Feature {
  /// `labels:` of a rule group.
  case groupLabels
  /// `keep_firing_for:` of an alert.
  case keepFiringFor

  /// The first version of Prometheus that knows it.
  var since: Version {
    switch self {
    case .groupLabels: "3.0"
    case .keepFiringFor: "2.42"
    }
  }
}

extension Deployment {
  func suits(_ feature: Feature) -> Bool { versions.prometheus.value >= feature.since }
}
