internal import GoStrings

extension PromQL {
  /// What came of laying out an expression.
  public struct Formatted: Sendable, Hashable {
    /// The expression, without a line break at its end; nil when it has errors.
    public var text: String?
    /// Why there is no text; empty when there is.
    public var errors: [SyntaxError]

    /// A text, or the errors for which there is none.
    public init(text: String?, errors: [SyntaxError] = []) {
      self.text = text
      self.errors = errors
    }
  }

  /// The columns that `format` keeps to where it can.
  public static let formatWidth = 100

  /// Lays out an expression for reading: on one line where it fits in `width` columns, otherwise broken at operators,
  /// arguments and matchers, two spaces a level.
  ///
  /// Comments stay with the token that they stood before or behind. Numbers, durations and strings are spelled as they
  /// were; names are quoted only where they have to be, keywords are in lower case, `by` comes before the parenthesis,
  /// and modifiers are in the order range, `@`, `offset`. The result means the same, and formatting it again changes
  /// nothing. An expression with errors is not printed.
  public static func format(_ text: String, dialect: Dialect = .prometheus, width: Int = formatWidth) -> Formatted {
    let result = parse(text, dialect: dialect)
    guard let expression = result.valid else { return Formatted(text: nil, errors: result.errors) }
    var formatter = Formatter(expression, of: SourceTokens(Array(text.utf8), dialect: dialect))
    return Formatted(text: formatter.run(width: width))
  }
}

/// Turns a tree and the tokens that it was read from into a layout.
///
/// Nodes come children first, so each finds its operands laid out already. A node's piece lacks the comments above its
/// first token: whoever puts something before the node puts them between (`placed`), so that a comment above an
/// expression does not break the expression.
struct Formatter {
  typealias Piece = Layout.Piece

  let nodes: [PromQL.Node]
  let root: Int
  let tokens: SourceTokens
  var layout = Layout()
  /// By node, from the first one of the expression; nil when its parent has taken it.
  private var built: [Built?]
  private let first: Int

  enum Built {
    case piece(Piece)
    case chain(OperatorChain)
  }

  init(_ expression: PromQL.Expression, of tokens: SourceTokens) {
    nodes = expression.tree.nodes
    root = expression.index
    first = nodes[root].first
    self.tokens = tokens
    built = Array(repeating: nil, count: root - first + 1)
  }

  mutating func run(width: Int) -> String {
    for index in first...root { built[index - first] = build(index) }
    let whole = placed(root)
    let below = tokens.final.map { layout.comment($0, isOwnLine: true) }
    let page = layout.sequence([whole] + below)
    let text = layout.print(page, width: width)
    return text.last == "\n" ? String(text.dropLast()) : text
  }

  private mutating func build(_ index: Int) -> Built {
    switch nodes[index].kind {
    case .number: return .piece(number(index))
    case .selector(let selector): return .piece(self.selector(selector, index))
    case .subquery(let subquery): return .piece(self.subquery(subquery, index))
    case .call(let call): return .piece(self.call(call, index))
    case .aggregate(let aggregate): return .piece(self.aggregate(aggregate, index))
    case .binary(let binary): return .chain(chain(binary, index))
    case .unary(_, let operand):
      let sign = tokens.indices(in: nodes[index].range).lowerBound
      return .piece(layout.sequence([token(sign, above: false), placed(operand)]))
    case .paren(let inner):
      let own = tokens.indices(in: nodes[index].range)
      return .piece(list(own.lowerBound, [item(inner)], own.upperBound - 1))
    case .string, .variable, .invalid: return .piece(run(tokens.indices(in: nodes[index].range)))
    }
  }

  /// What a child became; it can be asked for once.
  mutating func take(_ index: Int) -> Built {
    let result = built[index - first]
    built[index - first] = nil
    return result ?? .piece(layout.text(""))
  }

  /// A child's piece.
  mutating func piece(_ index: Int) -> Piece {
    switch take(index) {
    case .piece(let piece): return piece
    case .chain(let chain): return closed(chain)
    }
  }

  /// A child's piece with the comments above it.
  mutating func placed(_ index: Int) -> Piece {
    let above = commentsAbove(tokens.indices(in: nodes[index].range).lowerBound)
    return layout.sequence(above + [piece(index)])
  }

  func isNumber(_ index: Int) -> Bool {
    if case .number = nodes[index].kind { return true }
    return false
  }

  /// Whether a node is a single token.
  func isLiteral(_ index: Int) -> Bool {
    switch nodes[index].kind {
    case .number, .string, .variable: true
    default: false
    }
  }
}

/// Pieces of one token.
extension Formatter {
  mutating func commentsAbove(_ index: Int) -> [Piece] {
    guard tokens.entries.indices.contains(index) else { return [] }
    return tokens.entries[index].above.map { layout.comment($0, isOwnLine: true) }
  }

  mutating func commentBehind(_ index: Int) -> [Piece] {
    guard let comment = tokens.entries[index].behind else { return [] }
    return [layout.comment(comment, isOwnLine: false)]
  }

  /// A token with its comments.
  mutating func token(_ index: Int, _ text: String? = nil, above: Bool = true, behind: Bool = true) -> Piece {
    var pieces = above ? commentsAbove(index) : []
    pieces.append(layout.text(text ?? spelling(index)))
    if behind { pieces += commentBehind(index) }
    return layout.sequence(pieces)
  }

  /// How a token is printed.
  func spelling(_ index: Int) -> String {
    let text = tokens.text(index)
    switch tokens.entries[index].kind {
    case .identifier, .metricIdentifier, .variable, .duration: return text
    case .string: return respelled(text)
    case .number:
      switch text.lowercased() {
      case "inf": return "Inf"
      case "nan": return "NaN"
      default: return text
      }
    default: return text.lowercased()
    }
  }

