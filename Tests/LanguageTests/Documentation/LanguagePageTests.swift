import Foundation
import Testing

/// `docs/languages.md` shows programs and what they print; both are so.
struct LanguagePageTests {
  /// A program on the page.
  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    /// Without its imports.
    var code: String
    var imports: [String]
    /// The block behind it.
    var output: String

    var testDescription: String { name }
  }

  static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "../../..").standardized
  static let page = lines(of: root.appending(path: "docs/languages.md"))
  static let source = lines(of: root.appending(path: "Tests/LanguageTests/Documentation/LanguageExamples.swift"))

  static func lines(of file: URL) -> [String] {
    ((try? String(contentsOf: file, encoding: .utf8)) ?? "").components(separatedBy: "\n")
  }

  /// The page's blocks ```` ```swift example=NAME ````, each with the block behind it.
  static let shown: [Example] = page.indices.compactMap { index in
    guard page[index].hasPrefix("```swift example=") else { return nil }
    let code = block(from: index)
    let end = index + code.count + 2
    let output = page[end...].firstIndex { !$0.isEmpty }.flatMap { page[$0] == "```text" ? block(from: $0) : nil }
    let imports = code.prefix { $0.hasPrefix("import ") }
    return Example(
      name: String(page[index].dropFirst("```swift example=".count)),
      code: code.dropFirst(imports.count).drop { $0.isEmpty }.joined(separator: "\n"),
      imports: imports.map { String($0.dropFirst("import ".count)) }, output: (output ?? []).joined(separator: "\n"))
  }

  private static func block(from fence: Int) -> [String] {
    Array(page[(fence + 1)...].prefix { !$0.hasPrefix("```") })
  }

  /// What stands in `LanguageExamples` under a name, as far to the left as it goes.
  static func written(_ name: String) -> String? {
    guard let start = source.firstIndex(of: "    // example \(name)") else { return nil }
    return source[(start + 1)...].prefix { $0 != "    // end" }
      .map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : $0 }.joined(separator: "\n")
  }

  @Test func thePageShowsEveryExample() {
    #expect(Self.shown.map(\.name) == LanguageExamples.all.map(\.name))
  }

  /// A block of Swift that nothing compiles would be neither an example nor the manifest.
  @Test func noOtherSwiftIsShown() {
    let fences = Self.page.filter { $0.hasPrefix("```swift") }
    #expect(fences.filter { !$0.hasPrefix("```swift example=") } == ["```swift manifest"])
  }

  @Test(arguments: shown) func theProgramIsTheOneThatRuns(_ example: Example) {
    #expect(example.code == Self.written(example.name))
    let modules = ["GoTemplate", "LogQL", "Matchers", "PromQL", "Quantities"]
    #expect(!example.imports.isEmpty && example.imports.allSatisfy(modules.contains))
  }

  @Test(arguments: shown) func itPrintsWhatIsShown(_ example: Example) throws {
    let run = try #require(LanguageExamples.all.first { $0.name == example.name }?.run)
    let examples = LanguageExamples()
    run(examples)()
    #expect(examples.output == example.output + "\n")
  }
}
