import ArgumentParser
import Diagnostics
import Workspace

/// `belfry generate`.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    // A part of another command isn't asked for completion scripts; looking for that was half of its parsing.
    _superCommandName: "belfry",
    abstract: "Compile a spec into the configuration of a whole stack.",
    usage: "belfry generate <spec> [-o <dir>] [--check] [<options>]",
    discussion: """
      Reads every *.yaml below SPEC (or the one file), compiles and checks it, and replaces the output folder in one \
      step: a run that is interrupted leaves the old files or the new ones, never a mix. Nothing is written when there \
      is an error. Files in the output folder that Belfry did not generate are kept. Folders that Belfry generated are \
      not part of a spec, so the output may stand below it.

        belfry generate specs/lightning-db
        belfry generate specs/lightning-db -o /etc/monitoring
        belfry generate specs/lightning-db --overlay staging.yaml -o out/staging
        belfry generate specs/lightning-db --check    # in CI: is it up to date?
      """)

  @Argument(help: "A folder of YAML files, or one file.", completion: .directory)
  var spec: String

  @Option(
    name: [.customShort("o"), .customLong("out")],
    help: ArgumentHelp("The output folder (default: out/<deployment>).", valueName: "dir"), completion: .directory)
  var out: String?

  @Option(
    help: ArgumentHelp(
      "A spec fragment laid over the spec: its values replace, its mappings merge. May be repeated.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var overlay: [String] = []

  @Flag(help: "Write nothing; fail if the output folder is not what the spec says.")
  var check = false

  @OptionGroup var report: ReportOptions

  func run() throws {
    let compiler = Compiler(
      files: LocalFiles(), selection: report.selection, today: .today, endsProcess: true,
      writesFiles: true)
    let compilation = compiler.compile(spec, overlays: overlay)
    var findings = compilation.diagnostics
    guard let name = compilation.deploymentName, !findings.contains(where: { $0.severity == .error }) else {
      if !check { Output.error("belfry: there are errors, so nothing was written") }
      try report.finish(findings)
      // `--fail-on never` gets here: an error is an error for the output all the same.
      throw ExitStatus.findings
    }
    let folder = out ?? "out/" + name
    if check {
      // What the output is compared with is not a check that `--only` could leave out.
      findings += try OutputComparison.findings(of: compilation.files, in: folder).filter {
        !report.selection.ignores($0.id)
      }
    } else {
      let files = compilation.files
      switch try OutputFolder(folder).replace(with: files) {
      case .unchanged: Output.error("\(folder): up to date (\(files.count) files)")
      case .replaced(let changes): Output.error("\(folder): \(files.count) files, \(changes) changed")
      }
    }
    try report.finish(findings)
  }
}
