/// A number of bytes as Prometheus and Loki write it: `512MB`, `16MB`, `1GiB`. Units are powers of 1024.
package struct ByteSize: Sendable, Hashable, Comparable, CustomStringConvertible {
  package var bytes: Int64

  package init(bytes: Int64) { self.bytes = bytes }

  package static func < (a: ByteSize, b: ByteSize) -> Bool { a.bytes < b.bytes }

  private static let units: [(name: String, shift: Int64)] = [
    ("EB", 60), ("PB", 50), ("TB", 40), ("GB", 30), ("MB", 20), ("KB", 10), ("B", 0),
  ]

  /// A whole number with a unit; `KiB`, `kb` and the like are accepted. Nil for anything else.
  package init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = Int64(digits), !digits.isEmpty else { return nil }
    var unit = text.dropFirst(digits.count).uppercased()
    if unit.hasSuffix("IB") { unit = String(unit.dropLast(2)) + "B" }
    guard let shift = Self.units.first(where: { $0.name == unit })?.shift else { return nil }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: 1 << shift)
    guard !overflow else { return nil }
    self.bytes = bytes
  }

  /// The largest unit that divides it exactly.
  package var description: String {
    for (name, shift) in Self.units where bytes != 0 && bytes % (1 << shift) == 0 { return "\(bytes >> shift)\(name)" }
    return "\(bytes)B"
  }

  /// Whole mebibytes, rounded up, for settings that count in MB.
  package var megabytes: Int64 { bytes / (1 << 20) + (bytes % (1 << 20) > 0 ? 1 : 0) }
}
