import ArgumentParser
import Diagnostics
import Glibc
import Report
import Workspace

extension ReportFormat: ExpressibleByArgument {}

extension Severity: ExpressibleByArgument {}

extension Threshold: ExpressibleByArgument {}

enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// `NO_COLOR` in the environment, unless it is empty, means never; an explicit choice outranks it.
  func isOn(for descriptor: Int32) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: isatty(descriptor) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
    }
  }
}

/// What is shown, how, and what counts as failure: the same for every command that has findings.
struct ReportOptions: ParsableArguments {
  @Option(help: "The form of the findings.")
  var format: ReportFormat = .text

  @Option(
    help: ArgumentHelp("Write the findings to a file instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("The least severity that makes the exit status 1 (default: error).", valueName: "severity"))
  var failOn: Threshold?

  @Option(help: ArgumentHelp("The least severity that is shown.", valueName: "severity"))
  var minSeverity: Severity = .info

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Only these checks: ids, or groups such as \"routing\", up to the next option.", valueName: "id"))
  var only: [String] = []

  @Option(parsing: .upToNextOption, help: ArgumentHelp("All but these checks.", valueName: "id"))
  var ignore: [String] = []

  @Option(help: ArgumentHelp("Colour; NO_COLOR is honoured.", valueName: "when"))
  var color: ColorChoice = .auto

  /// What the checks are narrowed to.
  var selection: CheckSelection { CheckSelection(only: only.unfolded, ignore: ignore.unfolded) }

  /// Unknown ids are wrong usage, with the nearest id named.
  func validate() throws {
    if let problem = selection.problem { throw ValidationError(problem) }
  }

  /// Prints the findings and throws the exit status they call for, if it isn't 0.
  func finish(_ diagnostics: [Diagnostic], hiding secrets: [Span] = [], failingOn usual: Threshold = .error) throws {
    let report = Report(diagnostics.filter { $0.severity >= minSeverity }, hiding: secrets)
    let text = report.printed(as: format, color: output == nil && color.isOn(for: STDOUT_FILENO), by: Self.tool)
    if let output {
      try SingleFile.write(Array(text.utf8), to: output)
    } else {
      Output.result(text)
    }
    summarize(Report(diagnostics))
    if diagnostics.contains(where: \.isUnreadable) { throw ExitStatus.usage }
    if let failing = (failOn ?? usual).severity, diagnostics.contains(where: { $0.severity >= failing }) {
      throw ExitStatus.findings
    }
  }

  private static let tool = ReportingTool(version: Belfry.version) { FindingCatalogue.description(of: $0) }

  /// `2 errors, 1 warning`, on standard error, when there is someone to read it.
  private func summarize(_ report: Report) {
    guard format == .text, isatty(STDERR_FILENO) == 1 else { return }
    let counts = [Severity.error, .warning, .info].compactMap { severity in
      let count = report.count(severity)
      // "2 info" is how one says it.
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 || severity == .info ? "" : "s")"
    }
    Output.error(counts.isEmpty ? "no findings" : counts.joined(separator: ", "))
  }
}
