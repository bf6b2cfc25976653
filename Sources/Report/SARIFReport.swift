import Diagnostics
import Document

/// SARIF 2.1.0, what code-scanning services read.
struct SARIFReport {
  var tool: ReportingTool

  func print(_ report: Report) -> String {
    let ids = Set(report.findings.map(\.id)).sorted()
    let indices = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    var fingerprints = Fingerprints()
    var results: [Draft] = []
    for finding in report.findings {
      results.append(result(finding, rule: indices[finding.id] ?? 0, &fingerprints))
    }
    var driver: Draft = ["name": "belfry"]
    if let version = tool.version { driver["semanticVersion"] = .string(version) }
    driver["rules"] = .list(ids.map(rule))
    return ReportJSON.text([
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": driver],
          // Where the run stood is the machine's own affair; services put their checkout there.
          "originalUriBaseIds": ["SRCROOT": ["description": ["text": "The folder that Belfry was run in."]]],
          "results": .list(results),
          "columnKind": "unicodeCodePoints",
        ]
      ],
    ])
  }

  private func rule(_ id: String) -> Draft {
    let description = tool.describe(id)
    var rule: Draft = ["id": .string(id), "shortDescription": ["text": .string(description?.summary ?? id)]]
    if let rationale = description?.rationale { rule["fullDescription"] = ["text": .string(rationale)] }
    if let remedy = description?.remedy { rule["help"] = ["text": .string(remedy)] }
    if let severity = description?.severity { rule["defaultConfiguration"] = ["level": level(severity)] }
    rule["properties"] = ["tags": [.string(String(id.prefix { $0 != "/" }))]]
    return rule
  }

  private func level(_ severity: Severity) -> Draft {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  private func result(_ finding: Diagnostic, rule: Int, _ fingerprints: inout Fingerprints) -> Draft {
    let text = finding.message + (finding.help.map { "; " + $0 } ?? "")
    let path = Position(finding.place).path.withoutDot
    var result: Draft = [
      "ruleId": .string(finding.id), "ruleIndex": .int(rule), "level": level(finding.severity),
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
      "partialFingerprints": ["belfryFinding/v1": .string(fingerprints.next(finding, path: path))],
    ]
    if !finding.fixes.isEmpty { result["fixes"] = .list(finding.fixes.map(fix)) }
    return result
  }

  private func fix(_ fix: Diagnostic.FixIt) -> Draft {
    let at = Position(.file(fix.span))
    return [
      "description": ["text": .string(fix.message)],
      "artifactChanges": [
        [
          "artifactLocation": artifact(at.path),
          "replacements": [
            ["deletedRegion": region(at), "insertedContent": ["text": .string(fix.replacement)]]
          ],
        ]
      ],
    ]
  }

  private func location(_ origin: Origin) -> Draft {
    let at = Position(origin)
    return ["physicalLocation": ["artifactLocation": artifact(at.path), "region": region(at)]]
  }

  /// Regions count from 1.
  private func region(_ at: Position) -> Draft {
    [
      "startLine": .int(max(at.line, 1)), "startColumn": .int(max(at.column, 1)),
      "endLine": .int(max(at.endLine, 1)), "endColumn": .int(max(at.endColumn, 1)),
    ]
  }

  private func artifact(_ path: String) -> Draft {
    var artifact: Draft = ["uri": .string(encoded(path.withoutDot))]
    if !path.hasPrefix("/") { artifact["uriBaseId"] = "SRCROOT" }
    return artifact
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
