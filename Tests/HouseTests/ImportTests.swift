import Foundation
import Testing

/// Holds the sources to the arrows of `docs/ARCHITECTURE.md`: a module imports what is below it, never beside, never above.
@Suite struct ImportTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let backends: Set<String> = [
    "Alertmanager", "Alloy", "Application", "Collector", "Compose", "Grafana", "Jaeger", "Loki", "Prometheus",
    "Promtail", "Runbooks", "Webhook",
  ]

  /// Module → floor. A module may import modules of lower floors only.
  static let floors: [String: Int] = {
    var floors: [String: Int] = [
      "CLibYAML": 0, "CRE2": 0, "CSystem": 0,
      "Quantities": 1, "Diagnostics": 1, "Parallel": 1, "GoStrings": 1, "GrafanaVariables": 1,
      "Document": 2, "RE2": 2, "GoTemplate": 2,
      "Matchers": 3,
      "PromConfig": 3,
      "PromQL": 4, "LogQL": 4,
      "Deployment": 5,
      "Stack": 7,
      "Checks": 8,
      "Report": 9,
      "Workspace": 10,
      "BelfryCLI": 11, "belfry-dev": 12,
      "belfry": 12,
    ]
    for backend in backends { floors[backend] = 6 }
    return floors
  }()

  /// Who may use the large libraries: nothing that the core is made of.
  static let foundationFloor = 10

  struct SourceImports: Sendable, CustomTestStringConvertible {
    var path: String
    var module: String
    var imports: [String]
    var testDescription: String { path }
  }

  static let sources: [SourceImports] = {
    let sources = root.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.allObjects ?? []
    return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.compactMap { url in
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
      let relative = String(url.path.dropFirst(sources.path.count + 1))
      let parts = relative.split(separator: "/").map(String.init)
      let module = ["Backends", "Languages"].contains(parts[0]) ? parts[1] : parts[0]
      let imports = text.split(separator: "\n").compactMap { line -> String? in
        let words = line.split(separator: " ").map(String.init)
        guard let at = words.firstIndex(of: "import"), at <= 2, words.prefix(at).allSatisfy({ isModifier($0) }),
          at + 1 < words.count
        else { return nil }
        return words[at + 1]
      }
      return SourceImports(path: relative, module: module, imports: imports)
    }.sorted { $0.path < $1.path }
  }()

  private static func isModifier(_ word: String) -> Bool {
    ["package", "public", "internal", "private", "fileprivate"].contains(word) || word.hasPrefix("@")
  }

  @Test func thereAreSources() {
    #expect(Self.sources.count > 50)
    #expect(Set(Self.sources.map(\.module)).isSuperset(of: Self.backends))
  }

  @Test(arguments: sources) func importsPointDown(_ source: SourceImports) throws {
    let floor = try #require(Self.floors[source.module], "\(source.module) has no floor; give it one here")
    for name in source.imports {
      if let below = Self.floors[name] {
        #expect(below < floor, "\(source.module) must not import \(name)")
      } else if name == "Foundation" || name == "FoundationEssentials" || name == "ArgumentParser" {
        #expect(floor >= Self.foundationFloor, "\(source.module) must do without \(name)")
      }
    }
  }
}
