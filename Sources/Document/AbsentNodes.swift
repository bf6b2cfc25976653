package import Quantities

/// What is read where something should be and isn't.
extension Node {
  package static var noItems: Items { Tree.nothing.root.items }
  package static var noEntries: Entries { Tree.nothing.root.entries }

  /// A scalar as Prometheus reads a duration; nil for anything else.
  package var duration: PromDuration? { kind == .scalar ? PromDuration(text) : nil }
}

extension Tree {
  fileprivate static let nothing = Tree(
    files: [], records: [Record(kind: .scalar, style: .plain, start: 0, end: 0)], children: [], text: [], root: 0)
}
