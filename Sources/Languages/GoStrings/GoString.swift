/// Go's string literals, which PromQL, LogQL, Go templates and Alertmanager's matchers all use.
package enum GoString {
  /// An escape that Go does not know.
  package struct InvalidEscape: Error, Sendable, Hashable {
    /// Bytes, from the literal's opening quote.
    package var range: Range<Int>
    package var message: String { "invalid escape sequence in string" }
  }

  /// The value of a literal that stands in its quotes: `"…"` or `'…'` with escapes, `` `…` `` as it is.
  package static func value(of literal: ArraySlice<UInt8>) throws(InvalidEscape) -> String {
    guard hasEscapes(literal) else { return String(decoding: literal.dropFirst().dropLast(), as: UTF8.self) }
    return String(decoding: try bytes(of: literal), as: UTF8.self)
  }

  private static func hasEscapes(_ literal: ArraySlice<UInt8>) -> Bool {
    literal.first != UInt8(ascii: "`") && literal.dropFirst().dropLast().contains(UInt8(ascii: "\\"))
  }

  /// The same, where escapes such as `\xff` may make something that is not UTF-8.
  package static func bytes(of literal: ArraySlice<UInt8>) throws(InvalidEscape) -> [UInt8] {
    let start = literal.startIndex
    let body = literal.dropFirst().dropLast()
    guard let quote = literal.first, hasEscapes(literal) else { return Array(body) }
    var out: [UInt8] = []
    out.reserveCapacity(body.count)
    var at = body.startIndex
    while at < body.endIndex {
      guard body[at] == UInt8(ascii: "\\") else {
        out.append(body[at])
        at += 1
        continue
      }
      guard let length = appendEscape(body[at...], quote: quote, to: &out) else {
        throw InvalidEscape(range: (at - start)..<(min(at + 2, body.endIndex) - start))
      }
      at += length
    }
    return out
  }

  /// Appends what the escape at the start of `text` stands for; gives its length, or nil when it is none.
  static func appendEscape(_ text: ArraySlice<UInt8>, quote: UInt8, to out: inout [UInt8]) -> Int? {
    let at = text.startIndex + 1
    guard at < text.endIndex else { return nil }
    switch text[at] {
    case UInt8(ascii: "a"): out.append(7)
    case UInt8(ascii: "b"): out.append(8)
    case UInt8(ascii: "f"): out.append(12)
    case UInt8(ascii: "n"): out.append(10)
    case UInt8(ascii: "r"): out.append(13)
    case UInt8(ascii: "t"): out.append(9)
    case UInt8(ascii: "v"): out.append(11)
    case UInt8(ascii: "\\"): out.append(0x5C)
    case quote: out.append(quote)
    case UInt8(ascii: "x"): return appendNumeric(text, digits: 2, radix: 16, prefix: 2, to: &out)
    case UInt8(ascii: "u"): return appendNumeric(text, digits: 4, radix: 16, prefix: 2, to: &out)
    case UInt8(ascii: "U"): return appendNumeric(text, digits: 8, radix: 16, prefix: 2, to: &out)
    case UInt8(ascii: "0")...UInt8(ascii: "7"): return appendNumeric(text, digits: 3, radix: 8, prefix: 1, to: &out)
    default: return nil
    }
    return 2
  }

  private static func appendNumeric(
    _ text: ArraySlice<UInt8>, digits: Int, radix: Int, prefix: Int, to out: inout [UInt8]
  ) -> Int? {
    let number = text.dropFirst(prefix).prefix(digits)
    guard number.count == digits, number.allSatisfy(isHexDigit),
      let value = UInt32(String(decoding: number, as: UTF8.self), radix: radix)
    else { return nil }
    if digits <= 3 {
      guard value <= 0xFF else { return nil }
      out.append(UInt8(value))
    } else {
      guard let scalar = Unicode.Scalar(value) else { return nil }
      out.append(contentsOf: Array(String(Character(scalar)).utf8))
    }
    return prefix + digits
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66
  }
}
