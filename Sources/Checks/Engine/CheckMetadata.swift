package import Diagnostics

/// What there is to know of a check apart from its code.
package struct CheckMetadata: Sendable {
  /// `group/kebab-problem`; never reused for something else.
  package let id: String
  package let severity: Severity
  /// The version of Belfry it came with.
  package let since: String
  /// One sentence: what it finds.
  package let summary: String
  /// Why it matters: what the servers do with it.
  package let rationale: String
  /// What to do about a finding.
  package let remedy: String
  /// Whether a server refuses to load a file for it: what `--load` reports.
  package let refusesLoad: Bool
  package let examples: [Example]

  package init(
    id: String, severity: Severity, since: String, summary: String, rationale: String, remedy: String,
    refusesLoad: Bool = false, examples: [Example]
  ) {
    self.id = id
    self.severity = severity
    self.since = since
    self.summary = summary
    self.rationale = rationale
    self.remedy = remedy
    self.refusesLoad = refusesLoad
    self.examples = examples
  }

  /// `routing` of `routing/undefined-receiver`.
  package var group: String { String(id.prefix { $0 != "/" }) }
}

/// Files that a check must or must not find something in: its tests, and what its page shows.
///
/// `text` is one or more YAML or JSON documents parted by `---` lines, each recognised by its content (a spec, rules,
/// alertmanager.yml, …), or by a first line `# file: NAME`. `⟦` and `⟧` stand around each place that must be reported.
package struct Example: Sendable {
  package let text: String
  /// Where in the source the example stands, so that its test fails there.
  package let line: UInt
  package let file: String

  /// The check must report exactly the marked places.
  package static func flagged(_ text: String, file: String = #filePath, line: UInt = #line) -> Example {
    Example(text: text, line: line, file: file)
  }

  /// The check must report nothing.
  package static func clean(_ text: String, file: String = #filePath, line: UInt = #line) -> Example {
    Example(text: text, line: line, file: file)
  }

  package var isFlagged: Bool { text.contains("⟦") }

  /// The text without its marks, and the marked byte ranges in it.
  package var unmarked: (text: String, marks: [Range<Int>]) {
    var bytes: [UInt8] = []
    var marks: [Range<Int>] = []
    var open: Int?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "⟦": open = bytes.count
      case "⟧":
        if let start = open { marks.append(start..<bytes.count) }
        open = nil
      default: bytes += Array(String(scalar).utf8)
      }
    }
    return (String(decoding: bytes, as: UTF8.self), marks)
  }
}
