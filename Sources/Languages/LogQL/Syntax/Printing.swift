extension LogQL.Expression: CustomStringConvertible {
  /// The query on one line: ranges behind the pipeline, groupings before the argument where both places are allowed.
  /// Reading it again gives the same tree.
  public var description: String {
    var out = ""
    var work = [Piece.node(index)]
    while let piece = work.popLast() {
      switch piece {
      case .text(let text): out += text
      case .node(let index): work.append(contentsOf: pieces(of: tree.nodes[index].kind).reversed())
      }
    }
    return out
  }

  /// What is left to print.
  private enum Piece {
    case text(String)
    case node(Int)
  }

  private func pieces(of kind: LogQL.Kind<Int>) -> [Piece] {
    switch kind {
    case .number(let value): [.text(LogQL.print(value))]
    case .variable(let name): [.text(name)]
    case .logs(let query): [.text(query.description)]
    case .vector(let value): [.text("vector(\(value.description))")]
    case .range(let node): [.node(node.query), .text(suffix(of: node))]
    case .rangeAggregation(let node):
      [
        .text("\(node.name)(\(node.parameter.map { "\($0.description), " } ?? "")"), .node(node.argument),
        .text(")" + (node.grouping.map { " \($0.description)" } ?? "")),
      ]
    case .vectorAggregation(let node):
      [
        .text(node.name + (node.grouping.map { " \($0.description) " } ?? "")),
        .text("(" + (node.parameter.map { "\($0.description), " } ?? "")), .node(node.expression), .text(")"),
      ]
    case .labelReplace(let node):
      [
        .text("label_replace("), .node(node.expression),
        .text(
          [node.destination, node.replacement, node.source, node.pattern].map { ", \($0.description)" }.joined() + ")"),
      ]
    case .binary(let node):
      [.node(node.left), .text(" \(node.op.rawValue)\(LogQL.modifiers(of: node)) "), .node(node.right)]
    case .paren(let inner): [.text("("), .node(inner), .text(")")]
    case .variants(let node):
      [.text("variants(")] + list(node.variants) + [.text(") of ("), .node(node.range), .text(")")]
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

  private func suffix(of range: LogQL.LogRange<Int>) -> String {
    var out = range.unwrap.map { " \($0.description)" } ?? ""
    if let window = range.window {
      var isBare = out.isEmpty
      if case .logs(let query) = tree.nodes[range.query].kind, !query.stages.isEmpty { isBare = false }
      out += "\(isBare ? "" : " ")[\(window.text)]"
    }
    return out + (range.offset.map { " offset \($0.text)" } ?? "")
  }
}

extension LogQL.Parameter: CustomStringConvertible {
  public var description: String { value.map(LogQL.print) ?? text }
}

extension LogQL.Grouping: CustomStringConvertible {
  public var description: String { "\(isWithout ? "without" : "by") (\(LogQL.print(labels)))" }
}

extension LogQL {
  /// A number as it can be read again.
  static func print(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 {
      return value.sign == .minus && value == 0 ? "-0.0" : "\(Int64(value))"
    }
    return "\(value)"
  }

  static func print(_ labels: [LabelName]) -> String { labels.map(\.name).joined(separator: ", ") }

  static func modifiers(of node: Binary<Int>) -> String {
    var out = node.returnsBool ? " bool" : ""
    if let matching = node.matching { out += " \(matching.isOn ? "on" : "ignoring") (\(print(matching.labels)))" }
    if let group = node.group { out += " \(group.side.rawValue) (\(print(group.labels)))" }
    return out
  }
}
