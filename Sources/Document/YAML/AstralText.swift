/// libyaml's emitter escapes every character beyond U+FFFF, so that an emoji makes a line unreadable. These characters
/// are therefore spelled in noncharacters, which it lets pass, and put back in what it wrote.
///
/// The spelling is a mark and six hexadecimal digits out of U+FDD0…U+FDEF. Those thirty-two are spelled the same way
/// where they stand in a text themselves, so nothing can be mistaken for a spelling.
enum AstralText {
  private static let mark: UInt32 = 0xFDE0
  private static let firstDigit: UInt32 = 0xFDD0
  private static let digitCount = 6

  /// Nil when there is nothing to spell.
  static func encode(_ text: String) -> String? {
    // Both four-byte characters and the noncharacters have a lead byte of 0xEF or above.
    guard text.utf8.withContiguousStorageIfAvailable({ $0.contains { $0 >= 0xEF } }) ?? true else { return nil }
    var out = String.UnicodeScalarView()
    var isChanged = false
    for character in text.unicodeScalars {
      guard character.value > 0xFFFF || (0xFDD0...0xFDEF).contains(character.value) else {
        out.append(character)
        continue
      }
      isChanged = true
      append(mark, to: &out)
      for digit in (0..<digitCount).reversed() {
        append(firstDigit + character.value >> (4 * UInt32(digit)) & 15, to: &out)
      }
    }
    return isChanged ? String(out) : nil
  }

  private static func append(_ value: UInt32, to out: inout String.UnicodeScalarView) {
    if let scalar = Unicode.Scalar(value) { out.append(scalar) }
  }

  static func decode(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var digits = 0
    var value: UInt32 = 0
    for character in text.unicodeScalars {
      if character.value == mark {
        digits = digitCount
        value = 0
      } else if digits > 0 {
        value = value << 4 | (character.value &- firstDigit) & 15
        digits -= 1
        if digits == 0 { append(value, to: &out) }
      } else {
        out.append(character)
      }
    }
    return String(out)
  }
}
