internal import Document
internal import LogQL
internal import Quantities

/// What single values must be beyond their type. What the environment fills in isn't known.
extension FieldRule {
  static let day = known { node, findings in
    guard Day(node.text) == nil else { return }
    findings.invalid("\(quoted(node.text)) is no day", at: node, help: "write it as \"2024-04-01\"")
  }

  /// A day, a minute or a second; `0` is none.
  static let moment = known { node, findings in
    let text = node.text
    if text == "0" || Day(text) != nil { return }
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if halves.count == 2, Day(halves[0]) != nil, isTime(halves[1]) { return }
    findings.invalid(
      "\(quoted(text)) is no moment", at: node, help: "write it as \"2024-04-01\" or \"2024-04-01T12:00:00Z\"")
  }

  /// `12:00`, or with seconds and a zone.
  private static func isTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count >= 5, bytes[2] == UInt8(ascii: ":"), [0, 1, 3, 4].allSatisfy({ bytes[$0] &- 0x30 < 10 }) else {
      return false
    }
    return bytes.count == 5 || bytes.count >= 9 && bytes[5] == UInt8(ascii: ":")
  }

  static let schemaVersion = known { node, findings in
    let known = ["v9", "v10", "v11", "v12", "v13", "v14"]
    let text = node.text.hasPrefix("v") ? node.text : "v" + node.text
    if let since: Version = ["v13": "2.9", "v14": "4.0"][text], let version = findings.version, version < since {
      return findings.report(
        "schema/not-yet-key", "\(quoted(node.text)) is unknown before version \(since), and this must suit \(version)",
        at: node)
    }
    guard !known.contains(text) else { return }
    findings.invalid(
      "\"schema\" must be \(alternatives(known)), not \(node.phrase)", at: node, help: "new periods take \"v13\"")
  }

  static let pathPrefix = known { node, findings in
    let text = node.text
    guard !text.isEmpty, text.hasPrefix("/") || !text.hasSuffix("/") || text.contains("\\") else { return }
    findings.invalid(
      "\(quoted(text)) must end in \"/\" and not begin with it", at: node, help: "write it as \"index/\"")
  }

  /// The case of letters doesn't matter.
  static let encoding = known { node, findings in
    let codecs = ["none", "gzip", "lz4-64k", "snappy", "lz4-256k", "lz4-1M", "lz4", "flate", "zstd"]
    guard !codecs.contains(where: { $0.lowercased() == node.text.lowercased() }) else { return }
    findings.invalid(
      "\(quoted(node.text)) is no encoding of chunks", at: node, help: "use \(alternatives(codecs))")
  }

  static let dayOrLonger = known { node, findings in
    guard let length = node.duration, length < .days(1) else { return }
    findings.invalid(
      "a retention of \(length) is too short", at: node, help: "the compactor deletes by the day: take 24h or more")
  }

  static let bucketPrefix = known { node, findings in
    let isFine = node.textBytes.allSatisfy { byte in
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
    }
    guard !isFine else { return }
    findings.invalid("\(quoted(node.text)) can only have letters, digits and hyphens", at: node)
  }

  static let webAddressOrNothing = known { node, findings in
    guard !node.text.isEmpty else { return }
    guard let url = GoURL(node.text), !url.scheme.isEmpty, !url.host.isEmpty else {
      return findings.invalid("a URL needs a scheme and a host here", at: node)
    }
  }

  /// Matchers of a stream and nothing after them.
  static let streamMatchers = known { node, findings in
    guard !node.text.isEmpty else { return }
    let parsed = LogQL.parse(node.text)
    if let error = parsed.errors.first {
      return findings.invalid("this is no stream selector: \(error.message)", at: node, bytes: error.range)
    }
    if case .logs(let query)? = parsed.expression?.kind, query.stages.isEmpty { return }
    findings.invalid("only a selector of streams can stand here, such as \"{app=\\\"web\\\"}\"", at: node)
  }
}

/// A day of the calendar, as Go reads `2006-01-02`. They are ordered as they come.
struct Day: Comparable {
  private let number: Int

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    let parts = [bytes[0..<4], bytes[5..<7], bytes[8..<10]]
    guard parts.allSatisfy({ $0.allSatisfy { $0 &- 0x30 < 10 } }) else { return nil }
    let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { return nil }
    number = (year * 100 + month) * 100 + day
  }

  static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}
