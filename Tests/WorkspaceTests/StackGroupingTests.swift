import Testing

/// Several stacks in one repository.
struct StackGroupingTests {
  private func bench(_ files: [String: String]) throws -> Workbench {
    let bench = try Workbench()
    for (path, text) in files { try bench.write(text, to: path) }
    return bench
  }

  private static func prometheus(_ interval: String, rules: String = "rules/*.yml") -> String {
    "global: {scrape_interval: \(interval)}\nrule_files: ['\(rules)']\nscrape_configs: [{job_name: a, static_configs: [{targets: ['a:1']}]}]\n"
  }

  private static func rules(_ window: String) -> String {
    "groups: [{name: a, rules: [{record: 'a:b:c', expr: 'rate(x_total[\(window)])'}]}]\n"
  }

  private func shortWindows(_ bench: Workbench, _ paths: String...) throws -> [String] {
    let run = try bench.run(
      ["check"] + paths + ["--format", "concise", "--only", "promql/rate-window-too-short", "rules/file-not-loaded"])
    return run.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
  }

  @Test func rulesAreJudgedByThePrometheusThatLoadsThem() throws {
    let bench = try bench([
      "prod/prometheus.yml": Self.prometheus("15s"), "prod/rules/a.yml": Self.rules("1m"),
      "lab/prometheus.yml": Self.prometheus("1m"), "lab/rules/a.yml": Self.rules("1m"),
    ])
    #expect(try shortWindows(bench, ".") == ["lab/rules/a.yml"])
    #expect(try shortWindows(bench, "prod", "lab") == ["lab/rules/a.yml"])
  }

  @Test func rulesMayBeLoadedByTwo() throws {
    let bench = try bench([
      "a/prometheus.yml": Self.prometheus("15s", rules: "../rules/*.yml"),
      "b/prometheus.yml": Self.prometheus("1m", rules: "../rules/*.yml"), "rules/a.yml": Self.rules("1m"),
    ])
    #expect(try shortWindows(bench, ".") == ["rules/a.yml"])
  }

  /// A file that stands between two stacks is wrong only if it is in both.
  @Test func whatIsUndecidedMustBeWrongInEach() throws {
    let files = [
      "a.yml": Self.prometheus("15s"), "b.yml": Self.prometheus("1m"), "other/a.yml": Self.rules("1m"),
    ]
    #expect(try shortWindows(try bench(files), ".") == ["other/a.yml"])
    let run = try bench(files).run("check", ".", "--format", "concise")
    #expect(
      run.output.contains("rules/file-not-loaded") && !run.output.contains("rate-window-too-short"), "\(run.output)")
    #expect(run.output.split(separator: "\n").count { $0.contains("file-not-loaded") } == 1)
  }
}
