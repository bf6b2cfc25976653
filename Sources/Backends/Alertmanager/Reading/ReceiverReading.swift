package import Document

extension AlertmanagerConfig {
  /// A receiver and the ways it notifies.
  package struct Receiver: Sendable {
    package let node: Node
    package init(_ node: Node) { self.node = node }

    package var name: Node? { node["name"].flatMap { $0.kind == .scalar ? $0 : nil } }
    /// One a list item under a `*_configs` key, in written order, whether Belfry knows the kind or not.
    package var integrations: [Integration] {
      node.entries.flatMap { key, value in
        key.text.hasSuffix("_configs") ? value.items.map { Integration(key: key, node: $0) } : []
      }
    }
  }

  /// One way of notifying: an item of `slack_configs`, say.
  package struct Integration: Sendable {
    /// The key of the list it stands in.
    package let key: Node
    package let node: Node

    /// `slack`, `pagerduty`, `webhook`, …
    package var kind: String { String(key.text.dropLast("_configs".count)) }
    package subscript(_ name: String) -> Node? { node[name] }

    /// What the server does where `send_resolved` is absent.
    package var sendResolvedDefault: Bool { !["slack", "email", "wechat", "rocketchat"].contains(kind) }
    package var sendsResolved: Bool { node["send_resolved"]?.boolValue ?? sendResolvedDefault }

    /// The values that hold templates: every scalar with an action in it, all the way down, with its key; but for how
    /// to connect, which is taken as it stands.
    package var templates: [(key: Node, value: Node)] {
      var found: [(key: Node, value: Node)] = []
      for (key, value) in node.entries where !["http_config", "tls_config", "sigv4"].contains(key.text) {
        Self.collect(value, under: key, into: &found)
      }
      return found
    }

    private static func collect(_ node: Node, under key: Node, into found: inout [(key: Node, value: Node)]) {
      switch node.kind {
      case .scalar: if node.text.contains("{{") { found.append((key, node)) }
      case .sequence: for item in node.items { collect(item, under: key, into: &found) }
      case .mapping: for (inner, value) in node.entries { collect(value, under: inner, into: &found) }
      }
    }
  }
}
