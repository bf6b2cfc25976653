package import Diagnostics

/// Reads strict JSON into the tree that YAML is read into: strings as double-quoted scalars, everything else plain.
package enum JSONReader {
  package static func read(_ file: SourceFile, limits: Limits = .standard) -> ReadResult {
    read(file, in: nil, limits)
  }

  /// What stands inside a scalar of another file.
  package static func read(_ text: EmbeddedText, limits: Limits = .standard) -> ReadResult {
    read(text.file, in: text, limits)
  }

  private static func read(_ file: SourceFile, in host: EmbeddedText?, _ limits: Limits) -> ReadResult {
    var builder = TreeBuilder(file: file, in: host, limits: limits, syntaxID: "syntax/json")
    guard builder.acceptSize() else { return builder.result }
    file.bytes.withUnsafeBufferPointer { bytes in
      var scan = JSONScan(bytes: bytes)
      scan.document(&builder)
    }
    return builder.result
  }
}

/// One pass over JSON text. Nesting is kept in an array, so depth costs no stack.
private struct JSONScan {
  /// What may come next.
  private enum State {
    case value, firstItem, firstKey, key, afterValue
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0
  /// The closing brackets of what is open.
  var closers: [UInt8] = []
  var content: [UInt8] = []

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document(_ builder: inout TreeBuilder) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    skipSpace()
    guard at < bytes.count else { return builder.fail("the file is empty", at: at..<at) }
    var state = State.value
    repeat {
      skipSpace()
      guard let next = step(state, &builder), !builder.isStopped else { return }
      state = next
    } while state != .afterValue || !closers.isEmpty
    skipSpace()
    guard at == bytes.count else { return unexpected("the end of the file", &builder) }
    builder.endDocument()
  }

  /// Takes one token; nil after a problem.
  private mutating func step(_ state: State, _ builder: inout TreeBuilder) -> State? {
    guard at < bytes.count else {
      builder.fail("the file ends before everything is closed", at: at..<at, help: closers.last.map(Self.closeHelp))
      return nil
    }
    let byte = bytes[at]
    switch state {
    case .firstItem where byte == UInt8(ascii: "]"), .firstKey where byte == UInt8(ascii: "}"):
      close(&builder)
      return .afterValue
    case .value, .firstItem: return value(byte, &builder)
    case .firstKey, .key:
      guard byte == UInt8(ascii: "\"") else {
        unexpected("a key in double quotes", &builder)
        return nil
      }
      guard string(&builder) else { return nil }
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else {
        unexpected("\":\"", &builder)
        return nil
      }
      at += 1
      return .value
    case .afterValue: return afterValue(byte, &builder)
    }
  }

  private static func closeHelp(_ closer: UInt8) -> String {
    "add the missing \"\(Character(Unicode.Scalar(closer)))\""
  }

  private mutating func afterValue(_ byte: UInt8, _ builder: inout TreeBuilder) -> State? {
    let closer = closers.last ?? 0
    if byte == closer {
      close(&builder)
      return .afterValue
    }
    guard byte == UInt8(ascii: ",") else {
      unexpected("\",\" or \"\(Character(Unicode.Scalar(closer)))\"", &builder)
      return nil
    }
    let comma = at
    at += 1
    skipSpace()
    if at < bytes.count, bytes[at] == closer {
      builder.fail("JSON allows no comma after the last item", at: comma..<(comma + 1), help: "remove the comma")
      return nil
    }
    return closer == UInt8(ascii: "}") ? .key : .value
  }

  private mutating func close(_ builder: inout TreeBuilder) {
    at += 1
    closers.removeLast()
    builder.close(end: at)
  }

