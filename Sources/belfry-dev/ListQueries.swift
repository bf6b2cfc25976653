import ArgumentParser
import Diagnostics
import Document
import Foundation
import Grafana

/// `belfry-dev queries`: what Belfry finds on dashboards, for an independent count to be held against.
struct ListQueries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries", abstract: "List every query of dashboards, one JSON object a line.",
    discussion: "Each has its place, what it is for, the plugin that answers it, its language and its text.")

  @Argument(help: "Dashboards.")
  var files: [String]

  func run() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for path in files {
      let source = SourceFile(path: path, bytes: Array(try Data(contentsOf: URL(filePath: path))))
      let result = path.hasSuffix(".json") ? JSONReader.read(source) : YAMLReader.read(source)
      guard let root = result.documents.first else { continue }
      for query in DashboardFile(root).queries() {
        let place = (query.text ?? query.node).span
        let position = source.position(of: place.start)
        let line = Line(
          file: path, line: position.line, column: position.column, use: query.use.rawValue,
          plugin: query.plugin, language: query.language?.rawValue, text: query.text?.text)
        print(String(decoding: try encoder.encode(line), as: UTF8.self))
      }
    }
  }

  private struct Line: Encodable {
    var file: String
    var line: Int
    var column: Int
    var use: String
    var plugin: String?
    var language: String?
    var text: String?
  }
}
