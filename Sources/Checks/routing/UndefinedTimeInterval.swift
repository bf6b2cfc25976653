import Alertmanager
import Diagnostics
import Document
package import Stack

/// A route must name time intervals that exist.
package struct UndefinedTimeInterval: Check {
  package static let metadata = CheckMetadata(
    id: "routing/undefined-time-interval", severity: .error, since: "0.1.0",
    summary: "A route names a time interval that is not defined.",
    rationale: """
      Alertmanager refuses the whole file. A running one keeps its old configuration, so the mistake shows at the next \
      restart, when nothing is delivered at all.
      """,
    remedy: "Define the interval under `time_intervals`, or name one that is.",
    refusesLoad: true,
    examples: [
      .flagged(
        """
        receivers: [{name: pager}]
        route: {receiver: pager, routes: [{matchers: ['a="b"'], mute_time_intervals: [⟦weekend⟧]}]}
        time_intervals: [{name: weekends, time_intervals: [{weekdays: ["saturday", "sunday"]}]}]
        """),
      .flagged(
        """
        receivers: [{name: pager}]
        route: {receiver: pager, routes: [{matchers: ['a="b"'], active_time_intervals: [⟦"office hours"⟧]}]}
        """),
      .clean(
        """
        receivers: [{name: pager}]
        route:
          receiver: pager
          routes:
            - matchers: ['a="b"']
              active_time_intervals: [office]
              mute_time_intervals: [weekends]
        mute_time_intervals: [{name: weekends, time_intervals: [{weekdays: ["saturday", "sunday"]}]}]
        time_intervals: [{name: office, time_intervals: [{times: [{start_time: "09:00", end_time: "17:00"}]}]}]
        """),
    ])

  package init() {}

  package func check(_ stack: Stack, in context: inout CheckContext) {
    for config in stack.alertmanagers {
      let names = Set(config.timeIntervals.compactMap { $0.name?.text })
      for name in config.routes.flatMap({ $0.muteTimeIntervals + $0.activeTimeIntervals })
      where !names.contains(name.text) {
        let meant = nearest(to: name.text, among: names.sorted())
        context.report(
          "route names time interval \(quoted(name.text)), which is not defined", at: name,
          help: meant.map { "define it, or use \(quoted($0))" } ?? "define it under \"time_intervals\"",
          fixes: meant.map { [.init("use \(quoted($0))", replacing: name.span, with: YAMLWriter.scalar($0))] } ?? [])
      }
    }
  }
}
