import Diagnostics
import Foundation
import Report
import Testing

/// One set of findings in each of the nine formats, against golden files. `BELFRY_UPDATE_GOLDEN=1 swift test` writes
/// them anew.
struct ReportTests {
  private static func span(_ file: SourceFile, _ text: String) -> Span {
    let range = file.bytes.firstRange(of: Array(text.utf8)) ?? 0..<0
    return Span(file: file, start: range.lowerBound, end: range.upperBound)
  }

  static let findings: [Diagnostic] = {
    let config = SourceFile(
      path: "alertmanager.yml",
      text: "route:\n  receiver: performance-team\nreceivers:\n  - name: database-team\n")
    let spec = SourceFile(
      path: "specs/überwachung db.yaml",
      text: "alerts:\n  - {summary: \"数据库 ausgefallen – é\", alert: Ausfall}\t# \u{1B}[31mred\u{9B}2J\r\n")
    let generated = SourceFile(path: "out/d/rules/a.yml", text: "groups:\n  - name: a\n")
    let hostile = SourceFile(
      path: "a\u{1B}]0;owned\u{7},b:c\n<d>&\"'|`%\u{202E}.yml",
      text: String(repeating: "é", count: 200) + "here" + String(repeating: "z", count: 300))
    return [
      Diagnostic(
        "alerts/missing-runbook", .warning, "alert \"Ausfall\" has no runbook", at: .file(span(spec, "Ausfall")),
        notes: [.init("it is generated here", at: .file(span(generated, "name: a")))],
        help: "add the annotation \"runbook_url\" (\"runbook\" in a spec)"),
      Diagnostic(
        "routing/undefined-receiver", "route names receiver \"performance-team\", which is not defined",
        at: .file(span(config, "performance-team")),
        notes: [
          .init("receivers are listed here", at: .file(span(config, "- name"))), .init("names are case-sensitive"),
        ],
        help: "define it, or use \"database-team\"",
        fixes: [
          .init("use \"database-team\"", replacing: span(config, "performance-team"), with: "database-team")
        ]),
      Diagnostic(
        "retention/logs-below-a-day", .info, "kept for a day",
        at: .derived(from: .file(span(spec, "alerts")), by: "x")),
      Diagnostic(
        "metrics/unknown-label",
        "no label \"\u{1B}[2J\u{9B}A\u{7F}\u{202E}<b>&amp; ]]> | `x` [y](z) ![i](j) %0A ::error::\r\nsecond\u{0}\" "
          + "\u{FFFE}",
        at: .file(span(hostile, "here")), help: "a\u{8}b\nc"),
      Diagnostic("spec/empty", "nothing is there", at: .builtin),
      Diagnostic("spec/empty", .warning, "said in code", at: .code(file: "Sources/Spec.swift", line: 12)),
      // Said twice, shown once.
      Diagnostic("spec/empty", "nothing is there", at: .builtin),
    ]
  }()

  static let tool = ReportingTool(version: "1.2.3") { id in
    guard id == "routing/undefined-receiver" else { return nil }
    return RuleDescription(summary: "Nobody.", rationale: "It matters.", remedy: "Define it.", severity: .error)
  }

  static let goldens = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/Reports")

  @Test(arguments: ReportFormat.allCases) func printsAsItShould(_ format: ReportFormat) throws {
    let text = Report(Self.findings).printed(as: format, by: Self.tool)
    let golden = Self.goldens.appending(path: "findings.\(format.rawValue)")
    if ProcessInfo.processInfo.environment["BELFRY_UPDATE_GOLDEN"] != nil {
      try FileManager.default.createDirectory(at: Self.goldens, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: golden)
    }
    #expect(text == String(decoding: try Data(contentsOf: golden), as: UTF8.self))
  }

  @Test func everyFormatHasItsGoldenAndNoOther() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.goldens.path).sorted()
    #expect(names == ReportFormat.allCases.map { "findings.\($0.rawValue)" }.sorted())
  }

  @Test(arguments: ReportFormat.allCases) func theOrderOfFindingsDoesNotMatter(_ format: ReportFormat) {
    let text = Report(Self.findings).printed(as: format)
    #expect(Report(Self.findings.reversed()).printed(as: format) == text)
  }

  @Test(arguments: ReportFormat.allCases) func nothingHostileReachesATerminal(_ format: ReportFormat) {
    for scalar in Report(Self.findings).printed(as: format).unicodeScalars where scalar != "\n" {
      let isControl = scalar.properties.generalCategory == .control
      #expect(!isControl && !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value))
    }
  }

  @Test(arguments: [
    (ReportFormat.text, ""), (.concise, ""), (.json, "[]\n"), (.github, ""), (.gitlab, "[]\n"),
    (.markdown, "No findings.\n"),
  ])
  func nothingToSay(_ format: ReportFormat, _ text: String) {
    #expect(Report([]).printed(as: format) == text)
  }

  /// Readers of other makers agree that this is JSON and XML.
  @Test(arguments: ReportFormat.allCases, [true, false]) func parses(_ format: ReportFormat, _ isEmpty: Bool) throws {
    let program: String
    switch format {
    case .json, .gitlab: program = "import json,sys; d = json.load(sys.stdin); assert isinstance(d, list)"
    case .sarif: program = Self.sarifChecks
    case .junit, .checkstyle: program = "import xml.dom.minidom,sys; xml.dom.minidom.parse(sys.stdin.buffer)"
    case .text, .concise, .github, .markdown: return
    }
    let text = Report(isEmpty ? [] : Self.findings).printed(as: format, by: Self.tool)
    let bench = try Workbench()
    let run = try bench.finish(bench.start("/usr/bin/env", ["python3", "-c", program], input: Data(text.utf8)))
    #expect(run.status == 0, "\(run.errors)")
  }

  /// What the SARIF 2.1.0 schema requires of what is written here.
  private static let sarifChecks = """
    import json, sys
    log = json.load(sys.stdin)
    assert log["version"] == "2.1.0" and log["$schema"]
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    def check_region(region):
        assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"} and min(region.values()) >= 1
        start = (region["startLine"], region["startColumn"])
        assert start <= (region["endLine"], region["endColumn"])
    def check_artifact(artifact):
        assert artifact["uri"].isascii() and " " not in artifact["uri"]
        # A relative URI has a base, which is declared.
        assert (artifact.get("uriBaseId") in run["originalUriBaseIds"]) != artifact["uri"].startswith("file://")
    assert run["columnKind"] in ("unicodeCodePoints", "utf16CodeUnits")
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule.get("defaultConfiguration", {"level": "none"})["level"] in ("none", "note", "warning", "error")
    fingerprints = set()
    for result in run["results"]:
        assert result["message"]["text"] and result["level"] in ("none", "note", "warning", "error")
        assert ids[result["ruleIndex"]] == result["ruleId"]
        fingerprints.update(result["partialFingerprints"].items())
        for location in result["locations"] + result["relatedLocations"]:
            place = location["physicalLocation"]
            check_artifact(place["artifactLocation"])
            check_region(place["region"])
        for fix in result.get("fixes", []):
            assert fix["description"]["text"] and fix["artifactChanges"]
            for change in fix["artifactChanges"]:
                check_artifact(change["artifactLocation"])
                for replacement in change["replacements"]:
                    check_region(replacement["deletedRegion"])
                    assert isinstance(replacement["insertedContent"]["text"], str)
    assert len(fingerprints) == len(run["results"])
    """
}
