internal import Diagnostics
internal import PromQL
internal import Quantities

/// The PromQL of an SLO's indicator, always as the ratio of bad to all, which is what burn rates compare.
///
/// Counts are summed before they are divided (an average of ratios would weigh a quiet instance like a busy one), and a
/// denominator of zero gives no sample: NaN would poison every average it enters.
struct ServiceLevelIndicator {
  let slo: SLO

  /// Where the spec names the data.
  var origin: Origin {
    switch slo.indicator {
    case .up(let job): job.origin
    case .latency(let histogram, _, _): histogram.origin
    case .events(let errors, _): errors.origin
    case .threshold(let metric, _, _, _, _): metric.origin
    }
  }

  /// Completes "3% …" of what counts against the objective.
  var failure: String {
    switch slo.indicator {
    case .up: "of scrapes fail"
    case .latency(_, let under, _): "take longer than \(under.value)"
    case .events: "fail"
    case .threshold: "of the time is out of bounds"
    }
  }

  /// A series that is 1 while the SLO is missed and 0 while it is met, for an indicator that is a share of time.
  var badness: String? {
    guard case .threshold(let metric, let bound, let isUpper, let aggregate, let selector) = slo.indicator else {
      return nil
    }
    let series = metric.value + braces(matchers(selector))
    return "1 - (\(aggregate.value)(\(series)) \(isUpper ? "<=" : ">=") bool \(number(bound.value)))"
  }

  /// The ratio of bad to all over a window. `badness` is what records that series, as a selector.
  func errorRatio(over window: String, badness: String) -> String {
    switch slo.indicator {
    case .up(let job):
      let series = "up{job=\(PromQL.quote(job.value))}[\(window)]"
      return "1 - sum(sum_over_time(\(series))) / sum(count_over_time(\(series)))"
    case .latency(let histogram, let under, let selector):
      let matchers = matchers(selector)
      let good = histogram.value + "_bucket" + braces(matchers + [boundMatcher(under.value)])
      let all = histogram.value + "_count" + braces(matchers)
      return "1 - sum(rate(\(good)[\(window)])) / (sum(rate(\(all)[\(window)])) > 0)"
    case .events(let errors, let total):
      let bad = "sum(rate(\(errors.value)[\(window)]))"
      let all = "sum(rate(\(total.value)[\(window)]))"
      // A counter of errors need not exist before the first one.
      return "(\(bad) or 0 * \(all)) / (\(all) > 0)"
    case .threshold:
      return "avg_over_time(\(badness)[\(window)])"
    }
  }

  /// Selects one bucket. Prometheus 3 writes a whole bound as `1.0` and Prometheus 2 as the program does, mostly `1`.
  private func boundMatcher(_ bound: PromDuration) -> String {
    let text = Decimals.print(bound.milliseconds, places: 3)
    return text.contains(".") ? "le=\"\(text)\"" : #"le=~"\#(text)(\\.0)?""#
  }

  // MARK: Example data

  /// Data that meets the SLO never and data that meets it always; nil where the selectors say too little about the
  /// series they select. Long windows do with what there is.
  func test(every interval: PromDuration) -> RuleTest? {
    let length = max(PromDuration.minutes(15), PromDuration(milliseconds: min(interval.milliseconds, .max / 16) * 15))
    let steps = length.milliseconds / max(interval.milliseconds, 1)
    func series(_ name: String, _ values: String) -> RuleTest.Series {
      RuleTest.Series(series: Located(name, at: origin), values: Located("\(values)x\(steps)", at: origin))
    }
    let fires: [RuleTest.Series]
    let silent: [RuleTest.Series]
    switch slo.indicator {
    case .up(let job):
      let name = "up{instance=\"test\", job=\(PromQL.quote(job.value))}"
      fires = [series(name, "0")]
      silent = [series(name, "1")]
    case .latency(let histogram, let under, let selector):
      let matchers = matchers(selector)
      guard let example = ExampleSeries(selectedBy: histogram.value + "_bucket" + braces(matchers)) else { return nil }
      let bound = PromQL.quote(Decimals.print(under.value.milliseconds, places: 3))
      let good = histogram.value + "_bucket" + braces(example.labelText + ["le=\(bound)"])
      let all = histogram.value + "_count" + braces(example.labelText)
      fires = [series(good, "0"), series(all, "0+1")]
      silent = [series(good, "0+1"), series(all, "0+1")]
    case .events(let errors, let total):
      guard let bad = ExampleSeries(selectedBy: errors.value), let all = ExampleSeries(selectedBy: total.value) else {
        return nil
      }
      if bad.name == all.name {
        // One counter, told apart by labels: its errors are part of its total.
        guard let failed = ExampleSeries(selectedBy: errors.value, total.value), let good = all.avoiding(bad) else {
          return nil
        }
        fires = [series(failed.description, "0+1")]
        silent = [series(good.description, "0+1")]
      } else {
        fires = [series(bad.description, "0+1"), series(all.description, "0+1")]
        silent = [series(bad.description, "0"), series(all.description, "0+1")]
      }
    case .threshold(let metric, let bound, let isUpper, _, let selector):
      guard let example = ExampleSeries(selectedBy: metric.value + braces(matchers(selector))) else { return nil }
      let worse = isUpper ? bound.value + abs(bound.value) + 1 : bound.value - abs(bound.value) - 1
      fires = [series(example.description, number(worse))]
      silent = [series(example.description, number(bound.value))]
    }
    return RuleTest(
      fires: fires, silent: silent, after: Located(length, at: origin), interval: Located(interval, at: origin))
  }

  // MARK: Text

  private func matchers(_ selector: Located<String>?) -> [String] {
    guard var text = selector.map({ $0.value[...] }) else { return [] }
    text = text.drop { $0 == "{" || $0.isWhitespace }
    while let last = text.last, last == "}" || last == "," || last.isWhitespace { text.removeLast() }
    return text.isEmpty ? [] : [String(text)]
  }

  private func braces(_ matchers: [String]) -> String {
    matchers.isEmpty ? "" : "{" + matchers.joined(separator: ", ") + "}"
  }

  /// Whole numbers without a fraction.
  private func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
