package import Diagnostics
package import Document
package import Stack

/// What a check reports into. Supplies id and severity, so that a check can't mislabel itself, and turns places in
/// generated files into the places of the spec that caused them.
package struct CheckContext {
  private let id: String
  private let severity: Severity
  private let sources: SourceMap
  package private(set) var diagnostics: [Diagnostic] = []

  package init(_ metadata: CheckMetadata, sources: SourceMap, severity: Severity? = nil) {
    self.id = metadata.id
    self.severity = severity ?? metadata.severity
    self.sources = sources
  }

  /// Reports a fact at a place.
  package mutating func report(
    _ message: String, at place: Origin, notes: [Diagnostic.Note] = [], help: String? = nil,
    fixes: [Diagnostic.FixIt] = []
  ) {
    let finding = Diagnostic(id, severity, message, at: place, notes: notes, help: help, fixes: fixes)
    diagnostics.append(sources.traced(finding))
  }

  /// Reports at a node, or at some bytes of its content.
  package mutating func report(
    _ message: String, at node: Node, content range: Range<Int>? = nil, notes: [Diagnostic.Note] = [],
    help: String? = nil, fixes: [Diagnostic.FixIt] = []
  ) {
    report(
      message, at: .file(range.map { node.place(inText: $0) } ?? node.span), notes: notes, help: help, fixes: fixes)
  }
}
