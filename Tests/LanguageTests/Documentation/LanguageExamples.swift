import GoTemplate
import LogQL
import Matchers
import PromQL
import Quantities

/// The programs that `docs/languages.md` shows. What stands between `// example NAME` and `// end` is on the page, word
/// for word, as the block ```` ```swift example=NAME ````; the block behind it is what the program prints.
final class LanguageExamples {
  /// In the order of the page.
  static var all: [(name: String, run: (LanguageExamples) -> () -> Void)] {
    [
      ("promql", promQL), ("promql-errors", promQLErrors), ("promql-recovery", promQLRecovery),
      ("promql-tree", promQLTree), ("promql-labels", promQLLabels), ("promql-facts", promQLFacts),
      ("promql-server", promQLServer), ("promql-grafana", promQLGrafana), ("promql-format", promQLFormat),
      ("promql-series", promQLSeries), ("logql", logQL), ("logql-stages", logQLStages),
      ("logql-versions", logQLVersions), ("logql-grafana", logQLGrafana), ("gotemplate", goTemplate),
      ("gotemplate-tree", goTemplateTree), ("gotemplate-place", goTemplatePlace), ("gotemplate-set", goTemplateSet),
      ("matchers", matchers), ("matchers-modes", matcherModes), ("matchers-relation", matcherRelation),
      ("matchers-promql", matchersOfPromQL),
    ]
  }

  private(set) var output = ""

  /// Stands in for the global function in the examples.
  func print(_ items: Any...) { output += items.map { "\($0)" }.joined(separator: " ") + "\n" }

