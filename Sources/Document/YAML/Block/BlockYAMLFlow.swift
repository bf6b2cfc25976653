/// Collections in brackets, on one line and of simple words.
extension BlockYAML {
  /// How deep they may stand in one another before it is libyaml's turn.
  private static let deepest = 8

  mutating func readFlow(depth: Int, _ builder: inout TreeBuilder) -> Bool {
    let isMapping = bytes[at] == UInt8(ascii: "{")
    builder.open(isMapping ? .mapping : .sequence, style: .flow, at: at..<at + 1)
    at += 1
    let end = UInt8(ascii: isMapping ? "}" : "]")
    skipSpaces()
    if byte(at) != end {
      guard readFlowItems(isMapping: isMapping, end: end, depth: depth, &builder) else { return false }
    }
    at += 1
    builder.close(end: at)
    return true
  }

  /// To the closing bracket.
  private mutating func readFlowItems(
    isMapping: Bool, end: UInt8, depth: Int, _ builder: inout TreeBuilder
  ) -> Bool {
    while true {
      if isMapping {
        guard let key = readFlowScalar(), byte(at) == UInt8(ascii: ":"), byte(at + 1) == 0x20 else { return false }
        take(key, &builder)
        at += 1
        skipSpaces()
      }
      if byte(at) == UInt8(ascii: "[") || byte(at) == UInt8(ascii: "{") {
        guard depth < Self.deepest, readFlow(depth: depth + 1, &builder) else { return false }
      } else {
        guard let item = readFlowScalar() else { return false }
        take(item, &builder)
      }
      skipSpaces()
      if byte(at) == end { return true }
      guard byte(at) == UInt8(ascii: ",") else { return false }
      at += 1
      skipSpaces()
    }
  }

  /// Quoted, or of letters, digits and a few signs that mean nothing between brackets.
  private mutating func readFlowScalar() -> Scalar? {
    let first = byte(at)
    if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") { return readScalar() }
    let start = at
    var end = at
    while true {
      let byte = byte(at)
      guard Self.isWord(byte) || at > start && (byte == UInt8(ascii: "-") || byte == 0x20) else { break }
      at += 1
      if byte != 0x20 { end = at }
    }
    guard end > start else { return nil }
    at = end
    return Scalar(style: .plain, range: start..<end, content: start..<end)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"),
      UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
