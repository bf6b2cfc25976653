import ArgumentParser
import Diagnostics
import Workspace

/// `belfry check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for mistakes in specs and configuration files.",
    discussion: """
      A folder that holds a spec is compiled in memory and checked with everything that would be generated from it. Native files \
      (prometheus.yml, rule files, alertmanager.yml, dashboards) are recognised by their content and checked together.

        belfry check specs/lightning-db
        belfry check prometheus.yml rules/ alertmanager.yml
        belfry check --only routing --format github .
      """)

  @Argument(help: "Specs, native files, or folders of either; - for standard input.", completion: .file())
  var paths: [String] = ["."]

  @Option(
    help: ArgumentHelp("A spec fragment laid over a spec. May be repeated.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var overlay: [String] = []

  @OptionGroup var report: ReportOptions

  func run() throws {
    let compiler = Compiler(files: LocalFiles(), selection: try report.selection())
    let findings = compiler.check(paths, overlays: overlay)
    report.summarize(findings)
    try report.finish(findings)
  }
}
