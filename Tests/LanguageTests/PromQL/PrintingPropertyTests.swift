import PromQL
import Testing

/// What must hold for every expression there is, tried on many.
@Suite struct PrintingPropertyTests {
  /// Each seed stands for fifty expressions; a failure names the seed and shows the shortest part that fails as well.
  @Test(arguments: [false, true], 0..<40)
  func printsWhatItReads(isGrafana: Bool, seed: Int) {
    let dialect: PromQL.Dialect = isGrafana ? .grafana : .prometheus
    for number in 0..<50 {
      var source = ExpressionSource(seed: UInt64(seed * 1000 + number), isGrafana: isGrafana)
      let fragment = source.expression()
      let (text, comments) = source.text(of: fragment.tokens, withComments: number % 2 == 0)
      let result = PromQL.parse(text, dialect: dialect)
      guard let expression = result.valid else {
        Issue.record("seed \(seed * 1000 + number): \(result.errors)\n\(text)")
        continue
      }
      #expect(Self.tree(expression) == fragment.tree, "seed \(seed * 1000 + number)\n\(text)")
      if let complaint = Self.complaint(about: expression, text, comments, dialect) {
        let part = Self.smallest(expression, text, dialect)
        Issue.record("seed \(seed * 1000 + number): \(complaint)\n\(text)\n\(part)")
      }
    }
  }

  /// What is wrong with how an expression is printed; nil when all is well.
  static func complaint(
    about expression: PromQL.Expression, _ text: String, _ comments: [String]?, _ dialect: PromQL.Dialect
  ) -> String? {
    let line = expression.description
    guard let reread = PromQL.parse(line, dialect: dialect).valid else { return "can't read the line \(line)" }
    if reread != expression { return "the line means something else: \(line)" }
    if reread.description != line { return "the line is not stable: \(line)\n\(reread.description)" }
    for width in [100, 20] {
      guard let formatted = PromQL.format(text, dialect: dialect, width: width).text else { return "not formatted" }
      guard let again = PromQL.parse(formatted, dialect: dialect).valid else { return "can't read\n\(formatted)" }
      if again != expression { return "the layout means something else\n\(formatted)" }
      let second = PromQL.format(formatted, dialect: dialect, width: width).text ?? ""
      if second != formatted { return "the layout is not stable\n\(formatted)\n-- then --\n\(second)" }
      if let comments, Self.comments(in: formatted) != comments {
        return "comments \(comments) became \(Self.comments(in: formatted))\n\(formatted)"
      }
      if formatted.utf8.last == UInt8(ascii: "\n") || formatted.contains(" \n") { return "blanks at the end of a line" }
    }
    return nil
  }

  /// The shortest part of an expression that is printed wrongly by itself.
  private static func smallest(_ expression: PromQL.Expression, _ text: String, _ dialect: PromQL.Dialect) -> String {
    let bytes = Array(text.utf8)
    let parts = expression.nodes.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    for part in parts.sorted(by: { $0.utf8.count < $1.utf8.count }) {
      guard let alone = PromQL.parse(part, dialect: dialect).valid else { continue }
      if let complaint = complaint(about: alone, part, nil, dialect) { return "shortest: \(part)\n\(complaint)" }
    }
    return "no part of it fails alone"
  }

  /// The comments of a text, found without the lexer under test.
  static func comments(in text: String) -> [String] {
    var out: [String] = []
    var quote: UInt8?
    var comment: [UInt8]?
    var isEscaped = false
    for byte in Array(text.utf8) + [UInt8(ascii: "\n")] {
      if comment != nil {
        if byte == UInt8(ascii: "\n"), let line = comment {
          out.append(String(decoding: line, as: UTF8.self))
          comment = nil
        } else {
          comment?.append(byte)
        }
      } else if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\"), open != UInt8(ascii: "`") {
          isEscaped = true
        } else if byte == open {
          quote = nil
        }
      } else if "\"'`".utf8.contains(byte) {
        quote = byte
      } else if byte == UInt8(ascii: "#") {
        comment = [byte]
      }
    }
    return out
  }

  /// A tree in prefix form, as `ExpressionSource` writes it.
  static func tree(_ expression: PromQL.Expression) -> String {
    func all(_ nodes: [PromQL.Expression]) -> String { nodes.map { " " + tree($0) }.joined() }
    func names(_ labels: [PromQL.LabelName]) -> String { labels.map { " " + $0.name }.joined() }
    func modifiers(_ edges: PromQL.RangeEdges?, _ at: PromQL.Moment?, _ offset: PromQL.TimeLength?) -> String {
      var out = edges.map { " " + $0.rawValue } ?? ""
      switch at {
      case .timestamp(let seconds): out += " @ \(seconds)"
      case .start: out += " @ start()"
      case .end: out += " @ end()"
      case .variable(let name): out += " @ \(name)"
      case nil: break
      }
      return out + (offset.map { " offset " + $0.text } ?? "")
    }
    switch expression.kind {
    case .number(let value): return ExpressionSource.show(value)
    case .string(let value): return "(string \(value))"
    case .variable, .invalid: return expression.description
    case .selector(let node):
      let matchers = node.matchers.map {
        " " + ($0.valueRange == $0.label.range ? $0.label.name : $0.label.name + $0.op.rawValue + $0.value)
      }
      return "(selector \(node.name?.name ?? "-")\(matchers.joined())"
        + (node.window.map { " [\($0.text)]" } ?? "") + modifiers(node.edges, node.at, node.offset) + ")"
    case .subquery(let node):
      return "(subquery \(tree(node.expression)) [\(node.window.text):\(node.step?.text ?? "")]"
        + modifiers(nil, node.at, node.offset) + ")"
    case .call(let node): return "(call \(node.name)\(all(node.arguments)))"
    case .aggregate(let node):
      let clause = node.grouping.map { " (\($0.isWithout ? "without" : "by")\(names($0.labels)))" } ?? ""
      return "(\(node.op.rawValue)\(clause)\(all((node.parameter.map { [$0] } ?? []) + [node.expression])))"
    case .binary(let node):
      var head = node.op.rawValue + (node.returnsBool ? " bool" : "")
      if let matching = node.matching { head += " (\(matching.isOn ? "on" : "ignoring")\(names(matching.labels)))" }
      if let group = node.group { head += " (\(group.side.rawValue)\(names(group.labels)))" }
      if node.fillLeft != nil || node.fillRight != nil {
        head +=
          " fill="
          + [node.fillLeft, node.fillRight].map { $0.map(ExpressionSource.show) ?? "" }
          .joined(separator: ",")
      }
      return "(\(head) \(tree(node.left)) \(tree(node.right)))"
    case .unary(let op, let operand): return "(unary\(op.rawValue) \(tree(operand)))"
    case .paren(let inner): return "(paren \(tree(inner)))"
    }
  }
}
