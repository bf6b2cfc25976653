/// Writes statements as `alloy fmt` would leave them: tabs, one statement a line, equals signs of neighbours aligned.
struct AlloyWriter {
  /// Lines that stand above everything, as comments.
  var header: [String]

  func write(_ statements: [AlloyStatement]) -> String {
    var out = header.map { "// \($0)\n" }.joined() + (header.isEmpty ? "" : "\n")
    write(statements, depth: 0, into: &out)
    return out
  }

  private func write(_ statements: [AlloyStatement], depth: Int, into out: inout String) {
    let values = statements.map { statement in
      if case .attribute(_, let value) = statement { text(value, depth: depth) } else { "" }
    }
    let indent = String(repeating: "\t", count: depth)
    for (index, statement) in statements.enumerated() {
      switch statement {
      case .attribute(let name, _):
        let width = self.width(of: index, in: statements, values)
        out += indent + name + String(repeating: " ", count: max(0, width - name.count)) + " = \(values[index])\n"
      case .block(let block):
        if index > 0 { out += "\n" }
        out += indent + block.name + (block.label.map { " " + quoted($0) } ?? "")
        if block.body.isEmpty {
          out += " { }\n"
        } else {
          out += " {\n"
          write(block.body, depth: depth + 1, into: &out)
          out += indent + "}\n"
        }
      }
    }
  }

  /// The longest name among the attributes that stand on consecutive lines with this one.
  private func width(of index: Int, in statements: [AlloyStatement], _ values: [String]) -> Int {
    func name(_ at: Int) -> String? {
      guard statements.indices.contains(at), case .attribute(let name, _) = statements[at] else { return nil }
      return name
    }
    var first = index
    while name(first - 1) != nil, !values[first - 1].contains("\n") { first -= 1 }
    var last = index
    while name(last + 1) != nil, !values[last].contains("\n") { last += 1 }
    return (first...last).compactMap { name($0)?.count }.max() ?? 0
  }

  private func text(_ expression: AlloyExpression, depth: Int) -> String {
    switch expression {
    case .string(let text): return quoted(text)
    case .bool(let value): return value ? "true" : "false"
    case .number(let text), .reference(let text): return text
    case .list(let items): return "[" + items.map { text($0, depth: depth) }.joined(separator: ", ") + "]"
    case .map(let entries) where entries.isEmpty: return "{}"
    case .map(let entries):
      let indent = String(repeating: "\t", count: depth + 1)
      let keys = entries.map { isIdentifier($0.key) ? $0.key : quoted($0.key) }
      let width = keys.map(\.count).max() ?? 0
      let lines = zip(keys, entries).map { key, entry in
        indent + key + String(repeating: " ", count: width - key.count) + " = \(text(entry.value, depth: depth + 1)),\n"
      }
      return "{\n" + lines.joined() + String(repeating: "\t", count: depth) + "}"
    }
  }

  /// In double quotes with Go's escapes, or as it is between backticks where that is easier to read.
  private func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0 != "`" }
    if isPlain, text.contains("\\") || text.contains("\"") { return "`\(text)`" }
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        out += "\\x" + (digits.count < 2 ? "0" : "") + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}

/// Whether a name may stand unquoted: a letter or underscore, then letters, digits and underscores.
func isIdentifier(_ text: String) -> Bool {
  guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
  return text.allSatisfy { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
}
