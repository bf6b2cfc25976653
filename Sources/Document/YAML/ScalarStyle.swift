/// How a string is written so that every YAML reader gets the same string back.
enum ScalarStyle {
  case plain, singleQuoted, doubleQuoted, literal

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { Self.style(of: $0) }
  }

  private static func style(of bytes: UnsafeBufferPointer<UInt8>) -> ScalarStyle {
    var hasBreak = false
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A {
        hasBreak = true
      } else if byte < 0x20 || byte == 0x7F || byte >= 0xC2 && needsEscape(bytes[index...].prefix(3)) {
        return .doubleQuoted
      }
    }
    if hasBreak { return canBeLiteral(bytes) ? .literal : .doubleQuoted }
    return canBePlain(bytes) ? .plain : .singleQuoted
  }

  /// Whether a character beyond ASCII begins these bytes that YAML 1.1 takes for a line break or doesn't allow at all:
  /// U+0080 to U+00A0, U+2028, U+2029, U+FEFF, U+FFFE and U+FFFF.
  private static func needsEscape(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let next = bytes.count > 1 ? bytes[bytes.startIndex + 1] : 0
    let last = bytes.count > 2 ? bytes[bytes.startIndex + 2] : 0
    return switch bytes[bytes.startIndex] {
    case 0xC2: next <= 0xA0
    case 0xE2: next == 0x80 && (last == 0xA8 || last == 0xA9)
    case 0xEF: next == 0xBB && last == 0xBF || next == 0xBF && last >= 0xBE
    default: false
    }
  }

  /// Not with white space before a line break or at either end, which other tools strip or which needs an indicator,
  /// nor with more than one break at the end.
  private static func canBeLiteral(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, first != 0x20, first != 0x0A, !bytes.allSatisfy({ $0 == 0x0A }) else { return false }
    for index in 1..<bytes.count where bytes[index] == 0x0A && bytes[index - 1] == 0x20 { return false }
    return bytes.last != 0x20 && !bytes.suffix(2).elementsEqual([0x0A, 0x0A])
  }

  /// Words that are not text to some reader, in lower case.
  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity",
  ]

  /// Plain text begins with a letter or a path's first character, holds no mark that ends it, and is no word or number
  /// under YAML 1.1 or 1.2.
  private static func canBePlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last, last != 0x20, last != UInt8(ascii: ":") else { return false }
    for index in 1..<bytes.count {
      if bytes[index] == 0x20, bytes[index - 1] == UInt8(ascii: ":") { return false }
      if bytes[index] == UInt8(ascii: "#"), bytes[index - 1] == 0x20 { return false }
    }
    if isDigit(first) { return isQuantity(bytes) }
    let isPathLike = first == UInt8(ascii: "/") || first == UInt8(ascii: "_") || first == UInt8(ascii: "$")
    guard isLetter(first) || first >= 0x80 || isPathLike else { return false }
    return bytes.count > 8 || !reserved.contains(String(decoding: bytes, as: UTF8.self).lowercased())
  }

  /// Whether text that begins with a digit is a duration, a size or the like (`5m`, `1h30m`, `16MB`): whole numbers
  /// with units, none of whose spellings is a number, a date or a sexagesimal.
  private static func isQuantity(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
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
