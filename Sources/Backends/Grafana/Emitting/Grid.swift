internal import Deployment
internal import Diagnostics
internal import Document

/// Lays panels out on Grafana's grid of 24 columns, top down.
///
/// A row's panels share its width evenly. More than fit side by side wrap onto further lines of about equal number;
/// with widths of their own they fill line by line, and those without one share what is left of the line.
struct Grid {
  struct Place: Equatable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    var draft: Draft { ["h": .int(height), "w": .int(width), "x": .int(x), "y": .int(y)] }
  }

  static let columns = 24
  static let defaultHeight = 8
  /// Taller panels serve nobody, and sums of heights must stay within numbers.
  static let heights = 1...200

  private var y = 0

  /// The place of a row's heading.
  mutating func placeHeading() -> Place {
    defer { y += 1 }
    return Place(x: 0, y: y, width: Self.columns, height: 1)
  }

  /// The places of a row's panels, in their order.
  mutating func place(_ panels: [Panel], into diagnostics: inout [Diagnostic]) -> [Place] {
    let sizes = panels.map { panel in
      Size(
        width: panel.width.map { Self.clamp($0, to: 1...Self.columns, "width", into: &diagnostics) },
        minimum: panel.minimumWidth,
        height: panel.height.map { Self.clamp($0, to: Self.heights, "height", into: &diagnostics) }
          ?? Self.defaultHeight)
    }
    var places: [Place] = []
    for line in Self.lines(sizes) {
      var x = 0
      for (size, width) in zip(line, Self.widths(line)) {
        places.append(Place(x: x, y: y, width: width, height: size.height))
        x += width
      }
      y += line.map(\.height).max() ?? 0
    }
    return places
  }

  /// What is known of a panel before it has its place.
  private struct Size {
    var width: Int?
    var minimum: Int
    var height: Int
    var least: Int { width ?? minimum }
  }

  private static func lines(_ sizes: [Size]) -> [ArraySlice<Size>] {
    guard sizes.contains(where: { $0.width != nil }) else { return evenLines(sizes) }
    var lines: [ArraySlice<Size>] = []
    var start = 0
    var used = 0
    for (index, size) in sizes.enumerated() {
      if used + size.least > columns {
        lines.append(sizes[start..<index])
        start = index
        used = 0
      }
      used += size.least
    }
    lines.append(sizes[start...])
    return lines
  }

  /// Five panels are three and two, not four and one.
  private static func evenLines(_ sizes: [Size]) -> [ArraySlice<Size>] {
    guard let widest = sizes.map(\.minimum).max() else { return [] }
    let perLine = columns / widest
    let lineCount = (sizes.count + perLine - 1) / perLine
    let (each, extra) = sizes.count.quotientAndRemainder(dividingBy: lineCount)
    var start = 0
    return (0..<lineCount).map { line in
      let end = start + each + (line < extra ? 1 : 0)
      defer { start = end }
      return sizes[start..<end]
    }
  }

  private static func widths(_ line: ArraySlice<Size>) -> [Int] {
    let taken = line.reduce(0) { $0 + ($1.width ?? 0) }
    let flexible = line.count { $0.width == nil }
    guard flexible > 0 else { return line.map(\.least) }
    let (each, extra) = (columns - taken).quotientAndRemainder(dividingBy: flexible)
    var index = 0
    return line.map { size in
      if let width = size.width { return width }
      defer { index += 1 }
      return each + (index < extra ? 1 : 0)
    }
  }

  private static func clamp(
    _ value: Located<Int>, to range: ClosedRange<Int>, _ what: String, into diagnostics: inout [Diagnostic]
  ) -> Int {
    if !range.contains(value.value) {
      diagnostics.append(
        Diagnostic(
          "schema/invalid-value",
          "panel \(what) must be from \(range.lowerBound) to \(range.upperBound), not \(value.value)",
          at: value.origin))
    }
    return min(max(value.value, range.lowerBound), range.upperBound)
  }
}

extension Panel {
  /// The columns below which it can't be read.
  fileprivate var minimumWidth: Int {
    switch visualization.value {
    case .stat, .gauge, .bargauge: 4
    case .timeseries, .table, .heatmap, .text: 6
    case .logs: 12
    }
  }
}
