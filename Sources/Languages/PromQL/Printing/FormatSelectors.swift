/// Selectors, and what may stand behind them.
extension Formatter {
  mutating func selector(_ selector: PromQL.VectorSelector, _ index: Int) -> Piece {
    let own = tokens.indices(in: nodes[index].range)
    // Where comments stand inside, everything keeps its place.
    let keepsOrder = tokens.hasComments(inside: own)
    var at = own.lowerBound
    var pieces: [Piece] = []
    if tokens.entries[at].kind != .leftBrace {
      // A keyword's letters count where it is a name.
      pieces.append(token(at, tokens.text(at), above: false, behind: keepsOrder))
      at += 1
    }
    if at < own.upperBound, tokens.entries[at].kind == .leftBrace {
      var close = at
      while tokens.entries[close].kind != .rightBrace { close += 1 }
      pieces += braces(at...close, selector, index, keepsOrder: keepsOrder)
      at = close + 1
    }
    return layout.sequence(pieces + modifiers(at..<own.upperBound, of: own, keepsOrder: keepsOrder))
  }

  private mutating func braces(
    _ range: ClosedRange<Int>, _ selector: PromQL.VectorSelector, _ index: Int, keepsOrder: Bool
  ) -> [Piece] {
    var matchers = matchers(in: range)
    var out: [Piece] = []
    if !keepsOrder {
      let isName: (Range<Int>) -> Bool = { [tokens] in $0.count == 1 && tokens.entries[$0.lowerBound].kind == .string }
      if let position = matchers.firstIndex(where: isName), let name = selector.name {
        let quoted = matchers.remove(at: position)
        if PromQL.isPlainMetricName(name.name), !PromQL.isLabelArgument(index, in: nodes) {
          out.append(layout.text(name.name))
        } else {
          matchers.insert(quoted, at: 0)
        }
      }
      if matchers.isEmpty, selector.name != nil { return out }
    }
    // The tokens may have changed places, so commas are ours unless comments hang on them.
    let (open, close) = (range.lowerBound, range.upperBound)
    if keepsOrder {
      let items = matchers.map { Item(piece: matcher($0), last: $0.upperBound - 1) }
      let isFirst = open == tokens.indices(in: nodes[index].range).lowerBound
      return out + [list(open, above: !isFirst, items, close, isDense: true)]
    }
    var content: [Piece] = []
    for matcher in matchers {
      if !content.isEmpty { content.append(layout.text(",")) }
      content += [layout.line(isBlank: false), self.matcher(matcher)]
    }
    let closing = [layout.line(isBlank: false), token(close, behind: false)]
    return out + [layout.group([token(open, above: false), layout.indented(content)] + closing)]
  }

  /// The tokens between the commas.
  private func matchers(in braces: ClosedRange<Int>) -> [Range<Int>] {
    var out: [Range<Int>] = []
    var start = braces.lowerBound + 1
    for index in braces.dropFirst() where tokens.entries[index].kind == .comma || index == braces.upperBound {
      if index > start { out.append(start..<index) }
      start = index + 1
    }
    return out
  }

  /// `label="value"`, a quoted metric name, or a variable that stands for matchers.
  private mutating func matcher(_ range: Range<Int>) -> Piece {
    var pieces: [Piece] = []
    for index in range {
      var name: String?
      if index == range.lowerBound, range.count > 1, tokens.entries[index].kind == .string,
        let value = value(ofString: index), PromQL.isPlainLabelName(value)
      {
        name = value
      }
      pieces.append(token(index, name))
    }
    return layout.sequence(pieces)
  }

  /// `[5m]`, `anchored`, `@ 0`, `offset 1h`, in this order where no comment stands between them.
  private mutating func modifiers(_ range: Range<Int>, of own: Range<Int>, keepsOrder: Bool) -> [Piece] {
    var groups: [Range<Int>] = []
    for index in range {
      switch tokens.entries[index].kind {
      case .leftBracket, .offset, .at, .anchored, .smoothed: groups.append(index..<(index + 1))
      default: if let last = groups.popLast() { groups.append(last.lowerBound..<(index + 1)) }
      }
    }
    if !keepsOrder { groups.sort { rank($0) < rank($1) } }
    var out: [Piece] = []
    for group in groups {
      if tokens.entries[group.lowerBound].kind != .leftBracket { out.append(layout.space()) }
      out.append(run(group, above: true, behind: keepsOrder))
    }
    return keepsOrder ? out : out + commentBehind(own.upperBound - 1)
  }

  private func rank(_ modifier: Range<Int>) -> Int {
    switch tokens.entries[modifier.lowerBound].kind {
    case .leftBracket: 0
    // An operator behind it would be taken for its own.
    case .offset where isOpenEnded(modifier): 1
    case .anchored, .smoothed: 2
    case .at: 3
    default: 4
    }
  }

  /// Whether an offset begins with a parenthesis or two signs.
  private func isOpenEnded(_ offset: Range<Int>) -> Bool {
    let kinds = offset.dropFirst().prefix(2).map { tokens.entries[$0].kind }
    if kinds.first == .leftParen { return true }
    return kinds.count == 2 && kinds.allSatisfy { $0 == .operator(.add) || $0 == .operator(.subtract) }
  }

  mutating func subquery(_ subquery: PromQL.Subquery<Int>, _ index: Int) -> Piece {
    let own = tokens.indices(in: nodes[index].range)
    let inner = tokens.indices(in: nodes[subquery.expression].range)
    let behind = inner.upperBound..<own.upperBound
    let keepsOrder = !(tokens.entries[behind.lowerBound].above.isEmpty && !tokens.hasComments(inside: behind))
    return layout.sequence([piece(subquery.expression)] + modifiers(behind, of: own, keepsOrder: keepsOrder))
  }
}
