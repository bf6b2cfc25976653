extension GoString {
  /// Where bytes of a literal's value stand in the literal, from its opening quote. Bytes beyond the value's end are
  /// taken for the closing quote.
  package static func range(ofValue range: Range<Int>, in literal: ArraySlice<UInt8>) -> Range<Int> {
    let start = offset(ofValue: range.lowerBound, in: literal)
    guard !range.isEmpty else { return start..<start }
    // The end of the last byte's escape, not its start.
    return start..<max(start, offset(ofValue: range.upperBound, in: literal))
  }

  private static func offset(ofValue offset: Int, in literal: ArraySlice<UInt8>) -> Int {
    let start = literal.startIndex
    let end = max(start, literal.endIndex - 1)
    guard let quote = literal.first else { return 0 }
    if quote == UInt8(ascii: "`") { return min(offset + 1, end - start) }
    var at = start + 1
    var left = offset
    var scratch: [UInt8] = []
    while left > 0, at < end {
      guard literal[at] == UInt8(ascii: "\\"), let length = appendEscape(literal[at..<end], quote: quote, to: &scratch)
      else {
        at += 1
        left -= 1
        continue
      }
      at += length
      left -= scratch.count
      scratch.removeAll(keepingCapacity: true)
    }
    return min(at, end) - start
  }
}
