extension PromQL.Expression: CustomStringConvertible {
  /// The expression on one line, in upstream's canonical form. Reading it again gives the same tree.
  public var description: String { print { pieces(of: $0) } }

  /// The expression with each operation in parentheses, and no others: how its operands are grouped.
  public var grouped: String {
    print { index in
      switch tree.nodes[index].kind {
      case .paren(let inner): [.node(inner)]
      case .binary, .unary: [.text("(")] + pieces(of: index) + [.text(")")]
      // Without them `(-1) ^ 2` would be read as `-(1 ^ 2)`.
      case .number(let value) where value < 0: [.text("(\(PromQL.print(value)))")]
      default: pieces(of: index)
      }
    }
  }

  private func print(_ pieces: (Int) -> [Piece]) -> String {
    var out = ""
    var work = [Piece.node(index)]
    while let piece = work.popLast() {
      switch piece {
      case .text(let text): out += text
      case .node(let index): work.append(contentsOf: pieces(index).reversed())
      }
    }
    return out
  }

  /// What is left to print.
  private enum Piece {
    case text(String)
    case node(Int)
  }

  private func pieces(of index: Int) -> [Piece] {
    switch tree.nodes[index].kind {
    case .number(let value): [.text(PromQL.print(value))]
    case .string(let value): [.text(PromQL.quote(value))]
    case .variable(let name): [.text(name)]
    case .selector(let selector):
      [.text(selector.text(quotingName: PromQL.isLabelArgument(index, in: tree.nodes)))]
    case .subquery(let node):
      [
        .node(node.expression), .text("[\(node.window.text):\(node.step?.text ?? "")]"),
        .text(PromQL.modifiers(edges: nil, at: node.at, offset: node.offset)),
      ]
    case .call(let node): [.text(node.name + "(")] + list(node.arguments) + [.text(")")]
    case .aggregate(let node):
      [.text(node.op.rawValue + (node.grouping.map { " \($0.description) " } ?? "") + "(")]
        + list((node.parameter.map { [$0] } ?? []) + [node.expression]) + [.text(")")]
    case .binary(let node):
      [.node(node.left), .text(" \(node.op.rawValue)\(PromQL.modifiers(of: node)) "), .node(node.right)]
    case .unary(let op, let operand): [.text(op.rawValue), .node(operand)]
    case .paren(let inner): [.text("("), .node(inner), .text(")")]
    case .invalid(let parts): parts.isEmpty ? [.text("…")] : list(parts)
    }
  }

  private func list(_ nodes: [Int]) -> [Piece] {
    var pieces: [Piece] = []
    for node in nodes {
      if !pieces.isEmpty { pieces.append(.text(", ")) }
      pieces.append(.node(node))
    }
    return pieces
  }
}

extension PromQL.VectorSelector: CustomStringConvertible {
  public var description: String { text(quotingName: false) }

  /// The selector with its name in the braces, or before them where it can be.
  func text(quotingName: Bool) -> String {
    var items = matchers.map(\.description)
    var out = ""
    if let name {
      if !quotingName, name.isVariable || PromQL.isPlainMetricName(name.name) {
        out = name.name
      } else {
        items.insert(PromQL.quote(name.name), at: 0)
      }
    }
    if !items.isEmpty || name == nil { out += "{\(items.joined(separator: ","))}" }
    if let window { out += "[\(window.text)]" }
    return out + PromQL.modifiers(edges: edges, at: at, offset: offset)
  }
}

extension PromQL.Matcher: CustomStringConvertible {
  public var description: String {
    if hasVariable, valueRange == label.range { return label.name }
    return PromQL.printLabel(label) + op.rawValue + PromQL.quote(value)
  }
}

extension PromQL.Grouping: CustomStringConvertible {
  public var description: String { "\(isWithout ? "without" : "by") (\(PromQL.printLabels(labels)))" }
}

extension PromQL {
  /// A number as it can be read again.
  static func print(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "Inf" }
    if value == value.rounded(), abs(value) < 1e15 {
      return value.sign == .minus && value == 0 ? "-0" : "\(Int64(value))"
    }
    return "\(value)"
  }

  /// Whether a node is the second argument of `info`, which selects labels: a name there has to be in quotes.
  static func isLabelArgument(_ index: Int, in nodes: [Node]) -> Bool {
    guard nodes[index].parent >= 0, case .call(let call) = nodes[nodes[index].parent].kind else { return false }
    return call.name == "info" && call.arguments.first != index
  }

  static func printLabel(_ label: LabelName) -> String {
    label.isVariable || isPlainLabelName(label.name) ? label.name : quote(label.name)
  }

  static func printLabels(_ labels: [LabelName]) -> String {
    labels.map { $0.isVariable || isPlainGroupingLabel($0.name) ? $0.name : quote($0.name) }.joined(separator: ", ")
  }

  /// Whether a label of this name needs no quotes in `by (…)` and its like.
  static func isPlainGroupingLabel(_ name: String) -> Bool {
    (Token.keyword(name.utf8) ?? .identifier).isLabelName && isPlainLabelName(name)
  }

  static func modifiers(edges: RangeEdges?, at: Moment?, offset: TimeLength?) -> String {
    let last = offset.map { " offset \($0.text)" } ?? ""
    let isOpen = offset?.isOpenEnded ?? false
    var out = isOpen ? last : ""
    if let edges { out += " \(edges.rawValue)" }
    switch at {
    case .timestamp(let seconds): out += " @ \(print(seconds))"
    case .start: out += " @ start()"
    case .end: out += " @ end()"
    case .variable(let name): out += " @ \(name)"
    case nil: break
    }
    return isOpen ? out : out + last
  }

  static func modifiers(of node: Binary<Int>) -> String {
    var out = node.returnsBool ? " bool" : ""
    if let matching = node.matching { out += " \(matching.isOn ? "on" : "ignoring") (\(printLabels(matching.labels)))" }
    if let group = node.group { out += " \(group.side.rawValue) (\(printLabels(group.labels)))" }
    if let fill = node.fillLeft, node.fillRight?.bitPattern == fill.bitPattern {
      return out + " fill (\(print(fill)))"
    }
    if let fill = node.fillLeft { out += " fill_left (\(print(fill)))" }
    if let fill = node.fillRight { out += " fill_right (\(print(fill)))" }
    return out
  }

  /// Whether a metric of this name can stand before braces.
  public static func isPlainMetricName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = bytes.first, first.isLetterOrUnderscore || first == UInt8(ascii: ":"),
      bytes.allSatisfy({ $0.isWordByte || $0 == UInt8(ascii: ":") })
    else { return false }
    return (Token.keyword(bytes) ?? .identifier).isMetricName
  }

  /// Whether a label of this name needs no quotes inside braces.
  public static func isPlainLabelName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isLetterOrUnderscore else { return false }
    return name.utf8.allSatisfy(\.isWordByte)
  }
}

extension PromQL.TimeLength {
  /// Whether an operator behind it, as an offset, would be taken for its own: `x offset (1h) * 2`.
  fileprivate var isOpenEnded: Bool {
    let start = text.utf8.prefix(2)
    return start.first == UInt8(ascii: "(") || start.count == 2 && start.allSatisfy { "+-".utf8.contains($0) }
  }
}