  private mutating func value(_ byte: UInt8, _ builder: inout TreeBuilder) -> State? {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isMapping = byte == UInt8(ascii: "{")
      builder.open(isMapping ? .mapping : .sequence, style: .flow, at: at..<(at + 1))
      closers.append(byte + 2)
      at += 1
      return isMapping ? .firstKey : .firstItem
    case UInt8(ascii: "\""): return string(&builder) ? .afterValue : nil
    default: return plain(byte, &builder) ? .afterValue : nil
    }
  }

  /// A number, `true`, `false` or `null`.
  private mutating func plain(_ byte: UInt8, _ builder: inout TreeBuilder) -> Bool {
    var end = at
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    let word = UnsafeBufferPointer(rebasing: bytes[at..<end])
    let isNumber = !word.isEmpty && word.count < 4096 && JSONNumber.length(in: Array(word)[...]) == word.count
    guard isNumber || ["true", "false", "null"].contains(where: { word.elementsEqual($0.utf8) }) else {
      if word.isEmpty {
        unexpected("a value", &builder)
      } else {
        let text = String(decoding: word.prefix(200), as: UTF8.self)
        builder.fail("\(quoted(text)) isn't a JSON value", at: at..<end, help: "put text in double quotes")
      }
      return false
    }
    builder.scalar(verbatim: at..<end, style: .plain, at: at..<end)
    at = end
    return true
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 { at += 1 }
  }

  private func unexpected(_ expected: String, _ builder: inout TreeBuilder) {
    guard at < bytes.count else { return builder.fail("expected \(expected), and the file ends here", at: at..<at) }
    let length = bytes[at] < 0x80 ? 1 : UTF8Decoding.scalar(in: bytes, at: at)?.length ?? 1
    let range = at..<(at + length)
    builder.fail("expected \(expected), not \(quoted(String(decoding: bytes[range], as: UTF8.self)))", at: range)
  }

  // MARK: Strings

  private mutating func string(_ builder: inout TreeBuilder) -> Bool {
    let start = at
    at += 1
    let first = at
    // Most strings hold no escape and are taken as they stand.
    while at < bytes.count, bytes[at] >= 0x20, bytes[at] < 0x80, bytes[at] != UInt8(ascii: "\""),
      bytes[at] != UInt8(ascii: "\\")
    {
      at += 1
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
      at += 1
      builder.scalar(verbatim: first..<at - 1, style: .doubleQuoted, at: start..<at)
      return true
    }
    content.removeAll(keepingCapacity: true)
    content.append(contentsOf: bytes[first..<at])
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        content.withUnsafeBufferPointer { builder.scalar($0, style: .doubleQuoted, at: start..<at) }
        return true
      case UInt8(ascii: "\\"): guard escape(&builder) else { return false }
      case 0..<0x20:
        let name = bytes[at] == 0x0A ? "a line break" : "a control character"
        builder.fail("\(name) isn't allowed inside a JSON string", at: at..<(at + 1), help: "write it as an escape")
        return false
      case 0x20..<0x80:
        content.append(bytes[at])
        at += 1
      default:
        guard let (length, _) = UTF8Decoding.scalar(in: bytes, at: at) else {
          builder.fail("this byte isn't UTF-8 text", at: at..<(at + 1), help: "save the file as UTF-8")
          return false
        }
        content.append(contentsOf: bytes[at..<(at + length)])
        at += length
      }
    }
    builder.fail("this quote is never closed", at: start..<(start + 1), help: "close the quote")
    return false
  }

  private mutating func escape(_ builder: inout TreeBuilder) -> Bool {
    let start = at
    let (length, value) = JSONEscape.read(bytes, at: at)
    guard let value else {
      builder.fail(
        "unknown escape in a JSON string", at: start..<min(start + length, bytes.count),
        help: "write \"\\\\\" for a backslash")
      return false
    }
    content.append(contentsOf: UTF8.encode(value) ?? UTF8.encodedReplacementCharacter)
    at += length
    return true
  }
}

/// The escapes of JSON strings.
enum JSONEscape {
  /// Length and meaning of the escape that begins at `at` with a backslash. A surrogate without its partner is the
  /// replacement character, as Go's decoder has it; the value is nil when it is no escape at all.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> (length: Int, value: Unicode.Scalar?) {
    guard at + 1 < bytes.count else { return (1, nil) }
    switch bytes[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (2, Unicode.Scalar(bytes[at + 1]))
    case UInt8(ascii: "b"): return (2, "\u{8}")
    case UInt8(ascii: "f"): return (2, "\u{C}")
    case UInt8(ascii: "n"): return (2, "\n")
    case UInt8(ascii: "r"): return (2, "\r")
    case UInt8(ascii: "t"): return (2, "\t")
    case UInt8(ascii: "u"):
      guard let unit = hexadecimal(bytes, from: at + 2, count: 4) else { return (2, nil) }
      if let scalar = Unicode.Scalar(unit) { return (6, scalar) }
      if unit < 0xDC00, at + 7 < bytes.count, bytes[at + 6] == UInt8(ascii: "\\"), bytes[at + 7] == UInt8(ascii: "u"),
        let low = hexadecimal(bytes, from: at + 8, count: 4), (0xDC00..<0xE000).contains(low)
      {
        return (12, Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)))
      }
      return (6, "\u{FFFD}")
    default: return (2, nil)
    }
  }

  /// The value of `count` hexadecimal digits; nil when they aren't all there.
  static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, count: Int) -> UInt32? {
    guard from + count <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[from..<(from + count)] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x61 + 10)
      default: return nil
      }
    }
    return value
  }
}
