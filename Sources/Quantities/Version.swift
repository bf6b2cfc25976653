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
  public init(stringLiteral text: String) { self = Version(text) ?? Version(0) }

  public static func < (a: Version, b: Version) -> Bool {
    (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
  }

  /// `3.14`, and with a patch other than 0 `3.14.1`.
  public var description: String { patch == 0 ? "\(major).\(minor)" : "\(major).\(minor).\(patch)" }
}
