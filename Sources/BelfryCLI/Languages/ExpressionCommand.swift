import ArgumentParser
import Diagnostics
import Document
import Glibc
import Report
import Workspace

/// What is wrong with an expression, and where.
struct ExpressionProblem {
  var message: String
  /// Bytes of the expression.
  var range: Range<Int>
  /// What to do about it.
  var help: String?
}

/// What a language command says about one expression.
struct Judgement {
  /// Empty when the expression is accepted.
  var problems: [ExpressionProblem]
  /// What stands in the JSON object of an accepted expression, after `"ok":true`.
  var fields: (inout JSONLine) -> Void
  /// What people are shown of an accepted expression.
  var text: () -> String

  static func refused(_ problems: [ExpressionProblem]) -> Judgement {
    Judgement(problems: problems, fields: { _ in }, text: { "" })
  }
}

/// A command that reads expressions of one language: one as an argument or from standard input, or many as JSON
/// strings, one a line.
protocol ExpressionCommand: ParsableCommand {
  /// The id of its findings: `syntax/promql`.
  static var findingID: String { get }
  var input: ExpressionOptions { get }
  /// What is said about one expression; called for each line of `--json-lines`.
  func judge(_ bytes: [UInt8]) -> Judgement
}

/// Where expressions come from, and how findings look.
struct ExpressionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The expression. Without it, or with -, standard input is read. After --, it may begin with a dash.",
      valueName: "expression"))
  var expression: String?

  @Flag(help: "Read one JSON string a line, and print one JSON object a line, in order.")
  var jsonLines = false

  @Option(help: ArgumentHelp("Colour; NO_COLOR is honoured.", valueName: "when"))
  var color: ColorChoice = .auto

  func validate() throws {
    if jsonLines, let expression, expression != "-" {
      throw ValidationError("--json-lines reads standard input, so no expression is given as an argument")
    }
  }

  /// The one expression of a run without `--json-lines`.
  fileprivate func source() throws(FileError) -> SourceFile {
    if let expression, expression != "-" { return SourceFile(path: "<expression>", text: expression) }
    return SourceFile(path: "<stdin>", bytes: try LocalFiles().readStandardInput())
  }
}

extension ExpressionCommand {
  func run() throws {
    let isClean = try input.jsonLines ? ExpressionLines.run(judge) : judgeOne()
    if !isClean { throw ExitStatus.findings }
  }

  /// Prints what is to be said of the one expression; false when it is refused.
  private func judgeOne() throws -> Bool {
    let source = try input.source()
    let judgement = judge(source.bytes)
    if judgement.problems.isEmpty { Output.result(judgement.text()) } else { report(judgement.problems, in: source) }
    return judgement.problems.isEmpty
  }

  private func report(_ problems: [ExpressionProblem], in source: SourceFile) {
    let findings = problems.map { problem in
      let span = Span(file: source, start: problem.range.lowerBound, end: problem.range.upperBound)
      return Diagnostic(Self.findingID, problem.message, at: .file(span), help: problem.help)
    }
    Output.result(Report(findings).printed(as: .text, color: input.color.isOn(for: STDOUT_FILENO)))
  }
}
