import Diagnostics
import Document

/// JSON that is safe to show on a terminal: control characters that JSON lets stand are escaped as well. They occur in
/// strings only.
private enum ReportJSON {
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

/// SARIF 2.1.0, what code-scanning services read.
struct SARIFReport {
  func print(_ report: Report) -> String {
    let ids = Set(report.findings.map(\.id)).sorted()
    let rules: [Draft] = ids.map { id in
      ["id": .string(id), "shortDescription": ["text": .string(id)]]
    }
    return ReportJSON.text([
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": ["name": "belfry", "rules": .list(rules)]],
          "results": .list(report.findings.map { result($0, rule: ids.firstIndex(of: $0.id) ?? 0) }),
          "columnKind": "unicodeCodePoints",
        ]
      ],
    ])
  }

  private func result(_ finding: Diagnostic, rule: Int) -> Draft {
    let level =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .info: "note"
      }
    let text = finding.message + (finding.help.map { "; " + $0 } ?? "")
    return [
      "ruleId": .string(finding.id), "ruleIndex": .int(rule), "level": .string(level),
      "message": ["text": .string(text)],
      "locations": .list(finding.place == .builtin ? [] : [location(finding.place)]),
      "relatedLocations": .list(
        finding.notes.enumerated().compactMap { index, note in
          note.place.map { place in
            var location = location(place)
            location["id"] = .int(index)
            location["message"] = ["text": .string(note.message)]
            return location
          }
        }),
    ]
  }

  private func location(_ origin: Origin) -> Draft {
    let at = Position(origin)
    // Regions count from 1.
    return [
      "physicalLocation": [
        "artifactLocation": ["uri": .string(encoded(at.path))],
        "region": [
          "startLine": .int(max(at.line, 1)), "startColumn": .int(max(at.column, 1)),
          "endLine": .int(max(at.endLine, 1)), "endColumn": .int(max(at.endColumn, 1)),
        ],
      ]
    ]
  }

  /// A path as a URI reference; an absolute one needs its scheme.
  private func encoded(_ path: String) -> String {
    var out = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        out += "%" + (hex.count == 1 ? "0" + hex : hex)
      }
    }
    return out
  }
}

/// GitLab's code quality report.
struct GitLabReport {
  func print(_ report: Report) -> String {
    var seen: [String: Int] = [:]
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
          // The place's line is left out, so that a finding stays the same one when lines move.
          let identity = "\(finding.id)|\(at.path)|\(finding.message)"
          seen[identity, default: 0] += 1
          return [
            "description": .string(finding.message), "check_name": .string(finding.id),
            "fingerprint": .string(fingerprint("\(identity)|\(seen[identity] ?? 0)")),
            "severity": .string(severity),
            "location": ["path": .string(at.path), "lines": ["begin": .int(max(at.line, 1))]],
          ]
        }))
  }

  /// FNV-1a, 64 bits: a name for a finding, not a defence.
  private func fingerprint(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let hex = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - hex.count) + hex
  }
}
