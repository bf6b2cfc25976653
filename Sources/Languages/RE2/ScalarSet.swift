/// A set of Unicode scalars, as a character class names them.
package struct ScalarSet: Sendable, Hashable {
  /// Sorted, disjoint, and never adjacent.
  package let ranges: [ClosedRange<UInt32>]

  package static let last: UInt32 = 0x10FFFF
  package static let all = ScalarSet([0...last])
  package static let allButNewline = ScalarSet([10...10]).complement

  package init(_ parts: [ClosedRange<UInt32>]) {
    var merged: [ClosedRange<UInt32>] = []
    merged.reserveCapacity(parts.count)
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let previous = merged.last, part.lowerBound <= previous.upperBound &+ 1 {
        merged[merged.count - 1] = previous.lowerBound...max(previous.upperBound, part.upperBound)
      } else {
        merged.append(part)
      }
    }
    ranges = merged
  }

  package func contains(_ scalar: UInt32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }

  package var complement: ScalarSet {
    var out: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if next < range.lowerBound { out.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.last { out.append(next...Self.last) }
    return ScalarSet(out)
  }

  /// Number of scalars.
  package var count: Int { ranges.reduce(0) { $0 + Int($1.upperBound - $1.lowerBound) + 1 } }
}

extension ScalarSet {
  /// The scalars of `range` and all that differ from them in case only; nil where that takes Unicode's tables.
  ///
  /// Outside ASCII only the long s and the Kelvin sign fold to an ASCII letter.
  static func folded(_ range: ClosedRange<UInt32>) -> [ClosedRange<UInt32>]? {
    // Nothing folds below "A" and above the last of the Adlam letters.
    let (first, last): (UInt32, UInt32) = (0x41, 0x1E943)
    if range.upperBound < first || range.lowerBound > last { return [range] }
    if range.lowerBound <= first && range.upperBound >= last { return [range] }
    if range == 0x17F...0x17F { return letter(0x73) }
    if range == 0x212A...0x212A { return letter(0x6B) }
    guard range.upperBound < 0x80 else { return nil }
    return [range] + range.filter { (0x41...0x5A).contains($0 & ~0x20) && $0 >= 0x41 }.flatMap { letter($0 | 0x20) }
  }

  private static func letter(_ lower: UInt32) -> [ClosedRange<UInt32>] {
    var out = [lower...lower, (lower - 0x20)...(lower - 0x20)]
    if lower == 0x73 { out.append(0x17F...0x17F) }
    if lower == 0x6B { out.append(0x212A...0x212A) }
    return out
  }
}
