extension Lexer {
  /// Where a word ends that starts at `start` and holds at least one Grafana variable: `$job`, `app_${name}`, `${n}m`,
  /// `[[label]]`. Nil when there is no such word.
  func endOfWordWithVariables(from start: Int) -> Int? {
    var at = start
    var hasVariable = false
    while at < bytes.count {
      if let end = GrafanaVariable.end(in: bytes, at: at) {
        hasVariable = true
        at = end
      } else if bytes[at].isWordByte {
        at += 1
      } else {
        break
      }
    }
    return hasVariable ? at : nil
  }
}

/// Grafana's syntax for variables: `$name`, `${name}`, `${name:format}`, `${name.field}`, `[[name]]`,
/// `[[name:format]]`.
enum GrafanaVariable {
  /// Where the variable that starts at `start` ends; nil when none does.
  static func end(in bytes: [UInt8], at start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    let second = bytes[start + 1]
    switch (bytes[start], second) {
    case (UInt8(ascii: "$"), UInt8(ascii: "{")):
      return closing(in: bytes, from: start + 2, with: [UInt8(ascii: "}")])
    case (UInt8(ascii: "$"), _) where second.isLetterOrUnderscore:
      var at = start + 2
      while at < bytes.count, bytes[at].isWordByte { at += 1 }
      return at
    case (UInt8(ascii: "["), UInt8(ascii: "[")):
      return closing(in: bytes, from: start + 2, with: [UInt8(ascii: "]"), UInt8(ascii: "]")])
    default: return nil
    }
  }

  /// Every variable of a text.
  static func uses(in bytes: [UInt8]) -> [LogQL.VariableUse] {
    var uses: [LogQL.VariableUse] = []
    var at = 0
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "$") || bytes[at] == UInt8(ascii: "["), let end = end(in: bytes, at: at) else {
        at += 1
        continue
      }
      uses.append(.init(text: String(decoding: bytes[at..<end], as: UTF8.self), range: at..<end))
      at = end
    }
    return uses
  }

  /// Whether a text holds a variable.
  static func occurs(in text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.indices.contains { end(in: bytes, at: $0) != nil }
  }

  /// The end of `name`, `name.field` or `name:format`, and the brackets that close it.
  private static func closing(in bytes: [UInt8], from start: Int, with brackets: [UInt8]) -> Int? {
    var at = start
    guard at < bytes.count, bytes[at].isWordByte else { return nil }
    while at < bytes.count, bytes[at].isWordByte || bytes[at] == UInt8(ascii: ".") { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
      at += 1
      while at < bytes.count, bytes[at].isWordByte || bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: "-") {
        at += 1
      }
    }
    guard bytes[min(at, bytes.count)...].starts(with: brackets) else { return nil }
    return at + brackets.count
  }
}
