import Diagnostics
import Testing
@testable import Workspace

struct SuppressionTests {
  /// The finding stands at the first `x` of the text.
  private func results(
    _ text: String, id: String = "routing/undefined-receiver", ran: Bool = true, today: Day? = nil
  ) -> [String] {
    let file = SourceFile(path: "spec.yaml", text: text)
    let start = file.bytes.firstIndex(of: UInt8(ascii: "x")) ?? 0
    let finding = Diagnostic(id, "the finding", at: .file(Span(file: file, start: start, end: start + 1)))
    var suppressions = Suppressions(in: [file], today: today)
    return suppressions.applied(to: [finding], ran: { _ in ran }).map(\.id)
  }

  @Test(arguments: [
    "receiver: x # belfry ignore routing/undefined-receiver: it is made at run time",
    "# belfry ignore routing/undefined-receiver: it is made at run time\nreceiver: x",
    "  #belfry ignore routing/undefined-receiver: why\r\n  receiver: x\r\n",
    "# belfry ignore routing/undefined-receiver: why\n# and a word more\nreceiver: x",
    "a: 1\nreceiver: x\n# belfry ignore-file routing/undefined-receiver: why",
    "receiver: x # remark # belfry ignore routing/undefined-receiver: why",
  ])
  func silences(_ text: String) {
    #expect(results(text) == [])
  }

  /// A comment on a whole file that stands in a text is about that text.
  @Test(arguments: [
    ("x", "x", "x", [5, 7]), ("!", "x", "x", []), ("x", "!", "x", [7]), ("x", "x", "!", [5]), ("x", "!", "!", []),
  ])
  func aTextIsAFileOfItsOwn(_ top: String, _ first: String, _ second: String, _ lines: [Int]) throws {
    func line(_ word: String) -> String {
      "# " + (word == "!" ? "belfry ignore-file alerts/template-label-missing: why" : word) + "\n"
    }
    let rule = "    groups: [{name: a, rules: [{alert: A, expr: sum(up), annotations: {a: '{{ $labels.job }}'}}]}]\n"
    for kind in ["ConfigMap\ndata:\n", "Secret\nstringData:\n"] {
      let head = "apiVersion: v1\nkind: " + kind
      let bench = try Workbench()
      let text =
        line(top) + head + "  a.yml: |\n    " + line(first) + rule + "  b.yml: |\n" + rule + "    " + line(second)
      try bench.write(text, to: "map.yml")
      let run = try bench.run("check", "map.yml", "--format", "concise", "--ignore", "alerts/missing-runbook")
      #expect(run.findings.map { $0.split(separator: ":")[0] } == lines.map { "\($0 + 2)" }, "\(run.output)")
    }
  }

  @Test func textsInTexts() {
    let file = SourceFile(path: "f", bytes: [])
    let texts = EmbeddedTexts(
      [(20, 30), (0, 10), (12, 60), (31, 40), (33, 36)].map { Span(file: file, start: $0, end: $1) })
    let expected: [Int: [Int]] = [
      0: [0], 9: [0], 10: [], 11: [], 12: [1], 20: [2, 1], 30: [1], 34: [4, 3, 1], 39: [3, 1], 59: [1], 60: [],
    ]
    for (offset, around) in expected { #expect(texts.around(offset) == around, "\(offset)") }
    #expect(EmbeddedTexts().around(3) == [])
  }

  @Test func silencesTwoChecksFromTwoLinesAbove() {
    let file = SourceFile(
      path: "f",
      text: """
        # belfry ignore routing/undefined-receiver: why
        # belfry ignore alerts/missing-runbook: why
        receiver: here
        """)
    let place = Origin.file(Span(file: file, start: file.bytes.count - 1, end: file.bytes.count))
    var suppressions = Suppressions(in: [file])
    let rest = suppressions.applied(to: [
      Diagnostic("routing/undefined-receiver", "a", at: place), Diagnostic("alerts/missing-runbook", "b", at: place),
    ])
    #expect(rest.isEmpty)
  }

  @Test(arguments: [
    "# belfry ignore routing/undefined-receiver: why\na: 1\nreceiver: x",
    "receiver: x\n# belfry ignore routing/undefined-receiver: why",
    "receiver: x # belfry ignore alerts/missing-runbook: why",
  ])
  func reportsWhatSilencesNothing(_ text: String) {
    #expect(results(text) == ["routing/undefined-receiver", "suppression/unused"])
  }

  @Test func saysNothingOfChecksThatDidNotRun() {
    #expect(
      results("receiver: x # belfry ignore alerts/missing-runbook: why", ran: false) == ["routing/undefined-receiver"])
  }

