import Foundation
import Testing

/// `--baseline`.
struct BaselineTests {
  private static func rule(_ name: String) -> String { "      - {alert: \(name), expr: up == 0}\n" }
  private static let head =
    "groups:\n  - name: a\n    rules:\n      - {alert: Known, expr: up == 1, annotations: {runbook_url: a}}\n"

  private func bench(_ rules: String...) throws -> Workbench {
    let bench = try Workbench()
    try bench.write(Self.head + rules.joined(), to: "a/r.yml")
    return bench
  }

  private func check(_ bench: Workbench, _ arguments: String...) throws -> Workbench.Run {
    try bench.run(["check", "a", "--baseline", "known.json", "--format", "concise", "--fail-on", "info"] + arguments)
  }

  @Test func knowsWhatWasThere() throws {
    let bench = try bench(Self.rule("One"), Self.rule("Two"))
    let written = try check(bench, "--write-baseline")
    #expect(written.status == 0 && written.output == "" && written.errors == "belfry: known.json: 2 findings\n")
    let text = String(decoding: try bench.read("known.json"), as: UTF8.self)
    #expect(text.contains("\"a/r.yml\"") && !text.contains("line"))
    #expect(try check(bench).status == 0)
    // Written again it is the same.
    _ = try check(bench, "--write-baseline")
    #expect(String(decoding: try bench.read("known.json"), as: UTF8.self) == text)
    // Lines move.
    try bench.write("# a\n\n" + Self.head + Self.rule("Two") + Self.rule("One"), to: "a/r.yml")
    let moved = try check(bench)
    #expect(moved.status == 0 && moved.output == "" && moved.errors == "")
    // From another folder.
    #expect(try bench.shell("cd a && $BELFRY check r.yml --baseline ../known.json --fail-on info").status == 0)
    // Something new, and one more of the same.
    try bench.write(
      Self.head + Self.rule("One") + Self.rule("Three") + Self.rule("Two") + Self.rule("Two"), to: "a/r.yml")
    let new = try check(bench)
    #expect(new.status == 1 && new.findings == ["6:17 alerts/missing-runbook", "8:17 alerts/missing-runbook"])
  }

  @Test func countsWhatIsGone() throws {
    let bench = try bench(Self.rule("One"), Self.rule("Two"))
    try bench.write(Self.head + Self.rule("Other"), to: "a/s.yml")
    try bench.write(Self.head + Self.rule("Last"), to: "a/t.yml")
    _ = try check(bench, "--write-baseline")
    try bench.write(Self.head + Self.rule("Two"), to: "a/r.yml")
    #expect(try check(bench).errors == "belfry: known.json: 1 of the known findings is gone; write it anew\n")
    try FileManager.default.removeItem(atPath: bench.path("a/s.yml"))
    #expect(try check(bench).errors == "belfry: known.json: 2 of the known findings are gone; write it anew\n")
    // What was not looked at is not gone.
    #expect(try check(bench, "--only", "promql").errors == "")
    #expect(try bench.run("check", "a/t.yml", "--baseline", "known.json").errors.contains("1 of"))
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"version\": 2, \"findings\": []}", "{\"version\": 1, \"findings\": [{\"id\": \"a\"}]}",
    "{\"version\": 1, \"finding\": []}", "{\"version\": 1, \"findings\": [",
  ])
  func mustBeOne(_ text: String) throws {
    let bench = try bench(Self.rule("One"))
    try bench.write(text, to: "known.json")
    let run = try check(bench)
    #expect(
      run.status == 2 && run.output == "" && run.errors.hasPrefix("belfry: known.json: is no baseline: line 1"),
      "\(run.errors)")
  }

  @Test func mustBeThere() throws {
    let run = try check(try bench(Self.rule("One")))
    #expect(run.status == 2 && run.errors.contains("known.json: no such file"))
  }

  /// What can't be read can't be known.
  @Test func unreadableFilesAreNeverKnown() throws {
    let bench = try bench(Self.rule("One"))
    let run = try bench.run("check", "a", "none", "--baseline", "known.json", "--write-baseline")
    #expect(run.status == 2 && run.output.contains("input/unreadable"))
    #expect(try bench.run("check", "a", "none", "--baseline", "known.json").status == 2)
  }
}
