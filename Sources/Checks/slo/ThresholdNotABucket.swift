import Deployment
import Diagnostics
import Quantities
package import Stack

/// A latency objective counts the bucket whose bound is its threshold; without that bucket there is nothing to count.
package struct ThresholdNotABucket: Check {
  package static let metadata = CheckMetadata(
    id: "slo/threshold-not-a-bucket", severity: .error, since: "0.1.0",
    summary: "A latency SLO's threshold is not a bucket bound of its histogram.",
    rationale: """
      The good events of a latency SLO are those in the bucket `le="<threshold>"`. When the histogram has no such bucket the \
      numerator is empty, the ratio has no value, and no alert on it can ever fire.
      """,
    remedy: "Use a threshold that is a bucket bound, or give the histogram a bucket there.",
    examples: [
      .flagged(
        """
        deployment: shop
        retention: {metrics: 45d}
        targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
        metrics:
          shop:
            shop_request_duration_seconds: {type: histogram, buckets: [0.05, 0.1, 0.5, 1]}
        slos:
          - slo: latency
            objective: 95%
            window: 7d
            sli: {latency: {histogram: shop_request_duration_seconds, under: ⟦200ms⟧}}
        """),
      .clean(
        """
        deployment: shop
        retention: {metrics: 45d}
        targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
        metrics:
          shop:
            shop_request_duration_seconds: {type: histogram, buckets: [0.05, 0.1, 0.5, 1]}
        slos:
          - slo: latency
            objective: 95%
            window: 7d
            sli: {latency: {histogram: shop_request_duration_seconds, under: 100ms}}
        """),
      // A histogram without declared buckets may have that one.
      .clean(
        """
        deployment: shop
        retention: {metrics: 45d}
        targets: {shop: {endpoints: ["shop:8080"], metrics: [shop]}}
        metrics: {shop: {shop_request_duration_seconds: {type: histogram}}}
        slos:
          - slo: latency
            objective: 95%
            window: 7d
            sli: {latency: {histogram: shop_request_duration_seconds, under: 200ms}}
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    guard let intent = stack.intent else { return }
    for slo in intent.slos {
      guard case .latency(let histogram, let under, _) = slo.indicator,
        let metric = intent.catalogues.lazy.flatMap(\.metrics).first(where: { $0.name.value == histogram.value }),
        !metric.buckets.isEmpty
      else { continue }
      let threshold = under.value.seconds
      // Bounds are decimal texts; a millionth apart is the same bound.
      guard !metric.buckets.contains(where: { abs($0.value - threshold) < 1e-6 }) else { continue }
      let near = metric.buckets.min { abs($0.value - threshold) < abs($1.value - threshold) }
      context.report(
        "\(under.value) is not a bucket bound of \"\(histogram.value)\"", at: under.origin,
        notes: [.init("its buckets are here", at: metric.buckets.first?.origin)],
        help: near.map { "use \(Self.duration($0.value)), the nearest bound, or add a bucket at \(threshold)" })
    }
  }

  private static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, abs(seconds) < 1e9 else { return "\(seconds)" }
    return PromDuration(milliseconds: Int64((seconds * 1000).rounded())).description
  }
}
