/// Operators of one precedence in a row, with their operands, still open to more of them.
///
/// A class, so that a long chain grows in its place.
final class OperatorChain {
  struct Link {
    /// The operator and its modifiers, with comments.
    var op: Layout.Piece
    /// The operand with the comments above it.
    var operand: Layout.Piece
    /// The operand is a number, which stays on the operator's line.
    var isShort: Bool
  }

  let precedence: Int
  var first: Layout.Piece
  /// Whether the first operand is a number that may stand before the second on its line.
  var firstIsShort: Bool
  /// Whether the first operand is a chain of its own.
  let firstIsChain: Bool
  /// From the left; of a right-associative operator from the right, since that is how they are read.
  var links: [Link] = []

  init(precedence: Int, first: Layout.Piece, firstIsShort: Bool = false, firstIsChain: Bool = false) {
    self.precedence = precedence
    self.first = first
    self.firstIsShort = firstIsShort
    self.firstIsChain = firstIsChain
  }
}

extension Formatter {
  mutating func chain(_ binary: PromQL.Binary<Int>, _ index: Int) -> OperatorChain {
    let left = tokens.indices(in: nodes[binary.left].range)
    let right = tokens.indices(in: nodes[binary.right].range)
    let between = left.upperBound..<right.lowerBound
    let isPlain = binary.matching == nil && binary.fillLeft == nil && binary.fillRight == nil
    let chain: OperatorChain
    switch take(binary.left) {
    case .chain(let open) where open.precedence == binary.op.precedence && !binary.op.isRightAssociative: chain = open
    case .chain(let other):
      chain = OperatorChain(precedence: binary.op.precedence, first: closed(other), firstIsChain: true)
    case .piece(let piece):
      chain = OperatorChain(
        precedence: binary.op.precedence, first: piece, firstIsShort: isNumber(binary.left) && isPlain)
    }
    let op = operatorHead(between)
    let above = commentsAbove(right.lowerBound)
    switch take(binary.right) {
    case .piece(let piece):
      chain.links.append(
        .init(op: op, operand: layout.sequence(above + [piece]), isShort: isNumber(binary.right) && isPlain))
    case .chain(let other) where other.precedence == binary.op.precedence && binary.op.isRightAssociative:
      other.links.append(.init(op: op, operand: layout.sequence(above + [other.first]), isShort: false))
      other.first = chain.first
      other.firstIsShort = false
      return other
    case .chain(let other):
      // A number stays before a simple operand only.
      if chain.links.isEmpty { chain.firstIsShort = false }
      chain.links.append(.init(op: op, operand: layout.sequence(above + [closed(other)]), isShort: false))
    }
    return chain
  }

  /// The chain as one piece.
  mutating func closed(_ chain: OperatorChain) -> Piece {
    let isReversed = chain.precedence == PromQL.BinaryOperator.power.precedence
    var links = (isReversed ? chain.links.reversed() : chain.links)[...]
    var first = chain.first
    if chain.firstIsShort, let link = links.popFirst() {
      first = layout.sequence([first, layout.space(), link.op, layout.space(), link.operand])
    }
    guard !links.isEmpty else { return first }
    let isShort = links.allSatisfy(\.isShort)
    if isShort, !chain.firstIsChain {
      return layout.sequence([first] + links.flatMap { [layout.space(), $0.op, layout.space(), $0.operand] })
    }
    var pieces = isShort ? [first] : [layout.pad(), layout.indented([first])]
    for link in links {
      pieces += [layout.line(isBlank: true), link.op]
      if link.isShort {
        pieces += [layout.space(), link.operand]
      } else {
        pieces.append(layout.indented([layout.line(isBlank: true), link.operand]))
      }
    }
    return layout.group(pieces)
  }

  /// The operator and its modifiers.
  private mutating func operatorHead(_ range: Range<Int>) -> Piece {
    var pieces: [Piece] = []
    var at = range.lowerBound
    while at < range.upperBound {
      if !pieces.isEmpty { pieces.append(layout.space()) }
      let keyword = at
      at += 1
      let hasParentheses = at < range.upperBound && tokens.entries[at].kind == .leftParen
      var close = at
      while hasParentheses, close < range.upperBound, tokens.entries[close].kind != .rightParen { close += 1 }
      switch tokens.entries[keyword].kind {
      case .fill, .fillLeft, .fillRight:
        at = min(close + 1, range.upperBound)
        pieces.append(run(keyword..<at, above: true))
      default:
        pieces.append(token(keyword))
        if hasParentheses {
          at = min(close + 1, range.upperBound)
          pieces += [layout.space(), labels(keyword + 1..<at)]
        }
      }
    }
    return layout.sequence(pieces)
  }
}

/// Calls and aggregations.
extension Formatter {
  mutating func call(_ call: PromQL.Call<Int>, _ index: Int) -> Piece {
    let own = tokens.indices(in: nodes[index].range)
    let name = token(own.lowerBound, call.name, above: false)
    let arguments = call.arguments.map { item($0) }
    return layout.group([name, list(own.lowerBound + 1, above: true, arguments, own.upperBound - 1)])
  }

  mutating func aggregate(_ aggregate: PromQL.Aggregate<Int>, _ index: Int) -> Piece {
    let own = tokens.indices(in: nodes[index].range)
    let op = token(own.lowerBound, above: false)
    let arguments = ((aggregate.parameter.map { [$0] } ?? []) + [aggregate.expression]).map { item($0) }
    guard let grouping = aggregate.grouping else {
      return layout.group([op, list(own.lowerBound + 1, above: true, arguments, own.upperBound - 1)])
    }
    let clause = tokens.indices(in: grouping.range)
    if clause.lowerBound == own.lowerBound + 1 {
      let head = [op, layout.space(), self.grouping(clause), layout.space()]
      return layout.group(head + [list(clause.upperBound, above: true, arguments, own.upperBound - 1)])
    }
    let close = clause.lowerBound - 1
    let tail = close..<own.upperBound
    if tokens.hasComments(inside: tail) {
      let arguments = list(own.lowerBound + 1, above: true, arguments, close)
      return layout.group([op, arguments, layout.space(), self.grouping(clause)])
    }
    let head = [op, layout.space(), self.grouping(clause, behind: false), layout.space()]
    let body = list(own.lowerBound + 1, above: true, arguments, close)
    return layout.sequence([layout.group(head + [body])] + commentBehind(own.upperBound - 1))
  }

  /// `by (…)` or `without (…)`.
  private mutating func grouping(_ clause: Range<Int>, behind: Bool = true) -> Piece {
    let keyword = token(clause.lowerBound)
    return layout.sequence(
      [keyword, layout.space(), labels(clause.lowerBound + 1..<clause.upperBound, behind: behind)])
  }
}
