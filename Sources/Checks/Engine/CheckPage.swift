import Diagnostics
import Document

/// What is shown of checks: a page each (`belfry explain`, `docs/checks/`), and the list of all.
package enum CheckPage {
  /// A check's page in Markdown.
  package static func markdown(for check: CheckMetadata) -> String {
    var out = "# \(check.id)\n\n\(check.summary)\n\n"
    out += "Severity: \(check.severity.rawValue). Since \(check.since).\n\n"
    out += "## Why it matters\n\n\(check.rationale)\n\n"
    out += "## What to do\n\n\(check.remedy)\n\n"
    let flagged = check.examples.filter(\.isFlagged)
    let clean = check.examples.filter { !$0.isFlagged }
    if !flagged.isEmpty {
      out += "## Reported\n\nThe place that is reported stands between ⟦ and ⟧.\n\n"
      for example in flagged { out += fenced(example.text) }
    }
    if !clean.isEmpty {
      out += "## Not reported\n\n"
      for example in clean { out += fenced(example.text) }
    }
    out += "## Silencing it\n\nPut `# belfry ignore \(check.id): reason` on the line or above it, or in a spec:\n\n"
    out += fenced("checks:\n  ignore: {\"\(check.id)\": \"reason\"}")
    while out.hasSuffix("\n\n") { out.removeLast() }
    return out
  }

  private static func fenced(_ text: String) -> String {
    "```yaml\n\(text)\(text.hasSuffix("\n") ? "" : "\n")```\n\n"
  }

  /// Every check with its severity and summary, in columns.
  package static var table: String {
    let width = CheckRegistry.all.map { $0.metadata.id.count }.max() ?? 0
    return CheckRegistry.all.map { type in
      let check = type.metadata
      let id = check.id + String(repeating: " ", count: width - check.id.count)
      let severity = check.severity.rawValue + String(repeating: " ", count: 7 - check.severity.rawValue.count)
      return "\(id)  \(severity)  \(check.summary)\n"
    }.joined()
  }

  /// Every check as JSON: id, severity, since, summary.
  package static var json: String {
    JSONWriter.write(
      .list(
        CheckRegistry.all.map { type in
          [
            "id": .string(type.metadata.id), "severity": .string(type.metadata.severity.rawValue),
            "since": .string(type.metadata.since), "summary": .string(type.metadata.summary),
          ]
        }))
  }

  /// The index of the pages, for `docs/checks/README.md`.
  package static var index: String {
    var out = "# Checks\n\nEvery check, what it finds and how bad it is. `belfry explain ID` prints a page.\n"
    for group in CheckRegistry.groups {
      out += "\n## \(group)\n\n| check | severity | what it finds |\n|---|---|---|\n"
      for type in CheckRegistry.all where type.metadata.group == group {
        let check = type.metadata
        out += "| [\(check.id)](\(check.id).md) | \(check.severity.rawValue) | \(check.summary) |\n"
      }
    }
    return out
  }
}
