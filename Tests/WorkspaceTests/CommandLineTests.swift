import Foundation
import Testing

/// What the contract of the command line says, through the real binary.
struct CommandLineTests {
  private func bench(_ spec: String = SmallSpec.text()) throws -> Workbench {
    let bench = try Workbench()
    try bench.write(spec, to: "spec/spec.yaml")
    return bench
  }

  /// A warning: the alert has no runbook.
  private static let warning = SmallSpec.text().split(separator: "\n", omittingEmptySubsequences: false).filter {
    !$0.contains("runbook:")
  }.joined(separator: "\n")

  /// An error of a check, not of the reader.
  private static let error = SmallSpec.text().replacingOccurrences(
    of: "up{job=\"node\"} == 0", with: "nobody_has_this > 0")

  private static let rules = """
    groups:
      - name: a
        rules:
          - alert: A
            expr: up ==

    """

  // MARK: Exit statuses

  @Test(arguments: [
    ([], 0), (["--fail-on", "warning"], 1), (["--fail-on", "info"], 1), (["--fail-on", "never"], 0),
    (["--fail-on", "warning", "--min-severity", "error"], 1), (["--fail-on", "warning", "--ignore", "alerts"], 0),
    (["--fail-on", "warning", "--only", "promql"], 0),
    (["--fail-on", "warning", "--only", "alerts/missing-runbook"], 1),
  ])
  func warnings(_ options: [String], _ status: Int) throws {
    let bench = try bench(Self.warning)
    let run = try bench.finish(bench.start(Workbench.binary, ["check", "spec"] + options))
    #expect(Int(run.status) == status, "\(run.output)\(run.errors)")
  }

  @Test func errorsFailUnlessTheyNeverDo() throws {
    let bench = try bench(Self.error)
    #expect(try bench.run("check", "spec").status == 1)
    #expect(try bench.run("check", "spec", "--fail-on", "never").status == 0)
    #expect(try bench.run("check", "spec", "--ignore", "metrics/undefined-metric").status == 0)
  }

  @Test(arguments: [[], ["--fail-on", "never"], ["--min-severity", "error"], ["--format", "json"]])
  func generateWritesNothingOnErrors(_ options: [String]) throws {
    let bench = try bench(Self.error)
    let run = try bench.finish(bench.start(Workbench.binary, ["generate", "spec"] + options))
    #expect(run.status == 1 && run.errors.contains("nothing was written"))
    #expect(!bench.exists("out"))
  }

  @Test(arguments: [
    ["frobnicate"], ["generate"], ["generate", "a", "b"], ["check", "--format", "xml"],
    ["check", "--fail-on", "fatal"],
    ["check", "--min-severity", "never"], ["check", "--color", "maybe"], ["explain"], ["explain", "no/such"],
    ["explain", "routing"], ["completion", "csh"], ["init", "--template", "no_such", "x"], ["checks", "extra"],
    ["check", "--only"], ["check", "--target", "prometheus"], ["check", "--kind", "rule"],
    ["check", "--metrics"], ["check", "--baseline"], ["check", "--base", "HEAD"], ["check", "--write-baseline"],
    ["check", "--changed", "--baseline", "b", "--write-baseline"], ["check", "--fix"],
    ["generate", ".", "--only", "no/such"],
  ])
  func wrongUsage(_ arguments: [String]) throws {
    let bench = try Workbench()
    let run = try bench.finish(bench.start(Workbench.binary, arguments))
    #expect(run.status == 2 && !run.wasKilled)
    #expect(run.output == "" && run.errors.hasPrefix("Error: "))
    #expect(bench.tree(".").isEmpty)
  }

  @Test(arguments: [
    (["chek", "."], "there is no command \"chek\"; did you mean \"check\"?"),
    (["help", "chek"], "there is no command \"chek\"; did you mean \"check\"?"),
    (["promql", "prase"], "there is no command \"prase\"; did you mean \"parse\"?"),
    (["frobnicate"], "there is no command \"frobnicate\"; use one of generate, check, "),
    (["/etc/passwd"], "\"/etc/passwd\" is no command; to check it, run belfry check /etc/passwd"),
    (["check", "--target", "promtheus=2.42"], "there is no server \"promtheus\"; did you mean \"prometheus\"?"),
    (["check", "--target", "loki=x"], "\"x\" is no version; write --target loki=MAJOR.MINOR"),
    (["check", "--only", "routing", "rules.yml"], "a path to check stands before --only"),
  ])
  func wrongWordsAreSetRight(_ arguments: [String], _ message: String) throws {
    let run = try Workbench().run(arguments)
    #expect(run.status == 2 && run.output == "")
    #expect(run.errors.hasPrefix("Error: ") && run.errors.contains(message), "\(run.errors)")
  }

