/// Writes a draft as JSON: two spaces, keys in their order, one break at the end.
package enum JSONWriter {
  package static func write(_ draft: Draft) -> String {
    var out: [UInt8] = []
    append(draft, depth: 0, to: &out)
    out.append(0x0A)
    return String(decoding: out, as: UTF8.self)
  }

  private static func append(_ draft: Draft, depth: Int, to out: inout [UInt8]) {
    switch draft.content {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .int(let value): out += String(value).utf8
    case .number(let text): number(text, to: &out)
    case .string(let text): string(text, to: &out)
    case .list(let items):
      list(items, brackets: "[]", depth: depth, to: &out) { item, out in append(item, depth: depth + 1, to: &out) }
    case .map(let entries):
      list(entries, brackets: "{}", depth: depth, to: &out) { entry, out in
        string(entry.key, to: &out)
        out += ": ".utf8
        append(entry.value, depth: depth + 1, to: &out)
      }
    }
  }

  private static func list<Item>(
    _ items: [Item], brackets: StaticString, depth: Int, to out: inout [UInt8],
    _ append: (Item, inout [UInt8]) -> Void
  ) {
    let (open, close) = brackets.withUTF8Buffer { ($0[0], $0[1]) }
    out.append(open)
    for (index, item) in items.enumerated() {
      out += (index == 0 ? "\n" : ",\n").utf8
      indent(depth + 1, to: &out)
      append(item, &out)
    }
    if !items.isEmpty {
      out.append(0x0A)
      indent(depth, to: &out)
    }
    out.append(close)
  }

  private static func indent(_ depth: Int, to out: inout [UInt8]) {
    out.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  /// A number as it stands where JSON has that spelling; others (`0x1F`, `.5`) by value, and those JSON has no number
  /// for as a string.
  private static func number(_ text: String, to out: inout [UInt8]) {
    let bytes = Array(text.utf8)
    if JSONNumber.length(in: bytes[...]) == bytes.count {
      out += bytes
    } else if let value = PlainNumber.int(bytes[...]) {
      out += String(value).utf8
    } else if let value = PlainNumber.double(bytes[...]), value.isFinite {
      out += value.description.utf8
    } else {
      string(text, to: &out)
    }
  }

  /// `text` as a JSON string, quotes included.
  package static func string(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      // What needs no escape is copied run by run.
      var start = 0
      for (at, byte) in bytes.enumerated() {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        out += bytes[start..<at]
        escape(byte, to: &out)
        start = at + 1
      }
      out += bytes[start...]
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8, to out: inout [UInt8]) {
    switch byte {
    case 0x0A: out += "\\n".utf8
    case 0x0D: out += "\\r".utf8
    case 0x09: out += "\\t".utf8
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      out += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    default: out += [UInt8(ascii: "\\"), byte]
    }
  }
}

/// JSON's grammar of numbers.
enum JSONNumber {
  /// Bytes of the number at the start; zero when there is none.
  static func length(in bytes: ArraySlice<UInt8>) -> Int {
    var rest = bytes
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    func takeDigits() -> Bool {
      let digits = rest.prefix(while: isDigit)
      rest = rest.dropFirst(digits.count)
      return !digits.isEmpty
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "0") {
      rest = rest.dropFirst()
    } else if !takeDigits() {
      return 0
    }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard takeDigits() else { return 0 }
    }
    if let e = rest.first, e | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard takeDigits() else { return 0 }
    }
    return bytes.count - rest.count
  }
}