  @Test(arguments: ["", ":", ": ", ":   "])
  func wantsAReason(_ reason: String) {
    #expect(results("receiver: x # belfry ignore routing/undefined-receiver" + reason) == ["suppression/malformed"])
  }

  @Test(arguments: [
    "routing/undefined-reciever", "routing", "no/such: why", "routing/undefined-receiver until 2026: w",
  ])
  func reportsUnknownIds(_ id: String) {
    #expect(
      results("receiver: x # belfry ignore \(id)") == ["routing/undefined-receiver", "suppression/malformed"])
  }

  @Test(arguments: [
    "receiver: x#belfry ignore routing/undefined-receiver: why", "receiver: x # belfry ignored",
    "receiver: x # belfry ignore", "receiver: x #", "x",
  ])
  func leavesOtherTextAlone(_ text: String) {
    #expect(results(text) == ["routing/undefined-receiver"])
  }

  @Test(arguments: [
    "receiver: x # belfry ignore alerts/missing-runbook, routing/undefined-receiver: why",
    "receiver: x # belfry ignore routing/undefined-receiver until 2026-12-31: why",
    "receiver: x # belfry ignore routing/undefined-receiver until 2026-06-15: why",
    "receiver: \"a \\n# belfry ignore routing/undefined-receiver: why\\n x\"",
    "# belfry ignore-file routing/undefined-receiver until 2027-01-01: why\nreceiver: x",
  ])
  func silencesUntilADay(_ text: String) {
    #expect(results(text, ran: false, today: Day("2026-06-15")) == [])
  }

  @Test func aSnoozeEnds() {
    let text = "receiver: x # belfry ignore routing/undefined-receiver until 2026-06-14: why"
    #expect(results(text, today: Day("2026-06-15")) == ["routing/undefined-receiver", "suppression/expired"])
    // Nobody says which day it is.
    #expect(results(text) == [])
    // What it was about is gone.
    #expect(results(text, id: "alerts/missing-runbook", today: Day("2026-06-15")).last == "suppression/unused")
  }

  @Test(arguments: ["2026", "2026-13-01", "2026-02-29", "tomorrow", "", "2026-1-1", "2026-12-31T00"])
  func aSnoozeNeedsADay(_ day: String) {
    #expect(
      results("receiver: x # belfry ignore routing/undefined-receiver until \(day): why")
        == ["routing/undefined-receiver", "suppression/malformed"])
  }

  @Test(arguments: [("2024-02-29", true), ("2100-02-29", false), ("2000-02-29", true), ("0000-01-01", false)])
  func days(_ text: String, _ isOne: Bool) {
    #expect((Day(text) != nil) == isOne)
    if let day = Day(text) { #expect(day.description == text) }
  }

  @Test(.timeLimit(.minutes(1))) func manyCommentsTakeLittleTime() {
    let line = "receiver: x # belfry ignore routing/undefined-receiver: why\n"
    let file = SourceFile(path: "f", text: String(repeating: line, count: 50_000))
    let findings = (0..<50_000).map { index in
      Diagnostic(
        "routing/undefined-receiver", "the finding",
        at: .file(Span(file: file, start: index * line.utf8.count + 10, end: index * line.utf8.count + 11)))
    }
    var suppressions = Suppressions(in: [file])
    #expect(suppressions.applied(to: findings).isEmpty)
  }

  @Test(arguments: ["syntax/yaml", "input/unreadable", "output/stale"])
  func neverSilencesWhatIsWrongWithTheFileItself(_ id: String) {
    #expect(results("receiver: x # belfry ignore \(id): why", id: id) == [id, "suppression/unused"])
  }
}
