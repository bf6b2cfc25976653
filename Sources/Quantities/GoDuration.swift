/// Lengths of time as Go's `time.ParseDuration` reads them: `1.5h`, `-300ms`, `5µs`.
package enum GoDuration {
  package static func nanoseconds(_ text: String) -> Int64? { nanoseconds(Array(text.utf8)[...]) }

  /// Nil when it is none, or longer than about 292 years.
  package static func nanoseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    var rest = text
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    if rest.elementsEqual("0".utf8) { return 0 }
    guard !rest.isEmpty else { return nil }
    var total: UInt64 = 0
    while !rest.isEmpty {
      guard let value = term(&rest) else { return nil }
      let (sum, overflow) = total.addingReportingOverflow(value)
      guard !overflow, sum <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { return nil }
      total = sum
    }
    guard isNegative else { return Int64(total) }
    return total == UInt64(Int64.max) + 1 ? Int64.min : -Int64(total)
  }

  /// One number with its unit.
  private static func term(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
    let whole = rest.prefix(while: isDigit)
    rest = rest[whole.endIndex...]
    var fraction = ArraySlice<UInt8>()
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: isDigit)
      rest = rest[(rest.startIndex + 1 + fraction.count)...]
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let name = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
    rest = rest[name.endIndex...]
    guard let unit = units[String(decoding: name, as: UTF8.self)],
      let count = whole.isEmpty ? 0 : UInt64(String(decoding: whole, as: UTF8.self))
    else { return nil }
    let (value, overflow) = count.multipliedReportingOverflow(by: unit)
    guard !overflow, value <= 1 << 63 else { return nil }
    // Digits beyond the eighteenth are below a nanosecond.
    let digits = fraction.prefix(18)
    guard !digits.isEmpty, let part = UInt64(String(decoding: digits, as: UTF8.self)) else { return value }
    var scale = 1.0
    for _ in digits { scale *= 10 }
    return value + UInt64(Double(part) * (Double(unit) / scale))
  }

  private static let units: [String: UInt64] = [
    "ns": 1, "us": 1000, "\u{B5}s": 1000, "\u{3BC}s": 1000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000,
    "h": 3_600_000_000_000,
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

extension PromDuration {
  /// As Go's `time.ParseDuration` reads it, which knows no unit above the hour: `720h`, `1h30m`, `500ms`.
  ///
  /// Loki, Promtail, Alloy, the collector and Jaeger all read this; only some of their settings also take days.
  package var inGoUnits: String {
    if milliseconds == 0 { return "0s" }
    var rest = milliseconds
    var text = ""
    for (unit, length) in [("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)] as [(String, Int64)] {
      if rest >= length { text += "\(rest / length)\(unit)" }
      rest %= length
    }
    return text
  }
}
