import ArgumentParser
import Diagnostics
import Workspace

/// `belfry check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    // A part of another command isn't asked for completion scripts; looking for that was half of its parsing.
    _superCommandName: "belfry",
    abstract: "Look for mistakes in specs and configuration files.",
    usage: "belfry check [<path> ...] [<options>]",
    discussion: """
      A folder that holds a spec is compiled in memory and checked with everything that would be generated from it. \
      Native files (prometheus.yml, rule files, alertmanager.yml, dashboards) are recognised by their content and \
      checked together, as one stack; also where they stand in resources of Kubernetes, in lists, or as text inside \
      other files. A folder that Belfry generated is a stack of its own, and is passed over when \
      its spec is checked as well.

        belfry check specs/lightning-db
        belfry check prometheus.yml rules/ alertmanager.yml
        belfry check . --only routing --format github
        helm template . | belfry check -
        belfry check - < rules.yml
      """)

  @Argument(
    help: ArgumentHelp(
      """
      Specs, native files, or folders of either; - for standard input. Without any, the repository this is run in.
      """, valueName: "path"), completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("A spec fragment laid over a spec. May be repeated.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var overlay: [String] = []

  @OptionGroup var native: NativeFileOptions
  @OptionGroup var report: ReportOptions

  func run() throws {
    let compiler = Compiler(files: LocalFiles(), selection: report.selection, endsProcess: true)
    let paths = paths.isEmpty ? [Repository.root] : paths
    try report.finish(compiler.check(paths, overlays: overlay, native: native.options))
  }
}
