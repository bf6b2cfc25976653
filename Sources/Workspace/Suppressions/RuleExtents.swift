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
    let offsets = rules.map(\.span.start).sorted()
    var starts: [Int] = []
    if let bytes = rules.first?.span.file.bytes {
      for (offset, before) in zip(offsets, [0] + offsets) {
        // Rules on one line begin together.
        starts.append(Self.start(of: offset, below: before, in: bytes) ?? starts.last ?? 0)
      }
    }
    self.starts = starts
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

  /// The start of the first of the comment lines above the line of an offset; nil when `top` is on that line, above which
  /// nobody looks, so that no byte is read twice.
  private static func start(of offset: Int, below top: Int, in bytes: [UInt8]) -> Int? {
    guard var start = lineStart(offset, below: top, in: bytes) else { return nil }
    while start > top {
      let above = lineStart(start - 1, below: top, in: bytes) ?? top
      let first = bytes[above..<start].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      guard first == UInt8(ascii: "#") else { break }
      start = above
    }
    return start
  }

  private static func lineStart(_ offset: Int, below top: Int, in bytes: [UInt8]) -> Int? {
    let end = min(offset, bytes.count)
    return top <= end ? bytes[top..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } : nil
  }
}
