package import Document

/// An `alertmanager.yml` as it was read: a view of the tree, which stays the truth.
///
/// Nothing here complains. What is missing or of the wrong kind reads as absent; saying so is the schema's business.
package struct AlertmanagerConfig: Sendable {
  package let node: Node

  package init(_ node: Node) { self.node = node }

  package var global: Node? { node["global"] }
  /// Globs of template files, relative to the file.
  package var templates: [Node] { node["templates"]?.scalarItems ?? [] }
  package var root: Route? { node["route"].map { Route($0) } }
  /// `receivers:` as a whole, where they are listed.
  package var receiverList: Node? { node["receivers"] }
  package var receivers: [Receiver] { receiverList?.items.map { Receiver($0) } ?? [] }
  package var inhibitRules: [InhibitRule] { node["inhibit_rules"]?.items.map { InhibitRule($0) } ?? [] }
  /// Both `time_intervals` and the older `mute_time_intervals`; routes may name either.
  package var timeIntervals: [TimeInterval] {
    ["time_intervals", "mute_time_intervals"].flatMap { node[$0]?.items.map { TimeInterval($0) } ?? [] }
  }

  /// Every route, parents before children, in the order Alertmanager tries them.
  package var routes: [Route] {
    var all: [Route] = []
    var pending = root.map { [$0] } ?? []
    while let route = pending.popLast() {
      all.append(route)
      pending += route.routes.reversed()
    }
    return all
  }

  /// Alerts that silence others.
  package struct InhibitRule: Sendable {
    package let node: Node
    package init(_ node: Node) { self.node = node }

    package var name: Node? { node["name"] }
    package var source: MatcherList { MatcherList(node, prefix: "source_") }
    package var target: MatcherList { MatcherList(node, prefix: "target_") }
    package var equal: [Node] { node["equal"]?.scalarItems ?? [] }
  }

  /// A named set of times.
  package struct TimeInterval: Sendable {
    package let node: Node
    package init(_ node: Node) { self.node = node }

    package var name: Node? { node["name"] }
    /// What it is made of: `times`, `weekdays`, `days_of_month`, `months`, `years`, `location`.
    package var parts: [Node] { node["time_intervals"].map { Array($0.items) } ?? [] }
  }
}

extension Node {
  /// The scalars of a list.
  var scalarItems: [Node] { items.filter { $0.kind == .scalar } }
}
