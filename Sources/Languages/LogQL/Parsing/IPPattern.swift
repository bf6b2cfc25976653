/// What `ip("…")` takes: an address, a block (`10.0.0.0/8`) or a range (`10.0.0.1-10.0.0.9`).
enum IPPattern {
  static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if address(bytes[...], allowsZone: true) != nil { return true }
    if let slash = bytes.lastIndex(of: UInt8(ascii: "/")) {
      guard let address = address(bytes[..<slash], allowsZone: false) else { return false }
      let bits = bytes[(slash + 1)...]
      guard (1...3).contains(bits.count), bits.allSatisfy(\.isDigit),
        bits.count == 1 || bits.first != UInt8(ascii: "0"),
        let count = Int(String(decoding: bits, as: UTF8.self))
      else { return false }
      return count <= address.count * 8
    }
    guard let hyphen = bytes.firstIndex(of: UInt8(ascii: "-")),
      let low = address(bytes[..<hyphen], allowsZone: true),
      let high = address(bytes[(hyphen + 1)...], allowsZone: true)
    else { return false }
    return low.count == high.count && !high.lexicographicallyPrecedes(low)
  }

  /// The 4 or 16 bytes of an address.
  private static func address(_ text: ArraySlice<UInt8>, allowsZone: Bool) -> [UInt8]? {
    guard text.contains(UInt8(ascii: ":")) else { return version4(text) }
    guard let percent = text.firstIndex(of: UInt8(ascii: "%")) else { return version6(text) }
    return allowsZone && percent + 1 < text.endIndex ? version6(text[..<percent]) : nil
  }

  private static func version4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let fields = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
    guard fields.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for field in fields {
      guard (1...3).contains(field.count), field.allSatisfy(\.isDigit),
        field.count == 1 || field.first != UInt8(ascii: "0"), let byte = UInt8(String(decoding: field, as: UTF8.self))
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func version6(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count <= 45 else { return nil }
    let parts = split(text)
    guard parts.count <= 2, var head = groups(parts[0], mayEndInVersion4: parts.count == 1) else { return nil }
    guard parts.count == 2 else { return head.count == 16 ? head : nil }
    guard let tail = groups(parts[1], mayEndInVersion4: true), head.count + tail.count <= 14 else { return nil }
    head += [UInt8](repeating: 0, count: 16 - head.count - tail.count)
    return head + tail
  }

  /// What stands before and behind `::`; three parts or more when it occurs twice.
  private static func split(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    var at = start
    while at + 1 < text.endIndex {
      guard text[at] == UInt8(ascii: ":"), text[at + 1] == UInt8(ascii: ":") else {
        at += 1
        continue
      }
      parts.append(text[start..<at])
      at += 2
      start = at
    }
    return parts + [text[start...]]
  }

  private static func groups(_ text: ArraySlice<UInt8>, mayEndInVersion4: Bool) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    let fields = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    var bytes: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if mayEndInVersion4, index == fields.count - 1, field.contains(UInt8(ascii: ".")) {
        guard let address = version4(field) else { return nil }
        bytes += address
        continue
      }
      guard (1...4).contains(field.count), field.allSatisfy(\.isHexDigit),
        let group = UInt16(String(decoding: field, as: UTF8.self), radix: 16)
      else { return nil }
      bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
    }
    return bytes
  }
}
