/// Go's `text/template` language, as alerts, notifications, console pages and log stages use it, with byte positions.
///
/// A template is read for the `Place` where it is executed, which says what functions, variables and data it finds.
/// `parse` gives a verdict as the server's own Go library would, and the reasons with their positions; `analysis` then
/// says what the template reads, calls and needs, and what certainly fails when it is executed.
///
/// ```swift
/// let source = "{{ $labels.instance }} is at {{ $value | humanise }}"
/// let result = GoTemplate.parse(source, in: .prometheusAlert)
/// for error in result.errors {
///   print(error.message, error.range, error.suggestion ?? "")
///   // function "humanise" not defined  40..<48  humanize
/// }
/// for read in result.template.analysis.labelReads where read.source == "Labels" {
///   print(read.name)  // instance
/// }
/// ```
///
/// Names of templates that stand in other files are looked up in a `TemplateSet`.
public enum GoTemplate {
  /// Why a template is refused, and where.
  public struct SyntaxError: Error, Sendable, Hashable {
    /// Lower case, without a final period, in Go's terms.
    public var message: String
    /// Bytes of the template.
    public var range: Range<Int>
    /// What may have been meant: text to stand in `range` instead.
    public var suggestion: String?

    /// An error at bytes of the template.
    public init(_ message: String, at range: Range<Int>, suggestion: String? = nil) {
      self.message = message
      self.range = range
      self.suggestion = suggestion
    }
  }

  /// What came of reading a template.
  public struct ParseResult: Sendable {
    /// The tree; without what could not be read.
    public internal(set) var template: Template
    /// In order of position; empty when the template is valid.
    public internal(set) var errors: [SyntaxError]

    /// The tree of a template without errors.
    public var valid: Template? { errors.isEmpty ? template : nil }
  }

  /// How deep blocks and parentheses may nest. Go itself has a limit only since 1.25, and a far higher one.
  public static let nestingLimit = 200

  /// Reads a template that is executed in `place`. Takes time linear in the text's length. Newer syntax than a server
  /// has is no error, but a `Requirement`.
  ///
  /// `name` is what the server calls the template itself, which a definition inside must not be called; nil when not
  /// known.
  public static func parse(_ text: String, in place: Place, named name: String? = nil) -> ParseResult {
    var parser = Parser(Array(text.utf8), place: place)
    return parser.parse(named: name)
  }
}
