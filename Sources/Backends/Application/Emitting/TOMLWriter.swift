internal import Document

/// Writes a draft as TOML 1.0: a map in a map is a table of its own, other values stand on one line.
struct TOMLWriter {
  /// Lines that stand above everything, as comments.
  var header: [String]

  func write(_ draft: Draft) -> String {
    var out = header.map { "# \($0)\n" }.joined()
    write(table: draft, path: [], into: &out)
    return out
  }

  /// Plain values first: after a sub-table's header they would belong to the sub-table.
  private func write(table: Draft, path: [String], into out: inout String) {
    let values = table.entries.filter { !isTable($0.value) }
    let tables = table.entries.filter { isTable($0.value) }
    if !path.isEmpty, !values.isEmpty || tables.isEmpty {
      out += "\n[" + path.map(key).joined(separator: ".") + "]\n"
    }
    for entry in values { out += "\(key(entry.key)) = \(text(entry.value))\n" }
    for entry in tables { write(table: entry.value, path: path + [entry.key], into: &out) }
  }

  private func isTable(_ draft: Draft) -> Bool {
    if case .map = draft.content { true } else { false }
  }

  private func key(_ name: String) -> String {
    let isBare = !name.isEmpty && name.allSatisfy { "_-".contains($0) || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return isBare ? name : quoted(name)
  }

  private func text(_ draft: Draft) -> String {
    switch draft.content {
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .number(let text): text
    case .string(let text): quoted(text)
    case .list(let items): "[" + items.map(text).joined(separator: ", ") + "]"
    case .map(let entries): "{" + entries.map { "\(key($0.key)) = \(text($0.value))" }.joined(separator: ", ") + "}"
    // TOML has no null; an absent value is absent, which emitters see to.
    case .null: "\"\""
    }
  }

  private func quoted(_ text: String) -> String {
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
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
