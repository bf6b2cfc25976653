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
    var text = text
    guard let duration = text.withUTF8({ PromDuration(utf8: $0) }) else { return nil }
    self = duration
  }

  /// The same from bytes.
  package init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    guard let total = Self.total(text) else { return nil }
    milliseconds = total
  }

  private static func total(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    if text.count == 1, text[0] == UInt8(ascii: "0") { return 0 }
    guard !text.isEmpty else { return nil }
    var at = 0
    var total: Int64 = 0
    var lastUnit = -1
    while at < text.count {
      let start = at
      var count: Int64 = 0
      while at < text.count, (0x30...0x39).contains(text[at]) {
        let (tens, overflow) = count.multipliedReportingOverflow(by: 10)
        let (sum, overflow2) = tens.addingReportingOverflow(Int64(text[at] - 0x30))
        guard !overflow, !overflow2 else { return nil }
        count = sum
        at += 1
      }
      guard at > start, let unit = unit(text, &at), unit > lastUnit else { return nil }
      lastUnit = unit
      let (product, overflow) = count.multipliedReportingOverflow(by: units[unit].length)
      let (sum, overflow2) = total.addingReportingOverflow(product)
      guard !overflow, !overflow2, sum <= Int64.max / 1_000_000 else { return nil }
      total = sum
    }
    return total
  }

  /// The index of the unit at `at`, which moves past it.
  private static func unit(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
    guard at < text.count else { return nil }
    let letter = text[at]
    at += 1
    switch letter {
    case UInt8(ascii: "y"): return 0
    case UInt8(ascii: "w"): return 1
    case UInt8(ascii: "d"): return 2
    case UInt8(ascii: "h"): return 3
    case UInt8(ascii: "m") where at < text.count && text[at] == UInt8(ascii: "s"):
      at += 1
      return 6
    case UInt8(ascii: "m"): return 4
    case UInt8(ascii: "s"): return 5
    default: return nil
    }
  }

  /// As Prometheus prints it: years and weeks only when they are exact, `0s` for zero.
  package var description: String {
    if milliseconds == 0 { return "0s" }
    var rest = milliseconds
    var out: [UInt8] = []
    for (index, (name, length)) in Self.units.enumerated() where rest >= length {
      // Years and weeks.
      if index < 2, rest % length != 0 { continue }
      let count = rest / length
      out += String(count).utf8
      out += name.utf8
      rest -= count * length
    }
    return String(decoding: out, as: UTF8.self)
  }
}
