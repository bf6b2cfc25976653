internal import Document
internal import GoTemplate
internal import Quantities

/// What single values must look like.
extension FieldRule {
  // MARK: URLs

  static let webURL = FieldRule { node, findings in findings.checkURL(node) }

  /// A URL that is never shown. `<secret>` stands in what a running Alertmanager shows of its configuration.
  static let secretURL = FieldRule { node, findings in
    if node.text != "<secret>" { findings.checkURL(node) }
  }

  /// The URL of a webhook, in which templates may stand since 0.31.
  static let templatedURL = FieldRule { node, findings in
    guard !node.isNull, node.text != "<secret>" else { return }
    // Until 0.31 an empty one was no URL; since then it counts as none, which another rule sees.
    if node.isEmpty, !findings.isBefore("0.31") { return }
    if node.holds("{{"), !findings.isBefore("0.31") {
      findings.checkPlainTemplate(node, "the URL")
    } else {
      findings.checkURL(node)
    }
  }

  static let hostAndPort = FieldRule { node, findings in
    guard !node.isNull, !node.isEmpty else { return }
    guard let problem = problem(ofAddress: node.text) else { return }
    findings.invalid(problem, at: node, help: "write it as \"host:port\"")
  }

  /// What Go's `net.SplitHostPort` has against an address, and Alertmanager against an empty port.
  private static func problem(ofAddress text: String) -> String? {
    guard let colon = text.lastIndex(of: ":") else { return "the address \(quoted(text)) has no port" }
    let port = text[text.index(after: colon)...]
    let host = text[..<colon]
    if host.first == "[" {
      guard let end = host.firstIndex(of: "]") else { return "\"]\" is missing in the address \(quoted(text))" }
      if host.index(after: end) != host.endIndex { return "the address \(quoted(text)) has no port" }
      if host.dropFirst().contains("[") || port.contains("[") || port.contains("]") {
        return "brackets stand around a host only, in the address \(quoted(text))"
      }
    } else {
      if host.contains(":") { return "the address \(quoted(text)) has too many colons" }
      if text.contains("[") || text.contains("]") {
        return "brackets stand around a host only, in the address \(quoted(text))"
      }
    }
    return port.isEmpty ? "the address \(quoted(text)) has no port" : nil
  }

  // MARK: Others

  /// What `filepath.Match` takes for a pattern.
  static let globPattern = FieldRule { node, findings in
    guard !isGlob(Array(node.text.utf8)[...]) else { return }
    findings.invalid(
      "\(quoted(node.text)) is no pattern of files: a \"[\" is not closed, or nothing follows a \"\\\"", at: node)
  }

  private static func isGlob(_ pattern: ArraySlice<UInt8>) -> Bool {
    var rest = pattern
    /// A character, escaped or not; false where none can be.
    func character() -> Bool {
      guard let first = rest.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "]") else { return false }
      rest.removeFirst()
      return first != UInt8(ascii: "\\") || rest.popFirst() != nil
    }
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\") {
        if rest.popFirst() == nil { return false }
      } else if byte == UInt8(ascii: "[") {
        if rest.first == UInt8(ascii: "^") { rest.removeFirst() }
        repeat {
          guard character() else { return false }
          if rest.first == UInt8(ascii: "-") {
            rest.removeFirst()
            guard character() else { return false }
          }
        } while rest.first != UInt8(ascii: "]") && !rest.isEmpty
        guard rest.popFirst() != nil else { return false }
      }
    }
    return true
  }

  /// Go read a null in a list of pointers as nothing, and broke down over it.
  static func noNullsBefore(_ version: Version, _ what: String) -> FieldRule {
    FieldRule { node, findings in
      if findings.isBefore(version) { FieldRule.noNulls(what).check(node, &findings) }
    }
  }

  /// A text that became a mapping as well.
  static func plainTextBefore(_ version: Version) -> FieldRule {
    FieldRule { node, findings in
      guard node.kind == .mapping, findings.isBefore(version) else { return }
      findings.report("schema/wrong-type", "this must be a string before Alertmanager \(version)", at: node)
    }
  }

  /// `details` of PagerDuty were texts until 0.30.
  static let plainDetails = FieldRule { node, findings in
    guard findings.isBefore("0.30") else { return }
    for (key, value) in node.entries where value.kind != .scalar {
      findings.report(
        "schema/wrong-type", "\(quoted(key.text)) must be a string before Alertmanager 0.30, not \(value.phrase)",
        at: value)
    }
  }
}

extension FieldFindings {
  fileprivate mutating func checkURL(_ node: Node) {
    guard !node.isNull else { return }
    // No message shows the value: secret or not, a password may be in it.
    guard let url = GoURL(node.text) else { return invalid("this is no URL", at: node, help: Self.help(for: node)) }
    if !["http", "https"].contains(url.scheme) {
      invalid("a URL must begin with \"http://\" or \"https://\" here", at: node, help: Self.help(for: node))
    } else if url.host.isEmpty {
      invalid("the URL names no host", at: node, help: Self.help(for: node))
    }
  }

  private static func help(for node: Node) -> String? {
    guard node.holds("${") || node.holds("$(") || node.holds("{{") else { return nil }
    return "Alertmanager puts nothing in for variables here; write the URL, or a file's path under a key with \"_file\""
  }

  /// A template that is parsed on load, by Go alone: Alertmanager's own functions are not there yet.
  mutating func checkPlainTemplate(_ node: Node, _ what: String) {
    let parsed = GoTemplate.parse(node.text, in: GoTemplate.Place(server: "Alertmanager", functions: []))
    guard let error = parsed.errors.first else { return }
    invalid("\(what) holds a template that is refused: \(error.message)", at: node)
  }
}
