import Diagnostics
import Document
import Stack
import Testing

/// That no name which an expression selects is overlooked.
struct MentionsTests {
  private static let names: Set<String> = ["a", "job:errors:rate5m", "errors_total", "_x", "Z9", "größe", "with space"]

  private static let texts: [(String, Set<String>)] = [
    ("a", ["a"]), ("a + b", ["a"]), ("sum(rate(errors_total{a=\"b\"}[5m]))", ["a", "errors_total"]),
    ("job:errors:rate5m > 1", ["job:errors:rate5m"]), ("rate5m + job:errors", []), ("{__name__=\"_x\"}", ["_x"]),
    ("{\"Z9\"}", ["Z9"]), ("{__name__='a'}", ["a"]), ("aa + a1 + _a", []), ("", []), ("Z9", ["Z9"]), ("z9", []),
  ]

  @Test(arguments: texts) func findsWords(_ text: String, _ wanted: Set<String>) {
    let names = nodes(Array(Self.names))
    var mentions = Mentions(of: names)
    for node in nodes([text]) { mentions.add(mentions.digests(in: node)) }
    // What needs quotes may be written in more ways than one.
    #expect(Set(names.filter(mentions.include).map(\.text)) == wanted.union(["größe", "with space"]))
  }

  @Test func findsEachOfManyNames() {
    let names = nodes((0..<5_000).map { "job\($0):errors:rate5m" })
    let some = names.filter { $0.text.hasSuffix("7:errors:rate5m") } + nodes(["job5000:errors:rate5m", "job:errors"])
    var mentions = Mentions(of: names)
    mentions.add(some.flatMap(mentions.digests))
    #expect(names.filter(mentions.include).map(\.text) == some.dropLast(2).map(\.text))
  }

  private func nodes(_ texts: [String]) -> [Node] {
    let source = SourceFile(path: "texts.json", text: JSONWriter.write(.list(texts.map { .string($0) })))
    return JSONReader.read(source).documents.flatMap { Array($0.items) }
  }
}
