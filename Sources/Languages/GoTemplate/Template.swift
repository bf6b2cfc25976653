extension GoTemplate {
  /// A parsed template.
  package struct Template: Sendable {
    /// The text outside of definitions.
    package var body: [Item]
    /// What `define` and `block` name, in the order of the text.
    package var definitions: [Definition]
    let place: Place
  }

  /// `{{ define "name" }}…{{ end }}`.
  package struct Definition: Sendable {
    package var name: String
    package var nameRange: Range<Int>
    package var body: [Item]
  }

  /// One piece of a template's text.
  package enum Item: Sendable {
    /// Literal text, with the blanks that trim markers take away already gone.
    case text(Range<Int>)
    case action(Pipeline)
    case branch(Branch)
    /// `{{ template "name" pipeline }}`; also what `block` executes.
    case template(TemplateCall)
    case loopExit(isBreak: Bool, range: Range<Int>)
  }

  /// `if`, `with` or `range`, with an optional `else`.
  package struct Branch: Sendable {
    package enum Keyword: String, Sendable, Hashable {
      case `if`, with, range
    }
    package var keyword: Keyword
    package var pipeline: Pipeline
    package var body: [Item]
    package var elseBody: [Item]?
    /// From the opening `{{` to the closing `}}`.
    package var range: Range<Int>
  }

  package struct TemplateCall: Sendable {
    package var name: String
    package var nameRange: Range<Int>
    package var argument: Pipeline?
  }

  /// `$x := a | b c`.
  package struct Pipeline: Sendable {
    package var declared: [Name]
    /// `=` rather than `:=`.
    package var isAssignment: Bool
    package var commands: [Command]
    package var range: Range<Int>
  }

  /// One stage of a pipeline: an operand, and its arguments if it is a function.
  package struct Command: Sendable {
    package var operands: [Operand]
    package var range: Range<Int>
  }

  /// A name where it stands: a variable with its `$`, or a field without its dot.
  package struct Name: Sendable, Hashable {
    package var text: String
    package var range: Range<Int>
  }

  package struct Operand: Sendable {
    package indirect enum Kind: Sendable {
      /// `.`, `.Labels.job`.
      case dot(fields: [Name])
      /// `$labels.job`, `$`.
      case variable(Name, fields: [Name])
      /// `humanize`, `(now).Year`'s inside.
      case function(Name)
      case string(StringLiteral)
      case number(String)
      case character
      case boolean(Bool)
      case `nil`
      case parenthesized(Pipeline)
      /// `(pipeline).Field`.
      case fields(of: Operand, [Name])
    }
    package var kind: Kind
    package var range: Range<Int>
  }

  package struct StringLiteral: Sendable, Hashable {
    package var value: String
    /// With the quotes.
    package var range: Range<Int>
    /// Whether the value's bytes are the literal's, so that positions inside carry over: one past `range`'s start.
    package var isVerbatim: Bool
  }
}
