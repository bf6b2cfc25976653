/// One line of a `.gitignore`, or a path pattern of `.belfry.yaml`, which has the same meaning: gitignore(5).
///
/// A pattern without a slash before its end is held against names at any depth; one with a slash against the path from
/// the folder of the file that it stands in. `*` and `?` never take a slash, `**` between slashes takes any folders. A
/// slash at the end is for folders only; `!` in front takes back what an earlier line said.
package struct PathPattern: Sendable {
  package let isNegated: Bool
  private let isForFolders: Bool
  private let shape: Shape

  private enum Shape: Sendable {
    /// The usual forms of patterns without a slash, which need no more than a comparison.
    case name([UInt8])
    case nameEnding([UInt8])
    case nameGlob(GlobMatcher)
    case path(prefix: [UInt8])
    case pathGlob(prefix: [UInt8], GlobMatcher)
  }

  /// Nil for an empty line, a comment, and a pattern that can't match anything (`[a`).
  package init?(_ line: some Sequence<UInt8>) {
    var text = Self.trimmed(Array(line))[...]
    if text.first == UInt8(ascii: "#") { return nil }
    isNegated = text.first == UInt8(ascii: "!")
    if isNegated { text = text.dropFirst() }
    isForFolders = text.last == UInt8(ascii: "/")
    if isForFolders { text = text.dropLast() }
    guard !text.isEmpty else { return nil }
    let isName = !text.contains(UInt8(ascii: "/"))
    if text.first == UInt8(ascii: "/") { text = text.dropFirst() }
    let prefix = Array(text.prefix { !GlobMatcher.isSpecial($0) })
    if prefix.count == text.count {
      shape = isName ? .name(prefix) : .path(prefix: prefix)
      return
    }
    if isName, text.first == UInt8(ascii: "*"), !text.dropFirst().contains(where: GlobMatcher.isSpecial) {
      shape = .nameEnding(Array(text.dropFirst()))
      return
    }
    guard let glob = GlobMatcher(isName ? text : text.dropFirst(prefix.count)) else { return nil }
    shape = isName ? .nameGlob(glob) : .pathGlob(prefix: prefix, glob)
  }

  package init?(_ text: String) { self.init(text.utf8) }

  /// Without the blanks at its end, unless a backslash stands before them, and without the carriage return of Windows.
  private static func trimmed(_ line: [UInt8]) -> ArraySlice<UInt8> {
    var line = line[...]
    if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    var end = line.endIndex
    while end > line.startIndex, line[end - 1] == UInt8(ascii: " ") { end -= 1 }
    let backslashes = line[..<end].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    if end < line.endIndex, backslashes % 2 == 1 { end += 1 }
    return line[..<end]
  }

  /// Whether it speaks of `path`, which is relative to the folder of the pattern's file, without a slash at either end.
  package func matches(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    if isForFolders, !isFolder { return false }
    switch shape {
    case .name(let name): return Self.name(of: path).elementsEqual(name)
    case .nameEnding(let ending):
      let name = Self.name(of: path)
      return name.count >= ending.count && name.suffix(ending.count).elementsEqual(ending)
    case .nameGlob(let glob): return glob.matches(Self.name(of: path))
    case .path(let whole): return path.elementsEqual(whole)
    case .pathGlob(let prefix, let glob):
      return path.count >= prefix.count && path.starts(with: prefix) && glob.matches(path.dropFirst(prefix.count))
    }
  }

  private static func name(of path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path
  }
}

/// The patterns of one file, the last that matches deciding.
package struct PathPatterns: Sendable {
  private let patterns: [PathPattern]

  package init(_ patterns: [PathPattern]) { self.patterns = patterns }

  /// The lines of a `.gitignore`.
  package init(ignoreFile bytes: [UInt8]) {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    patterns = text.split(separator: UInt8(ascii: "\n")).compactMap { PathPattern($0) }
  }

  package var isEmpty: Bool { patterns.isEmpty }

  /// Whether the path is meant; nil when no pattern speaks of it.
  package func verdict(on path: ArraySlice<UInt8>, isFolder: Bool) -> Bool? {
    patterns.last { $0.matches(path, isFolder: isFolder) }.map { !$0.isNegated }
  }

  /// Whether a file is meant, by itself or by a folder that it is in.
  package func includes(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    for slash in bytes.indices where bytes[slash] == UInt8(ascii: "/") {
      if verdict(on: bytes[..<slash], isFolder: true) == true { return true }
    }
    return verdict(on: bytes[...], isFolder: false) == true
  }
}
