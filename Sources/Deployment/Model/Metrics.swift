package import Diagnostics
package import Document
package import Quantities

/// A scrape job.
package struct Target: Sendable, Equatable {
  package struct Endpoint: Sendable, Equatable {
    /// `host:port`.
    package var address: Located<String>
    package var labels: [Label]
    package init(address: Located<String>, labels: [Label] = []) {
      self.address = address
      self.labels = labels
    }
  }

  /// What the `instance` label is made of.
  package enum Instance: String, Sendable, CaseIterable {
    /// The host without its port.
    case host
    /// Prometheus' own default: `host:port`.
    case address
  }

  /// The job name.
  package var name: Located<String>
  package var endpoints: [Endpoint] = []
  /// Put on every endpoint.
  package var labels: [Label] = []
  package var instance = Located(Instance.address)
  package var scrapeInterval: Located<PromDuration>?
  package var scrapeTimeout: Located<PromDuration>?
  package var metricsPath: Located<String>?
  package var scheme: Located<String>?
  /// Names of the catalogues that this target exposes. Empty means: unknown.
  package var metrics: [Located<String>] = []
  /// Mechanism (`kubernetes`, `dns`, `file`, …) and its native fields.
  package var discovery: [(mechanism: Located<String>, configuration: Draft)] = []
  package var native: Draft?

  package init(name: Located<String>) { self.name = name }

  package static func == (a: Target, b: Target) -> Bool {
    a.name == b.name && a.endpoints == b.endpoints && a.labels == b.labels && a.instance == b.instance
      && a.scrapeInterval == b.scrapeInterval && a.scrapeTimeout == b.scrapeTimeout && a.metricsPath == b.metricsPath
      && a.scheme == b.scheme && a.metrics == b.metrics && a.native == b.native
      && a.discovery.elementsEqual(b.discovery) { $0.mechanism == $1.mechanism && $0.configuration == $1.configuration }
  }
}

/// The metric families that some program exposes.
package struct Catalogue: Sendable, Equatable {
  package var name: Located<String>
  package var metrics: [Metric] = []
  /// Beginnings of the names of metrics that the program exposes as well, of which no more is known (`loki_*:`).
  package var prefixes: [Located<String>] = []
  /// A saved `/metrics` page that more families are taken from (`from: page.metrics`), relative to the spec file.
  package var page: Located<String>?
  package init(name: Located<String>, metrics: [Metric] = []) {
    self.name = name
    self.metrics = metrics
  }
}

/// One metric family.
package struct Metric: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case counter, gauge, histogram, summary, info, stateset, untyped
  }

  /// The family's name, without `_bucket`, `_sum` and `_count`.
  package var name: Located<String>
  package var kind: Located<Kind>
  package var help: Located<String>?
  /// Grafana-independent base unit (`seconds`, `bytes`, `ratio`); taken from the name's suffix when not given.
  package var unit: Located<String>?
  /// Labels the program itself puts on the series; a nil value list means the values aren't known.
  package var labels: [(name: Located<String>, values: [Located<String>]?)] = []
  /// Upper bounds of a histogram, ascending, as written; `+Inf` not among them.
  package var buckets: [Located<Double>] = []

  package init(name: Located<String>, kind: Located<Kind>) {
    self.name = name
    self.kind = kind
  }

  package static func == (a: Metric, b: Metric) -> Bool {
    a.name == b.name && a.kind == b.kind && a.help == b.help && a.unit == b.unit && a.buckets == b.buckets
      && a.labels.elementsEqual(b.labels) { $0.name == $1.name && $0.values == $1.values }
  }

  /// The names of the series it exposes: a histogram's are `_bucket`, `_sum` and `_count`. One without bounds may also be
  /// native, which is a single series under the family's own name.
  package var seriesNames: [String] {
    switch kind.value {
    case .histogram: ["_bucket", "_sum", "_count"].map { name.value + $0 } + (buckets.isEmpty ? [name.value] : [])
    case .summary: [name.value, name.value + "_sum", name.value + "_count"]
    default: [name.value]
    }
  }
}
