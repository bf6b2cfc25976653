internal import Diagnostics
package import Document
internal import Quantities

/// Which texts are names. Until 3.0 letters, digits and underscores; since then any text, unless a file asks for the old.
package enum PrometheusName {
  /// `[a-zA-Z_][a-zA-Z0-9_]*`.
  package static func isLegacyLabel(_ text: some Collection<UInt8>) -> Bool {
    guard let first = text.first, first &- 0x30 >= 10 else { return false }
    return text.allSatisfy(isWord)
  }

  /// A label's name with colons.
  package static func isLegacyMetric(_ text: String) -> Bool {
    guard let first = text.utf8.first, first &- 0x30 >= 10 else { return false }
    return text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: ":") }
  }

  /// A legacy name in which `$1` and `${name}` may stand.
  package static func isLegacyTemplate(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    guard let first = rest.first, first &- 0x30 >= 10 else { return false }
    while let byte = rest.popFirst() {
      if isWord(byte) { continue }
      guard byte == UInt8(ascii: "$") else { return false }
      let isBraced = rest.first == UInt8(ascii: "{")
      if isBraced { rest.removeFirst() }
      let word = rest.prefix(while: isWord)
      guard !word.isEmpty else { return false }
      rest = rest.dropFirst(word.count)
      if isBraced, rest.popFirst() != UInt8(ascii: "}") { return false }
    }
    return true
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
  }
}

extension FieldFindings {
  /// Whether only letters, digits and underscores make names.
  package var knowsOnlyLegacyNames: Bool { isBefore("3.0") }

  package func takesLabel(_ node: Node) -> Bool {
    knowsOnlyLegacyNames ? PrometheusName.isLegacyLabel(node.textBytes) : !node.textBytes.isEmpty
  }

  /// What there is to say about a name that isn't one.
  package mutating func invalidLabel(_ node: Node) {
    let isLegacy = knowsOnlyLegacyNames && !node.text.isEmpty
    invalid(
      isLegacy
        ? "\(quoted(node.text)) is no label name before Prometheus 3.0" : "\(quoted(node.text)) is no label name",
      at: node, help: isLegacy ? "use letters, digits and underscores, and no digit first" : nil)
  }
}

extension FieldRule {
  package static let labelName = FieldRule { node, findings in
    if !findings.takesLabel(node) { findings.invalidLabel(node) }
  }

  /// The keys of a mapping are label names.
  package static let labelNames = FieldRule { node, findings in
    for (key, _) in node.entries where !findings.takesLabel(key) { findings.invalidLabel(key) }
  }
}
