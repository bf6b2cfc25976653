import Foundation
import Glibc
import Testing

/// Which files `belfry check` takes for its business.
struct DiscoveryTests {
  private static let rules = "groups: [{name: a, rules: [{alert: Down, expr: 'up ==', labels: {severity: page}}]}]\n"

  private func bench(_ files: [String: String]) throws -> Workbench {
    let bench = try Workbench()
    for (path, text) in files { try bench.write(text, to: path) }
    return bench
  }

  /// Paths with an error in their PromQL.
  private func found(_ bench: Workbench, _ arguments: String...) throws -> [String] {
    let run = try bench.run(["check"] + arguments + ["--only", "syntax/promql", "--format", "concise"])
    #expect(run.status <= 1, "\(run.output)\(run.errors)")
    return run.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
  }

  @Test func passesOverWhatGitIgnores() throws {
    let bench = try bench([
      ".gitignore": "build/\n*.gen.yml\n!keep.gen.yml\n", "rules/a.yml": Self.rules, "build/a.yml": Self.rules,
      "rules/b.gen.yml": Self.rules, "rules/keep.gen.yml": Self.rules, "rules/.gitignore": "c.yml\n",
      "rules/c.yml": Self.rules, "c.yml": Self.rules, ".hidden/a.yml": Self.rules, "node_modules/p/a.yml": Self.rules,
      "sub/.git/HEAD": "", "sub/build/a.yml": Self.rules,
    ])
    _ = try bench.shell("git init -q . && echo node_modules > .git/info/exclude")
    let all = ["c.yml", "rules/a.yml", "rules/keep.gen.yml", "sub/build/a.yml"]
    #expect(try found(bench) == all)
    #expect(try found(bench, ".") == all)
    #expect(try found(bench, "rules") == ["rules/a.yml", "rules/keep.gen.yml"])
    // What is named is read, ignored or not.
    #expect(try found(bench, "rules/c.yml") == ["rules/c.yml"])
    #expect(try found(bench, "build") == ["build/a.yml"])
    #expect(try found(bench, "node_modules/p") == ["node_modules/p/a.yml"])
  }

  @Test func isSilentAboutWhatIsNotConfiguration() throws {
    let bench = try bench([
      "rules/a.yml": Self.rules, "package.json": "{\"name\": // a comment\n}", "tsconfig.json": "{,}",
      "services.yaml": "services: [\n\t- }", "chart/values.yaml": "deployment:\n  replicas: 2\nprometheus: {}\n",
      "chart/templates/rules.yaml":
        "{{- if .Values.on }}\ngroups:\n  - name: a\n    rules:\n    - alert: A\n      expr: up\n{{- end }}\n",
      "k8s/role.yaml": "kind: Role\nrules: [{apiGroups: [''], verbs: [get]}]\n", "latin.yaml": "rules: \"\u{FF}\"\n",
    ])
    try bench.write(Data([0x72, 0x75, 0x6C, 0x65, 0x73, 0x3A, 0x20, 0xFF, 0x0A]), to: "bytes.yaml")
    try bench.write(Data(count: 33 << 20), to: "huge.json")
    symlink("nowhere", bench.path("gone.json"))
    symlink(".", bench.path("rules/loop"))
    let run = try bench.run("check", ".", "--format", "concise", "--only", "syntax", "input", "spec", "schema")
    #expect(run.findings == ["1:1 input/unreadable", "1:54 syntax/promql"], "\(run.output)\(run.errors)")
    #expect(run.output.contains("gone.json:1:1: warning[input/unreadable]"))
    #expect(run.status == 1)
  }

