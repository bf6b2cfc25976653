package import Document

/// One step of relabeling, with Prometheus' defaults.
package struct RelabelRule: Sendable {
  package enum Action: String, Sendable, CaseIterable {
    case replace, keep, drop, keepequal, dropequal, hashmod, labelmap, labeldrop, labelkeep, lowercase, uppercase
  }

  package let node: Node
  package init(_ node: Node) { self.node = node }

  /// Nil when it is none that Prometheus knows; the case of letters doesn't matter.
  package var action: Action? {
    guard let action = scalar("action") else { return .replace }
    return Action(rawValue: action.text.lowercased())
  }
  package var sourceLabels: [Node] { node["source_labels"]?.items.filter { $0.kind == .scalar && !$0.isNull } ?? [] }
  package var separator: String { scalar("separator")?.text ?? ";" }
  /// Matched against the whole of the joined values.
  package var regex: String { scalar("regex")?.text ?? "(.*)" }
  package var targetLabel: Node? { scalar("target_label") }
  package var replacement: String { scalar("replacement")?.text ?? "$1" }
  package var modulus: Int64? { node["modulus"]?.intValue }

  private func scalar(_ key: String) -> Node? { node[key].flatMap { $0.kind == .scalar && !$0.isNull ? $0 : nil } }
}
