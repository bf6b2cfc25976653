package import Diagnostics

/// How much a reader takes on before it refuses a file. Nothing that a monitoring server loads comes near these bounds;
/// they keep a hostile or broken file from costing more than milliseconds.
package struct Limits: Sendable {
  package var fileBytes = 32 << 20
  /// How deep collections may nest, aliases followed.
  package var depth = 200
  package var scalarBytes = 4 << 20
  package var nodes = 2_000_000
  /// The size of a document with every alias written out: one for a node and one for every 32 bytes of text.
  package var expandedSize = 4_000_000
  /// How many problems are worth listing for one file.
  package var problems = 100

  /// How deep nearly nothing is nested.
  static let usualDepth = 16

  package init() {}
  package static let standard = Limits()
}

/// What a reader made of a file: the documents it could read, and what was wrong.
package struct ReadResult: Sendable {
  /// The root of each document, in order. A document with a syntax error is left out.
  package var documents: [Node]
  package var diagnostics: [Diagnostic]

  package init(documents: [Node], diagnostics: [Diagnostic]) {
    self.documents = documents
    self.diagnostics = diagnostics
  }
}
