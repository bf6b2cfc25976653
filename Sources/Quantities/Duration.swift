/// A length of time as Prometheus writes it: `5m`, `1h30m`, `30d`. Whole milliseconds, never negative.
///
/// Named `PromDuration` because Swift has a `Duration` of its own.
package struct PromDuration: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }
  package static func seconds(_ n: Int64) -> PromDuration { PromDuration(milliseconds: n * 1000) }
  package static func minutes(_ n: Int64) -> PromDuration { .seconds(n * 60) }
  package static func hours(_ n: Int64) -> PromDuration { .seconds(n * 3600) }
  package static func days(_ n: Int64) -> PromDuration { .seconds(n * 86400) }

  package var seconds: Double { Double(milliseconds) / 1000 }

  package static func < (a: PromDuration, b: PromDuration) -> Bool { a.milliseconds < b.milliseconds }

  /// Units from the longest to the shortest, with their length in milliseconds (Prometheus `model.ParseDuration`).
  private static let units: [(name: String, length: Int64)] = [
    ("y", 365 * 86_400_000), ("w", 7 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
    ("ms", 1),
  ]

  /// Reads Prometheus' grammar: whole numbers, each unit at most once, from long to short; a bare `0` is zero.
  /// Nil when the text is anything else or longer than about 292 years.
  package init?(_ text: String) {
    if text == "0" {
      milliseconds = 0
      return
    }
    var rest = Substring(text)
    var total: Int64 = 0
    var lastUnit = -1
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let count = Int64(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { $0.isLetter }
      guard let unit = Self.units.firstIndex(where: { $0.name == letters }), unit > lastUnit else { return nil }
      rest = rest.dropFirst(letters.count)
      lastUnit = unit
      let (product, overflow) = count.multipliedReportingOverflow(by: Self.units[unit].length)
      let (sum, overflow2) = total.addingReportingOverflow(product)
      guard !overflow, !overflow2, sum <= Int64.max / 1_000_000 else { return nil }
      total = sum
    }
    milliseconds = total
  }

  /// As Prometheus prints it: years and weeks only when they are exact, `0s` for zero.
  package var description: String {
    if milliseconds == 0 { return "0s" }
    var rest = milliseconds
    var out = ""
    for (name, length) in Self.units {
      if (name == "y" || name == "w") && rest % length != 0 { continue }
      let count = rest / length
      if count > 0 {
        out += "\(count)\(name)"
        rest -= count * length
      }
    }
    return out
  }
}
