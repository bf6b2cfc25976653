internal import Deployment
internal import Diagnostics
internal import Document
internal import Parallel
internal import PromQL
internal import Quantities

/// Writes unit tests for `promtool test rules`: on its failing data an alert must fire, on its healthy data stay
/// silent.
///
/// They ask for the series `ALERTS`, which Prometheus keeps for pending and firing alerts, and not for the exact labels
/// and annotations: a test breaks when an alert stops working, and not when its text is improved.
struct RuleTestEmitter {
  let deployment: Deployment
  let ruleFiles: [RuleFileEmitter.File]

  func files() -> [GeneratedFile] {
    // Which file reads what another records is found once, by whichever file is written first.
    let flow = Deferred { [ruleFiles] in SeriesFlow(of: ruleFiles) }
    return ruleFiles.enumerated().compactMap { index, file in
      let rules = file.groups.flatMap(\.rules).compactMap { rule -> (AlertingRule, RuleTest)? in
        guard case .alerting(let rule) = rule, let test = rule.test else { return nil }
        return test.fires.isEmpty && test.silent.isEmpty ? nil : (rule, test)
      }
      guard !rules.isEmpty else { return nil }
      return GeneratedFile(
        path: Layout.ruleTestFile(group: file.stem), kind: .ruleTest,
        unchecked: {
          .yaml([
            "rule_files": .list(
              flow.value.filesNeeded(by: index).map { .string("../rules/\(ruleFiles[$0].stem).yml") }),
            "evaluation_interval": .text(evaluationInterval(of: file)),
            "tests": .list(rules.flatMap(tests)),
          ])
        })
    }
  }

  private func tests(of rule: AlertingRule, _ test: RuleTest) -> [Draft] {
    let name = rule.alert.value
    let firing = Draft.map(
      [("labels", .string("{alertname=\(PromQL.quote(name))}")), ("value", 1)] as [(key: String, value: Draft)])
    var tests: [Draft] = []
    if !test.fires.isEmpty {
      tests.append(self.test("\(name) fires", of: rule, on: test.fires, timing: test, samples: [firing]))
    }
    if !test.silent.isEmpty {
      tests.append(self.test("\(name) stays silent", of: rule, on: test.silent, timing: test, samples: []))
    }
    return tests
  }

  private func test(
    _ name: String, of rule: AlertingRule, on series: [RuleTest.Series], timing: RuleTest, samples: [Draft]
  ) -> Draft {
    let anHour = PromDuration.hours(1)
    let hold = rule.hold?.value.milliseconds ?? 0
    let after = timing.after?.value ?? max(anHour, PromDuration(milliseconds: min(hold, .max / 2) * 2))
    let alerts = "ALERTS{alertname=\(PromQL.quote(rule.alert.value)), alertstate=\"firing\"}"
    let draft: Draft = [
      "name": .string(name),
      "interval": .text(timing.interval?.value ?? .minutes(1)),
      "input_series": .list(series.map { ["series": .string($0.series), "values": .string($0.values)] }),
      "promql_expr_test": [
        [
          // One sample however many series fire.
          "expr": .string("count by (alertname) (\(alerts)) > bool 0"),
          "eval_time": .text(after),
          "exp_samples": .list(samples),
        ]
      ],
    ]
    return draft.at(rule.alert.origin)
  }

  /// How often promtool evaluates every rule: as often as the file's own most frequent group.
  private func evaluationInterval(of file: RuleFileEmitter.File) -> PromDuration {
    let intervals = file.groups.map { $0.interval?.value ?? deployment.global.evaluationInterval.value }
    return max(.seconds(1), min(intervals.min() ?? .minutes(1), .minutes(1)))
  }
}

/// Which rule files read what others record.
private struct SeriesFlow {
  /// Series name → the files that record it.
  private var recordedIn: [String: Set<Int>] = [:]
  /// The metrics that each file's rules select by name, in their order.
  private var read: [[String]] = []

  init(of files: [RuleFileEmitter.File]) {
    for (index, file) in files.enumerated() {
      let rules = file.groups.flatMap(\.rules)
      read.append(rules.flatMap(\.metricNames))
      for case .recording(let rule) in rules { recordedIn[rule.record.value, default: []].insert(index) }
    }
  }

  /// The file and those that record what it reads, at any remove, before those that read them.
  func filesNeeded(by start: Int) -> [Int] {
    var order: [Int] = []
    var pending = [start]
    var seen: Set<Int> = [start]
    while let next = pending.popLast() {
      order.append(next)
      for name in read[next] {
        // What a file records itself it also reads itself, as every SLO does.
        guard let sources = recordedIn[name], !sources.contains(next) else { continue }
        for source in sources.sorted() where seen.insert(source).inserted { pending.append(source) }
      }
    }
    return order.reversed()
  }
}

extension Rule {
  /// The metrics that its expression selects by name.
  fileprivate var metricNames: [String] {
    let expression =
      switch self {
      case .recording(let rule): rule.expression.value
      case .alerting(let rule): rule.expression.value
      }
    return PromQL.parse(expression).expression?.selectors.compactMap(\.selector.metricName) ?? []
  }
}
