import Document

/// One line of JSON that is written as it is said, byte by byte: a tree built first would cost more than the parsing
/// that it tells of.
struct JSONLine {
  private(set) var bytes: [UInt8] = []
  /// Whether a comma belongs before what comes next.
  private var needsComma = false

  mutating func object(_ key: StaticString? = nil, _ body: (inout JSONLine) -> Void) {
    enclose(key, UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  mutating func list<Item>(_ key: StaticString, _ items: some Sequence<Item>, _ body: (inout JSONLine, Item) -> Void) {
    enclose(key, UInt8(ascii: "["), UInt8(ascii: "]")) { line in
      for item in items { body(&line, item) }
    }
  }

  mutating func string(_ key: StaticString? = nil, _ value: String) {
    begin(key)
    JSONWriter.string(value, to: &bytes)
  }

  mutating func int(_ key: StaticString, _ value: Int) {
    begin(key)
    bytes += String(value).utf8
  }

  mutating func bool(_ key: StaticString, _ value: Bool) {
    begin(key)
    bytes += (value ? "true" : "false").utf8
  }

  /// Ends the line, so that another may follow.
  mutating func end() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Forgets what was written, and keeps the room for more.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  private mutating func enclose(_ key: StaticString?, _ open: UInt8, _ close: UInt8, _ body: (inout JSONLine) -> Void) {
    begin(key)
    bytes.append(open)
    needsComma = false
    body(&self)
    bytes.append(close)
    needsComma = true
  }

  private mutating func begin(_ key: StaticString?) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
    guard let key else { return }
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes += $0 }
    bytes += "\":".utf8
  }
}
