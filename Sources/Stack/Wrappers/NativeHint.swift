/// Whether a text is worth reading: what its lines begin with says, at the cost of one pass over the bytes.
package enum NativeHint: Comparable {
  case none
  /// It may be native.
  case weak
  /// Nothing else looks like this, so that an error in its syntax is worth telling.
  case strong

  /// Words that begin a line of native files and of hardly anything else.
  private static let strongWords: Words = [
    "scrape_configs:", "rule_files:", "- job_name:", "- alert:", "- record:", "alertmanagers:", "schema_config:",
    "limits_config:", "inhibit_rules:", "relabel_configs:", "\"schemaVersion\":", "\"panels\":", "\"scrape_configs\":",
    "apiVersion: monitoring.coreos.com/", "pipeline_stages:",
  ]
  private static let weakWords: Words = [
    "groups:", "route:", "receivers:", "global:", "service:", "datasources:", "providers:", "- targets:", "tests:",
    "positions:", "clients:", "exporters:", "remote_write:", "alerting:", "auth_enabled:", "kind:", "panels:",
    "scrape_config_files:", "remote_read:",
  ]

  package init(in text: ArraySlice<UInt8>) {
    self = text.withUnsafeBufferPointer { Self.hint(in: $0) }
  }

  private static func hint(in text: UnsafeBufferPointer<UInt8>) -> NativeHint {
    var found = NativeHint.none
    // JSON may stand on one line, and YAML in braces too.
    if let first = text.first(where: { $0 > 0x20 }), [0x7B, 0x5B].contains(first) {
      found =
        text.indices.contains { text[$0] == UInt8(ascii: "\"") && begins(text, $0, with: strongWords) }
        ? .strong : .weak
    }
    var at = 0
    while at < text.count {
      while at < text.count, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
      if begins(text, at, with: strongWords) { return .strong }
      if found == .none, begins(text, at, with: weakWords) { found = .weak }
      while at < text.count, text[at] != 0x0A { at += 1 }
      at += 1
    }
    return found
  }

  private static func begins(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, with words: Words) -> Bool {
    guard at < text.count else { return false }
    let mayBeQuoted = isQuote(text[at]) || text[at] == UInt8(ascii: "-")
    return text.holds(at: at, oneOf: words) || mayBeQuoted && words.all.contains { isQuoted($0, text[at...]) }
  }

  /// Whether a text begins with a word whose key stands in quotes, as programs write them: `- "alert":`.
  private static func isQuoted(_ word: StaticString, _ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var rest = text
    return word.withUTF8Buffer { bytes in
      bytes.allSatisfy { byte in
        while let quote = rest.first, isQuote(quote) { rest = rest.dropFirst() }
        return rest.popFirst() == byte
      }
    }
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}
