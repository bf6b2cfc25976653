import Foundation
import Testing

/// A page of the documentation, for the sake of its examples: the fenced blocks.
///
/// The word after the fence says what a block is, and a second word what the tests do with it:
///
/// - `yaml` is a whole spec that compiles without errors; `yaml fragment` is laid over the last whole spec above it.
/// - `yaml file=PATH` is a file for the commands below it, good or bad.
/// - `console` holds commands after `$ ` with the output that each gives; a line `…` stands for any number of lines.
///
/// Blocks of other languages are not run.
struct DocumentationPage: CustomTestStringConvertible, Sendable {
  struct Block: Sendable {
    var language: String
    /// What follows the language: `fragment`, `file=shop.yaml`.
    var mark: String
    /// Of the first line inside.
    var lineNumber: Int
    var lines: [String] = []

    var text: String { lines.map { $0 + "\n" }.joined() }
    var fileName: String? { mark.hasPrefix("file=") ? String(mark.dropFirst(5)) : nil }
  }

  /// Relative to the root of the repository.
  var path: String
  var text: String
  var blocks: [Block] = []

  var testDescription: String { path }

  /// The pages that people write; those under `docs/checks` are generated.
  static let all: [DocumentationPage] = {
    let folder = GeneratedStack.root.appending(path: "docs").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let pages = names.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
    return (["README.md"] + pages).map(DocumentationPage.init)
  }()

  private init(path: String) {
    self.path = path
    text = (try? GeneratedStack.source(path)) ?? ""
    var open: Block?
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(block)
          open = nil
        } else {
          let words = line.dropFirst(3).split(separator: " ", maxSplits: 1).map(String.init)
          open = Block(
            language: words.first ?? "", mark: words.count > 1 ? words[1] : "", lineNumber: index + 2)
        }
      } else {
        open?.lines.append(line)
      }
    }
  }

  /// Targets of the links that stay inside the repository, without anchors.
  var links: [String] {
    text.matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/).map { String($0.output.1) }.filter { !$0.contains("://") }
  }
}
