import Deployment
import Diagnostics
import Testing

/// Specs made to cost time or memory: each is refused, and the process lives.
struct HostileSpecTests {
  @Test(arguments: hostile.keys.sorted())
  func isRefused(_ name: String) throws {
    let text = try #require(Self.hostile[name]?())
    let result = SpecReader.read(files: [SourceFile(path: "spec.yaml", text: text)])
    #expect(result.deployment == nil)
    #expect(result.hasErrors)
  }

  private static let hostile: [String: @Sendable () -> String] = [
    "lists nested 100,000 deep": { "deployment: " + String(repeating: "[", count: 100_000) },
    "mappings nested 100,000 deep": { "deployment: " + String(repeating: "{a: ", count: 100_000) },
    "lists nested and closed": {
      "deployment: d\ntargets: " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    },
    "routes nested 10,000 deep": {
      "deployment: d\nreceivers: {r: null}\nrouting: {receiver: r, "
        + String(repeating: "routes: [{match: a=\"b\", ", count: 10_000) + String(repeating: "}]", count: 10_000) + "}"
    },
    "an alias bomb": {
      let levels = (1...30).map {
        "a\($0): &a\($0) [\(repeatElement("*a\($0 - 1)", count: 10).joined(separator: ", "))]"
      }
      return "deployment: d\na0: &a0 x\n" + levels.joined(separator: "\n")
    },
    "a merge bomb": {
      let levels = (1...30).map { "a\($0): &a\($0)\n  <<: [*a\($0 - 1), *a\($0 - 1)]\n  k\($0): *a\($0 - 1)" }
      return "deployment: d\na0: &a0 {k: v}\n" + levels.joined(separator: "\n")
    },
    "numbers that overflow": {
      """
      belfry: 99999999999999999999
      deployment: d
      retention: {metrics: 9223372036854775807y, metrics_size: 9223372036854775807EB}
      targets: {db: {endpoints: [":"], scrape_interval: 99999999999999999999s}}
      slos: [{slo: s, objective: 99999999999999999999%, window: 1d, sli: {threshold: {metric: m, at_most: 1e999}}}]
      remediations: [{on: A, run: [a], at_most: 99999999999999999999 per 1h}]
      """
    },
    "a matcher of 100,000 quotes": {
      "deployment: d\nreceivers: {r: null}\nrouting: {receiver: r, routes: [{match: 'a="
        + String(repeating: "\"", count: 100_000) + "'}]}"
    },
    "10,000 unknown keys": {
      "deployment: d\n" + (0..<10_000).map { "key\($0): 1" }.joined(separator: "\n")
    },
    "10,000 equal group names": {
      "deployment: d\nalerts:\n" + (0..<10_000).map { _ in "  - {group: g, rules: []}" }.joined(separator: "\n")
    },
  ]

  /// What stands in a file that can't be read isn't called missing.
  @Test func aBrokenFileHidesNothing() {
    let broken = SourceFile(path: "a.yaml", text: "deployment: d\nreceivers: {r: null\n")
    let other = SourceFile(path: "b.yaml", text: "routing: {receiver: r, group_wiat: 5s}\n")
    let result = SpecReader.read(files: [broken, other])
    #expect(result.diagnostics.map(\.id) == ["syntax/yaml", "schema/unknown-key"])
  }
}
