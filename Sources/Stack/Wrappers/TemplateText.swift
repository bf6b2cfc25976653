import Diagnostics

/// Recognises text that becomes YAML only when Helm, Jinja, Nomad or the like has run over it: what stands there is not
/// what any server will read.
package enum TemplateText {
  private static let action: Words = ["{{"]
  private static let shellVariable: Words = ["${"]
  /// Objects and functions that actions of Helm's templates name, and those of alerts and notifications never do.
  private static let objects: Words = [
    ".Values.", ".Release.", ".Chart.", ".Capabilities.", ".Files.", ".Template.", "$.Values.", "$.Release.",
    "$.Chart.",
    "$root.Values.",
  ]
  private static let functions: Words = [
    "include \"", "tpl ", "toYaml ", "lookup \"", "nindent ", "env \"", "secret \"", "with secret \"", "key \"",
    "service \"", "range service \"", "nomadVar \"", "with nomadVar \"", "nomadService \"", "range nomadService \"",
  ]
  /// What a line holds by itself that steers a template.
  private static let steering: Words = [
    "if ", "range ", "with ", "end ", "end}", "end-", "else ", "else}", "/*",
  ]
  /// What the templates of alerts and notifications are given.
  private static let alerting: Words = [
    ".Alerts", "$labels", "$value", ".CommonLabels", ".CommonAnnotations", ".GroupLabels", ".Annotations",
  ]

  package static func isTemplate(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer(isTemplate) }

  private static func isTemplate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let brace = UInt8(ascii: "{")
    // No YAML begins like this.
    if let first = text.firstIndex(where: { $0 > 0x20 }), text.holds(at: first, oneOf: action) { return true }
    var at = 0
    while let found = text.position(of: brace, from: at) {
      at = found
      guard at + 2 < text.count else { return false }
      // Jinja's statements.
      if text[at + 1] == UInt8(ascii: "%"), isAtLineStart(text, at) { return true }
      guard text[at + 1] == brace else {
        at += 1
        continue
      }
      if isHelm(text, action: at) { return true }
      at += 2
    }
    return false
  }

  /// Whether the action that begins at `start` is one that only Helm runs.
  private static func isHelm(_ text: UnsafeBufferPointer<UInt8>, action start: Int) -> Bool {
    let limit = min(text.count, start + 300)
    var at = start + 2
    /// The last byte that is no blank.
    var last = text[start]
    while at < limit, text[at] != UInt8(ascii: "}"), text[at] != 0x0A {
      let opens =
        switch last {
        case UInt8(ascii: "{"), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: "|"): true
        default: false
        }
      if opens || text[at - 1] == 0x20, text.holds(at: at, oneOf: objects) { return true }
      if opens, text.holds(at: at, oneOf: functions) { return true }
      if text[at] != 0x20 { last = text[at] }
      at += 1
    }
    return false
  }

  /// Whether a text that is no YAML at `offset` is none because of actions there, which nothing but a template's engine
  /// runs: lines that only steer it, and nothing that alerts and notifications are given.
  package static func isTemplate(_ bytes: [UInt8], brokenAt offset: Int) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      var start = min(max(offset, 0), text.count)
      while start > 0, text[start - 1] != 0x0A { start -= 1 }
      while start < text.count, text[start] == 0x20 { start += 1 }
      // A line that the shell's variables make.
      if text.holds(at: start, oneOf: shellVariable) { return true }
      var hasAction = false
      while start + 1 < text.count, text[start] != 0x0A {
        if text.holds(at: start, oneOf: action) { hasAction = true }
        start += 1
      }
      return hasAction && hasSteeringLine(text)
        && !text.indices.contains { text[$0] >= 0x24 && text[$0] <= 0x2E && text.holds(at: $0, oneOf: alerting) }
    }
  }

  private static func hasSteeringLine(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at + 4 < text.count {
      var start = at
      while start < text.count, text[start] == 0x20 { start += 1 }
      if start + 4 < text.count, text[start] == UInt8(ascii: "{"), text[start + 1] == UInt8(ascii: "{") {
        var word = start + 2
        while word < text.count, text[word] == UInt8(ascii: "-") || text[word] == 0x20 { word += 1 }
        if text.holds(at: word, oneOf: steering) { return true }
      }
      while at < text.count, text[at] != 0x0A { at += 1 }
      at += 1
    }
    return false
  }

  private static func isAtLineStart(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    var before = at
    while before > 0, text[before - 1] == 0x20 { before -= 1 }
    return before == 0 || text[before - 1] == 0x0A
  }
}
