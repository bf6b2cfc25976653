/// How a string is written so that every YAML reader gets the same string back.
enum ScalarStyle {
  case plain, singleQuoted, doubleQuoted, literal

  init(_ text: String) {
    var hasBreak = false
    var needsEscape = false
    for character in text.unicodeScalars {
      switch character {
      case "\n": hasBreak = true
      // What YAML 1.1 takes for a line break or doesn't allow at all.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}":
        needsEscape = true
      default: break
      }
    }
    if needsEscape {
      self = .doubleQuoted
    } else if hasBreak {
      self = Self.canBeLiteral(text) ? .literal : .doubleQuoted
    } else {
      self = Self.canBePlain(text) ? .plain : .singleQuoted
    }
  }

  /// Not with white space before a line break or at either end, which other tools strip or which needs an indicator,
  /// nor with more than one break at the end.
  private static func canBeLiteral(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, first != 0x20, first != 0x0A, !bytes.allSatisfy({ $0 == 0x0A }) else { return false }
    for (byte, next) in zip(bytes, bytes.dropFirst()) where byte == 0x20 && next == 0x0A { return false }
    return bytes.last != 0x20 && !bytes.suffix(2).elementsEqual([0x0A, 0x0A])
  }

  /// Words that are not text to some reader, in lower case.
  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity",
  ]

  /// Plain text begins with a letter or a path's first character, holds no mark that ends it, and is no word or number
  /// under YAML 1.1 or 1.2.
  private static func canBePlain(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, last != 0x20, last != UInt8(ascii: ":") else { return false }
    for (byte, next) in zip(bytes, bytes.dropFirst()) {
      if byte == UInt8(ascii: ":"), next == 0x20 { return false }
      if byte == 0x20, next == UInt8(ascii: "#") { return false }
    }
    if isDigit(first) { return isQuantity(bytes) }
    guard isLetter(first) || first >= 0x80 || "/_$".utf8.contains(first) else { return false }
    return bytes.count > 8 || !reserved.contains(text.lowercased())
  }

  /// Whether text that begins with a digit is a duration, a size or the like (`5m`, `1h30m`, `16MB`): whole numbers
  /// with units, none of whose spellings is a number, a date or a sexagesimal.
  private static func isQuantity(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let digits = rest.prefix(while: isDigit)
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix(while: isLetter)
      rest = rest.dropFirst(unit.count)
      guard !digits.isEmpty, units.contains(String(decoding: unit, as: UTF8.self)) else { return false }
    }
    return true
  }

  private static let units: Set<String> = [
    "ms", "s", "m", "h", "d", "w", "y", "us", "ns", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "kb",
    "mb",
    "gb",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
}
