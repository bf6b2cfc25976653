import Deployment
import Diagnostics
import Document
import Stack

/// Where the rules of a file begin, comments right above them included: a comment for pint speaks of the whole rule.
struct RuleExtents: Sendable {
  /// Ascending.
  private let starts: [Int]

  /// Of all the rules in one source.
  init(of files: [StackFile]) {
    let groups = files.filter { $0.kind == .rules }.flatMap { file in file.root["groups"].map { Array($0.items) } ?? []
    }
    let rules = groups.flatMap { group in group["rules"].map { Array($0.items) } ?? [] }
    starts = rules.map { Self.start(of: $0.span.start, in: $0.span.file.bytes) }.sorted()
  }

  /// The index of the rule that an offset is in; nil in front of the first.
  func rule(at offset: Int) -> Int? {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// The start of the first of the comment lines above the line of an offset.
  private static func start(of offset: Int, in bytes: [UInt8]) -> Int {
    var start = lineStart(min(offset, bytes.count), in: bytes)
    while start > 0 {
      let above = lineStart(start - 1, in: bytes)
      let first = bytes[above..<start].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      guard first == UInt8(ascii: "#") else { break }
      start = above
    }
    return start
  }

  private static func lineStart(_ offset: Int, in bytes: [UInt8]) -> Int {
    bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
  }
}
