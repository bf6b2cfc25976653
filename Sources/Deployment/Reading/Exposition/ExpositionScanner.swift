internal import Document

/// Takes one line of a page apart.
struct ExpositionScanner {
  let bytes: [UInt8]
  private(set) var at: Int
  /// Where the line ends.
  let end: Int

  struct Problem: Error {
    var message: String
    var range: Range<Int>
    init(_ message: String, _ range: Range<Int>) {
      self.message = message
      self.range = range
    }
  }

  struct Label {
    var name: String
    var value: String
    /// Of the value, quotes included.
    var range: Range<Int>
  }

  init(bytes: [UInt8], at: Int, end: Int) {
    self.bytes = bytes
    self.at = at
    self.end = end
  }

  var isAtEnd: Bool { at >= end }
  func isAt(_ byte: UInt8) -> Bool { at < end && bytes[at] == byte }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard isAt(byte) else { return false }
    at += 1
    return true
  }

  mutating func skipBlanks() {
    while at < end, Self.isBlank(bytes[at]) { at += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// What stands before the next blank, and the blanks after it.
  mutating func word() -> String {
    let start = at
    while at < end, !Self.isBlank(bytes[at]) { at += 1 }
    defer { skipBlanks() }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  // MARK: Names

  mutating func metricName() throws(Problem) -> String { try name("a metric's name", allowing: UInt8(ascii: ":")) }

  /// A name as ever, or any text in quotes, as Prometheus 3 allows.
  private mutating func name(_ what: String, allowing extra: UInt8?) throws(Problem) -> String {
    if isAt(UInt8(ascii: "\"")) { return try quotedText() }
    let start = at
    while at < end {
      let byte = bytes[at]
      let isLetter = (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte == extra
      guard isLetter || (0x30...0x39).contains(byte) && at > start else { break }
      at += 1
    }
    guard at > start else { throw Problem("expected \(what)", start..<min(start + 1, end)) }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  // MARK: Labels

  /// `{a="x",b="y"}`; with `withName`, the metric's name may stand among them in quotes.
  mutating func labels(
    withName: Bool
  ) throws(Problem) -> (name: (text: String, range: Range<Int>)?, labels: [Label]) {
    var metric: (text: String, range: Range<Int>)?
    var labels: [Label] = []
    let open = at
    guard skip(UInt8(ascii: "{")) else { throw Problem("expected \"{\"", at..<min(at + 1, end)) }
    while true {
      skipBlanks()
      if skip(UInt8(ascii: "}")) { return (metric, labels) }
      guard !isAtEnd else { throw Problem("no \"}\" ends the labels", open..<end) }
      let start = at
      let isQuoted = isAt(UInt8(ascii: "\""))
      let name = try name("a label's name", allowing: nil)
      let nameRange = start..<at
      skipBlanks()
      if skip(UInt8(ascii: "=")) {
        skipBlanks()
        let value = at
        let text = try quotedText()
        labels.append(Label(name: name, value: text, range: value..<at))
      } else if isQuoted, withName, metric == nil {
        metric = (name, nameRange)
      } else {
        throw Problem("expected \"=\" and the label's value", at..<min(at + 1, end))
      }
      skipBlanks()
      guard skip(UInt8(ascii: ",")) || isAt(UInt8(ascii: "}")) else {
        if isAtEnd { continue }
        throw Problem("expected \",\" or \"}\"", at..<(at + 1))
      }
    }
  }

  // MARK: Text

  /// Text in double quotes, in which `\\`, `\"` and `\n` are escapes and a backslash before anything else is itself.
  private mutating func quotedText() throws(Problem) -> String {
    let open = at
    guard skip(UInt8(ascii: "\"")) else { throw Problem("expected text in double quotes", at..<min(at + 1, end)) }
    let start = at
    while at < end, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
    guard at < end else {
      at = end
      throw Problem("no quote ends the text", open..<end)
    }
    defer { at += 1 }
    return try unescaped(start..<at)
  }

  /// The rest of the line.
  mutating func helpText() throws(Problem) -> String {
    defer { at = end }
    return try unescaped(at..<end)
  }

  private func unescaped(_ range: Range<Int>) throws(Problem) -> String {
    var plain = bytes[range]
    if plain.contains(UInt8(ascii: "\\")) {
      var written: [UInt8] = []
      var at = range.lowerBound
      while at < range.upperBound {
        let next = at + 1 < range.upperBound ? bytes[at + 1] : 0
        let isEscape = bytes[at] == UInt8(ascii: "\\") && [0x5C, 0x22, UInt8(ascii: "n")].contains(next)
        written.append(!isEscape ? bytes[at] : next == UInt8(ascii: "n") ? 0x0A : next)
        at += isEscape ? 2 : 1
      }
      plain = written[...]
    }
    guard let text = String(validating: plain, as: UTF8.self) else { throw Problem("text that isn't UTF-8", range) }
    return text
  }

  // MARK: Numbers

  /// Passes a number and the blanks around it.
  mutating func number(_ what: String) throws(Problem) {
    skipBlanks()
    let start = at
    let text = word()
    let end = start + text.utf8.count
    guard !text.isEmpty else { throw Problem("expected \(what)", start..<start) }
    guard Double(text) != nil else { throw Problem("\(quoted(text)) is no number", start..<min(end, self.end)) }
  }
}
