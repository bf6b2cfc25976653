package import Stack

/// What the settings say about paths: which are looked at, and what they are.
package struct PathChoice: Sendable {
  /// The absolute path of the folder that patterns start from.
  private let base: [UInt8]
  private let excluded: PathPatterns
  private let included: PathPatterns
  private let kinds: [(pattern: PathPatterns, kind: NamedKind)]

  package init(
    base: String = "", excluded: [PathPattern] = [], included: [PathPattern] = [],
    kinds: [(pattern: PathPattern, kind: NamedKind)] = []
  ) {
    self.base = Array(base.utf8)
    self.excluded = PathPatterns(excluded)
    self.included = PathPatterns(included)
    self.kinds = kinds.map { (PathPatterns([$0.pattern]), $0.kind) }
  }

  var hasKinds: Bool { !kinds.isEmpty }

  /// Whether nothing at an absolute path is to be looked at.
  func excludes(_ location: @autoclosure () -> String, isFolder: Bool) -> Bool {
    if excluded.isEmpty, included.isEmpty { return false }
    guard let path = relative(location()) else { return false }
    if excluded.verdict(on: path[...], isFolder: isFolder) == true { return true }
    // A folder may hold what is included further down.
    return !isFolder && !included.isEmpty && !included.includes(String(decoding: path, as: UTF8.self))
  }

  /// What a file is said to be, whatever its content says; the last pattern decides.
  func kind(of location: @autoclosure () -> String) -> NamedKind? {
    guard hasKinds, let path = relative(location()).map({ String(decoding: $0, as: UTF8.self) }) else { return nil }
    return kinds.last { $0.pattern.includes(path) }?.kind
  }

  private func relative(_ location: String) -> [UInt8]? {
    let bytes = Array(location.utf8)
    let start = base.count + (base.last == UInt8(ascii: "/") ? 0 : 1)
    guard bytes.count > start, bytes.starts(with: base), bytes[start - 1] == UInt8(ascii: "/") else { return nil }
    return Array(bytes[start...])
  }
}
