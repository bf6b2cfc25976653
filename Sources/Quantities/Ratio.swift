/// A share between 0 and 1, kept as a decimal so that `99.9%` is exactly 0.999 and its complement exactly 0.001.
package struct Ratio: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Billionths of one.
  package var billionths: Int64

  package init(billionths: Int64) { self.billionths = billionths }

  /// `99.9%` or `0.999`; at most nine decimal places. Values outside 0...1 are read (so that a check can say more than
  /// "not a number"); nil for anything else.
  package init?(_ text: String) {
    let isPercent = text.hasSuffix("%")
    guard let value = Decimals.parse(isPercent ? text.dropLast() : Substring(text), places: isPercent ? 7 : 9) else {
      return nil
    }
    billionths = value
  }

  package var value: Double { Double(billionths) / 1e9 }
  /// One minus this: the error budget of an objective.
  package var complement: Ratio { Ratio(billionths: 1_000_000_000 - billionths) }
  package static func < (a: Ratio, b: Ratio) -> Bool { a.billionths < b.billionths }

  /// The shortest exact decimal: `0.999`.
  package var description: String { Decimals.print(billionths, places: 9) }
  /// `99.9%`.
  package var percent: String { Decimals.print(billionths, places: 7) + "%" }
}

/// Exact decimal text of scaled whole numbers.
package enum Decimals {
  /// `12.5` with 3 places is 12500. Nil when it isn't a plain decimal or has more places than that.
  package static func parse(_ text: Substring, places: Int) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !(whole.isEmpty && parts.count == 1) else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.count <= places, (whole + fraction).allSatisfy({ $0.isASCII && $0.isNumber }),
      !(whole.isEmpty && fraction.isEmpty)
    else { return nil }
    return Int64(String(whole) + fraction + String(repeating: "0", count: places - fraction.count))
  }

  /// The inverse of `parse`, without trailing zeros.
  package static func print(_ scaled: Int64, places: Int) -> String {
    var unit: Int64 = 1
    for _ in 0..<places { unit *= 10 }
    let sign = scaled < 0 ? "-" : ""
    let magnitude = scaled.magnitude
    let fraction = String(magnitude % unit.magnitude)
    var digits = String(repeating: "0", count: places - fraction.count) + fraction
    while digits.hasSuffix("0") { digits.removeLast() }
    return sign + String(magnitude / unit.magnitude) + (digits.isEmpty ? "" : "." + digits)
  }
}
