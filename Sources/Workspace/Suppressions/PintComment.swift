import Diagnostics

/// Comments for pint, which many rule files have. What they silence there is silenced here, where a check of ours finds the
/// same; the rest is none of our business.
enum PintComment {
  /// pint's checks by group and name, and the ids here that mean the same.
  private static let equals: [String: [String: [String]]] = [
    "alerts": ["annotation": ["alerts/missing-runbook"], "template": ["alerts/template-label-missing"]],
    "promql": [
      "rate": ["promql/rate-window-too-short"], "series": ["metrics/undefined-metric", "metrics/unknown-label"],
    ],
  ]

  /// What `# pint disable CHECK`, `snooze DAY CHECK` and their forms for files silence.
  static func suppressions(_ comment: ControlComment) -> [Suppression] {
    var words = comment.words.split(separator: " ", maxSplits: 1)[...]
    guard let verb = words.popFirst(), var rest = words.first.map({ $0.trimmingSpaces[...] }) else { return [] }
    let isWholeFile = verb.hasPrefix("file/")
    var until: Day?
    switch isWholeFile ? verb.dropFirst("file/".count) : verb {
    case "disable": break
    case "snooze":
      guard let time = rest.split(separator: " ").first, let last = lastDay(time) else { return [] }
      until = last
      rest = rest.dropFirst(time.count).trimmingSpaces[...]
    default: return []
    }
    let check = rest.prefix { $0 != "(" }
    let parts = check.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return [] }
    return (equals[parts[0]]?[parts[1]] ?? []).map { id in
      var one = Suppression(id: id, reach: isWholeFile ? .file : .rule, until: until, span: comment.span)
      one.isOurs = false
      one.naming = metric(rest.dropFirst(check.count))
      return one
    }
  }

  /// The last day of a snooze. One to a day ends when that day begins; of one to a time of day, the day counts.
  private static func lastDay(_ time: Substring) -> Day? {
    if time.contains("T") { return Day(time.prefix { $0 != "T" }) }
    return Day(time)?.before
  }

  /// The name in `(metric)` or `(metric{…})`; nil for a server's tag and for nothing.
  private static func metric(_ argument: Substring) -> String? {
    let name = argument.dropFirst().prefix { $0 != "{" && $0 != ")" }
    return name.isEmpty || name.hasPrefix("+") ? nil : String(name)
  }

  // MARK: Lines that are not read

  /// The text without the lines that `# pint ignore/…` takes out, blanks in their place; nil if there are none. They hold
  /// what is no YAML until a template has run.
  static func blanked(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains("pint ignore/") else { return nil }
    var out = bytes
    var skipsAll = false
    var skipsNext = false
    var skipsOne = false
    var isInBlock = false
    var line = 0
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var isBlank = skipsAll
      switch skipsAll ? nil : ignoring(bytes[line..<end]) {
      case "file":
        (isBlank, skipsAll) = (true, true)
      case "line":
        isBlank = true
        if !isInBlock { skipsNext = false }
      case "begin": (skipsNext, skipsOne, isInBlock) = (true, false, true)
      case "end": (skipsNext, isInBlock) = (false, false)
      case "next-line": (skipsNext, skipsOne) = (true, true)
      default:
        isBlank = isBlank || skipsNext
        if skipsNext, skipsOne { skipsNext = false }
      }
      if isBlank { for index in line..<end where out[index] != UInt8(ascii: "\r") { out[index] = UInt8(ascii: " ") } }
      line = end + 1
    }
    return out
  }

  /// `line` of a line with `# pint ignore/line`.
  private static func ignoring(_ line: ArraySlice<UInt8>) -> String? {
    guard let mark = line.firstRange(of: Array("pint ignore/".utf8)),
      line[..<mark.lowerBound].last(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "#")
    else { return nil }
    return String(decoding: line[mark.upperBound...], as: UTF8.self).trimmingSpaces
  }
}

extension Day {
  /// The day before. Snoozes compare days and nothing else, so it need not be one that a calendar has.
  fileprivate var before: Day { Day(year: year, month: month, day: day - 1) }
}
