internal import Document

/// The words of time intervals.
enum TimeNames {
  static let weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
  static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
}

/// The grammar of time intervals: single values or ranges, `monday:friday`, `-7:-1`, `09:00`.
extension FieldRule {
  static let weekdayOrder = FieldRule { node, findings in
    let days = node.text.lowercased().split(separator: ":").compactMap { TimeNames.weekdays.firstIndex(of: String($0)) }
    guard days.count == 2, days[0] > days[1] else { return }
    findings.invalid(
      "the range \(quoted(node.text)) ends before it begins: a week begins on Sunday", at: node,
      help:
        "write two ranges, \"\(TimeNames.weekdays[days[0]]):saturday\" and \"sunday:\(TimeNames.weekdays[days[1]])\"")
  }

  static let dayOfMonth = FieldRule { node, findings in
    guard let (begin, end) = findings.range(of: node, "a day of the month", Int.init) else { return }
    for day in Set([begin, end]).sorted() where day == 0 || abs(day) > 31 {
      return findings.invalid("\(day) is no day of the month", at: node, help: "use 1 to 31, or -1 to -31 from the end")
    }
    if begin < 0, end > 0 {
      findings.invalid("a range that begins with a negative day must end with one", at: node)
    } else if (begin < 0 ? 28 + begin : begin) > (end < 0 ? 28 + end : end) {
      // Go's own reckoning, for the shortest month.
      findings.invalid("the range \(quoted(node.text)) ends before it begins", at: node)
    }
  }

  static let month = FieldRule { node, findings in
    func number(_ text: String) -> Int? { TimeNames.months.firstIndex(of: text).map { $0 + 1 } ?? Int(text) }
    let range = findings.range(of: node, "a month", words: TimeNames.months, number)
    guard let (begin, end) = range else { return }
    if begin > end {
      findings.invalid(
        "the range \(quoted(node.text)) ends before it begins", at: node,
        help: "write two ranges, one to \"december\" and one from \"january\"")
    } else if !(1...12).contains(begin) || !(1...12).contains(end) {
      findings.doubtful("a month is a name or a number of 1 to 12, not \(quoted(node.text))", at: node)
    }
  }

  static let year = FieldRule { node, findings in
    guard let (begin, end) = findings.range(of: node, "a year", Int.init) else { return }
    if begin > end { findings.invalid("the range \(quoted(node.text)) ends before it begins", at: node) }
  }

  static let clockTime = FieldRule { node, findings in
    guard !node.isNull, !node.isEmpty, minutes(node.text) == nil else { return }
    findings.invalid(
      "\(quoted(node.text)) is no time", at: node, help: "write it with two digits each, \"00:00\" to \"24:00\"")
  }

  static let timeOrder = FieldRule { node, findings in
    guard let start = node["start_time"], let end = node["end_time"], let from = minutes(start.text),
      let to = minutes(end.text), from >= to
    else { return }
    findings.invalid(
      "\"end_time\" \(end.text) is not after \"start_time\" \(start.text)", at: end,
      help: to == 0
        ? "write \"24:00\" for the end of the day"
        : "for a time across midnight write two: one to \"24:00\", one from \"00:00\"")
  }

  /// `HH:MM` up to `24:00`.
  private static func minutes(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
    let digits = [0, 1, 3, 4].map { Int(bytes[$0]) - 0x30 }
    guard digits.allSatisfy((0...9).contains) else { return nil }
    let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
    guard minute < 60, hour < 24 || hour == 24 && minute == 0 else { return nil }
    return hour * 60 + minute
  }

  static let timeZone = FieldRule { node, findings in
    guard !node.isNull, !node.isEmpty, !TimeZones.names.contains(node.text) else { return }
    findings.invalid(
      "there is no time zone \(quoted(node.text))", at: node,
      help: didYouMean(node.text, among: TimeZones.names.sorted()) ?? "use a name such as \"Europe/Paris\"")
  }
}

extension FieldFindings {
  /// The ends of a range; one value is a range by itself. Nil when it is none, which is then reported.
  fileprivate mutating func range(
    of node: Node, _ what: String, words: [String] = [], _ number: (String) -> Int?
  ) -> (Int, Int)? {
    guard !node.isNull else { return nil }
    let parts = node.text.lowercased().split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let values = parts.map(number)
    if parts.count <= 2, let begin = values.first ?? nil, let end = values.last ?? nil { return (begin, end) }
    let wrong = zip(parts, values).first { $0.1 == nil }?.0 ?? node.text
    invalid(
      "\(quoted(wrong)) is not \(what)", at: node,
      help: didYouMean(wrong, among: words) ?? "write one, or a range as \"first:last\"")
    return nil
  }
}
