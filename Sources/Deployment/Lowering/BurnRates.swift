package import Quantities

/// When an SLO pages and when it opens a ticket: pairs of windows and the burn rates that both must exceed.
///
/// A burn rate of 1 uses the error budget up in exactly the SLO's window. The pairs are those of Google's SRE Workbook
/// ("Alerting on SLOs", multiwindow, multi-burn-rate) with the second ticket pair that Sloth generates. For 30 days:
///
/// |        | long | short | budget used | burn rate |
/// |--------|------|-------|-------------|-----------|
/// | page   | 1h   | 5m    | 2 %         | 14.4      |
/// | page   | 6h   | 30m   | 5 %         | 6         |
/// | ticket | 1d   | 2h    | 10 %        | 3         |
/// | ticket | 3d   | 6h    | 10 %        | 1         |
///
/// For another window the long windows scale with it and are rounded down to a customary length (a tenth above the
/// exact value still counts, so that 28 days keep the windows of 30); the share of the budget stays, which makes
///
///     burn rate = share × SLO window / long window        short = long / 12, in whole minutes
///
/// So 7 days give 15m, 1h, 6h and 12h at 13.44, 8.4, 2.8 and 1.4. Left out is a pair that can't do its work: one whose
/// long window would be under ten minutes or whose short one would not be shorter than half of it, one that the next
/// slower pair is as quick and as strict as, one below a burn rate of 0.9 (it would alert with budget to spare), and
/// one whose threshold, burn rate × budget, is out of reach because it is a ratio of 1 or more.
package struct BurnRates: Sendable, Equatable {
  /// Two windows over which the error ratio must be above `factor` times the budget.
  package struct Pair: Sendable, Equatable {
    package var long: PromDuration
    package var short: PromDuration
    package var factor: Factor
  }

  /// A burn rate in ten-thousandths, so that 14.4 is 14.4.
  package struct Factor: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var tenThousandths: Int64
    package static func < (a: Factor, b: Factor) -> Bool { a.tenThousandths < b.tenThousandths }
    package var description: String { Decimals.print(tenThousandths, places: 4) }
    package var value: Double { Double(tenThousandths) / 1e4 }
  }

  package private(set) var page: [Pair] = []
  package private(set) var ticket: [Pair] = []

  /// Quickest first: the long window for 30 days in minutes, and the share of the budget in thousandths.
  private static let model: [(minutes: Int64, share: Int64, pages: Bool)] = [
    (60, 20, true), (360, 50, true), (1440, 100, false), (4320, 100, false),
  ]
  private static let thirtyDays: Int64 = 43_200
  /// Customary windows, in minutes: 10m to 12h, then 1, 2, 3, 6, 9, 12 and 30 days.
  private static let customary: [Int64] = [
    10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 4320, 8640, 12_960, 17_280, 43_200,
  ]

  /// - Parameter scrapeInterval: of the samples below; a rate needs a window of four of them.
  package init(window: PromDuration, budget: Ratio, scrapeInterval: PromDuration) {
    let window = window.milliseconds / 60_000
    let leastShort = max(1, (min(scrapeInterval.milliseconds, .max / 8) * 4 + 59_999) / 60_000)
    var slower: Pair?
    for (minutes, share, pages) in Self.model.reversed() {
      // long ≤ 1.1 × minutes × window / 30d
      let fits = { $0 * Self.thirtyDays * 10 <= 11 * minutes * window }
      guard let long = Self.customary.last(where: fits) else { continue }
      let short = max((long + 11) / 12, leastShort)
      let factor = Factor(tenThousandths: (share * 10 * window + long / 2) / long)
      let pair = Pair(long: .minutes(long), short: .minutes(short), factor: factor)
      guard short * 2 <= long, factor.value >= 0.9, factor.value * budget.value < 1 else { continue }
      if let slower, pair.long >= slower.long || factor <= slower.factor { continue }
      slower = pair
      if pages { page.insert(pair, at: 0) } else { ticket.insert(pair, at: 0) }
    }
  }

  /// Every window that some pair looks at, ascending.
  package var windows: [PromDuration] {
    Set((page + ticket).flatMap { [$0.long, $0.short] }).sorted()
  }
}
