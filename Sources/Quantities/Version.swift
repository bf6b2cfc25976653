/// A server's version as far as configuration depends on it: `2.42`, `3.11.0`.
public struct Version: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
  public var major: Int
  public var minor: Int
  public var patch: Int

  /// `Version(3, 14)` is 3.14.0.
  public init(_ major: Int, _ minor: Int = 0, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// `2`, `2.42`, `v2.42.1`; nil for anything else.
  public init?(_ text: String) {
    let parts = (text.hasPrefix("v") ? text.dropFirst() : Substring(text)).split(
      separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...3).contains(numbers.count),
      numbers.allSatisfy({ (0...99_999).contains($0) })
    else { return nil }
    self.init(numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0)
  }

  /// For versions written in the source; a malformed literal is `0.0`, which a test would show at once.
  ///
  /// Read without making a string: rules ask whether a server is older than such a literal for every value they see.
  public init(stringLiteral text: StaticString) {
    self = text.withUTF8Buffer { bytes in
      var parts = SIMD4<Int>()
      var at = 0
      for byte in bytes {
        if byte == UInt8(ascii: "."), at < 2 {
          at += 1
        } else if byte &- 0x30 < 10, parts[at] < 10_000 {
          parts[at] = parts[at] * 10 + Int(byte & 0xF)
        } else {
          return Version(0)
        }
      }
      return Version(parts[0], parts[1], parts[2])
    }
  }

  public static func < (a: Version, b: Version) -> Bool {
    (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
  }

  /// `3.14`, and with a patch other than 0 `3.14.1`.
  public var description: String { patch == 0 ? "\(major).\(minor)" : "\(major).\(minor).\(patch)" }
}
