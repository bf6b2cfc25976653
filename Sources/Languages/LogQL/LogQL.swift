/// LogQL as Loki 3 reads it, with byte positions.
///
/// The parser accepts the newest grammar and what some known server still had; what a given server does not have yet,
/// or no longer has, is data on the tree (`Expression.requirements`), for a check to judge.
///
/// ```swift
/// let result = LogQL.parse(#"sum by (level) (rate({app="shop"} | logfmt | level != "" [5m]))"#)
/// for error in result.errors { print(error.range, error.message) }
/// if let query = result.valid {
///   print(query)                                       // the canonical form
///   print(query.selections.map(\.windowMilliseconds))  // [Optional(300000)]
///   query.visit { node in … }                          // children before their parents
/// }
/// ```
public enum LogQL {
  /// Whose text is read.
  public enum Dialect: Sendable, Hashable {
    /// What a Loki server is given.
    case loki
    /// A Grafana panel's query: variables (`$job`, `${job:regex}`, `[[job]]`, `$__auto`) may stand for names, strings,
    /// numbers, lengths of time and whole stages, because they are replaced before the server sees the query.
    case grafana
  }

  /// Why a query is refused, and where.
  public struct SyntaxError: Error, Sendable, Hashable {
    /// Lower case, without a final period, in upstream's terms.
    public var message: String
    /// Bytes of the query.
    public var range: Range<Int>
    /// What was probably meant by the bytes of `range`; nil when nothing known is near.
    public var suggestion: String?

    /// An error at bytes of the query; a suggestion is put behind the message as well.
    public init(_ message: String, at range: Range<Int>, suggestion: String? = nil) {
      self.message = message + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "")
      self.range = range
      self.suggestion = suggestion
    }
  }

  /// What came of reading a query.
  public struct ParseResult: Sendable {
    /// The tree; nil when the grammar was violated. With errors of meaning alone there is a tree.
    public var expression: Expression?
    /// In order of position; empty when the query is valid.
    public var errors: [SyntaxError]
    /// Grafana: every variable of the text, those inside strings too, in order of position.
    public var variables: [VariableUse]

    /// The tree of a query without errors.
    public var valid: Expression? { errors.isEmpty ? expression : nil }
  }

  /// Grafana: a variable where it stands, as it is written.
  public struct VariableUse: Sendable, Hashable {
    /// With its sign and braces: `${job:regex}`.
    public var text: String
    /// Bytes of the query.
    public var range: Range<Int>
  }

  /// Reads one query. Takes time linear in the text's length; nesting beyond `nestingLimit` is an error.
  public static func parse(_ text: String, dialect: Dialect = .loki) -> ParseResult {
    parse(Array(text.utf8), dialect: dialect)
  }

  /// Reads one query from its bytes; bytes that are not UTF-8 are an error, as they are to Loki.
  public static func parse(_ bytes: [UInt8], dialect: Dialect = .loki) -> ParseResult {
    var parser = Parser(bytes, dialect: dialect)
    return parser.parse()
  }

  /// How many parentheses, calls and groups of conditions may stand inside one another.
  public static let nestingLimit = 500

  /// A query of this many bytes is refused (`maxInputSize` of Loki's parser).
  public static let lengthLimit = 131_072

  /// `value` as a string literal: raw between backticks when that saves escapes, else quoted and escaped.
  public static func quote(_ value: String) -> String {
    let wantsEscapes = value.utf8.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }
    let canBeRaw = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "`") }
    return wantsEscapes && canBeRaw ? "`\(value)`" : "\"\(escape(value))\""
  }

  /// `value` as it stands between double quotes in a query.
  public static func escape(_ value: String) -> String {
    var out = ""
    out.reserveCapacity(value.utf8.count)
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\0"..<" ", "\u{7F}":
        let hex = String(scalar.value, radix: 16)
        out += hex.utf8.count < 2 ? "\\x0\(hex)" : "\\x\(hex)"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
