internal import Deployment
internal import Diagnostics
internal import Document

extension ConfigEmitter {
  mutating func route(_ route: Route, isRoot: Bool = false) -> Draft {
    if !route.activeTimeIntervals.isEmpty, let first = route.activeTimeIntervals.first {
      require("active_time_intervals", of: AlertmanagerSchema.route, at: first.origin)
    }
    let draft: Draft = [
      "receiver": route.receiver.map { .string($0) },
      "matchers": isRoot || route.matchers.isEmpty ? nil : matchers(route.matchers),
      "group_by": route.groupBy.map { .list($0.map { .string($0) }) },
      "group_wait": route.groupWait.map { .text($0) },
      "group_interval": route.groupInterval.map { .text($0) },
      "repeat_interval": route.repeatInterval.map { .text($0) },
      "mute_time_intervals": isRoot ? nil : names(route.muteTimeIntervals),
      "active_time_intervals": isRoot ? nil : names(route.activeTimeIntervals),
      "continue": isRoot ? nil : route.continue.map { .bool($0.value, at: $0.origin) },
      "routes": route.routes.isEmpty ? nil : .list(routes(route.routes)),
    ]
    let emitted = draft.at(route.origin)
    return route.native.map { emitted.overlaid(with: $0) } ?? emitted
  }

  private mutating func routes(_ routes: [Route]) -> [Draft] {
    var drafts: [Draft] = []
    for child in routes { drafts.append(route(child)) }
    return drafts
  }

  private func names(_ names: [Located<String>]) -> Draft? {
    names.isEmpty ? nil : .list(names.map { .string($0) })
  }

  /// The root takes every alert at every time; Alertmanager refuses a root that says otherwise.
  mutating func checkRoot(_ root: Route) {
    let forbidden: [(key: String, place: Origin?)] = [
      ("match", root.matchers.first?.origin),
      ("continue", root.continue.flatMap { $0.value ? $0.origin : nil }),
      ("mute_time_intervals", root.muteTimeIntervals.first?.origin),
      ("active_time_intervals", root.activeTimeIntervals.first?.origin),
    ]
    for (key, place) in forbidden {
      guard let place else { continue }
      diagnostics.append(
        Diagnostic(
          "schema/invalid-value", .error, "the root of the routing tree takes every alert, and has no \"\(key)\"",
          at: place,
          help: "put \"\(key)\" on a route under \"routes:\""))
    }
  }
}
