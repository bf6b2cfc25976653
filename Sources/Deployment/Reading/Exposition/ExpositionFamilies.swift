internal import Diagnostics

/// The families of a page while it is read.
struct ExpositionFamilies {
  /// The types of both formats.
  enum FamilyType: String {
    case counter, gauge, histogram, summary, info, stateset, untyped, unknown, gaugehistogram

    /// The ends of the names of its samples, apart from the family's own name.
    var suffixes: [String] {
      switch self {
      case .counter: ["_total", "_created"]
      case .histogram: ["_bucket", "_sum", "_count", "_created"]
      case .summary: ["_sum", "_count", "_created"]
      case .gaugehistogram: ["_bucket", "_gsum", "_gcount"]
      case .info: ["_info"]
      case .gauge, .stateset, .untyped, .unknown: []
      }
    }
  }

  private struct Family {
    var name: Located<String>
    var type: FamilyType?
    var help: Located<String>?
    var unit: Located<String>?
    var hasSamples = false
  }

  /// A metric being put together: one for a family, and one for each of its series that stands for itself.
  private struct Collected {
    var metric: Metric
    var labels: Set<String> = []
    var buckets: [(bound: Double, origin: Origin)] = []
  }

  private var families: [Family] = []
  private var familyIndices: [String: Int] = [:]
  private var collected: [Collected] = []
  private var collectedIndices: [String: Int] = [:]

  // MARK: Announcements

  mutating func setHelp(_ help: Located<String>, of name: Located<String>) {
    families[announced(name)].help = help
  }

  mutating func setUnit(_ unit: Located<String>, of name: Located<String>) {
    if !unit.value.isEmpty { families[announced(name)].unit = unit }
  }

  mutating func setType(_ type: FamilyType, of name: Located<String>) {
    families[announced(name)].type = type
  }

  /// What is said after a family's samples begins another: in OpenMetrics, Go programs have both a gauge
  /// `go_memstats_alloc_bytes` and a counter of that name, whose sample ends in `_total`.
  private mutating func announced(_ name: Located<String>) -> Int {
    let index = family(name)
    guard families[index].hasSamples else { return index }
    familyIndices[name.value] = nil
    return family(name)
  }

  private mutating func family(_ name: Located<String>) -> Int {
    if let index = familyIndices[name.value] { return index }
    familyIndices[name.value] = families.count
    families.append(Family(name: name))
    return families.count - 1
  }

  // MARK: Samples

  mutating func add(_ sample: Located<String>, labels: [ExpositionScanner.Label], in file: SourceFile) {
    let (index, suffix) = familyOf(sample)
    families[index].hasSamples = true
    let family = families[index]
    let type = family.type ?? .untyped
    let metric = collect(sample, as: type, suffix: suffix, of: family)
    for label in labels {
      let origin = Origin.file(Span(file: file, start: label.range.lowerBound, end: label.range.upperBound))
      if label.name == "le", suffix == "_bucket", type == .histogram {
        if let bound = Double(label.value), bound < .infinity {
          collected[metric].buckets.append((bound, origin))
        }
      } else if label.name == "quantile", suffix == "", type == .summary {
        continue
      } else if collected[metric].labels.insert(label.name).inserted {
        collected[metric].metric.labels.append((Located(label.name, at: origin), nil))
      }
    }
  }

  /// The family that a sample belongs to, and what its name has beyond the family's.
  private mutating func familyOf(_ sample: Located<String>) -> (index: Int, suffix: String) {
    if let index = familyIndices[sample.value] { return (index, "") }
    // A name's last part decides, so one look-up is enough.
    if let underscore = sample.value.utf8.lastIndex(of: UInt8(ascii: "_")) {
      let suffix = String(sample.value[underscore...])
      if let index = familyIndices[String(sample.value[..<underscore])],
        families[index].type?.suffixes.contains(suffix) ?? false
      {
        return (index, suffix)
      }
    }
    return (family(sample), "")
  }

  /// Where the metric stands that a sample adds to. Belfry knows a metric by the name of its series, so OpenMetrics'
  /// counter `a` with its sample `a_total` is the metric `a_total`; a time of creation is a gauge for who scrapes it.
  private mutating func collect(
    _ sample: Located<String>, as type: FamilyType, suffix: String, of family: Family
  ) -> Int {
    let isWhole = suffix != "_created" && (type == .histogram || type == .summary)
    let name = isWhole ? family.name : Located(sample.value, at: family.name.origin)
    if let index = collectedIndices[name.value] { return index }
    let kind: Metric.Kind =
      switch type {
      case _ where suffix == "_created": .gauge
      case .unknown: .untyped
      case .gaugehistogram: .gauge
      default: Metric.Kind(rawValue: type.rawValue) ?? .untyped
      }
    var metric = Metric(name: name, kind: Located(kind, at: family.name.origin))
    metric.help = family.help
    if suffix != "_created" { metric.unit = family.unit }
    collectedIndices[name.value] = collected.count
    collected.append(Collected(metric: metric))
    return collected.count - 1
  }

  // MARK: Result

  func page() -> ExpositionPage {
    var page = ExpositionPage()
    page.metrics = collected.map { one in
      var metric = one.metric
      for bucket in one.buckets.sorted(by: { $0.bound < $1.bound }) where bucket.bound != metric.buckets.last?.value {
        metric.buckets.append(Located(bucket.bound, at: bucket.origin))
      }
      return metric
    }
    page.unsampled = families.filter { !$0.hasSamples }.map(\.name)
    return page
  }
}
