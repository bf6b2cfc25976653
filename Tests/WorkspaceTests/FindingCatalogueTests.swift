import Foundation
import Testing
import Workspace

/// Holds the one list of ids to what the sources report.
struct FindingCatalogueTests {
  /// What looks like an id and isn't one.
  static let others: Set<String> = [
    "docs/checks", "docs/reference", "index/v0", "info/exclude", "prom/prometheus",
  ]

  static let idsInSources: Set<String> = {
    let root = Workbench.repository.appending(path: "Sources")
    var found: Set<String> = []
    for case let url as URL in FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) ?? .init()
    where url.pathExtension == "swift" && !url.path.hasSuffix("+Generated.swift")
      && url.lastPathComponent != "FindingCatalogue.swift"
    {
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      for match in text.matches(of: /"([a-z]+\/[a-z0-9-]+)"/) { found.insert(String(match.1)) }
    }
    return found
  }()

  @Test func knowsEveryIdThatTheSourcesReport() {
    #expect(Self.idsInSources.count > 40)
    #expect(Self.idsInSources.subtracting(Self.others).subtracting(FindingCatalogue.ids) == [])
  }

  @Test func knowsNoIdThatNothingReports() {
    #expect(Set(FindingCatalogue.ids).subtracting(Self.idsInSources) == [])
    #expect(Set(FindingCatalogue.ids).count == FindingCatalogue.ids.count)
  }

  @Test func namesTheNearest() {
    #expect(FindingCatalogue.problem(with: "routing/undefined-receiver") == nil)
    #expect(FindingCatalogue.problem(with: "syntax/yaml") == nil)
    #expect(FindingCatalogue.problem(with: "output") == nil)
    #expect(
      FindingCatalogue.problem(with: "output/stail")
        == "there is no check \"output/stail\"; did you mean \"output/stale\"?")
    #expect(FindingCatalogue.problem(with: "zzzzzz") == "there is no check \"zzzzzz\"; see belfry checks")
  }
}
