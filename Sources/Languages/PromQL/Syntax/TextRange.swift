extension PromQL {
  /// A range of an expression's bytes in half the room: an expression has at most `sizeLimit` of them, and a node, a
  /// matcher or a label has several ranges.
  struct TextRange: Sendable, Hashable {
    private let lower: Int32
    private let upper: Int32

    init(_ range: Range<Int>) {
      lower = Int32(clamping: range.lowerBound)
      upper = Int32(clamping: range.upperBound)
    }

    var start: Int { Int(lower) }
    var end: Int { Int(upper) }
    var range: Range<Int> { start..<end }
  }
}
