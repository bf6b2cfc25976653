extension GoTemplate {
  /// A parsed template. What could not be read is left out.
  public struct Template: Sendable {
    /// The text outside of definitions.
    public internal(set) var body: [Item]
    /// What `define` and `block` name, in the order of the text.
    public internal(set) var definitions: [Definition]
    /// Where it is executed.
    public let place: Place
    /// The names that an `=` assigns to somewhere: what they hold depends on what ran before.
    let assigned: Set<String>
    /// Syntax that needs a Go of some age.
    let syntaxUses: [SyntaxUse]
  }

  /// Syntax that came to Go's templates late.
  struct SyntaxUse: Sendable {
    var what: String
    var range: Range<Int>
    /// The Go version that brought it.
    var go: String
  }

  /// `{{ define "name" }}…{{ end }}`, or the same from a `block`.
  public struct Definition: Sendable {
    public internal(set) var name: String
    /// The name's literal, with its quotes.
    public internal(set) var nameRange: Range<Int>
    public internal(set) var body: [Item]
    /// From the opening `{{` to the closing `}}`.
    public internal(set) var range: Range<Int>
    /// Whether it stands for nothing: blanks and comments alone. Such a definition replaces no other.
    public internal(set) var isEmpty: Bool
  }

  /// One piece of a template's text.
  public enum Item: Sendable {
    /// Literal text, with the blanks that trim markers take away already gone.
    case text(Range<Int>)
    /// `{{ $labels.job | title }}`.
    case action(Pipeline)
    /// `{{ if … }}`, `{{ with … }}`, `{{ range … }}`, to their `{{ end }}`.
    case branch(Branch)
    /// `{{ template "name" pipeline }}`; also what `block` executes.
    case template(TemplateCall)
    /// `{{ break }}` or `{{ continue }}`.
    case loopExit(isBreak: Bool, range: Range<Int>)
  }

  /// `if`, `with` or `range`, with its `else if`s and `else`.
  public struct Branch: Sendable {
    /// What the action begins with.
    public enum Keyword: String, Sendable, Hashable {
      case `if`, with, range
    }
    /// A condition and what is executed when it holds: one for `if`, one more for each `else if`.
    public struct Arm: Sendable {
      public internal(set) var pipeline: Pipeline
      public internal(set) var body: [Item]
    }
    public internal(set) var keyword: Keyword
    /// Never empty.
    public internal(set) var arms: [Arm]
    /// What is executed when no arm is; nil without an `else`.
    public internal(set) var elseBody: [Item]?
    /// From the opening `{{` to the closing `}}`.
    public internal(set) var range: Range<Int>
  }

  /// `{{ template "name" pipeline }}`.
  public struct TemplateCall: Sendable {
    public internal(set) var name: String
    /// The name's literal, with its quotes.
    public internal(set) var nameRange: Range<Int>
    /// What it is executed with; nil for nothing.
    public internal(set) var argument: Pipeline?
  }

  /// `$x := a | b c`.
  public struct Pipeline: Sendable {
    /// The variables before `:=` or `=`; two at most.
    public internal(set) var declared: [Name]
    /// `=` rather than `:=`.
    public internal(set) var isAssignment: Bool
    /// What stands between the pipes, in the order of the text; each is handed what the one before gave.
    public internal(set) var commands: [Command]
    public internal(set) var range: Range<Int>
  }

  /// One stage of a pipeline: an operand, and its arguments if it is a function or a method.
  public struct Command: Sendable {
    /// Never empty; the first is called when others follow, or when it is a function.
    public internal(set) var operands: [Operand]
    public internal(set) var range: Range<Int>
  }

  /// A name where it stands: a variable with its `$`, or a field without its dot.
  public struct Name: Sendable, Hashable {
    public internal(set) var text: String
    public internal(set) var range: Range<Int>
  }

  /// What a command consists of.
  public struct Operand: Sendable {
    /// What an operand is.
    public indirect enum Kind: Sendable {
      /// `.`, `.Labels.job`.
      case dot(fields: [Name])
      /// `$labels.job`, `$`.
      case variable(Name, fields: [Name])
      /// `humanize`, `(now).Year`'s inside.
      case function(Name)
      case string(StringLiteral)
      /// As it is written, and what its value is: `.integer`, `.float`, or `.any` for an imaginary one.
      case number(String, GoTemplate.Kind)
      case character
      case boolean(Bool)
      case `nil`
      case parenthesized(Pipeline)
      /// `(pipeline).Field`.
      case fields(of: Operand, [Name])
    }
    public internal(set) var kind: Kind
    public internal(set) var range: Range<Int>
  }

  /// A quoted string.
  public struct StringLiteral: Sendable, Hashable {
    /// With its escapes resolved.
    public internal(set) var value: String
    /// With the quotes.
    public internal(set) var range: Range<Int>
    /// Whether the value's bytes are the literal's, so that positions inside carry over: one past `range`'s start.
    public internal(set) var isVerbatim: Bool
  }
}
