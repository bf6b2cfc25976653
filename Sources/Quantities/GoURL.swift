/// A URL as Go's `url.Parse` takes it apart, which refuses little: paths alone are URLs, and so is the empty text.
package struct GoURL: Sendable, Equatable {
  package let scheme: String
  package let host: String

  /// Nil when Go refuses it.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
    let hash = bytes.firstIndex(of: UInt8(ascii: "#"))
    if let hash, !Self.isUnescapable(bytes[(hash + 1)...]) { return nil }
    let whole = bytes[..<(hash ?? bytes.count)]
    guard let colon = Self.schemeEnd(of: whole) else { return nil }
    scheme = String(decoding: whole[..<colon], as: UTF8.self).lowercased()
    var rest = whole[(scheme.isEmpty ? whole.startIndex : colon + 1)...]
    if let question = rest.firstIndex(of: UInt8(ascii: "?")) { rest = rest[..<question] }

    let slash = UInt8(ascii: "/")
    if rest.first != slash {
      host = ""
      if !scheme.isEmpty { return }
      // `a:b` would be a scheme that isn't one.
      if rest.prefix(while: { $0 != slash }).contains(UInt8(ascii: ":")) { return nil }
    } else if rest.starts(with: [slash, slash]), !scheme.isEmpty || !rest.starts(with: [slash, slash, slash]) {
      let authority = rest.dropFirst(2).prefix { $0 != slash }
      guard let host = Self.host(of: authority) else { return nil }
      self.host = host
      rest = rest.dropFirst(2 + authority.count)
    } else {
      host = ""
    }
    guard Self.isUnescapable(rest) else { return nil }
  }

  /// Where the colon after the scheme stands; the start when there is no scheme; nil when it is empty.
  private static func schemeEnd(of bytes: ArraySlice<UInt8>) -> Int? {
    for (index, byte) in zip(bytes.indices, bytes) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if index == bytes.startIndex { return bytes.startIndex }
      case UInt8(ascii: ":"): return index == bytes.startIndex ? nil : index
      default: return bytes.startIndex
      }
    }
    return bytes.startIndex
  }

  /// The host of `user:password@host:port`, port included; nil when one of them is malformed.
  private static func host(of authority: ArraySlice<UInt8>) -> String? {
    var host = authority
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
      let user = authority[..<at]
      let extra = Array("-._:~!$&'()*+,;=%@".utf8)
      guard user.allSatisfy({ isLetterOrDigit($0) || extra.contains($0) }), isUnescapable(user) else { return nil }
      host = authority[(at + 1)...]
    }
    var port = host.suffix(0)
    if host.first == UInt8(ascii: "[") {
      guard let bracket = host.lastIndex(of: UInt8(ascii: "]")) else { return nil }
      port = host[(bracket + 1)...]
    } else if let colon = host.lastIndex(of: UInt8(ascii: ":")) {
      port = host[colon...]
    }
    if let first = port.first {
      guard first == UInt8(ascii: ":"), port.dropFirst().allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    }
    // In a host only what isn't ASCII may be escaped, apart from the zone of an IPv6 address.
    let isHost = host.allSatisfy { $0 >= 0x80 || isLetterOrDigit($0) || hostPunctuation.contains($0) }
    return isHost && isUnescapable(host) ? String(decoding: host, as: UTF8.self) : nil
  }

  private static let hostPunctuation = Array("-_.~!$&'()*+,;=:[]<>\"%".utf8)

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 }

  /// Whether each `%` has two hexadecimal digits after it.
  private static func isUnescapable(_ bytes: ArraySlice<UInt8>) -> Bool {
    for (index, byte) in zip(bytes.indices, bytes) where byte == UInt8(ascii: "%") {
      let digits = bytes[(index + 1)...].prefix(2)
      guard digits.count == 2, digits.allSatisfy({ $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }) else { return false }
    }
    return true
  }
}
