/// Writes a draft as YAML: two spaces, lists in the column of their key, no folding of long lines, Unicode as it is, and
/// quotes only where some reader would otherwise not get the same string.
///
/// Not with libyaml's emitter, which spells every character beyond U+FFFF as an escape and breaks long keys.
package enum YAMLWriter {
  /// `header` lines become comments at the top.
  package static func write(_ draft: Draft, header: [String] = []) -> String {
    var emitter = YAMLEmitter()
    for line in header.flatMap({ $0.split(separator: "\n", omittingEmptySubsequences: false) }) {
      emitter.out += (line.isEmpty ? "#\n" : "# \(line)\n").utf8
    }
    emitter.root(draft)
    return String(decoding: emitter.out, as: UTF8.self)
  }

  /// One string as it would stand in a file, on one line.
  package static func scalar(_ text: String) -> String {
    var emitter = YAMLEmitter()
    emitter.word(text)
    return String(decoding: emitter.out, as: UTF8.self)
  }
}

private struct YAMLEmitter {
  var out: [UInt8] = []

  /// Keys that are longer than readers look ahead for a colon are marked as keys beforehand.
  private static let longKey = 1000

  mutating func root(_ draft: Draft) {
    if draft.isEmptyCollection || !draft.isCollection {
      inline(draft, indent: 0)
    } else {
      block(draft, indent: 0)
    }
  }

  // MARK: Collections

  /// A collection's entries, the first at the place where the writer stands, the rest on lines of their own.
  private mutating func block(_ draft: Draft, indent: Int) {
    switch draft.content {
    case .list(let items):
      for (index, item) in items.enumerated() {
        if index > 0 { spaces(indent) }
        out += "- ".utf8
        if item.isCollection, !item.isEmptyCollection {
          block(item, indent: indent + 2)
        } else {
          inline(item, indent: indent)
        }
      }
    case .map(let entries):
      for (index, (key, value)) in entries.enumerated() {
        if index > 0 { spaces(indent) }
        self.key(key, indent: indent)
        out.append(UInt8(ascii: ":"))
        self.value(value, indent: indent)
      }
    default: break
    }
  }

  private mutating func key(_ text: String, indent: Int) {
    guard text.utf8.count > Self.longKey else { return word(text) }
    out += "? ".utf8
    word(text)
    out.append(0x0A)
    spaces(indent)
  }

  /// What follows a key's colon.
  private mutating func value(_ draft: Draft, indent: Int) {
    guard draft.isCollection, !draft.isEmptyCollection else {
      out.append(0x20)
      return inline(draft, indent: indent)
    }
    let isList = if case .list = draft.content { true } else { false }
    out.append(0x0A)
    let inner = isList ? indent : indent + 2
    spaces(inner)
    block(draft, indent: inner)
  }

  private mutating func spaces(_ count: Int) { out.append(contentsOf: repeatElement(0x20, count: count)) }

  // MARK: Scalars

  /// A scalar or an empty collection, to the end of its last line. `indent` is the column of what it belongs to.
  private mutating func inline(_ draft: Draft, indent: Int) {
    switch draft.content {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .int(let value): out += String(value).utf8
    case .number(let text): out += text.utf8
    case .list: out += "[]".utf8
    case .map: out += "{}".utf8
    case .string(let text):
      let style = ScalarStyle(text)
      if style == .literal { return literal(text, indent: indent + 2) }
      word(text, style)
    }
    out.append(0x0A)
  }

  /// A string on one line.
  mutating func word(_ text: String) { word(text, ScalarStyle(text)) }

  private mutating func word(_ text: String, _ style: ScalarStyle) {
    switch style {
    case .plain: out += text.utf8
    case .singleQuoted:
      out.append(UInt8(ascii: "'"))
      for byte in text.utf8 {
        if byte == UInt8(ascii: "'") { out.append(byte) }
        out.append(byte)
      }
      out.append(UInt8(ascii: "'"))
    case .doubleQuoted, .literal: doubleQuoted(text)
    }
  }

  /// `|`, and `|-` for text that doesn't end in a line break. No text begins with white space or ends in two breaks.
  private mutating func literal(_ text: String, indent: Int) {
    out += (text.utf8.last == 0x0A ? "|\n" : "|-\n").utf8
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for line in lines.dropLast(text.utf8.last == 0x0A ? 1 : 0) {
      if !line.isEmpty { spaces(indent) }
      out += line
      out.append(0x0A)
    }
  }

  private mutating func doubleQuoted(_ text: String) {
    out.append(UInt8(ascii: "\""))
    for character in text.unicodeScalars {
      if let escape = Self.escape(of: character) {
        out += escape.utf8
      } else {
        out += String(character).utf8
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  /// How a character is written that can't stand in YAML 1.1 as itself; nil for all others.
  private static func escape(of character: Unicode.Scalar) -> String? {
    switch character {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    case "\u{0}": return "\\0"
    case "\u{85}": return "\\N"
    case "\u{A0}": return "\\_"
    case "\u{2028}": return "\\L"
    case "\u{2029}": return "\\P"
    case "\u{1}"..."\u{1F}", "\u{7F}"..."\u{9F}": return "\\x" + hexadecimal(character.value, digits: 2)
    case "\u{FEFF}", "\u{FFFE}", "\u{FFFF}": return "\\u" + hexadecimal(character.value, digits: 4)
    default: return nil
    }
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

extension Draft {
  fileprivate var isCollection: Bool {
    switch content {
    case .list, .map: true
    default: false
    }
  }
}
