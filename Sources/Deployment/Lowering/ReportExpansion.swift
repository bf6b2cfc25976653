internal import Diagnostics
internal import Document
internal import Matchers
internal import Quantities

extension Deployment {
  /// Makes each report an alert that fires for a few minutes a day, and routes it to its receiver.
  ///
  /// One day is one notification: the alert's group forgets it once it is over, `repeat_interval` is far longer than
  /// it lasts, and a receiver that would announce its end is replaced by a copy that does not.
  mutating func expandReports(into diagnostics: inout [Diagnostic]) {
    guard !reports.isEmpty else { return }
    var group = RuleGroup(name: reports[0].name.map { _ in "reports" }.derived)
    group.interval = Located(.minutes(1), at: group.name.origin)
    group.rules = reports.map { .alerting(ReportExpansion(report: $0).alert) }
    alerts.append(group)

    guard routing != nil else {
      diagnostics.append(
        Diagnostic(
          "reports/no-routing", .error,
          "report \"\(reports[0].name.value)\" has a receiver but the deployment no routing",
          at: reports[0].receiver.origin, help: "add `routing:` with a receiver for everything else"))
      return
    }
    // In front of every other route, which might take the alert by its severity or name.
    let routes = reports.map { ReportExpansion(report: $0).route(to: quietReceiver(for: $0.receiver)) }
    routing?.root.routes.insert(contentsOf: routes, at: 0)
  }

  /// The receiver, or a copy of it that says nothing when an alert is resolved.
  private mutating func quietReceiver(for name: Located<String>) -> Located<String> {
    guard let receiver = receivers.first(where: { $0.name == name }), !receiver.isQuiet else { return name }
    var quiet = receiver.quiet
    quiet.name = name.map { $0 + "-reports" }.derived
    if !receivers.contains(where: { $0.name == quiet.name }) { receivers.append(quiet) }
    return quiet.name
  }
}

/// The alert and the route of one report.
struct ReportExpansion {
  /// Several evaluations long, so that one that is missed doesn't cost the day's report.
  private static let minutes = 5
  private static let minutesOfDay = 1440

  let report: Report

  var alert: AlertingRule {
    // Minutes since the hour of the report, also where the few minutes run past midnight.
    let shift = (Self.minutesOfDay - report.minuteOfDay.value % Self.minutesOfDay) % Self.minutesOfDay
    let time = "hour() * 60 + minute()"
    let since = shift == 0 ? time : "(\(time) + \(shift)) % \(Self.minutesOfDay)"
    var rule = AlertingRule(
      alert: report.name.map { "Report" + camelCased($0) }.derived,
      expression: report.minuteOfDay.map { _ in "\(since) < \(Self.minutes)" }.derived)
    rule.severity = Located("info", at: report.name.origin.derived(by: expansionName))
    rule.labels = [Label(Located("report", at: report.name.origin), report.name)]
    rule.summary = report.name.map { "Report " + $0 }.derived
    rule.description = report.name.map { _ in report.values.map(line).joined(separator: "\n") }.derived
    return rule
  }

  func route(to receiver: Located<String>) -> Route {
    let origin = report.receiver.origin.derived(by: expansionName)
    var route = Route(origin: origin)
    route.matchers = [report.name.map { Matcher(label: "report", operator: .equal, value: $0) }.derived]
    route.receiver = receiver
    route.groupBy = [Located("report", at: origin)]
    route.repeatInterval = Located(.hours(20), at: origin)
    return route
  }

  private func line(_ entry: Report.Entry) -> String {
    let query = entry.query.value
    let text =
      switch entry.format.value {
      case "percent": value(of: query, as: "humanizePercentage", otherwise: "no data")
      case "duration": value(of: query, as: "humanizeDuration", otherwise: "no data")
      case "bytes": value(of: query, as: #"humanize1024 | printf "%sB""#, otherwise: "no data")
      // Prometheus counts seconds.
      case "ms": value(of: "1000 * (\(query))", as: #"printf "%.0f ms""#, otherwise: "no data")
      default: value(of: query, as: "humanize", otherwise: "no data")
      }
    return "\(entry.title.value): \(text)"
  }
}

extension Receiver {
  /// Whether it says nothing when an alert is resolved. E-mail is silent and PagerDuty not unless told otherwise.
  fileprivate var isQuiet: Bool {
    pagerduty.isEmpty && slack.allSatisfy { !$0.sendResolved.value } && webhook.allSatisfy { !$0.sendResolved.value }
  }

  fileprivate var quiet: Receiver {
    var copy = self
    for at in copy.slack.indices { copy.slack[at].sendResolved.value = false }
    for at in copy.webhook.indices { copy.webhook[at].sendResolved.value = false }
    for at in copy.pagerduty.indices {
      copy.pagerduty[at].native = (copy.pagerduty[at].native ?? [:]).overlaid(with: ["send_resolved": false])
    }
    return copy
  }
}

private let expansionName = "the report expansion"

extension Located {
  fileprivate var derived: Located { Located(value, at: origin.derived(by: expansionName)) }
}
