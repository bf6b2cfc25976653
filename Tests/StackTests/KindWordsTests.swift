import Deployment
import Foundation
import Stack
import Testing

/// A file that is passed over unread must be one that reading would not have recognised.
struct KindWordsTests {
  /// Keys that recognition asks for beside others.
  private static let qualifiers: Set<String> = [
    "name", "apiVersion", "kind", "route", "extensions", "jaeger_query", "service", "namespace", "expr", "alert",
    "record", "clients", "positions", "pipeline_stages", "journal", "common", "storage_config", "tests", "_config",
    "scrape_interval", "evaluation_interval", "scrape_timeout", "external_labels", "title", "uid", "annotations",
    "time",
    "timezone", "layout", "image", "build", "spec", "folder", "data",
    "alertmanagers", "alert_relabel_configs",
  ]

  @Test func everyKeyOfRecognitionHoldsAWord() throws {
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Stack/KindRecognition.swift")
    let text = try String(contentsOf: source, encoding: .utf8)
    let keys = Set(text.matches(of: #/"([A-Za-z_]+)"/#).map { String($0.1) }).subtracting(Self.qualifiers)
    #expect(keys.count > 20)
    for key in keys { #expect(FileKind.words.contains { key.contains($0) }, "\(key)") }
  }

  @Test(arguments: [
    ("{\"name\": \"left-pad\", \"version\": \"1.0.0\", \"dependencies\": {}}", false), ("", false), ("g", false),
    ("kind: Deployment\nspec: {}\n", false), ("groups: []", true), ("a: 1\nroute: {receiver: a}", true),
    ("- job_name: a", true), ("kind: Secret\ndata: {a: Z3JvdXBz}", true),
  ])
  func readsOnlyWhatMayBeSomething(_ text: String, _ isRead: Bool) {
    #expect(FileKind.mayBeRecognized(in: Array(text.utf8)) == isRead)
    #expect(FileKind.mayBeRecognized(in: [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] }))
  }
}