  /// An empty file, of which nothing else can be said, and a file that no server was asked about.
  @Test(arguments: [
    ([], "", "nothing is checked here: the file is empty"), (["--kind", "rules"], "# soon\n", "the file is empty"),
    ([], "a: b\n", "the content is of no kind that Belfry knows"), (["--load"], "a: b\n", "of no kind"),
    (["--load"], "", ""),
  ])
  func saysThatNothingWasChecked(_ options: [String], _ text: String, _ message: String) throws {
    let bench = try Workbench()
    try bench.write(text, to: "a.yml")
    let run = try bench.run(["check", "a.yml", "--format", "concise"] + options)
    #expect(run.status == 0 && (message.isEmpty ? run.output.isEmpty : run.output.contains(message)), "\(run.output)")
  }

  /// Whichever comes last, files must suit the oldest server that is named.
  @Test(arguments: [["2.40", "3.1"], ["3.1", "2.40"]])
  func theOldestTargetCounts(_ versions: [String]) throws {
    let bench = try Workbench()
    try bench.write("groups: [{name: a, rules: [{alert: A, expr: up, keep_firing_for: 5m}]}]\n", to: "r.yml")
    let run = try bench.run(
      ["check", "r.yml", "--load", "--format", "concise"] + versions.flatMap { ["--target", "prometheus=\($0)"] })
    #expect(run.findings == ["1:49 schema/not-yet-key"], "\(run.output)")
  }

  @Test func unknownIdsNameTheNearest() throws {
    let run = try bench().run("check", "spec", "--only", "routing/undefined-reciever")
    #expect(run.errors.contains("did you mean \"routing/undefined-receiver\"?"))
    #expect(run.errors.contains("belfry check"))
  }

  /// A hook is given the names of all that changed.
  @Test func takesManyFiles() throws {
    let bench = try Workbench()
    let names = (0..<100).map { "rules-\($0).yml" }
    for name in names { try bench.write(Self.rules, to: "rules/" + name) }
    let folder = try bench.run("check", "rules", "--format", "concise")
    #expect(names.allSatisfy { folder.output.contains("rules/\($0):5:") })
    let paths = names.map { "rules/" + $0 }
    for arguments in [
      paths + ["--format", "concise"], ["--format", "concise"] + paths, ["--format=concise", "--"] + paths,
    ] {
      let run = try bench.finish(bench.start(Workbench.binary, ["check"] + arguments))
      #expect(run.output == folder.output && run.status == 1)
    }
    let loaded = try bench.finish(bench.start(Workbench.binary, ["check", "--load", "--format", "concise"] + paths))
    #expect(names.allSatisfy { loaded.output.contains("rules/\($0):5:") })
  }

  /// What follows an option that takes a list is the list's, however long.
  @Test(arguments: [1, 40]) func takesManyValues(_ count: Int) throws {
    let ids = Array(repeating: "alerts/missing-runbook", count: count)
    let bench = try bench(Self.error)
    let run = try bench.finish(bench.start(Workbench.binary, ["check", "spec", "--only"] + ids))
    #expect(run.status == 0)
    let wrong = try bench.finish(bench.start(Workbench.binary, ["check", "spec", "--only"] + ids + ["alerts/mising"]))
    #expect(wrong.status == 2 && wrong.errors.contains("\"alerts/mising\"") && !wrong.errors.contains("\0"))
  }

  @Test(arguments: [
    [], ["--help"], ["--version"], ["help", "generate"], ["check", "--help"], ["checks"], ["checks", "--json"],
  ])
  func whatIsAskedForIsAResult(_ arguments: [String]) throws {
    let bench = try Workbench()
    let run = try bench.finish(bench.start(Workbench.binary, arguments))
    #expect(run.status == 0 && run.errors == "" && run.output.hasSuffix("\n"))
  }

