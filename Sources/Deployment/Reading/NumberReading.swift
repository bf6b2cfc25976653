internal import Diagnostics
internal import Document
internal import Quantities

/// Numbers, and bounds that may carry a unit.
extension SpecDecoder {
  /// A number that servers can write and compare: neither infinite nor `nan`.
  func number(_ node: Node) -> Located<Double>? {
    guard let number = decode(node, .double) else { return nil }
    guard number.value.isFinite else {
      invalid("\(subject) must be finite", at: node.origin)
      return nil
    }
    return number
  }

  func positive(_ node: Node) -> Located<Int>? { int(node, in: 1...Int(Int32.max)) }

  func int(_ node: Node, in range: ClosedRange<Int>) -> Located<Int>? {
    guard let value = decode(node, .int) else { return nil }
    guard range.contains(value.value) else {
      invalid(
        "\(subject) must lie between \(range.lowerBound) and \(range.upperBound), not \(node.phrase)", at: node.origin)
      return nil
    }
    return value
  }

  /// A number, or a duration (in seconds, the base unit of time), a percentage (of one) or a size (in bytes).
  func bound(_ node: Node) -> Located<Double>? {
    guard let text = string(node) else { return nil }
    if node.doubleValue != nil { return number(node) }
    if let duration = PromDuration(text.value) { return Located(duration.seconds, at: text.origin) }
    if text.value.hasSuffix("%"), let ratio = Ratio(text.value) { return Located(ratio.value, at: text.origin) }
    if let size = ByteSize(text.value) { return Located(Double(size.bytes), at: text.origin) }
    invalid("\(subject) must be a bound such as 10, 10s, 90% or 1GB, not \(node.phrase)", at: node.origin)
    return nil
  }

  /// A ratio that is a part of a whole.
  func share(_ node: Node) -> Located<Ratio>? {
    guard let ratio = decode(node, .ratio) else { return nil }
    if !(0...1).contains(ratio.value.value) {
      invalid("\(subject) must lie between 0% and 100%, not \(node.phrase)", at: node.origin)
    }
    return ratio
  }

  /// `3 per 1h`.
  func rateLimit(_ node: Node) -> Located<RateLimit>? {
    decode(
      node,
      .text("a count and a duration such as \"3 per 1h\"") { text in
        let words = text.split(separator: " ")
        guard words.count == 3, words[1] == "per", let count = Int(words[0]), count > 0,
          let period = PromDuration(String(words[2])), period.milliseconds > 0
        else { return nil }
        return RateLimit(count: count, period: period)
      })
  }

  /// `09:00`, in UTC, as minutes after midnight.
  func timeOfDay(_ node: Node) -> Located<Int>? {
    decode(
      node,
      .text("a time of day in UTC such as \"09:00\"") { text in
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 2, parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }),
          let hour = Int(parts[0]), let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
      })
  }

  /// `2024-01-31`.
  func day(_ node: Node) -> Located<String>? {
    decode(
      node,
      .text("a day such as \"2024-01-31\"") { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().allSatisfy({ $0.isASCII && $0.isNumber }),
          let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return text
      })
  }
}
