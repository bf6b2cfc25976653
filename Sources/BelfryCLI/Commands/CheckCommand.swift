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
        belfry check --changed --base origin/main

      Settings of a repository stand in .belfry.yaml; what Git ignores is passed over.
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

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      """
      What exists: saved /metrics pages, catalogues (.yaml), or a server's list of names (JSON), up to the next option; - \
      is standard input.
      """, valueName: "file"), completion: .file())
  var metrics: [String] = []

  @Flag(help: "Only findings in files that were changed and not committed.")
  var changed = false

  @Option(help: ArgumentHelp("With --changed: in files changed since this branch or commit.", valueName: "revision"))
  var base: String?

  @Option(
    help: ArgumentHelp("Only findings that are not known from this file.", valueName: "file"), completion: .file())
  var baseline: String?

  @Flag(help: "Write the findings to the file of --baseline, and know them from now on.")
  var writeBaseline = false

  @OptionGroup var native: NativeFileOptions
  @OptionGroup var report: ReportOptions

  func validate() throws {
    if metrics.unfolded.contains("-"), paths.unfolded.contains("-") {
      throw ValidationError("standard input can't be both what to check and what --metrics takes; save one to a file")
    }
    if base != nil, !changed { throw ValidationError("--base says what --changed compares with; give both") }
    if writeBaseline, baseline == nil { throw ValidationError("--write-baseline needs --baseline and a file") }
    if writeBaseline, changed { throw ValidationError("a baseline of changed files alone would forget the others") }
  }

  func run() throws {
    let files = LocalFiles()
    let paths = paths.isEmpty ? [Repository.root] : paths.unfolded
    let settings = Settings(for: paths[0], in: files)
    let metrics = MetricsFiles(reading: settings.metrics + metrics.unfolded, in: files)
    var options = native.options(over: settings)
    options.metrics = metrics.known
    let compiler = Compiler(files: files, selection: report.selection, today: .today, endsProcess: true)
    var checked = compiler.check(paths, overlays: overlay, native: options, settings: settings)
    checked.findings += metrics.diagnostics
    if changed { checked.findings = try ChangedFiles(since: base, around: paths[0]).findings(among: checked.findings) }
    if let baseline { checked.findings = try unknown(among: checked, baseline) }
    try report.finish(checked.findings, hiding: checked.secrets, failingOn: settings.failOn ?? .error)
  }

  /// The findings that the baseline doesn't have; with `--write-baseline` none that could be in it.
  private func unknown(among checked: Checked, _ path: String) throws -> [Diagnostic] {
    if writeBaseline {
      let new = try Baseline(of: checked.findings, for: path)
      try SingleFile.write(Array(new.text.utf8), to: path)
      Output.error("belfry: \(path): \(new.count) finding\(new.count == 1 ? "" : "s")")
      return checked.findings.filter(\.isUnreadable)
    }
    let (new, fixed) = try Baseline(reading: path).applied(
      to: checked.findings, read: checked.read, ran: report.selection.includes)
    // Of what stands in files that did not change nothing was asked.
    if fixed > 0, !changed {
      Output.error("belfry: \(path): \(fixed) of the known findings \(fixed == 1 ? "is" : "are") gone; write it anew")
    }
    return new
  }
}
