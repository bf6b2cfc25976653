import Document
import Prometheus

/// A glob of `rule_files`: relative to the file that names it, with `*` in its last part (as Prometheus allows), `?` and
/// `[a-z]` as Go's `filepath.Match` has them.
package struct PathGlob {
  private let pattern: String

  package init(_ glob: String, relativeTo file: String) {
    let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
    pattern = Self.normalized(glob.hasPrefix("/") ? glob : folder + glob)
  }

  /// Which rule files a prometheus.yml names, from wherever a server may find it.
  package static func ruleFiles(of config: StackFile) -> [PathGlob] {
    PrometheusConfig(config.root).ruleFiles.flatMap { pattern in
      config.paths.map { PathGlob(pattern.text, relativeTo: $0) }
    }
  }

  package func matches(_ path: String) -> Bool {
    Self.matches(Array(pattern.utf8)[...], Array(Self.normalized(path).utf8)[...])
  }

  /// Whether it may match the file where the server runs. An absolute glob speaks of the server's file system; of a path
  /// here that is relative only the name says something.
  package func mayMatch(_ path: String) -> Bool {
    guard pattern.hasPrefix("/"), !path.hasPrefix("/") else { return matches(path) }
    return Self.matches(Self.name(of: pattern), Self.name(of: path))
  }

  /// The folder that it looks in, `.` for the current one; nil if that can't be told here.
  package var folder: String? {
    let folder = pattern.lastIndex(of: "/").map { $0 == pattern.startIndex ? "/" : String(pattern[..<$0]) } ?? "."
    return pattern.hasPrefix("/") || folder.contains(where: { "*?[".contains($0) }) ? nil : folder
  }

  /// The folder that a path stands in, `.` for the current one and above the top of a relative path.
  package static func folder(of path: String) -> String {
    let path = normalized(path)
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Whether a path stands in a folder, as `folder(of:)` gives it, or anywhere below.
  package static func isBelow(_ path: String, _ folder: String) -> Bool {
    let path = normalized(path)
    if folder == "." { return !path.hasPrefix("/") && !path.hasPrefix("../") }
    return path.hasPrefix(folder == "/" ? folder : folder + "/")
  }

  private static func name(of path: String) -> ArraySlice<UInt8> {
    let bytes = Array(path.utf8)
    return bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[($0 + 1)...] } ?? bytes[...]
  }

  /// Without `.` parts, and without `..` parts where they undo a part before them.
  package static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// Stars never cross a slash. Going back to the last star only keeps it from taking exponential time.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
    var (pattern, text) = (pattern, text)
    var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
    while true {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        retry = (pattern, text)
      } else if let byte = text.first, let rest = step(pattern, byte) {
        pattern = rest
        text = text.dropFirst()
      } else if text.isEmpty && pattern.isEmpty {
        return true
      } else if let (after, from) = retry, let skipped = from.first, skipped != UInt8(ascii: "/") {
        pattern = after
        text = from.dropFirst()
        retry = (after, text)
      } else {
        return false
      }
    }
  }

  /// The pattern after its first element took `byte`; nil when it doesn't.
  private static func step(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> ArraySlice<UInt8>? {
    guard let first = pattern.first else { return nil }
    switch first {
    case UInt8(ascii: "?"): return byte == UInt8(ascii: "/") ? nil : pattern.dropFirst()
    case UInt8(ascii: "["):
      guard let close = pattern.dropFirst(2).firstIndex(of: UInt8(ascii: "]")) else { return nil }
      var members = pattern[(pattern.startIndex + 1)..<close]
      let isNegated = members.first == UInt8(ascii: "^")
      if isNegated { members = members.dropFirst() }
      return contains(members, byte) != isNegated ? pattern[(close + 1)...] : nil
    default: return first == byte ? pattern.dropFirst() : nil
    }
  }

  private static func contains(_ members: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    var rest = members
    while let low = rest.popFirst() {
      if rest.first == UInt8(ascii: "-"), let high = rest.dropFirst().first {
        if (low...max(low, high)).contains(byte) { return true }
        rest = rest.dropFirst(2)
      } else if low == byte {
        return true
      }
    }
    return false
  }
}
