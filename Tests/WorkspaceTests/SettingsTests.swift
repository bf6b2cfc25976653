import Foundation
import Testing

/// `.belfry.yaml`.
struct SettingsTests {
  private static let rules = "groups: [{name: a, rules: [{alert: Down, expr: up == 0, labels: {severity: page}}]}]\n"
  private static let broken = "groups: [{name: a, rules: [{alert: Down, expr: up ==}]}]\n"

  private func bench(_ files: [String: String]) throws -> Workbench {
    let bench = try Workbench()
    for (path, text) in files { try bench.write(text, to: path) }
    return bench
  }

  private func run(_ settings: String, _ files: [String: String], _ arguments: String...) throws -> Workbench.Run {
    let bench = try bench(files)
    try bench.write(settings, to: ".belfry.yaml")
    return try bench.run(["check"] + (arguments.isEmpty ? ["."] : arguments) + ["--format", "concise"])
  }

  @Test func checks() throws {
    let files = ["r.yml": Self.rules]
    #expect(try run("", files).findings == ["1:36 alerts/missing-runbook"])
    #expect(try run("checks: {ignore: {alerts/missing-runbook: we know them by heart}}", files).output == "")
    let severe = try run("checks: {severity: {alerts/missing-runbook: error}}", files)
    #expect(severe.status == 1 && severe.output.contains("error[alerts/missing-runbook]"))
    #expect(try run("fail-on: warning", files).status == 1)
    #expect(try run("fail-on: warning", files, ".", "--fail-on", "error").status == 0)
  }

  @Test(arguments: [
    ("{check: alerts/missing-runbook, reason: old}", []),
    ("{check: alerts/missing-runbook, paths: [old/], reason: old}", ["r.yml"]),
    ("{check: [alerts/missing-runbook], paths: \"*.yml\", reason: old}", []),
    ("{check: alerts/missing-runbook, paths: [\"*.yml\", \"!r.yml\"], reason: old}", ["old/r.yml", "r.yml"]),
    ("{check: alerts/missing-runbook, paths: [/old/r.yml], until: 2999-01-01, reason: old}", ["r.yml"]),
    (
      "{check: alerts/missing-runbook, paths: [old], until: 2020-01-01, reason: old}",
      [".belfry.yaml", "old/r.yml", "r.yml"]
    ),
    ("{check: metrics/undefined-metric, paths: [old], reason: old}", [".belfry.yaml", "old/r.yml", "r.yml"]),
    ("{check: metrics/undefined-metric, paths: [none], reason: old}", ["old/r.yml", "r.yml"]),
  ])
  func ignoresByPath(_ entry: String, _ expected: [String]) throws {
    let run = try run("ignore: [\(entry)]", ["old/r.yml": Self.rules, "r.yml": Self.rules])
    #expect(run.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) } == expected, "\(run.output)")
  }

