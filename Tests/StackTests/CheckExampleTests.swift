import Checks
import Diagnostics
import Testing

/// Every check's examples are its tests: what is marked must be reported, and nothing else.
struct CheckExampleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var id: String
    var example: Example
    var testDescription: String { "\(id), line \(example.line)" }

    /// Fails at the example's own line.
    func fail(_ message: String) {
      let path = example.file
      let name = path.split(separator: "/").last.map(String.init) ?? path
      Issue.record(
        "\(id): \(message)",
        sourceLocation: SourceLocation(fileID: "Checks/\(name)", filePath: path, line: Int(example.line), column: 1))
    }
  }

  static let cases = CheckRegistry.all.flatMap { type in
    type.metadata.examples.map { Case(id: type.metadata.id, example: $0) }
  }

  @Test(arguments: cases) func findsWhatIsMarkedAndNothingElse(_ test: Case) {
    let example = ExampleStack(test.example.text)
    for problem in example.problems { test.fail(problem) }
    expect(example.places(of: test.id), toBe: example.marks.sorted(), in: example, of: test)
  }

  @Test(arguments: cases, Perturbation.allCases)
  func findsTheSameInOtherBytes(_ test: Case, _ perturbation: Perturbation) {
    let example = ExampleStack(perturbation.applied(to: test.example.text))
    expect(example.places(of: test.id), toBe: example.marks.sorted(), in: example, of: test, "\(perturbation): ")
  }

  @Test(arguments: cases) func findsTheSameWhereExpressionsAreReadAgain(_ test: Case) {
    let example = ExampleStack(test.example.text, keepsTrees: false)
    expect(example.places(of: test.id), toBe: example.marks.sorted(), in: example, of: test)
  }

  @Test(arguments: cases, Respelling.allCases)
  func saysTheSameOfAnotherSpelling(_ test: Case, _ respelling: Respelling) {
    let messages = ExampleStack(test.example.text).findings(of: test.id).map(\.message).sorted()
    let others = ExampleStack(respelling.applied(to: test.example.text)).findings(of: test.id).map(\.message).sorted()
    if messages != others { test.fail("\(respelling): \(others) instead of \(messages)") }
  }

  @Test(arguments: cases) func safeFixesEndIt(_ test: Case) {
    let example = ExampleStack(test.example.text)
    let fixable = example.findings(of: test.id).filter { $0.fixes.contains(where: \.isSafe) }
    let left = example.fixed(for: test.id).findings(of: test.id)
    if left.count > example.findings(of: test.id).count - fixable.count {
      test.fail("\(left.count) findings are left after all safe fixes: \(left.map(\.message))")
    }
  }

  @Test(arguments: cases) func messagesReadAsTheyShould(_ test: Case) {
    for finding in ExampleStack(test.example.text).findings(of: test.id) {
      let texts = [finding.message] + finding.notes.map(\.message) + [finding.help].compactMap { $0 }
      for text in texts where text.isEmpty || text.hasSuffix(".") || text.hasPrefix(" ") || text.contains("\n") {
        test.fail("\"\(text)\" is not how messages are written")
      }
      if finding.message.first?.isUppercase ?? true, !finding.message.hasPrefix("SLO") {
        test.fail("\"\(finding.message)\" does not begin in lower case")
      }
    }
  }

  private func expect(
    _ found: [ExampleStack.Place], toBe wanted: [ExampleStack.Place], in example: ExampleStack, of test: Case,
    _ prefix: String = ""
  ) {
    guard found != wanted else { return }
    for place in wanted where !found.contains(place) {
      test.fail(prefix + "nothing is reported at \(quote(place, example))")
    }
    for place in found where !wanted.contains(place) {
      let messages = example.findings(of: test.id).filter { $0.place.span?.range == place.range }.map(\.message)
      test.fail(prefix + "unexpected at \(quote(place, example)): \(messages)")
    }
    if Set(found).count != found.count { test.fail(prefix + "a place is reported more than once: \(found)") }
  }

  private func quote(_ place: ExampleStack.Place, _ example: ExampleStack) -> String {
    guard let source = example.sources.first(where: { $0.path == place.file }),
      place.range.upperBound <= source.bytes.count
    else { return place.description }
    return "\(place) \"\(String(decoding: source.bytes[place.range], as: UTF8.self))\""
  }
}