  /// A string literal in double quotes, unless it would need more escapes than it does.
  private func respelled(_ literal: String) -> String {
    let bytes = Array(literal.utf8)
    guard let quote = bytes.first, quote != UInt8(ascii: "\""), bytes.count >= 2 else { return literal }
    var content: [UInt8] = []
    var isEscaped = false
    for byte in bytes[1..<(bytes.count - 1)] {
      if byte == UInt8(ascii: "\"") || byte < 0x20 { return literal }
      if quote == UInt8(ascii: "`"), byte == UInt8(ascii: "\\") || byte == 0x7F { return literal }
      if isEscaped, byte == quote { content.removeLast() }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      content.append(byte)
    }
    return "\"\(String(decoding: content, as: UTF8.self))\""
  }

  /// Numbers, durations and the words around them, with blanks where they belong.
  mutating func run(_ range: Range<Int>, above: Bool = false, behind: Bool = true) -> Piece {
    var pieces: [Piece] = []
    var previous: Token.Kind?
    var previousIsSign = false
    for index in range where !tokens.entries[index].isSuperfluous {
      let kind = tokens.entries[index].kind
      if let previous, needsBlank(after: previous, previousIsSign, before: kind) { pieces.append(layout.space()) }
      pieces.append(
        token(
          index, above: index > range.lowerBound || above, behind: index + 1 < range.upperBound || behind))
      previousIsSign = isSign(kind, after: previous)
      previous = kind
    }
    return layout.sequence(pieces)
  }

  private func isSign(_ kind: Token.Kind, after previous: Token.Kind?) -> Bool {
    guard case .operator = kind else { return false }
    switch previous {
    case nil, .leftBracket, .leftParen, .colon, .comma, .offset, .at, .operator: return true
    default: return false
    }
  }

  private func needsBlank(after previous: Token.Kind, _ isSign: Bool, before next: Token.Kind) -> Bool {
    switch previous {
    case .leftBracket, .leftParen, .colon: return false
    case .operator: return !isSign
    case .comma, .offset, .at, .fill, .fillLeft, .fillRight: return true
    default:
      if case .operator = next { return true }
      return false
    }
  }
}

/// Literals and lists.
extension Formatter {
  /// A number with its signs, of which there may be many: `- -1`.
  private mutating func number(_ index: Int) -> Piece {
    let own = tokens.indices(in: nodes[index].range)
    guard own.count > 1, !tokens.hasComments(inside: own) else { return run(own) }
    let isNegative = own.dropLast().count { tokens.entries[$0].kind == .operator(.subtract) } % 2 == 1
    let last = own.upperBound - 1
    return token(last, (isNegative ? "-" : "") + spelling(last), above: false)
  }

  /// Something in a list: its piece, comments above it included, and its last token.
  struct Item {
    var piece: Piece
    var last: Int
    var isLiteral = false
  }

  /// A child as an item of a list.
  mutating func item(_ index: Int) -> Item {
    Item(
      piece: placed(index), last: tokens.indices(in: nodes[index].range).upperBound - 1, isLiteral: isLiteral(index))
  }

  /// Items between brackets, on one line or each on its own.
  ///
  /// Literals at the end share a line, as the four strings of `label_replace` do.
  mutating func list(
    _ open: Int, above: Bool = false, _ items: [Item], _ close: Int, behind: Bool = true, isDense: Bool = false
  ) -> Piece {
    let opening = token(open, above: above)
    guard !items.isEmpty else { return layout.sequence([opening, token(close, behind: behind)]) }
    let literals = items.reversed().prefix { $0.isLiteral }.count
    let shared = literals > 1 && literals < items.count ? items.count - literals : items.count
    var content = [layout.line(isBlank: false)]
    content += separated(items[..<shared], isDense: isDense)
    if shared < items.count {
      content.append(layout.line(isBlank: true))
      content.append(layout.group(separated(items[shared...], isDense: isDense)))
    }
    content += commentsAbove(close)
    let closing = [layout.line(isBlank: false), token(close, above: false, behind: behind)]
    return layout.group([opening, layout.indented(content)] + closing)
  }

  /// Items with the commas that follow them.
  private mutating func separated(_ items: ArraySlice<Item>, isDense: Bool) -> [Piece] {
    var pieces: [Piece] = []
    for (position, item) in zip(items.indices, items) {
      if position > items.startIndex { pieces.append(layout.line(isBlank: !isDense)) }
      pieces.append(item.piece)
      let next = item.last + 1
      if next < tokens.entries.count, tokens.entries[next].kind == .comma, !tokens.entries[next].isSuperfluous {
        pieces.append(token(next))
      }
    }
    return pieces
  }

  /// Names between parentheses; each is quoted only where it must be.
  mutating func labels(_ range: Range<Int>, behind: Bool = true) -> Piece {
    var items: [Item] = []
    for index in (range.lowerBound + 1)..<max(range.lowerBound + 1, range.upperBound - 1) {
      guard tokens.entries[index].kind != .comma else { continue }
      // A keyword's letters count where it is a name.
      var name: String? = tokens.text(index)
      if tokens.entries[index].kind == .string {
        name = value(ofString: index).flatMap { PromQL.isPlainGroupingLabel($0) ? $0 : nil }
      }
      items.append(Item(piece: token(index, name), last: index))
    }
    return list(range.lowerBound, above: true, items, range.upperBound - 1, behind: behind)
  }

  func value(ofString index: Int) -> String? { try? GoString.value(of: tokens.bytes[tokens.entries[index].range]) }
}