  @Test(arguments: [
    "", "generate", "check", "explain", "checks", "init", "completion", "promql", "promql parse", "promql format",
    "promql labels", "logql", "logql parse", "matchers", "matchers parse",
  ])
  func helpFitsATerminal(_ command: String) throws {
    let run = try Workbench().shell("COLUMNS=80 $BELFRY \(command) --help")
    #expect(run.status == 0)
    for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test(arguments: ["routing/undefined-receiver", "syntax/yaml", "output/stale"])
  func everyIdIsExplained(_ id: String) throws {
    let run = try Workbench().run("explain", id)
    #expect(run.status == 0 && run.output.hasPrefix("# \(id)\n\n"))
  }

  // MARK: Streams

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let run = try bench().shell(
      "set -o pipefail; for i in 1 2 3 4 5; do $BELFRY checks | head -c 1 >/dev/null || exit 9; done")
    #expect(run.status == 0 && run.errors == "")
  }

  @Test func aFullDiskIsAnError() throws {
    let run = try bench().shell("$BELFRY checks > /dev/full")
    #expect(run.status == 2 && run.errors.contains("standard output: "))
  }

  @Test func findingsGoToTheResultAndRemarksElsewhere() throws {
    let bench = try bench(Self.warning)
    let run = try bench.run("generate", "spec", "--format", "json")
    #expect(run.status == 0)
    let findings = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
    #expect(findings?.count == 1)
    #expect(run.errors.hasPrefix("out/small: "))
  }

