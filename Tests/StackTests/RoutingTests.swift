import Alertmanager
import Diagnostics
import Document
import Quantities
import Stack
import Testing

struct RoutingTests {
  static let config = """
    route:
      receiver: default
      group_by: [alertname, cluster]
      group_wait: 10s
      routes:
      - matchers: ['alertname="Watchdog"']
        receiver: watchdog
        group_by: ['...']
        group_wait: 0s
      - match: {severity: critical}
        receiver: pagerduty
        continue: true
        routes:
        - matchers: [team=payments]
          receiver: payments-pager
      - matchers: ['alertname=~".*Latency.*"', 'env!="dev"']
        receiver: performance
        repeat_interval: 1h
        continue: true
      - match_re: {team: 'data(base)?'}
        receiver: database
        group_interval: 1m
        routes:
        - matchers: ['severity!~"warning|info"']
          continue: true
        - matchers: ['{env="dev",}']
          receiver: nobody
      - matchers: ['severity=""']
        receiver: unlabelled
    """

  static func tree(_ text: String) -> RouteTree {
    let read = YAMLReader.read(SourceFile(path: "alertmanager.yml", text: text))
    guard let root = read.documents.first else { return tree("{}") }
    return RouteTree(AlertmanagerConfig(root))
  }

  static func labels(_ text: String) -> [String: String] {
    let pairs = text.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    return Dictionary(pairs.map { ($0[0], $0[1]) }) { $1 }
  }

  /// The receivers are what `amtool config routes test` of Alertmanager 0.25 prints for the same file and labels.
  @Test(arguments: [
    ("alertname=Watchdog", "watchdog"),
    ("alertname=Watchdog severity=critical", "watchdog"),
    ("alertname=Down severity=critical", "pagerduty"),
    ("alertname=Down severity=critical team=payments", "payments-pager"),
    ("alertname=Down severity=critical team=database", "pagerduty,database"),
    ("alertname=HighLatency severity=warning team=database", "performance,database"),
    ("alertname=HighLatency severity=warning team=database env=dev", "nobody"),
    ("alertname=HighLatency severity=warning env=prod", "performance"),
    ("alertname=HighLatency", "performance,unlabelled"),
    ("alertname=Down severity=info team=databases", "default"),
    ("alertname=Down severity=info team=data env=dev", "nobody"),
    ("alertname=Down severity=critical team=data env=dev", "pagerduty,database,nobody"),
    ("alertname=Down severity=warning", "default"),
    ("alertname=Down team=payments severity=page", "default"),
    ("team=data", "database"),
  ])
  func routesAsAlertmanagerDoes(_ labels: String, _ receivers: String) {
    let decisions = Self.tree(Self.config).decisions(for: AlertLabels(known: Self.labels(labels)))
    #expect(decisions.compactMap { $0.receiver?.text }.joined(separator: ",") == receivers)
    #expect(decisions.allSatisfy { $0.isCertain })
  }

  @Test(arguments: [
    // A child that may take the alert makes its parent possible.
    (["alertname": "Down", "severity": "critical"], ["team"], "pagerduty?,payments-pager?,database?"),
    (["alertname": "Watchdog"], ["team", "severity"], "watchdog"),
    // The database route itself or its first child: neither is sure, though both notify the same people.
    (["alertname": "Down", "team": "data"], ["severity"], "pagerduty?,database?"),
    // A possible match that would end the search makes what follows possible.
    (["severity": "warning"], ["alertname"], "watchdog?,performance?,default?"),
  ])
  func tellsWhatItCannotTell(_ known: [String: String], _ unknown: [String], _ expected: String) {
    let labels = AlertLabels(known: known, unknown: Set(unknown))
    let reached = Self.tree(Self.config).decisions(for: labels).map { ($0.receiver?.text ?? "", $0.isCertain) }
    var names: [String] = []
    for (name, isCertain) in reached {
      let shown = name + (isCertain ? "" : "?")
      if !names.contains(shown) { names.append(shown) }
    }
    #expect(Set(names) == Set(expected.split(separator: ",").map(String.init)))
  }

  @Test func knowsSomethingOfValueSets() {
    let labels = AlertLabels(["alertname": .exactly("Down"), "severity": .oneOf(["warning", "info"])])
    #expect(Self.tree(Self.config).receivers(for: labels) == (["default"], []))
    let either = AlertLabels(["alertname": .exactly("Down"), "severity": .oneOf(["warning", "critical"])])
    #expect(Self.tree(Self.config).receivers(for: either) == ([], ["pagerduty", "default"]))
  }

  @Test func openLabelsMayBeAnything() {
    let labels = AlertLabels(known: ["alertname": "Down", "severity": "warning", "team": "other"], isOpen: true)
    #expect(Self.tree(Self.config).receivers(for: labels) == (["default"], []))
  }

  @Test func inherits() throws {
    let tree = Self.tree(Self.config)
    let labels = AlertLabels(known: ["team": "data", "severity": "critical", "alertname": "X"])
    let decision = try #require(tree.decisions(for: labels).last)
    #expect(decision.path.count == 3)
    #expect(decision.receiver?.text == "database")
    #expect(decision.route.grouping == .labels(["alertname", "cluster"]))
    #expect(decision.route.groupWait.value == .seconds(10))
    #expect(decision.route.groupInterval.value == .minutes(1))
    #expect(decision.route.repeatInterval.value == .hours(4))
    #expect(decision.route.repeatInterval.node == nil)
    #expect(tree.routes[1].grouping == .all)
  }

  /// What a server would refuse decides nothing, and nothing is invented.
  @Test(arguments: [
    "route: 5", "route: []", "route: {routes: 3}", "route: {receiver: [a]}", "route: {receiver: a, routes: [1, {}]}",
    "route: {receiver: a, group_by: x, group_wait: never, routes: [{matchers: x, match: [1], match_re: y}]}", "5", "[]",
  ])
  func survives(_ text: String) {
    let tree = Self.tree(text)
    let names = tree.decisions(for: AlertLabels(known: [:])).compactMap { $0.receiver?.text }
    #expect(Set(names).isSubset(of: ["a"]))
  }

  @Test(arguments: [#"x=~"(""#, "x"])
  func brokenMatchersDecideNothing(_ matcher: String) {
    let text = "route: {receiver: a, routes: [{receiver: b, matchers: ['\(matcher)']}]}"
    #expect(Self.tree(text).receivers(for: AlertLabels(known: ["x": "y"])) == ([], ["b", "a"]))
  }

  @Test func addsUpTheLongestDelay() {
    let delay = NotificationDelay(
      scrapeInterval: .seconds(15), evaluationInterval: .seconds(30), hold: .seconds(61), groupWait: .seconds(10))
    #expect(delay.hold == .seconds(90))
    #expect(delay.total == .seconds(145))
    let longest = NotificationDelay(
      scrapeInterval: PromDuration(milliseconds: .max), evaluationInterval: PromDuration(milliseconds: 0),
      hold: PromDuration(milliseconds: .max), groupWait: .seconds(1))
    #expect(longest.total.milliseconds == .max)
  }
}
