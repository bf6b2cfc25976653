/// PromQL as Prometheus 3 reads it, with byte positions.
///
/// The parser accepts the newest grammar and every function that some supported server knows; what a given server does
/// not have yet, or no longer has, is data on the tree (`Function.since`), for a check to judge.
public enum PromQL {
  /// Whose text is read.
  public enum Dialect: Sendable, Hashable {
    /// What a Prometheus server is given.
    case prometheus
    /// A Grafana panel's query: variables (`$job`, `${job:regex}`, `[[job]]`, `$__rate_interval`) may stand for names,
    /// numbers and durations, because they are replaced before the server sees the query.
    case grafana
  }

  /// Why an expression is refused, and where.
  public struct SyntaxError: Error, Sendable, Hashable {
    /// Lower case, without a final period, in upstream's terms.
    public var message: String
    /// Bytes of the expression.
    public var range: Range<Int>
    /// What should probably stand in `range` instead; nil when there is no telling.
    public var suggestion: String?

    /// An error at bytes of the expression.
    public init(_ message: String, at range: Range<Int>, suggestion: String? = nil) {
      self.message = message
      self.range = range
      self.suggestion = suggestion
    }
  }

  /// What came of reading an expression.
  public struct ParseResult: Sendable {
    /// The tree; nil when the grammar was violated. With type errors alone there is a tree.
    public var expression: Expression?
    /// The tree as far as it could be made out; what could not is `.invalid` in it. Nil when there is no expression at
    /// all.
    public var partial: Expression?
    /// In order of position, at most `errorLimit`; empty when the expression is valid.
    public var errors: [SyntaxError]

    /// The tree of an expression without errors.
    public var valid: Expression? { errors.isEmpty ? expression : nil }
  }

  /// Reads one expression. Takes time linear in the text's length; nesting beyond `nestingLimit` and text beyond
  /// `sizeLimit` are errors.
  public static func parse(_ text: String, dialect: Dialect = .prometheus) -> ParseResult {
    parse(bytes: Array(text.utf8), dialect: dialect)
  }

  /// Reads one expression from bytes of any kind. What is no UTF-8 is an error at its place, except in comments.
  public static func parse(bytes: [UInt8], dialect: Dialect = .prometheus) -> ParseResult {
    guard bytes.count <= sizeLimit else {
      let error = SyntaxError("expression is \(bytes.count) bytes long, and at most \(sizeLimit) are read", at: 0..<0)
      return ParseResult(expression: nil, partial: nil, errors: [error])
    }
    var parser = Parser(bytes, dialect: dialect)
    return parser.parse()
  }

  /// How many bytes an expression may have. Prometheus sets no limit; with this one, reading takes some 300 MB at most.
  public static let sizeLimit = 1 << 20

  /// How many errors are reported of one expression.
  public static let errorLimit = 100

  /// How many parentheses, calls and aggregations may stand inside one another.
  public static let nestingLimit = 500

  /// `value` as it stands between double quotes in an expression.
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
      // It stands for what is no character, and PromQL's scanner takes it for one that isn't.
      case "\u{FFFD}": out += "\\ufffd"
      case "\0"..<" ", "\u{7F}":
        let hex = String(scalar.value, radix: 16)
        out += hex.utf8.count < 2 ? "\\x0\(hex)" : "\\x\(hex)"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// `value` as a string literal: quoted and escaped.
  public static func quote(_ value: String) -> String { "\"\(escape(value))\"" }
}