  func promQL() {
    // example promql
    let result = PromQL.parse(#"sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) > 0.5"#)
    if let expression = result.valid {
      print(expression.type.rawValue)
      for selection in expression.selectors {
        print(selection.selector.metricName ?? "any metric", selection.selector.matchers)
        print(selection.windowSeconds ?? 0, "seconds for", selection.function ?? "nothing", "at", selection.range)
      }
      if let comparison = expression.topLevelComparison {
        print(comparison.op.rawValue, comparison.threshold ?? "no number")
      }
    } else {
      for error in result.errors { print(error.range, error.message) }
    }
    // end
  }

  func promQLErrors() {
    // example promql-errors
    /// Line and column of a byte, both from 1, with the column in characters.
    func position(of offset: Int, in text: String) -> String {
      let before = text.utf8.prefix(offset)
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      let start = before.lastIndex(of: UInt8(ascii: "\n")).map(before.index(after:)) ?? before.startIndex
      return "\(line):\(String(decoding: before[start...], as: UTF8.self).count + 1)"
    }

    let text = """
      sum by (job) (increse(errors_total[5m]))
        / sum(rate(requests_total)) and on(job) up{job="a" "b"}
      """
    for error in PromQL.parse(text).errors {
      print(position(of: error.range.lowerBound, in: text), error.message)
      if let suggestion = error.suggestion { print("    perhaps", suggestion) }
    }
    // end
  }

  func promQLRecovery() {
    // example promql-recovery
    let result = PromQL.parse("rate(a[5m]) + sum(b{job=}) / c")
    print(result.expression == nil, result.errors.count)
    for selection in result.partial?.selectors ?? [] { print(selection.selector) }
    // end
  }

  func promQLTree() {
    // example promql-tree
    let expression = PromQL.parse("sum by (job) (rate(x[5m])) / 2").valid
    expression?.walk { node in
      switch node.kind {
      case .binary(let binary): print(binary.op.rawValue, "at", binary.opRange)
      case .aggregate(let aggregate): print(aggregate.op.rawValue, aggregate.grouping?.labels.map(\.name) ?? [])
      case .call(let call): print(call.name, "of", call.arguments.count)
      case .selector(let selector): print(selector, "in", node.parent?.range ?? node.range)
      case .number(let value): print(value)
      default: break
      }
      return .into
    }
    // end
  }

  func promQLLabels() {
    // example promql-labels
    // What is known of the series: every one has "job" and "instance", and no labels but these and "code".
    let exposed = PromQL.LabelSet(
      certain: ["job": .oneOf(["shop", "till"]), "instance": .any], possible: ["code": .any], isClosed: true)
    let text = #"sum without (instance) (rate(requests_total{job="shop"}[5m]))"#
    if let expression = PromQL.parse(text).valid {
      let labels = expression.labels { selector in selector.metricName == "requests_total" ? exposed : nil }
      for label in ["job", "code", "instance"] {
        print(label, labels.presence(of: label), labels.values(of: label).known ?? "any value")
      }
    }
    // end
  }

  func promQLFacts() {
    // example promql-facts
    if let expression = PromQL.parse("a * on (job) group_left (team) b").valid {
      if let matching = expression.vectorMatching { print(matching.cardinality, matching.requires("job") ?? "unknown") }
      print(expression.labelEffect.added, expression.labelEffect.needed.sorted())
      print(expression.canBeEmpty, PromQL.parse("a or vector(0)").valid?.canBeEmpty ?? .unknown)
      print(expression == PromQL.parse("a*ON(job) GROUP_LEFT(team)b").valid)
    }
    // end
  }

  func promQLServer() {
    // example promql-server
    let result = PromQL.parse(#"limitk(2, x) + double_exponential_smoothing(y[1h], 0.5, 0.5) + z{"a.b"="c"}"#)
    let old = PromQL.Server(version: "2.54")
    let new = PromQL.Server(version: Version(3, 14), flags: ["promql-experimental-functions"])
    for error in result.errors(on: old) { print(error.range, error.message) }
    print(result.errors(on: new))
    for requirement in result.valid?.requirements ?? [] { print(requirement.what, "since", requirement.since) }
    // end
  }

  func promQLGrafana() {
    // example promql-grafana
    let result = PromQL.parse(#"rate(x{job=~"$job", a="b"}[$__rate_interval])"#, dialect: .grafana)
    for selection in result.valid?.selectors ?? [] {
      for matcher in selection.selector.matchers { print(matcher, matcher.matches("b") ?? "unknown") }
      print(selection.selector.window?.text ?? "", selection.windowSeconds ?? "unknown")
    }
    // end
  }

  func promQLFormat() {
    // example promql-format
    let text = "sum(rate(a{x='1'}[300s])) by (job) # errors\n/ sum(rate(b[5m])) by (job)"
    print(PromQL.format(text, width: 40).text ?? "")
    if let expression = PromQL.parse(text).valid {
      print(expression)
      print(PromQL.parse("a + b * -c").valid?.grouped ?? "")
    }
    // end
  }

  func promQLSeries() {
    // example promql-series
    let series = PromQL.SeriesNotation.series(#"up{job="shop"}"#)
    print(series.name?.name ?? "", series.labels.map { "\($0.name.name)=\($0.value)" })
    for item in PromQL.SeriesNotation.values("1+1x3 _x2 stale").items { print(item.count, item.kind) }
    // end
  }

  func logQL() {
    // example logql
    let result = LogQL.parse(#"sum by (level) (rate({app="shop"} |= "error" | logfmt | took > 1s [5m]))"#)
    if let query = result.valid {
      print(query.type.rawValue)
      for selection in query.selections {
        print(selection.query.selector, selection.windowMilliseconds ?? 0, selection.function?.rawValue ?? "")
        print(selection.query.stages.count, "stages:", selection.query)
      }
    }
    for error in LogQL.parse(#"{app="shop"} | jsn | took > "#).errors {
      print(error.range, error.message)
    }
    // end
  }

  func logQLStages() {
    // example logql-stages
    let query = LogQL.parse(#"{app="shop"} |= "error" | pattern "<ip> <_>" | keep ip | line_format "{{.ip}}""#).valid
    for selection in query?.selections ?? [] {
      for stage in selection.query.stages {
        switch stage.kind {
        case .lineFilter(let filter): print(filter.op.rawValue, filter.alternatives.map(\.literal.value))
        case .pattern(let pattern): print("captures", pattern.captures, "at", stage.range)
        case .lineFormat(let text): print("reads", text.template?.analysis.labelReads.map(\.name) ?? [])
        default: print(stage)
        }
      }
      let labels = selection.query.labels
      print(labels.has("ip", inStream: false) ?? "unknown", labels.has("app", inStream: true) ?? "unknown")
    }
    // end
  }

  func logQLVersions() {
    // example logql-versions
    let query = LogQL.parse(#"sum(count_over_time({app="shop"} |> "<_> failed" | drop level [1h]))"#).valid
    for requirement in query?.requirements ?? [] where !requirement.isMet(by: "2.9") {
      print(requirement.range, requirement.what, "needs Loki", requirement.since)
    }
    // end
  }

  func logQLGrafana() {
    // example logql-grafana
    let result = LogQL.parse(#"rate({app=~"$app"} |= "${text}" [$__auto])"#, dialect: .grafana)
    print(result.errors.isEmpty, result.variables.map(\.text))
    // end
  }

  func goTemplate() {
    // example gotemplate
    let text = "{{ $labels.instance }} of {{ .Labels.job }}: {{ $value | humanise }} {{ if gt $value 5 }}!{{ end }}"
    let result = GoTemplate.parse(text, in: .prometheusAlert)
    for error in result.errors { print(error.range, error.message, "->", error.suggestion ?? "") }
    let analysis = result.template.analysis
    print(analysis.labelReads.map(\.name))
    for problem in analysis.problems { print(problem.range, problem.effect, problem.message) }
    // end
  }

  func goTemplateTree() {
    // example gotemplate-tree
    func show(_ items: [GoTemplate.Item], _ indent: String = "") {
      for item in items {
        switch item {
        case .text(let range): print(indent + "text", range)
        case .action(let pipeline): print(indent + "pipeline of", pipeline.commands.count)
        case .template(let call): print(indent + "template", call.name)
        case .loopExit(let isBreak, _): print(indent + (isBreak ? "break" : "continue"))
        case .branch(let branch):
          print(indent + branch.keyword.rawValue)
          for arm in branch.arms { show(arm.body, indent + "  ") }
          show(branch.elseBody ?? [], indent + "  ")
        }
      }
    }
    let text = #"{{ range .Alerts }}{{ .Labels.job | title }}{{ else }}none{{ end }}{{ template "footer" . }}"#
    show(GoTemplate.parse(text, in: .alertmanager).template.body)
    // end
  }

  func goTemplatePlace() {
    // example gotemplate-place
    let place = GoTemplate.Place(
      server: "Ticketing",
      functions: [GoTemplate.Function("initials", [.string], result: .string, since: "1.2")],
      data: .object("Ticket"),
      types: [GoTemplate.ObjectType("Ticket", members: [GoTemplate.Function("Owner", result: .string)])])
    let result = GoTemplate.parse("{{ .Owner | initials }} {{ .Sumary }}", in: place)
    print(result.errors)
    for problem in result.template.analysis.problems { print(problem.range, problem.message) }
    for need in result.template.analysis.requirements { print(need.what, need.since) }
    // end
  }

  func goTemplateSet() {
    // example gotemplate-set
    var set = GoTemplate.TemplateSet(builtIns: GoTemplate.BuiltInDefinition.alertmanager)
    let file = #"{{ define "chat.title" }}{{ .Status }}{{ end }}{{ define "chat.old" }}-{{ end }}"#
    set.add(file: GoTemplate.parse(file, in: .alertmanager).template, named: "templates/chat.tmpl")
    let title = #"{{ template "chat.titel" . }} {{ template "chat.title" . }}"#
    set.add(text: GoTemplate.parse(title, in: .alertmanager).template, id: "receiver team, title")
    for undefined in set.undefinedNames {
      print("\(undefined.id): \(undefined.use.name) at \(undefined.use.range)", undefined.nearest ?? "")
    }
    print(set.unusedDefinitions.map(\.name))
    // end
  }

  func matchers() {
    // example matchers
    let reading = Matcher.parse(#"{severity=~"warning|critical", team!=shop}"#)
    for item in reading.items { print(item.matcher, item.labelRange, item.valueRange) }
    print(reading.canonical)
    for error in Matcher.parse(#"severity=~"(", team"#).errors { print(error.range, error.kind, error.message) }
    // end
  }

  func matcherModes() {
    // example matchers-modes
    for text in ["team=a b", #"städte="x""#] {
      for mode in Matcher.Mode.allCases {
        let reading = Matcher.parse(text, mode: mode)
        print(mode, reading.grammar, reading.errors.isEmpty ? reading.canonical : "refused", reading.warning != nil)
      }
    }
    // end
  }

  func matcherRelation() {
    // example matchers-relation
    let critical = Matcher(label: "severity", operator: .equal, value: "critical")
    let serious = Matcher(label: "severity", operator: .matches, value: "critical|page.*")
    print(critical.relation(to: serious), serious.relation(to: critical))

    let route = ConditionSet([critical, Matcher(label: "team", operator: .notEqual, value: "")])
    print(route.accepts(["severity": "critical", "team": "shop"]) ?? "unknown")
    print(route.implies(ConditionSet([serious])) ?? "unknown", route.isSatisfiable ?? "unknown")
    print(ConditionSet([serious]).example(of: "severity") ?? "none")
    // end
  }

  func matchersOfPromQL() {
    // example matchers-promql
    let selector = PromQL.parse(#"up{job=~"shop-.*", job!="shop-test"}"#).valid?.selectors.first?.selector
    let conditions = ConditionSet(selector?.matchers.compactMap(\.condition) ?? [], dialect: .prometheus)
    print(conditions.accepts(["job": "shop-eu"]) ?? "unknown", conditions.accepts(["job": "shop-test"]) ?? "unknown")
    let test = ConditionSet([Matcher(label: "job", operator: .equal, value: "shop-test")], dialect: .prometheus)
    print(conditions.relation(to: test))
    // end
  }
}
