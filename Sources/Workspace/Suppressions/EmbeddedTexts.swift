import Diagnostics

/// Where texts that are files of their own stand in a file: a comment that speaks of its whole file, and stands in one of
/// them, speaks of that one.
struct EmbeddedTexts: Sendable {
  private struct Text {
    var range: Range<Int>
    /// The text that it stands in.
    var outer: Int?
  }

  /// By where they start, an outer one in front of those inside it.
  private let texts: [Text]

  init(_ spans: [Span] = []) {
    let ranges = spans.map(\.range).sorted { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
    var texts: [Text] = []
    var open: [Int] = []
    for range in ranges {
      while let last = open.last, texts[last].range.upperBound <= range.lowerBound { open.removeLast() }
      texts.append(Text(range: range, outer: open.last))
      open.append(texts.count - 1)
    }
    self.texts = texts
  }

  /// The texts around an offset, innermost first, each by a number of its own.
  func around(_ offset: Int) -> [Int] {
    var (low, high) = (0, texts.count)
    while low < high {
      let middle = (low + high) / 2
      if texts[middle].range.lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    var at = low == 0 ? nil : low - 1
    while let index = at {
      if texts[index].range.contains(offset) { found.append(index) }
      at = texts[index].outer
    }
    return found
  }
}
