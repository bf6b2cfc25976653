import Diagnostics
import Document
import Stack
import Testing

@testable import Workspace

/// Comments for pint in rule files.
struct PintCommentTests {
  /// Lines with a rate window that is too short for a scrape a minute.
  private func lines(_ rules: String, _ arguments: String...) throws -> [String] {
    let bench = try Workbench()
    try bench.write("rule_files: [r.yml]\nscrape_configs: [{job_name: a}]\n", to: "prometheus.yml")
    try bench.write(rules, to: "r.yml")
    let run = try bench.run(
      ["check", "."] + arguments + ["--format", "concise", "--only", "promql/rate-window-too-short", "suppression"])
    return run.findings.map { String($0.prefix { $0 != ":" }) }
  }

  private static let first = "groups:\n- name: g\n  rules:\n"
  private static let rule = "  - record: a:b:c\n    expr: rate(x_total[1m])\n"

  @Test(arguments: [
    // On the line, above the rule, anywhere in it.
    ("  - record: a:b:c # pint disable promql/rate\n    expr: rate(x_total[1m])\n", []),
    ("  # pint disable promql/rate\n" + rule, []),
    ("  # a word\n  # pint disable promql/rate\n  # another\n" + rule, []),
    ("  - record: a:b:c\n    # pint disable promql/rate\n    expr: rate(x_total[1m])\n", []),
    ("  - record: a:b:c\n    expr: |\n      # pint disable promql/rate\n\n      rate(x_total[1m])\n", []),
    ("  - record: a:b:c\n    expr: rate(x_total[1m])\n    # pint disable promql/rate\n    labels: {}\n", []),
    // Only that rule.
    ("  # pint disable promql/rate\n" + rule + rule, ["8"]),
    (rule + "  # pint disable promql/rate\n" + rule, ["5"]),
    (rule + "  # pint disable promql/rate\n  # more\n" + rule + rule, ["5", "11"]),
    // The whole file.
    (rule + rule + "# pint file/disable promql/rate\n", []),
    ("# pint file/disable promql/rate(+prod)\n" + rule, []),
    // Other checks, other verbs, and checks that nobody knows.
    ("  # pint disable promql/series\n" + rule, ["6"]), ("  # pint disable no/such\n" + rule, ["6"]),
    ("  # pint rule/owner db\n" + rule, ["6"]), ("# pint file/owner db\n" + rule, ["6"]),
    ("  # pint rule/set promql/series min-age 1d\n" + rule, ["6"]), ("  # pint\n" + rule, ["6"]),
    ("  # pint disable\n" + rule, ["6"]), ("  # pints disable promql/rate\n" + rule, ["6"]),
    // Snoozes.
    ("  # pint snooze 2999-01-01 promql/rate\n" + rule, []),
    ("  # pint snooze 2999-01-01T10:00:00Z promql/rate\n" + rule, []),
    ("  # pint snooze 2020-01-01 promql/rate\n" + rule, ["6"]), ("  # pint snooze soon promql/rate\n" + rule, ["6"]),
    ("# pint file/snooze 2999-01-01 promql/rate\n" + rule, []),
  ])
  func silences(_ rules: String, _ expected: [String]) throws {
    #expect(try lines(Self.first + rules) == expected)
  }

  @Test(arguments: [
    ("x: ] # pint ignore/line\n", "", []), ("# pint ignore/next-line\nx: ]\n", "", []),
    ("# pint ignore/begin\nx: ]\nx: ]\n# pint ignore/end\n", "", []), ("", "# pint ignore/file\nx: ]\n", []),
    ("x: ]\n", "", ["1"]), ("# pint ignore/next-line\nx: ]\nx: ]\n", "", ["3"]),
  ])
  func linesThatAreNotRead(_ above: String, _ below: String, _ expected: [String]) throws {
    let bench = try Workbench()
    try bench.write(above + Self.first + Self.rule + below, to: "r.yml")
    let run = try bench.run("check", "r.yml", "--format", "concise", "--only", "syntax")
    #expect(run.findings.map { String($0.prefix { $0 != ":" }) } == expected, "\(run.output)")
    // No server knows of these.
    #expect(try bench.run("check", "r.yml", "--load").status == 1)
  }

  @Test(.timeLimit(.minutes(1))) func manyRulesOnALineTakeLittleTime() throws {
    let rules = Array(repeating: "{record: a, expr: up}", count: 20_000).joined(separator: ", ")
    let file = SourceFile(path: "r.yml", text: "groups:\n- name: g\n  rules:\n    # pint disable a\n    [\(rules)]\n")
    let root = try #require(YAMLReader.read(file).documents.first)
    let extents = RuleExtents(of: [StackFile(kind: .rules, root: root)])
    // The comment speaks of each: they begin together.
    #expect(extents.rule(at: 40) == 19_999 && extents.rule(at: file.bytes.count) == 19_999)
    #expect(extents.rule(at: 20) == nil)
  }

  @Test func aMetricCanBeNamed() throws {
    let file = SourceFile(path: "f", text: "# pint file/disable promql/series(up)\nx\n")
    func kept(_ message: String) -> Int {
      let place = Origin.file(Span(file: file, start: 38, end: 39))
      var suppressions = Suppressions(in: [file])
      return suppressions.applied(to: [Diagnostic("metrics/undefined-metric", message, at: place)]).count
    }
    #expect(kept("nothing exposes or records \"up\"") == 0)
    #expect(kept("nothing exposes or records \"upper\"") == 1)
  }
}