  @Test func pathsAndKinds() throws {
    let files = ["a/r.yml": Self.broken, "b/r.yml": Self.broken, "c/rules.conf": Self.broken, "d/r.yml": "x: [{a: 1}]"]
    func paths(_ settings: String) throws -> [String] {
      Set(try run(settings, files).output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }).sorted()
    }
    #expect(try paths("exclude: [a]") == ["b/r.yml"])
    #expect(try paths("include: [a/**]") == ["a/r.yml"])
    #expect(try paths("include: [/a, b]\nexclude: [\"b/*.yml\"]") == ["a/r.yml"])
    #expect(try paths("kinds: {c/*.conf: rules, a/: other}") == ["b/r.yml", "c/rules.conf"])
    #expect(try paths("kinds: {d/: rules}") == ["a/r.yml", "b/r.yml", "d/r.yml"])
  }

  @Test func servers() throws {
    let files = ["p.yml": "scrape_config_files: []\nrule_files: []\n"]
    #expect(try run("targets: {prometheus: 2.40}", files).findings == ["1:1 schema/not-yet-key"])
    #expect(try run("targets: {prometheus: 2.40}", files, "p.yml", "--load").findings == ["1:1 schema/not-yet-key"])
    #expect(try run("targets: {prometheus: 2.40}", files, ".", "--target", "prometheus=3.0").output == "")
    let load = ["p.yml": "rule_files: [gone.yml]\n"]
    #expect(try run("", load, "p.yml", "--load").findings == ["1:14 input/missing-file"])
    #expect(try run("assume-files: true", load, "p.yml", "--load").output == "")
    #expect(
      try run("{agent: true, assume-files: true}", load, "p.yml", "--load").findings == ["1:1 schema/exclusive-keys"])
  }

  @Test func namedStacks() throws {
    let rules = "groups: [{name: a, rules: [{record: 'a:b:c', expr: 'rate(x_total[1m])'}]}]\n"
    let files = [
      "p/fast.yml": "global: {scrape_interval: 15s}\nrule_files: ['*.yml']\nscrape_configs: [{job_name: a}]\n",
      "p/slow.yml": "scrape_configs: [{job_name: a}]\n", "x/a.yml": rules, "x/b.yml": rules,
    ]
    let settings =
      "checks: {ignore: {rules/file-not-loaded: made elsewhere}}\nstacks: {fast: [p/fast.yml, x/a.yml], slow: [p/slow.yml, x/b.yml]}\n"
    let run = try run(settings, files)
    #expect(run.output.split(separator: "\n").map { $0.prefix(8) } == ["x/b.yml:"], "\(run.output)")
  }

  @Test(arguments: [
    ("exclud: [a]", "1:1 schema/unknown-key"), ("targets: {prometheus: new}", "1:23 schema/invalid-value"),
    ("targets: {prometeus: 3.0}", "1:11 schema/unknown-key"), ("fail-on: errors", "1:10 schema/invalid-value"),
    ("checks: {ignore: {alerts/missing-runbok: a}}", "1:19 schema/invalid-value"),
    ("checks: {ignore: {alerts: a}}", "1:19 schema/invalid-value"),
    ("checks: {severity: {alerts/missing-runbook: bad}}", "1:45 schema/invalid-value"),
    ("ignore: [{check: alerts/missing-runbook}]", "1:10 schema/missing-key"),
    ("ignore: [{check: alerts/missing-runbook, reason: a, until: 2026-02-30}]", "1:60 schema/invalid-value"),
    ("ignore: [{check: alerts/missing-runbook, reason: a, path: [b]}]", "1:53 schema/unknown-key"),
    ("kinds: {a: rule}", "1:12 schema/invalid-value"), ("exclude: [\"[a\"]", "1:11 schema/invalid-value"),
    ("exclude: {a: b}", "1:10 schema/wrong-type"), ("a: [", "2:1 syntax/yaml"), ("[]", "1:1 schema/wrong-type"),
  ])
  func saysWhatIsWrong(_ settings: String, _ expected: String) throws {
    let run = try run(settings + "\n", ["r.yml": Self.rules], "r.yml", "--min-severity", "error")
    #expect(run.findings == [expected] && run.status == 1, "\(run.output)")
    #expect(run.output.hasPrefix(".belfry.yaml:"))
  }

  @Test func isLookedForUpToTheRepository() throws {
    let quiet = "checks: {ignore: {alerts/missing-runbook: quiet}}\n"
    let bench = try bench([
      ".belfry.yaml": quiet, "repo/.git/HEAD": "", "repo/a/r.yml": Self.rules, "repo/b/.belfry.yml": quiet,
      "repo/b/c/r.yml": Self.rules, "plain/a/r.yml": Self.rules,
    ])
    // Not beyond the repository, from wherever it is looked at.
    #expect(try bench.run("check", "repo/a/r.yml", "--format", "concise").findings.count == 1)
    #expect(try bench.run("check", "repo/b/c", "--format", "concise").output == "")
    #expect(try bench.shell("cd repo/b/c && $BELFRY check r.yml --format concise").output == "")
    #expect(try bench.shell("cd repo/b && $BELFRY check --format concise").output.contains("missing-runbook"))
    // Outside of a repository, as far as the current folder.
    #expect(try bench.run("check", "plain/a/r.yml", "--format", "concise").output == "")
    #expect(try bench.shell("cd plain && $BELFRY check a --format concise").output.contains("missing-runbook"))
    #expect(
      try bench.shell("cd plain && $BELFRY check - --format concise < a/r.yml").output.contains("missing-runbook"))
  }
}
