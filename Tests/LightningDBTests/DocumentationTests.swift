import Diagnostics
import Foundation
import Testing
import Workspace

/// Every example of the documentation is run.
struct DocumentationTests {
  @Test(arguments: DocumentationPage.all) func everySpecCompiles(_ page: DocumentationPage) throws {
    let folder = try TemporaryFolder()
    var spec: DocumentationPage.Block?
    for block in page.blocks where block.language == "yaml" && block.fileName == nil {
      let place = "\(page.path):\(block.lineNumber)"
      if block.mark != "fragment" { spec = block }
      try folder.write(try #require(spec, "\(place): a fragment of no spec").text, to: "spec.yaml")
      try folder.write(block.mark == "fragment" ? block.text : "", to: "overlay.yaml")
      let compilation = Compiler(files: LocalFiles())
        .compile(folder.path("spec.yaml"), overlays: [folder.path("overlay.yaml")])
      let errors = compilation.diagnostics.filter { $0.severity == .error }
      #expect(errors.map { "\($0.id): \($0.message)" } == [], "\(place)")
    }
  }

  @Test(arguments: DocumentationPage.all) func everyCommandDoesWhatIsShown(_ page: DocumentationPage) throws {
    let folder = try TemporaryFolder()
    for block in page.blocks {
      if let name = block.fileName { try folder.write(block.text, to: name) }
      guard block.language == "console" else { continue }
      let isCommand = block.lines.first?.hasPrefix("$ ") ?? false
      try #require(isCommand, "\(page.path):\(block.lineNumber): output of no command")
      for example in examples(block.lines.filter { !$0.isEmpty }) {
        let output = try folder.run(example.command)
        let isAsShown = isShown(output[...], as: example.output[...])
        #expect(
          isAsShown, "\(page.path):\(block.lineNumber): \(example.command)\n\(output.joined(separator: "\n"))")
      }
    }
  }

  @Test(arguments: DocumentationPage.all) func everyLinkLeadsSomewhere(_ page: DocumentationPage) {
    let folder = GeneratedStack.root.appending(path: page.path).deletingLastPathComponent()
    let dead = page.links.filter { !FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }
    #expect(dead == [], "\(page.path)")
  }

  /// The commands of a block, each with the lines below it.
  private func examples(_ lines: [String]) -> [(command: String, output: [String])] {
    lines.reduce(into: []) { examples, line in
      if line.hasPrefix("$ ") {
        examples.append((String(line.dropFirst(2)), []))
      } else if !examples.isEmpty {
        examples[examples.count - 1].output.append(line)
      }
    }
  }

  /// Line by line; `…` stands for any number of lines.
  private func isShown(_ output: ArraySlice<String>, as shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return output.isEmpty }
    if first == "…" {
      return (output.startIndex...output.endIndex).contains { isShown(output[$0...], as: shown.dropFirst()) }
    }
    return output.first == first && isShown(output.dropFirst(), as: shown.dropFirst())
  }
}

/// A folder to try examples in, gone with the test.
private final class TemporaryFolder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "belfry-docs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ text: String, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// The lines that a shell command prints to either output. The `belfry` it finds is the one built beside these tests.
  func run(_ command: String) throws -> [String] {
    let built = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = url
    process.environment = ["PATH": built + ":/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return output.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }
}
