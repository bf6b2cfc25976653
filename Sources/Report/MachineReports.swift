import Diagnostics
import Document

/// JSON that is safe to show on a terminal: control characters that JSON lets stand are escaped as well. They occur in
/// strings only.
enum ReportJSON {
  static func text(_ draft: Draft) -> String {
    let text = JSONWriter.write(draft)
    guard text.unicodeScalars.contains(where: { $0.isHostile && $0 != "\n" }) else { return text }
    var out = ""
    for scalar in text.unicodeScalars {
      if scalar.isHostile, scalar != "\n" {
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

/// Everything that is known of each finding, as a JSON array.
struct JSONReport {
  func print(_ report: Report) -> String { ReportJSON.text(.list(report.findings.map(finding))) }

  private func finding(_ finding: Diagnostic) -> Draft {
    [
      "id": .string(finding.id),
      "severity": .string(finding.severity.rawValue),
      "message": .string(finding.message),
      "place": place(finding.place),
      "notes": .list(
        finding.notes.map { ["message": .string($0.message), "place": $0.place.map(place)] }),
      "help": finding.help.map { .string($0) },
      "fixes": .list(
        finding.fixes.map {
          [
            "message": .string($0.message), "safe": .bool($0.isSafe), "place": place(.file($0.span)),
            "start": .int($0.span.start), "end": .int($0.span.end), "replacement": .string($0.replacement),
          ]
        }),
    ]
  }

  private func place(_ origin: Origin) -> Draft {
    let position = Position(origin)
    return [
      "file": .string(position.path), "line": .int(position.line), "column": .int(position.column),
      "end_line": .int(position.endLine), "end_column": .int(position.endColumn),
    ]
  }
}

/// GitLab's code quality report.
struct GitLabReport {
  func print(_ report: Report) -> String {
    var fingerprints = Fingerprints()
    return ReportJSON.text(
      .list(
        report.findings.map { finding in
          let at = Position(finding.place)
          let severity =
            switch finding.severity {
            case .error: "critical"
            case .warning: "minor"
            case .info: "info"
            }
          let path = at.path.withoutDot
          return [
            "description": .string(finding.message), "check_name": .string(finding.id),
            "fingerprint": .string(fingerprints.next(finding, path: path)),
            "severity": .string(severity),
            "location": ["path": .string(path), "lines": ["begin": .int(max(at.line, 1))]],
          ]
        }))
  }
}
