/// Grafana's syntax for variables: `$name`, `${name}`, `${name:format}`, `${name.field}`, `[[name]]`,
/// `[[name:format]]`.
package enum GrafanaVariable {
  /// Where the variable that starts at `start` ends; nil when none does.
  package static func end(in bytes: [UInt8], at start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    let second = bytes[start + 1]
    switch (bytes[start], second) {
    case (UInt8(ascii: "$"), UInt8(ascii: "{")):
      return closing(in: bytes, from: start + 2, with: [UInt8(ascii: "}")])
    case (UInt8(ascii: "$"), _) where isWordByte(second) && !isDigit(second):
      var at = start + 2
      while at < bytes.count, isWordByte(bytes[at]) { at += 1 }
      return at
    case (UInt8(ascii: "["), UInt8(ascii: "[")):
      return closing(in: bytes, from: start + 2, with: [UInt8(ascii: "]"), UInt8(ascii: "]")])
    default: return nil
    }
  }

  /// Where each variable of a text stands.
  package static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var at = 0
    while at < bytes.count {
      if let end = end(in: bytes, at: at) {
        ranges.append(at..<end)
        at = end
      } else {
        at += 1
      }
    }
    return ranges
  }

  /// Whether a text holds a variable.
  package static func occurs(in text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.indices.contains { end(in: bytes, at: $0) != nil }
  }

  /// Where a word ends that starts at `start` and holds at least one variable: `$job`, `app_${name}`, `${n}m`. Nil when
  /// there is no such word.
  package static func endOfWord(
    in bytes: [UInt8], from start: Int, orWhere isPart: (UInt8) -> Bool = { _ in false }
  ) -> Int? {
    var at = start
    var hasVariable = false
    while at < bytes.count {
      if let end = end(in: bytes, at: at) {
        hasVariable = true
        at = end
      } else if isWordByte(bytes[at]) || isPart(bytes[at]) {
        at += 1
      } else {
        break
      }
    }
    return hasVariable ? at : nil
  }

  /// The end of `name`, `name.field` or `name:format`, and the brackets that close it.
  private static func closing(in bytes: [UInt8], from start: Int, with brackets: [UInt8]) -> Int? {
    var at = start
    guard at < bytes.count, isWordByte(bytes[at]) else { return nil }
    while at < bytes.count, isWordByte(bytes[at]) || bytes[at] == UInt8(ascii: ".") { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
      at += 1
      while at < bytes.count, isWordByte(bytes[at]) || bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: "-")
      {
        at += 1
      }
    }
    guard bytes[min(at, bytes.count)...].starts(with: brackets) else { return nil }
    return at + brackets.count
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte == UInt8(ascii: "_") || isDigit(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
