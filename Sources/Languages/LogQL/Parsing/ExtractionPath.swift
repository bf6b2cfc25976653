/// Where extractions of `json` and `logfmt` look: `a.b[0]["c d"]`, `key`.
struct ExtractionPath {
  private let bytes: [UInt8]
  private var at = 0

  private init(_ text: String) {
    // Upstream takes NUL for the end.
    bytes = Array(text.utf8.prefix { $0 != 0 })
  }

  /// A path into a JSON document.
  static func json(_ text: String) throws(LogQL.SyntaxError) -> [LogQL.PathStep] {
    var reader = ExtractionPath(text)
    return try reader.json()
  }

  /// The key of a pair.
  static func logfmt(_ text: String) throws(LogQL.SyntaxError) -> String {
    var reader = ExtractionPath(text)
    return try reader.logfmt()
  }

  private mutating func skipBlanks() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0A { at += 1 }
  }

  private func unexpected(_ expected: String) -> LogQL.SyntaxError {
    guard at < bytes.count else { return .init("unexpected end, expected \(expected)", at: at..<at) }
    var end = at + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let character = String(decoding: bytes[at..<end], as: UTF8.self)
    return .init("unexpected \"\(character)\", expected \(expected)", at: at..<end)
  }

  private mutating func field() throws(LogQL.SyntaxError) -> String {
    skipBlanks()
    guard at < bytes.count, bytes[at].isLetterOrUnderscore else { throw unexpected("a name") }
    let start = at
    while at < bytes.count, bytes[at].isWordByte { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func json() throws(LogQL.SyntaxError) -> [LogQL.PathStep] {
    skipBlanks()
    var steps: [LogQL.PathStep] = []
    if at >= bytes.count || bytes[at] != UInt8(ascii: "[") { steps.append(.field(try field())) }
    while true {
      skipBlanks()
      guard at < bytes.count else { return steps }
      switch bytes[at] {
      case UInt8(ascii: "."):
        at += 1
        steps.append(.field(try field()))
      case UInt8(ascii: "["):
        at += 1
        steps.append(try bracketed())
      default: throw unexpected("\".\" or \"[\"")
      }
    }
  }

  /// `0]` or `"key"]`.
  private mutating func bracketed() throws(LogQL.SyntaxError) -> LogQL.PathStep {
    skipBlanks()
    let step: LogQL.PathStep
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
      step = .field(quoted())
    } else {
      let start = at
      while at < bytes.count, bytes[at].isDigit { at += 1 }
      guard at > start else { throw unexpected("an index or a key in quotes") }
      guard let index = Int(String(decoding: bytes[start..<at], as: UTF8.self)) else {
        throw LogQL.SyntaxError("index out of range", at: start..<at)
      }
      step = .index(index)
    }
    skipBlanks()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "]") else { throw unexpected("\"]\"") }
    at += 1
    return step
  }

  /// A string, which upstream ends at a bracket as well.
  private mutating func quoted() -> String {
    at += 1
    let start = at
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "]") { at += 1 }
    let value = String(decoding: bytes[start..<at], as: UTF8.self)
    at = min(at + 1, bytes.count)
    return value
  }

  private mutating func logfmt() throws(LogQL.SyntaxError) -> String {
    skipBlanks()
    var key = at < bytes.count && bytes[at] == UInt8(ascii: "\"") ? quoted() : try field()
    skipBlanks()
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "\"") else { throw unexpected("the end") }
      key = quoted()
      skipBlanks()
    }
    return key
  }
}
