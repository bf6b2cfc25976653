package import Document
package import Quantities

/// A rule file as the checks look at it: a view over the tree, in which whatever has another form than it should reads
/// as absent.
package struct RuleFile: Sendable {
  /// What its expressions are written in.
  package enum Language: Sendable {
    case promQL
    /// VictoriaMetrics' own, which takes PromQL and more.
    case metricsQL
    /// Loki's, whose ruler reads files of the same form.
    case logQL
  }

  package let node: Node
  package let language: Language

  package init(_ node: Node, language: Language = .promQL) {
    self.node = node
    self.language = language
  }

  package var groups: [Group] { node["groups"].mappings.map { Group(node: $0, language: language) } }

  package struct Group: Sendable {
    package let node: Node
    package let language: Language
    package var name: Node? { node["name"].scalar }
    /// Nil: the server's evaluation interval.
    package var interval: PromDuration? { node["interval"]?.positiveDuration }
    /// The most series or alerts that a rule may give; beyond, all are discarded. Nil: no limit.
    package var limit: Int64? { node["limit"]?.intValue.flatMap { $0 > 0 ? $0 : nil } }
    package var labels: LabelEntries { node["labels"].labelEntries }
    package var rules: [Rule] { node["rules"].mappings.map { Rule(node: $0, language: language) } }
  }

  package struct Rule: Sendable {
    package let node: Node
    package let language: Language
    /// The alert's name; nil for a recording rule.
    package var alert: Node? { node["alert"].scalar }
    /// The series that is recorded; nil for an alert.
    package var record: Node? { node["record"].scalar }
    /// In the file's language.
    package var expr: Node? { node["expr"].scalar }
    package var hold: PromDuration? { node["for"]?.duration }
    package var keepFiring: PromDuration? { node["keep_firing_for"]?.duration }
    /// Templates, for an alert.
    package var labels: LabelEntries { node["labels"].labelEntries }
    /// Templates.
    package var annotations: LabelEntries { node["annotations"].labelEntries }

    package func label(_ name: String) -> Node? { (node["labels"]?[name]).scalar }
    package func annotation(_ name: String) -> Node? { (node["annotations"]?[name]).scalar }
  }
}
