internal import Diagnostics
internal import Document
internal import Matchers
internal import Quantities

/// `routing:` and `time_intervals:`.
extension SpecDecoder {
  func routing(_ node: Node) -> Routing? {
    var routing = Routing(root: Route(origin: node.origin))
    mapping(node, "the routing") { fields in
      readRoute(&routing.root, from: &fields)
      routing.root.receiver = fields.required("receiver", name, or: Located("", at: node.origin))
      routing.inhibitions = fields.list("inhibit", inhibition)
      routing.expectations = fields.list("expect", expectation)
      routing.native = fields.native()
    }
    return routing
  }

  private func route(_ node: Node) -> Route? {
    var route = Route(origin: node.origin)
    mapping(node, "a route") { fields in
      route.matchers = fields.value("match", matchers) ?? []
      route.receiver = fields.value("receiver", name)
      route.continue = fields.bool("continue")
      route.muteTimeIntervals = fields.strings("mute_time_intervals")
      route.activeTimeIntervals = fields.strings("active_time_intervals")
      route.native = fields.native()
      readRoute(&route, from: &fields)
    }
    return route
  }

  /// What the root and every other route have in common.
  private func readRoute(_ route: inout Route, from fields: inout Fields) {
    route.groupBy = fields.node("group_by") == nil ? nil : fields.strings("group_by")
    requireGrouping(route.groupBy ?? [])
    route.groupWait = fields.duration("group_wait")
    route.groupInterval = fields.interval("group_interval")
    route.repeatInterval = fields.interval("repeat_interval")
    route.routes = fields.list("routes", self.route)
  }

  /// Alertmanager refuses to group by one label twice, or by all (three dots) and another.
  private func requireGrouping(_ labels: [Located<String>]) {
    var seen: Set<String> = []
    for label in labels {
      if label.value.isEmpty { invalid("a label in \"group_by\" is empty", at: label.origin) }
      if label.value != "..." { requireLabelName(label) }
      if label.value == "...", labels.count > 1 {
        invalid("\"...\" in \"group_by\" stands for every label and must be alone", at: label.origin)
      } else if !seen.insert(label.value).inserted {
        invalid("\"group_by\" names \(quoted(label.value)) twice", at: label.origin, help: "remove one of them")
      }
    }
  }

  private func inhibition(_ node: Node) -> Inhibition? {
    var inhibition = Inhibition(source: [], target: [], equal: [], origin: node.origin)
    mapping(node, "an inhibition") { fields in
      inhibition.source = fields.required("when", matchers, or: [])
      inhibition.target = fields.required("mute", matchers, or: [])
      inhibition.equal = fields.itemOrItems("equal", name)
      for label in inhibition.equal { requireLabelName(label) }
    }
    return inhibition
  }

  private func expectation(_ node: Node) -> Expectation? {
    var expectation = Expectation(alert: Located("", at: node.origin), reaches: [], origin: node.origin)
    mapping(node, "an expectation") { fields in
      expectation.alert = fields.required("alert", name, or: expectation.alert)
      expectation.labels = fields.labels("labels")
      expectation.reaches = fields.required("reaches", { self.itemOrItems($0, self.name) }, or: [])
      expectation.within = fields.duration("within")
    }
    return expectation
  }

  func timeInterval(_ name: Located<String>, _ node: Node) -> TimeInterval? {
    guard node.kind == .sequence else {
      wrongType(node, "a list of times, as in Alertmanager's own \"time_intervals\"")
      return nil
    }
    return TimeInterval(name: name, native: Draft(node))
  }

  // MARK: Matchers

  /// `a="b"`, `a="b", c=~"d"`, or a list of such; all must hold.
  func matchers(_ node: Node) -> [Located<Matcher>] {
    itemOrItems(node, matcherText).flatMap { $0 }
  }

  private func matcherText(_ node: Node) -> [Located<Matcher>]? {
    guard let text = string(node) else { return nil }
    let reading = Matcher.parse(text.value)
    // What is wrong with an expression is said by the check of the generated file.
    let errors = reading.errors.filter { $0.kind == .syntax }
    for error in errors { report("syntax/matcher", error.message, at: .file(node.place(inText: error.range))) }
    if reading.items.isEmpty, errors.isEmpty {
      report(
        "syntax/matcher", "\(subject) holds no matcher", at: node.origin,
        help: "write one such as severity=\"critical\"")
    }
    return reading.items.map { Located($0.matcher, at: .file(node.place(inText: $0.range))) }
  }
}
