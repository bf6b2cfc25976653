import ArgumentParser
import Diagnostics
import Glibc
import Report
import Workspace

extension ReportFormat: ExpressibleByArgument {}

/// Severities as arguments; `never` is `--fail-on`'s way of saying that findings don't matter.
enum Threshold: String, CaseIterable, ExpressibleByArgument {
  case info, warning, error, never

  var severity: Severity? { Severity(rawValue: rawValue) }
}

enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// `NO_COLOR` in the environment, with any value, means never; an explicit choice outranks it.
  func isOn(for descriptor: Int32) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: getenv("NO_COLOR") == nil && isatty(descriptor) == 1
    }
  }
}

/// What is shown, how, and what counts as failure: the same for every command that has findings.
struct ReportOptions: ParsableArguments {
  @Option(help: "The form of the findings.")
  var format: ReportFormat = .text

  @Option(help: ArgumentHelp("Write the findings to a file instead of standard output.", valueName: "file"))
  var output: String?

  @Option(help: "The least severity that makes the exit status 1.")
  var failOn: Threshold = .error

  @Option(help: "The least severity that is shown.")
  var minSeverity: Threshold = .info

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Only these checks: ids, or groups such as \"routing\".", valueName: "id"))
  var only: [String] = []

  @Option(parsing: .upToNextOption, help: ArgumentHelp("Not these checks.", valueName: "id"))
  var ignore: [String] = []

  @Option(help: "Colour: auto, always or never. NO_COLOR is honoured.")
  var color: ColorChoice = .auto

  /// What the checks are narrowed to. Unknown ids are wrong usage, with the nearest id named.
  func selection() throws -> CheckSelection {
    let selection = CheckSelection(only: only, ignore: ignore)
    if let problem = selection.problem { throw ValidationError(problem) }
    return selection
  }

  /// Prints the findings and throws the exit status they call for, if it isn't 0.
  func finish(_ diagnostics: [Diagnostic]) throws {
    let least = minSeverity.severity
    let shown = diagnostics.filter { finding in least.map { finding.severity >= $0 } ?? false }
    let report = Report(shown)
    let text = report.printed(as: format, color: output == nil && color.isOn(for: STDOUT_FILENO))
    if let output {
      do {
        try SingleFile.write(Array(text.utf8), to: output)
      } catch {
        Output.error("belfry: \(error)")
        throw ExitStatus.usage
      }
    } else {
      Output.result(text)
    }
    if diagnostics.contains(where: { $0.id.hasPrefix("input/") }) { throw ExitStatus.usage }
    if let failing = failOn.severity, diagnostics.contains(where: { $0.severity >= failing }) {
      throw ExitStatus.findings
    }
  }

  /// `2 errors, 1 warning`, on standard error, when there is someone to read it.
  func summarize(_ diagnostics: [Diagnostic]) {
    guard format == .text, isatty(STDERR_FILENO) == 1 else { return }
    let counts = [(Severity.error, "error"), (.warning, "warning"), (.info, "note")].compactMap { severity, name in
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(name)\(count == 1 ? "" : "s")"
    }
    Output.error(counts.isEmpty ? "no findings" : counts.joined(separator: ", "))
  }
}
