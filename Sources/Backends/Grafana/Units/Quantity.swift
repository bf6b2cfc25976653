/// What numbers count, as far as it can be told: `bytes`, `bytes per second`, `a ratio`.
struct Quantity: Hashable {
  enum Base: Hashable {
    /// A number of things, or no dimension at all.
    case count
    /// A number of requests, which have a rate unit of their own.
    case requests
    /// One is all.
    case ratio
    /// A hundred is all.
    case percent
    case seconds, milliseconds, bytes, celsius, volts, amperes, joules, grams, meters, hertz
  }

  var base: Base
  /// The value of a constant, which scales what it stands beside.
  var literal: Double?
  var isPerSecond = false

  static let count = Quantity(base: .count)
  static let ratio = Quantity(base: .ratio)
  static let seconds = Quantity(base: .seconds)

  /// The quantity that a unit's name or a metric name's suffix stands for (base units of Prometheus' naming guide).
  init?(unit: String) {
    switch unit {
    case "seconds", "second": base = .seconds
    case "milliseconds": base = .milliseconds
    case "bytes", "byte": base = .bytes
    case "ratio": base = .ratio
    case "percent": base = .percent
    case "celsius": base = .celsius
    case "volts": base = .volts
    case "amperes": base = .amperes
    case "joules": base = .joules
    case "grams": base = .grams
    case "meters": base = .meters
    case "hertz": base = .hertz
    default: return nil
    }
  }

  init(base: Base) { self.base = base }

  init(literal: Double) {
    base = .count
    self.literal = literal
  }

  /// Grafana's unit id; nil where Grafana has none.
  var grafanaUnit: String? {
    if isPerSecond {
      switch base {
      case .count: return "ops"
      case .requests: return "reqps"
      case .bytes: return "Bps"
      // Seconds of work per second of time.
      case .seconds: return "percentunit"
      case .joules: return "watt"
      default: return nil
      }
    }
    switch base {
    case .count, .requests: return "short"
    case .ratio: return "percentunit"
    case .percent: return "percent"
    case .seconds: return "s"
    case .milliseconds: return "ms"
    case .bytes: return "bytes"
    case .celsius: return "celsius"
    case .volts: return "volt"
    case .amperes: return "amp"
    case .joules: return "joule"
    case .grams: return "massg"
    case .meters: return "lengthm"
    case .hertz: return "hertz"
    }
  }

  /// The increase of this in every second.
  var perSecond: Quantity? {
    guard !isPerSecond, base != .ratio, base != .percent else { return nil }
    var rate = self
    rate.isPerSecond = true
    return rate
  }

  var isCountLike: Bool { base == .count || base == .requests }
}

extension Quantity {
  /// `a + b`, `a - b`: alike, or a constant beside anything.
  static func sum(_ a: Quantity?, _ b: Quantity?) -> Quantity? {
    guard let a, let b else { return nil }
    if a.literal != nil, b.literal != nil { return Quantity(base: .count) }
    if a == b || b.literal != nil { return a }
    if a.literal != nil { return b }
    return a.isCountLike && b.isCountLike && a.isPerSecond == b.isPerSecond ? a : nil
  }

  /// `a * b`.
  static func product(_ a: Quantity?, _ b: Quantity?) -> Quantity? {
    guard let a, let b else { return nil }
    switch (a.literal, b.literal) {
    case (let a?, let b?): return Quantity(literal: a * b)
    case (let factor?, nil): return b.scaled(by: factor)
    case (nil, let factor?): return a.scaled(by: factor)
    case (nil, nil): break
    }
    // An info metric, or a share, keeps what it is multiplied with.
    if !b.isPerSecond, b.isCountLike || b.base == .ratio { return a }
    if !a.isPerSecond, a.isCountLike || a.base == .ratio { return b }
    return nil
  }

  /// `a / b`.
  static func quotient(_ a: Quantity?, _ b: Quantity?) -> Quantity? {
    guard let a, let b else { return nil }
    switch (a.literal, b.literal) {
    case (let a?, let b?): return Quantity(literal: a / b)
    case (nil, let divisor?): return a.scaled(by: 1 / divisor)
    case (.some, nil): return nil
    case (nil, nil): break
    }
    let isSamePace = a.isPerSecond == b.isPerSecond
    if a == b || a.isCountLike && b.isCountLike && isSamePace { return .ratio }
    // Seconds per second over things per second: seconds for each thing.
    if b.isCountLike, isSamePace { return Quantity(base: a.base) }
    if !b.isPerSecond, b.isCountLike || b.base == .ratio { return a }
    // Bytes over bytes per second: seconds until all is done.
    if a.base == b.base, b.isPerSecond { return .seconds }
    return b == .seconds ? a.perSecond : nil
  }

  /// Times a constant: what it counts is then known only for a few.
  private func scaled(by factor: Double) -> Quantity? {
    if factor == 1 || factor == -1 { return self }
    switch (base, isPerSecond) {
    case (.ratio, false), (.seconds, true): return factor == 100 ? Quantity(base: .percent) : nil
    case (.percent, false): return factor == 0.01 ? .ratio : nil
    case (.seconds, false): return factor == 1000 ? Quantity(base: .milliseconds) : nil
    case (.milliseconds, false): return factor == 0.001 ? .seconds : nil
    case (.count, _), (.requests, _): return self
    default: return nil
    }
  }
}