  /// One name that is not UTF-8 keeps nothing else from being read.
  @Test func readsWhatStandsBesideNamesThatAreNotText() throws {
    let bench = try bench(["a.yml": Self.rules])
    _ = try bench.shell("cp a.yml $'caf\\xe9.yml'; touch $'caf\\xe9.jpg'; mkdir $'d\\xe9'; cp a.yml $'d\\xe9/a.yml'")
    let run = try bench.run("check", ".", "--format", "concise", "--only", "syntax", "input")
    let places = run.output.split(separator: "\n").map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
    #expect(
      places == [
        "a.yml:1:54: error[syntax/promql]:", "caf\u{FFFD}.yml:1:1: warning[input/unreadable]:",
        "d\u{FFFD}:1:1: warning[input/unreadable]:",
      ], "\(run.output)\(run.errors)")
    #expect(run.output.contains("its name is not UTF-8") && run.status == 1)
  }

  /// A file that several paths lead to is one file, and has all of their names.
  @Test func takesAFileOnce() throws {
    let alert = "groups: [{name: a, rules: [{alert: Down, expr: up == 0}]}]\n"
    let bench = try bench([
      "common/a.yml": alert, "base.yml": "rule_files: ['rules/*.yml']\nscrape_configs: [{job_name: a}]\n",
      "lab/prometheus.yml": "rule_files: ['rules/*.yml']\nscrape_configs: [{job_name: b}]\n", "prod/other.txt": "",
    ])
    symlink("../common", bench.path("lab/rules"))
    symlink("../common", bench.path("prod/rules"))
    symlink("../base.yml", bench.path("prod/prometheus.yml"))
    let all = ["common/a.yml:1:36: warning[alerts/missing-runbook]: alert \"Down\" has no runbook"]
    for paths in [
      ["."], ["common/a.yml", "."], ["prod", "lab", "common", "base.yml"], ["common", "common", "base.yml", "prod"],
    ] {
      let run = try bench.run(["check"] + paths + ["--format", "concise"])
      #expect(run.output.split(separator: "\n").map(String.init) == all, "\(paths) \(run.errors)")
    }
    // By a link alone it is found as well.
    #expect(try bench.run("check", "prod", "--format", "concise").output.hasPrefix("prod/rules/a.yml:1:36"))
  }

  @Test(arguments: [
    ("rules.yml", "groups:\n  - name: a\n    rules:\n      - alert: [\n        expr: up\n"),
    ("p.yml", "scrape_configs:\n  - job_name: [\n"), ("am.yml", "route: [\ninhibit_rules: [\n"),
    ("board.json", "{\"schemaVersion\": 39, \"panels\": ["),
  ])
  func reportsConfigurationThatCannotBeRead(_ name: String, _ text: String) throws {
    let run = try bench([name: text]).run("check", ".", "--format", "concise")
    #expect(run.status == 1 && run.output.contains("error[syntax/"), "\(run.output)")
  }

  /// A file without a word that tells what it is, which prometheus.yml names.
  @Test func reportsWhatPrometheusLoads() throws {
    let bench = try bench(["prometheus.yml": "rule_files: [r/*.yml]\n", "r/a.yml": "rules: [", "s/a.yml": "rules: ["])
    let run = try bench.run("check", ".", "--format", "concise")
    #expect(run.output.split(separator: "\n").map { $0.prefix(8) } == ["r/a.yml:"], "\(run.output)")
  }

  @Test func whatIsNamedMustBeSomething() throws {
    let bench = try bench(["a.yaml": "kind: Role\n", "b.yaml": "a: ["])
    #expect(try bench.run("check", "a.yaml", "--format", "concise").findings == ["1:1 input/unrecognized"])
    #expect(try bench.run("check", "b.yaml").status == 1)
  }

  @Test(.timeLimit(.minutes(2))) func largeRepositories() throws {
    let bench = try bench(["rules/a.yml": Self.rules])
    let line = """
      mkdir -p d/{0..19} && for i in {0..19}; do for j in {0..249}; do echo "{}" > d/$i/$j.json; echo x > d/$i/$j.txt; \
      done; done
      """
    #expect(try bench.shell(line).status == 0)
    #expect(try found(bench, ".") == ["rules/a.yml"])
  }
}
