extension GoTemplate {
  /// A piece of a template's text.
  public struct Token: Sendable, Hashable {
    /// What a token is.
    public enum Kind: Sendable, Hashable {
      /// Literal text, without the blanks that trim markers take away.
      case text
      /// `{{/* … */}}` with its delimiters.
      case comment
      /// `{{` or `{{- `.
      case leftDelimiter
      /// `}}` or ` -}}`.
      case rightDelimiter
      case identifier, keyword(Keyword), boolean(Bool), `nil`
      /// `$name`, or `$` alone.
      case variable
      /// `.name`.
      case field
      /// `.` alone.
      case dot
      case string, rawString, character, number, complex
      case pipe, leftParen, rightParen, comma, declare, assign
      /// A printable character that means nothing inside an action.
      case other
      case endOfInput
    }
    public var kind: Kind
    /// Bytes of the template.
    public var range: Range<Int>
    /// Whether blanks stand before it, inside an action: they separate operands.
    var followsSpace = false

    init(kind: Kind, range: Range<Int>, followsSpace: Bool = false) {
      self.kind = kind
      self.range = range
      self.followsSpace = followsSpace
    }

    /// Whether an operand can start with it.
    var startsOperand: Bool {
      switch kind {
      case .boolean, .character, .complex, .dot, .field, .identifier, .number, .nil, .rawString, .string, .variable,
        .leftParen:
        true
      default: false
      }
    }
  }

  /// The words that start an action of their own.
  public enum Keyword: String, Sendable, Hashable, CaseIterable {
    case block, `break`, `continue`, define, `else`, end, `if`, range, template, with
  }

  /// Cuts a template into tokens, in order of the text, for colouring and the like. Between them stand only blanks that
  /// separate or are trimmed away, and what can't be read.
  public static func tokens(of text: String) -> [Token] {
    var lexer = Lexer(Array(text.utf8))
    var tokens: [Token] = []
    while true {
      do {
        let token = try lexer.next()
        guard token.kind != .endOfInput else { return tokens }
        tokens.append(token)
      } catch {
        lexer.recover()
      }
    }
  }
}
