import Foundation
import Testing

/// Every row of the audit, held against what is generated.
struct AuditTests {
  @Test(arguments: AuditRow.all) func holds(_ row: AuditRow) throws {
    try row.check(.shared)
  }

  @Test func everyRowOfThePageIsTestedOnce() throws {
    let page = try GeneratedStack.source("docs/lightning-db.md")
    let rows = page.split(separator: "\n").compactMap { line -> String? in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      return cells.first.flatMap { $0.hasPrefix("A") && $0.dropFirst().first?.isNumber == true ? $0 : nil }
    }
    let tested = AuditRow.all.map(\.id)
    #expect(rows.sorted() == tested.sorted())
    #expect(Set(rows).count == rows.count)
  }

  @Test func theSpecHasNoFindings() {
    let findings = GeneratedStack.shared.diagnostics.filter { $0.severity >= .warning }
    #expect(findings.map { "\($0.id): \($0.message)" } == [])
  }

  @Test func everyAlertHasUnitTests() throws {
    let stack = GeneratedStack.shared
    let tests = try stack.paths(under: "prometheus/tests").map { try stack.text($0) }.joined()
    for alert in try stack.alerts() {
      let name = try #require(alert["alert"]?.text)
      // A report fires by the clock.
      if name.hasPrefix("Report") { continue }
      #expect(tests.contains("\(name) fires"))
      if name != "Watchdog" { #expect(tests.contains("\(name) stays silent")) }
    }
  }
}
