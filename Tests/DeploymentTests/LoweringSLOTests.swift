import Deployment
import Diagnostics
import Quantities
import Testing

struct LoweringSLOTests {
  // MARK: Burn rates

  private func rates(_ days: Int64, _ objective: String, scrape: PromDuration = .seconds(15)) throws -> BurnRates {
    let objective = try #require(Ratio(objective))
    return BurnRates(window: .days(days), budget: objective.complement, scrapeInterval: scrape)
  }

  private func text(_ pairs: [BurnRates.Pair]) -> [String] {
    pairs.map { "\($0.long)/\($0.short) \($0.factor)" }
  }

  /// For 30 days the table of the SRE Workbook, for 28 what Sloth has.
  @Test(
    arguments: [
      (30, ["1h/5m 14.4", "6h/30m 6"], ["1d/2h 3", "3d/6h 1"]),
      (28, ["1h/5m 13.44", "6h/30m 5.6"], ["1d/2h 2.8", "3d/6h 0.9333"]),
      (7, ["15m/2m 13.44", "1h/5m 8.4"], ["6h/30m 2.8", "12h/1h 1.4"]),
      (1, ["10m/1m 7.2"], ["30m/3m 4.8", "2h/10m 1.2"]),
      (90, ["3h/15m 14.4", "12h/1h 9"], ["3d/6h 3", "9d/18h 1"]),
    ] as [(Int64, [String], [String])])
  func scalesWindows(_ days: Int64, page: [String], ticket: [String]) throws {
    let rates = try rates(days, "99.9%")
    #expect(text(rates.page) == page)
    #expect(text(rates.ticket) == ticket)
  }

  @Test(arguments: [1, 2, 3, 5, 7, 10, 14, 21, 28, 30, 45, 60, 90, 180, 365, 36_500] as [Int64])
  func keepsItsPromises(_ days: Int64) throws {
    for objective in ["50%", "90%", "95%", "99%", "99.9%", "99.999%"] {
      for scrape in [1, 15, 60, 300] as [Int64] {
        let rates = try rates(days, objective, scrape: .seconds(scrape))
        let budget = try #require(Ratio(objective)).complement.value
        let pairs = rates.page + rates.ticket
        for pair in pairs {
          #expect(pair.long < .days(days))
          #expect(pair.short.milliseconds * 2 <= pair.long.milliseconds)
          #expect(pair.short.milliseconds >= scrape * 4000)
          #expect(pair.factor.value * budget < 1)
          #expect(pair.factor.value >= 0.9)
          // The share of the budget that is gone when the alert fires.
          let share = pair.factor.value * pair.long.seconds / PromDuration.days(days).seconds
          #expect([0.02, 0.05, 0.1].contains { abs($0 - share) < 0.001 })
        }
        for (quicker, slower) in zip(pairs, pairs.dropFirst()) {
          #expect(quicker.long < slower.long)
          #expect(quicker.factor > slower.factor)
        }
      }
    }
  }

  @Test func leavesOutWhatIsOutOfReach() throws {
    #expect(try text(rates(30, "90%").page) == ["6h/30m 6"])
    #expect(try rates(30, "50%").page.isEmpty)
    // The longest windows and intervals that can be written.
    let extreme = BurnRates(
      window: PromDuration(milliseconds: .max / 1_000_000), budget: Ratio(billionths: 1),
      scrapeInterval: PromDuration(milliseconds: .max / 1_000_000))
    #expect(extreme.page.isEmpty)
  }

  // MARK: Rules

  private func lowered(
    _ slo: SLO, _ diagnostics: inout [Diagnostic]
  ) -> (records: [RecordingRule], alerts: [AlertingRule]) {
    var deployment = Deployment(name: Located("demo"))
    deployment.slos = [slo]
    var records: [RecordingRule] = []
    var alerts: [AlertingRule] = []
    for rule in deployment.lowered(into: &diagnostics).alerts.flatMap(\.rules) {
      switch rule {
      case .recording(let rule): records.append(rule)
      case .alerting(let rule): alerts.append(rule)
      }
    }
    return (records, alerts)
  }

