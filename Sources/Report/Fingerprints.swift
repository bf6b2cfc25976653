import Diagnostics

/// Names for findings that stay the same when lines move: of the id, the path and the message, and of how many alike came
/// before in the file.
struct Fingerprints {
  private var seen: [String: Int] = [:]

  mutating func next(_ finding: Diagnostic, path: String) -> String {
    let identity = "\(finding.id)|\(path)|\(finding.message)"
    seen[identity, default: 0] += 1
    return Self.hash("\(identity)|\(seen[identity] ?? 0)")
  }

  /// FNV-1a, 64 bits: a name for a finding, not a defence.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let hex = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }
}

extension String {
  /// A path as services know it, which take `./a` for something else than `a`.
  var withoutDot: String {
    var path = self[...]
    while path.hasPrefix("./") { path = path.dropFirst(2).drop { $0 == "/" } }
    return path.isEmpty ? self : String(path)
  }
}
