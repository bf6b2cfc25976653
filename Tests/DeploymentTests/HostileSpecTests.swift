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

  /// A good spec with pieces cut out, doubled and replaced: it is read or refused, and never stops the process. The
  /// sequence of random numbers is always the same.
  @Test func damageIsReported() throws {
    let good = try #require(try Fixtures.files("lightning-db.good").first).bytes
    let pieces = [
      "", " ", "\n", ":", "[", "}", "null", "-1", "99999999999999999999", "\"", "%", "{a: b}", "[[]]", "\u{0}", "é",
    ]
    var state: UInt64 = 42
    func random(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var refused = 0
    for _ in 0..<100 {
      var bytes = good
      for _ in 0...random(below: 3) {
        let start = random(below: bytes.count)
        let end = min(bytes.count, start + random(below: 12))
        bytes.replaceSubrange(start..<end, with: Array(pieces[random(below: pieces.count)].utf8))
      }
      let result = SpecReader.read(files: [SourceFile(path: "spec.yaml", bytes: bytes)])
      #expect((result.deployment == nil) == result.hasErrors)
      if result.hasErrors { refused += 1 }
      var unused: [Diagnostic] = []
      _ = result.deployment?.lowered(into: &unused)
    }
    #expect(refused > 25)
  }
}
