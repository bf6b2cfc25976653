import Diagnostics
import Testing
@testable import Workspace

struct SuppressionTests {
  /// The finding stands at the first `x` of the text.
  private func results(_ text: String, id: String = "routing/undefined-receiver", ran: Bool = true) -> [String] {
    let file = SourceFile(path: "spec.yaml", text: text)
    let start = file.bytes.firstIndex(of: UInt8(ascii: "x")) ?? 0
    let finding = Diagnostic(id, "the finding", at: .file(Span(file: file, start: start, end: start + 1)))
    var suppressions = Suppressions(in: [file])
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

  @Test(arguments: ["syntax/yaml", "input/unreadable", "output/stale"])
  func neverSilencesWhatIsWrongWithTheFileItself(_ id: String) {
    #expect(results("receiver: x # belfry ignore \(id): why", id: id) == [id, "suppression/unused"])
  }
}
