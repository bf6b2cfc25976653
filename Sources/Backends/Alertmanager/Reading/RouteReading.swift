internal import Deployment
package import Document
package import Quantities

extension AlertmanagerConfig {
  /// One route, with what it says itself; what it inherits is for who walks the tree.
  package struct Route: Sendable {
    package let node: Node
    package init(_ node: Node) { self.node = node }

    package var receiver: Node? { scalar("receiver") }
    /// `matchers`, and the `match` and `match_re` that they replaced.
    package var matchers: MatcherList { MatcherList(node, prefix: "") }
    package var groupBy: [Node]? { node["group_by"].flatMap { $0.kind == .sequence ? $0.scalarItems : nil } }
    package var groupWait: (node: Node, value: PromDuration)? { duration("group_wait") }
    package var groupInterval: (node: Node, value: PromDuration)? { duration("group_interval") }
    package var repeatInterval: (node: Node, value: PromDuration)? { duration("repeat_interval") }
    package var continues: Bool { node["continue"]?.boolValue ?? false }
    package var muteTimeIntervals: [Node] { node["mute_time_intervals"]?.scalarItems ?? [] }
    package var activeTimeIntervals: [Node] { node["active_time_intervals"]?.scalarItems ?? [] }
    package var routes: [Route] { node["routes"]?.items.map { Route($0) } ?? [] }

    private func scalar(_ key: String) -> Node? {
      node[key].flatMap { $0.kind == .scalar && !$0.isNull && !$0.textBytes.isEmpty ? $0 : nil }
    }

    private func duration(_ key: String) -> (node: Node, value: PromDuration)? {
      scalar(key).flatMap { node in PromDuration(node.text).map { (node, $0) } }
    }
  }
}
