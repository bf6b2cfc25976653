extension Node {
  /// A boolean as Go's yaml reads a plain scalar into a `bool` field: the YAML 1.1 words in their three spellings,
  /// without the single letters `y` and `n`.
  package var boolValue: Bool? {
    guard isPlain, textBytes.count <= 5 else { return nil }
    switch text {
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return true
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return false
    default: return nil
    }
  }

  /// A whole number as Go's yaml reads a plain scalar: decimal, `0x`, `0o`, `0b`, a leading zero for octal, and
  /// underscores between digits. Nil when it doesn't fit 64 bits.
  package var intValue: Int64? { isPlain ? PlainNumber.int(textBytes) : nil }

  /// A plain number as Go's yaml reads it, `.inf` and `.nan` included.
  package var doubleValue: Double? {
    guard isPlain else { return nil }
    if let int = intValue { return Double(int) }
    return PlainNumber.double(textBytes)
  }
}

/// Numbers as plain scalars spell them.
enum PlainNumber {
  static func int(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard let first = bytes.first, bytes.count <= 80, isDigit(first) || first == minus || first == plus else {
      return nil
    }
    var text = String(decoding: bytes.filter { $0 != underscore }, as: UTF8.self)
    var sign = ""
    if first == minus || first == plus {
      sign = first == minus ? "-" : ""
      text.removeFirst()
    }
    guard let next = text.utf8.first, isDigit(next) else { return nil }
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0b", 2), ("0B", 2)] where text.hasPrefix(prefix) {
      return digits(text.dropFirst(2), sign: sign, radix: radix)
    }
    if text.utf8.count > 1, next == UInt8(ascii: "0") { return digits(text.dropFirst(), sign: sign, radix: 8) }
    return digits(Substring(text), sign: sign, radix: 10)
  }

  private static func digits(_ text: Substring, sign: String, radix: Int) -> Int64? {
    guard let first = text.utf8.first, first != minus, first != plus else { return nil }
    return Int64(sign + text, radix: radix)
  }

  static func double(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard let first = bytes.first, bytes.count <= 400, isDigit(first) || [minus, plus, dot].contains(first) else {
      return nil
    }
    let text = String(decoding: bytes.filter { $0 != underscore }, as: UTF8.self)
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
    case "-.inf", "-.Inf", "-.INF": return -.infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: break
    }
    // The standard library also takes hexadecimal floats and words, which YAML doesn't.
    let isDecimal = text.utf8.allSatisfy {
      isDigit($0) || $0 == dot || $0 == minus || $0 == plus || $0 | 0x20 == UInt8(ascii: "e")
    }
    return isDecimal && text.utf8.contains(where: isDigit) ? Double(text) : nil
  }

  private static let minus = UInt8(ascii: "-")
  private static let plus = UInt8(ascii: "+")
  private static let dot = UInt8(ascii: ".")
  private static let underscore = UInt8(ascii: "_")
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

/// `text` in double quotes for a message: on one line, control characters escaped, and not too long.
package func quoted(_ text: String, limit: Int = 60) -> String {
  var out = "\""
  for (count, character) in text.unicodeScalars.enumerated() {
    if count == limit { return out + "…\"" }
    switch character {
    case "\n": out += "\\n"
    case "\t": out += "\\t"
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": out += "\\u{\(String(character.value, radix: 16))}"
    default: out.unicodeScalars.append(character)
    }
  }
  return out + "\""
}