  @Test(arguments: ["text", "concise", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown"])
  func writesTheSameToAFile(_ format: String) throws {
    let bench = try bench(Self.warning)
    let shown = try bench.run("check", "spec", "--format", format)
    let written = try bench.run("check", "spec", "--format", format, "--output", "findings")
    #expect(shown.status == 0 && written.status == 0 && written.output == "" && shown.errors == "")
    #expect(try bench.read("findings") == Data(shown.output.utf8))
    #expect(shown.output.contains("alerts/missing-runbook"))
    #expect(try bench.run("check", "spec", "--output", "no/such/folder").status == 2)
  }

  @Test func colorsAreForTerminals() throws {
    let bench = try bench(Self.warning)
    #expect(!(try bench.run("check", "spec").output.contains("\u{1B}")))
    #expect(try bench.run("check", "spec", "--color", "always").output.contains("\u{1B}[1;33m"))
    let never = try bench.shell("NO_COLOR=1 script -qec '$BELFRY check spec' /dev/null")
    #expect(!never.output.contains("\u{1B}[1;33m") && never.output.contains("missing-runbook"))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completes(_ shell: String) throws {
    let run = try Workbench().run("completion", shell)
    #expect(run.status == 0)
    for word in ["generate", "fail-on", "checkstyle", "json-lines", "grafana"] { #expect(run.output.contains(word)) }
    if shell == "bash" {
      let sourced = try Workbench().shell("$BELFRY completion bash | bash -n && eval \"$($BELFRY completion bash)\"")
      #expect(sourced.status == 0)
    }
  }

  // MARK: What is checked

  @Test func standardInputIsRecognised() throws {
    let bench = try Workbench()
    let rules = try bench.run("check", "-", "--format", "concise", input: Data(Self.rules.utf8))
    #expect(rules.status == 1 && rules.output.contains("<stdin>:") && rules.output.contains("[syntax/promql]"))
    let spec = try bench.run("check", "-", "--format", "concise", input: Data("deployment: d\nx: 1\n".utf8))
    #expect(spec.status == 1 && spec.findings == ["2:1 schema/unknown-key"])
    let neither = try bench.run("check", "-", "--format", "concise", input: Data("x: 1\n".utf8))
    #expect(neither.status == 0 && neither.findings == ["1:1 input/unrecognized"])
  }

  @Test func syntaxErrorsAreFindingsWhateverIsSelected() throws {
    let bench = try Workbench()
    try bench.write("groups: [\n", to: "rules.yml")
    try bench.write("deployment: [\n", to: "spec.yaml")
    for file in ["rules.yml", "spec.yaml"] {
      let run = try bench.run("check", file, "--format", "concise", "--only", "routing")
      #expect(run.status == 1 && run.findings == ["2:1 syntax/yaml"], "\(run.output)")
    }
  }

  @Test func withoutAPathTheRepositoryIsChecked() throws {
    let bench = try bench(Self.warning)
    try bench.write("", to: ".git/HEAD")
    try bench.write("", to: "deep/down/file")
    let run = try bench.shell("cd deep/down && $BELFRY check --format concise")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("../../spec/spec.yaml:") && run.findings.count == 1, "\(run.output)")
  }

  @Test func outputOfACheckedSpecIsNotReportedTwice() throws {
    let bench = try bench(Self.warning)
    #expect(try bench.run("generate", "spec").status == 0)
    let both = try bench.run("check", ".", "--format", "concise")
    #expect(both.findings.count == 1 && both.output.hasPrefix("spec/spec.yaml:"), "\(both.output)")
    // By itself it is a native stack.
    let output = try bench.run("check", "out", "--format", "concise")
    #expect(output.output.contains("out/small/prometheus/rules/hosts.yml:"))
    #expect(try bench.run("check", "out/small", "--format", "concise").output == output.output)
  }

  @Test func outputMayStandBelowItsSpec() throws {
    let bench = try bench()
    for _ in 0..<2 { #expect(try bench.shell("cd spec && $BELFRY generate .").status == 0) }
    #expect(try bench.shell("cd spec && $BELFRY generate . --check").status == 0)
    #expect(try bench.shell("cd spec && $BELFRY check").status == 0)
  }

  @Test func specsBelowASpecArePartsOfIt() throws {
    let bench = try bench()
    try bench.write("deployment: other\n", to: "spec/inner/other.yaml")
    let run = try bench.run("check", ".", "--format", "concise")
    #expect(run.status == 1 && run.output.contains("[spec/duplicate-name]"), "\(run.output)")
    // Beside each other they are two.
    try bench.write("deployment: other\nnonsense: 1\n", to: "beside/other.yaml")
    let two = try bench.run("check", "spec/spec.yaml", "beside", "--format", "concise")
    #expect(two.findings == ["2:1 schema/unknown-key"])
  }

  @Test func nativeFilesFormOneStack() throws {
    let bench = try Workbench()
    try bench.write("route: {receiver: nobody}\nreceivers: [{name: somebody}]\n", to: "am/alertmanager.yml")
    try bench.write(Self.rules, to: "rules.yml")
    try bench.write("{ // not strict\n}", to: "other.json")
    try bench.write("groups: []\n---\ngroups: []\n", to: "two.yml")
    let run = try bench.run("check", ".", "--format", "concise")
    #expect(run.status == 1 && !run.output.contains("other.json"))
    for id in ["routing/undefined-receiver", "syntax/promql", "input/further-document"] {
      #expect(run.output.contains(id))
    }
    #expect(try bench.run("check", "other.json", "--format", "concise").findings == ["1:3 syntax/json"])
  }

  @Test func commentsSilenceFindings() throws {
    let bench = try bench(
      Self.warning.replacingOccurrences(
        of: "- alert: HostDown0", with: "- alert: HostDown0 # belfry ignore alerts/missing-runbook: it says it all"))
    let run = try bench.run("check", "spec", "--format", "concise")
    #expect(run.output == "")
    // A check that doesn't run can't make its comment superfluous.
    #expect(try bench.run("check", "spec", "--ignore", "alerts", "--format", "concise").output == "")
  }

  @Test func aSpecSilencesFindings() throws {
    let bench = try bench(Self.warning + "\nchecks: {ignore: {alerts/missing-runbook: it says it all}}\n")
    #expect(try bench.run("check", "spec", "--format", "concise").output == "")
    try bench.write(Self.warning + "\nchecks: {severity: {alerts/missing-runbook: error}}\n", to: "spec/spec.yaml")
    #expect(try bench.run("check", "spec", "--format", "concise").status == 1)
  }

  // MARK: init

  @Test(arguments: ["", "loki", "node_exporter", "grafana", "alloy", "otel-collector"])
  func theStarterCompilesCleanly(_ template: String) throws {
    let bench = try Workbench()
    let made = try bench.shell("$BELFRY init m \(template.isEmpty ? "" : "--template " + template)")
    #expect(made.status == 0 && made.output == "m/stack.yaml\n")
    let generated = try bench.run("generate", "m")
    #expect(generated.status == 0 && generated.output == "", "\(generated.output)")
    #expect(try bench.run("generate", "m", "--check").status == 0)
    let again = try bench.run("init", "m")
    #expect(again.status == 2 && again.errors.contains("is there already"))
  }
}
