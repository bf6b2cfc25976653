package import Diagnostics
import Stack

/// What a check came to.
package struct Checked: Sendable {
  package var findings: [Diagnostic] = []
  /// The files that were looked at. Those that a spec or a configuration names are not among them.
  package var read: [String] = []
  /// What must not be shown of the lines that findings stand in.
  package var secrets: [Span] = []

  init() {}

  /// What was found in native files, and what is secret in those that something was found in.
  init(_ found: [Diagnostic], in files: [NativeFile]) {
    let paths = Set(found.compactMap { $0.place.span?.file.path })
    let content = files.filter { paths.contains($0.path) }.map(\.content)
    let whole = content.flatMap(\.secrets)
    findings = Self.hiding(whole, in: found)
    secrets = whole + content.flatMap(\.files).flatMap { SecretValues(in: $0).spans }
  }

  static func += (all: inout Checked, more: Checked) {
    all.findings += more.findings
    all.read += more.read
    all.secrets += more.secrets
  }

  /// `findings` of which those that stand in `secrets` don't show their lines.
  private static func hiding(_ secrets: [Span], in findings: [Diagnostic]) -> [Diagnostic] {
    guard !secrets.isEmpty else { return findings }
    let byFile = Dictionary(grouping: secrets, by: \.file).mapValues { $0.sorted { $0.start < $1.start } }
    return findings.map { finding in
      guard let span = finding.place.span, let hidden = byFile[span.file], hidden.covers(span) else { return finding }
      var finding = finding
      finding.hidesLine = true
      finding.fixes = []
      finding.message = withoutValues(finding.message)
      finding.help = finding.help.map(withoutValues)
      finding.notes = finding.notes.map { .init(withoutValues($0.message), at: $0.place) }
      return finding
    }
  }

  /// A sentence in which of what is quoted only words are left: keys and names, and no value that may be a secret.
  private static func withoutValues(_ sentence: String) -> String {
    let parts = sentence.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().map { at, part in
      let isWord =
        part.utf8.count <= 40 && part.utf8.allSatisfy { $0 == 0x5F || $0 == 0x2D || ($0 | 0x20) &- 0x61 < 26 }
      return at % 2 == 0 || isWord ? String(part) : "****"
    }.joined(separator: "\"")
  }
}

extension [Span] {
  /// Whether one of these, which are in order and apart, shares a line's bytes with `span`.
  fileprivate func covers(_ span: Span) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].start <= span.end { low = middle + 1 } else { high = middle }
    }
    return low > 0 && self[low - 1].end >= span.start
  }
}
