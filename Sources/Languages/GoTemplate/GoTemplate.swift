/// Go's `text/template` language, as alerts, notifications and log stages use it, with byte positions.
package enum GoTemplate {
  /// Why a template is refused, and where.
  package struct SyntaxError: Error, Sendable, Hashable {
    /// Lower case, without a final period, in Go's terms.
    package var message: String
    /// Bytes of the template.
    package var range: Range<Int>

    package init(_ message: String, at range: Range<Int>) {
      self.message = message
      self.range = range
    }
  }

  /// What came of reading a template.
  package struct ParseResult: Sendable {
    /// The tree; nil when the grammar was violated. With unknown functions or variables alone there is a tree.
    package var template: Template?
    /// In order of position; empty when the template is valid.
    package var errors: [SyntaxError]

    /// The tree of a template without errors.
    package var valid: Template? { errors.isEmpty ? template : nil }
  }

  /// How deep blocks and parentheses may nest.
  package static let nestingLimit = 200

  /// Reads a template that is executed in `place`.
  package static func parse(_ text: String, in place: Place) -> ParseResult {
    var parser = Parser(Array(text.utf8), place: place)
    return parser.parse()
  }
}