  private func slo(_ objective: String, _ window: PromDuration, _ indicator: SLO.Indicator) throws -> SLO {
    var slo = SLO(
      name: Located("query-latency"), objective: Located(try #require(Ratio(objective))), window: Located(window),
      indicator: indicator)
    slo.labels = [Label(Located("team"), Located("database"))]
    return slo
  }

  private let latency = SLO.Indicator.latency(
    histogram: Located("query_seconds"), under: Located(PromDuration(milliseconds: 100)), selector: nil)

  @Test func recordsRatiosAndBudget() throws {
    var diagnostics: [Diagnostic] = []
    let (records, _) = lowered(try slo("99.9%", .days(30), latency), &diagnostics)
    #expect(diagnostics.isEmpty)
    let windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d", "30d"]
    #expect(
      records.map(\.record.value) == windows.map { "slo:sli_error:ratio_rate\($0)" }
        + [
          "slo:objective:ratio", "slo:error_budget:ratio", "slo:time_period:days", "slo:current_burn_rate:ratio",
          "slo:period_burn_rate:ratio", "slo:period_error_budget_remaining:ratio",
        ])
    let expressions = Dictionary(uniqueKeysWithValues: records.map { ($0.record.value, $0.expression.value) })
    #expect(
      expressions["slo:sli_error:ratio_rate1h"]
        == #"1 - sum(rate(query_seconds_bucket{le="0.1"}[1h])) / (sum(rate(query_seconds_count[1h])) > 0)"#)
    let ratios = #"slo:sli_error:ratio_rate5m{slo="query-latency"}[30d]"#
    #expect(
      expressions["slo:sli_error:ratio_rate30d"] == "sum_over_time(\(ratios)) / count_over_time(\(ratios))")
    #expect(expressions["slo:error_budget:ratio"] == "vector(0.001)")
    #expect(expressions["slo:time_period:days"] == "vector(30)")
    let labels = [Label(Located("slo"), Located("query-latency")), Label(Located("team"), Located("database"))]
    #expect(records.allSatisfy { $0.labels == labels })
  }

  @Test func alertsOnTwoWindowsEach() throws {
    var diagnostics: [Diagnostic] = []
    var slo = try slo("99.9%", .days(30), latency)
    slo.pageSeverity = Located("page")
    let (_, alerts) = lowered(slo, &diagnostics)
    #expect(alerts.map(\.alert.value) == ["SLOQueryLatencyBurnPage", "SLOQueryLatencyBurnTicket"])
    #expect(alerts.map(\.severity?.value) == ["page", "warning"])
    #expect(
      alerts.first?.expression.value == """
        (
          slo:sli_error:ratio_rate1h{slo="query-latency"} > 14.4 * 0.001
        and
          slo:sli_error:ratio_rate5m{slo="query-latency"} > 14.4 * 0.001
        )
        or
        (
          slo:sli_error:ratio_rate6h{slo="query-latency"} > 6 * 0.001
        and
          slo:sli_error:ratio_rate30m{slo="query-latency"} > 6 * 0.001
        )
        """)
    #expect(alerts.first?.summary?.value.contains("{{ $value | humanizePercentage }}") == true)
    // Seconds left: what is left of window × budget, at the present error ratio.
    #expect(
      alerts.first?.description?.value.contains(
        #"{{ with query `2592000 * 0.001 * clamp_min(slo:period_error_budget_remaining:ratio{slo="query-latency"}, 0) "#
          + #"/ (slo:sli_error:ratio_rate1h{slo="query-latency"} > 0)` }}{{ . | first | value | humanizeDuration }}"#)
        == true)
  }

  /// Prometheus 2 keeps `1`, Prometheus 3 writes `1.0`.
  @Test func selectsWholeBoundsOfEveryServer() throws {
    var diagnostics: [Diagnostic] = []
    let whole = SLO.Indicator.latency(
      histogram: Located("query_seconds"), under: Located(.seconds(1)), selector: Located(#"{job="db"}"#))
    let (records, _) = lowered(try slo("95%", .days(7), whole), &diagnostics)
    #expect(
      records.first { $0.record.value.hasSuffix("rate5m") }?.expression.value
        == #"1 - sum(rate(query_seconds_bucket{job="db", le=~"1(\\.0)?"}[5m])) "#
        + #"/ (sum(rate(query_seconds_count{job="db"}[5m])) > 0)"#
    )
  }

  @Test(arguments: [
    (
      SLO.Indicator.up(job: Located("db")),
      #"1 - sum(sum_over_time(up{job="db"}[5m])) / sum(count_over_time(up{job="db"}[5m]))"#
    ),
    (
      .events(errors: Located("errors_total"), total: Located(#"ops_total{job="db"}"#)),
      #"(sum(rate(errors_total[5m])) or 0 * sum(rate(ops_total{job="db"}[5m]))) "#
        + #"/ (sum(rate(ops_total{job="db"}[5m])) > 0)"#
    ),
    (
      .threshold(
        metric: Located("lag_seconds"), bound: Located(10), isUpper: true, aggregate: Located("max"), selector: nil),
      #"avg_over_time(slo:sli_error:bool{slo="query-latency"}[5m])"#
    ),
  ])
  func measures(_ indicator: SLO.Indicator, as expression: String) throws {
    var diagnostics: [Diagnostic] = []
    let (records, _) = lowered(try slo("99%", .days(7), indicator), &diagnostics)
    #expect(records.first { $0.record.value == "slo:sli_error:ratio_rate5m" }?.expression.value == expression)
    if case .threshold = indicator {
      #expect(records.first?.record.value == "slo:sli_error:bool")
      #expect(records.first?.expression.value == "1 - (max(lag_seconds) <= bool 10)")
    }
  }

  @Test(arguments: [
    ("100%", PromDuration.days(30), ["slo/objective-out-of-range"]), ("0%", .days(30), ["slo/objective-out-of-range"]),
    ("99%", .minutes(5), ["slo/window-too-short"]), ("99%", .hours(1), ["slo/no-burn-alert"]),
    ("50%", .days(30), ["slo/no-burn-alert"]), ("99%", .days(1), []),
  ])
  func reportsWhatCannotBe(_ objective: String, _ window: PromDuration, _ ids: [String]) throws {
    var diagnostics: [Diagnostic] = []
    _ = lowered(try slo(objective, window, latency), &diagnostics)
    #expect(diagnostics.map(\.id) == ids)
  }

  @Test func pointsBackAtTheSLO() throws {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "slos.yaml", text: "query_seconds")
    let place = Origin.file(Span(file: file, start: 0, end: 13))
    let indicator = SLO.Indicator.latency(
      histogram: Located("query_seconds", at: place), under: Located(.seconds(1)), selector: nil)
    let (records, _) = lowered(try slo("99%", .days(7), indicator), &diagnostics)
    #expect(records.first?.expression.origin == place.derived(by: "the burn-rate expansion"))
  }
}
