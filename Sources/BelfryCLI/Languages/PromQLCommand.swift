import ArgumentParser
import PromQL
import Quantities

/// `belfry promql`.
struct PromQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promql",
    abstract: "Read PromQL expressions: check them, lay them out, or say which labels come out.",
    subcommands: [PromQLParse.self, PromQLFormat.self, PromQLLabels.self])
}

/// How PromQL is read: the same for every command that reads it.
struct PromQLOptions: ParsableArguments {
  @Option(
    help: "Whose text it is; in grafana's, variables such as $job may stand for names, numbers and durations.",
    completion: .list(Dialect.allValueStrings))
  var dialect: Dialect = .prometheus

  @OptionGroup var servers: ServerOptions

  /// The expression if such a server accepts it, else what it refuses.
  func read(_ bytes: [UInt8]) -> (expression: PromQL.Expression?, problems: [ExpressionProblem]) {
    let parsed = PromQL.parse(bytes: bytes, dialect: dialect.promQL)
    let server = PromQL.Server(
      version: servers.version(of: .prometheus) ?? PromQL.newest, allFeatures: servers.experimental)
    // What no server accepts comes first; what only this one refuses is said of a text that some server accepts.
    let errors = parsed.errors.isEmpty ? parsed.errors(on: server) : parsed.errors
    let problems = errors.map(ExpressionProblem.init)
    return (problems.isEmpty ? parsed.expression : nil, problems)
  }
}

extension Dialect {
  fileprivate var promQL: PromQL.Dialect { self == .grafana ? .grafana : .prometheus }
}

extension ExpressionProblem {
  fileprivate init(_ error: PromQL.SyntaxError) {
    self.init(
      message: error.message, range: error.range, help: error.suggestion.map { "did you mean \"\($0)\"?" })
  }
}

/// `belfry promql parse`.
struct PromQLParse: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Tell whether Prometheus accepts an expression, its type, and what it selects.",
    usage: "belfry promql parse [<expression>] [<options>]",
    discussion: """
        belfry promql parse 'sum by (job) (rate(http_requests_total[5m]))'
        belfry promql parse 'limitk(3, up)' --experimental
        belfry promql parse 'day_of_year()' --target prometheus=2.35
        belfry promql parse --dialect grafana 'rate(x{job="$job"}[$__interval])'
        belfry promql parse - < query.promql
        jq .expr queries.json | belfry promql parse --json-lines | jq .ok
      """)
  static let findingID = "syntax/promql"

  @OptionGroup var input: ExpressionOptions
  @OptionGroup var promQL: PromQLOptions

  func judge(_ bytes: [UInt8]) -> Judgement {
    let (expression, problems) = promQL.read(bytes)
    guard let expression else { return .refused(problems) }
    return Judgement(
      problems: [],
      fields: { line in
        line.string("type", expression.type.rawValue)
        line.string("text", expression.description)
        line.string("grouped", expression.grouped)
        line.list("selectors", expression.selectors) { line, selection in selection.write(to: &line) }
      },
      text: { Self.page(expression) })
  }

  /// The canonical text, the type, what binds tighter where that is a question, and a line for each selector.
  private static func page(_ expression: PromQL.Expression) -> String {
    let (text, grouped) = (expression.description, expression.grouped)
    var lines = [text, "type: \(expression.type.rawValue)"]
    if grouped != text, grouped != "(\(text))" { lines.append("reads as: \(grouped)") }
    for selection in expression.selectors { lines.append("selects: \(selection.selector.description)") }
    for requirement in expression.requirements { lines.append("needs: \(describe(requirement))") }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func describe(_ requirement: PromQL.Requirement) -> String {
    var text = "Prometheus \(requirement.since)"
    if let removed = requirement.removed { text += ", older than \(removed)" }
    if let flag = requirement.flag { text += ", --enable-feature=\(flag)" }
    if let until = requirement.flagUntil { text += " before \(until)" }
    return text + ", for \(requirement.what)"
  }
}

extension PromQL.Selection {
  /// The selector as an object.
  fileprivate func write(to line: inout JSONLine) {
    line.object { line in
      if let name = selector.metricName { line.string("metric", name) }
      line.list("matchers", selector.matchers) { line, matcher in
        line.object { line in
          line.string("label", matcher.label.name)
          line.string("op", matcher.op.rawValue)
          line.string("value", matcher.value)
        }
      }
      if let window = selector.window { line.string("window", window.text) }
      if let offset = selector.offset { line.string("offset", offset.text) }
      line.int("start", range.lowerBound)
      line.int("end", range.upperBound)
    }
  }
}

/// `belfry promql format`.
struct PromQLFormat: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "format",
    abstract: "Lay an expression out for reading, with its comments.",
    usage: "belfry promql format [<expression>] [<options>]",
    discussion: """
      What fits stays on one line, the rest is broken at operators and arguments. The result means the same, and \
      formatting it again changes nothing. An expression with errors is not printed.

        belfry promql format 'sum(rate(errors_total[5m]))by(job)>0.1'
        belfry promql format - < query.promql
        jq .expr queries.json | belfry promql format --json-lines | jq -r .text
      """)
  static let findingID = "syntax/promql"

  @OptionGroup var input: ExpressionOptions

  @Option(help: ArgumentHelp("The columns to keep to where that can be done.", valueName: "columns"))
  var width = PromQL.formatWidth

  @Option(help: "Whose text it is, prometheus or grafana.", completion: .list(Dialect.allValueStrings))
  var dialect: Dialect = .prometheus

  func judge(_ bytes: [UInt8]) -> Judgement {
    // What is no UTF-8 is an error that has its place in the bytes.
    let parsed = PromQL.parse(bytes: bytes, dialect: dialect.promQL)
    guard parsed.errors.isEmpty else { return .refused(parsed.errors.map(ExpressionProblem.init)) }
    let formatted = PromQL.format(String(decoding: bytes, as: UTF8.self), dialect: dialect.promQL, width: width)
    guard let text = formatted.text else { return .refused(formatted.errors.map(ExpressionProblem.init)) }
    return Judgement(problems: [], fields: { $0.string("text", text) }, text: { text + "\n" })
  }
}

/// `belfry promql labels`.
struct PromQLLabels: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "Say which labels the result of an expression has.",
    usage: "belfry promql labels [<expression>] [<options>]",
    discussion: """
      What can be told from the expression alone: a label is certain (on every series of the result), possible (on \
      some, or not known) or absent. Values are named where they are known.

        belfry promql labels 'sum by (job, env) (up{env="prod"})'
        jq .expr queries.json | belfry promql labels --json-lines
      """)
  static let findingID = "syntax/promql"

  @OptionGroup var input: ExpressionOptions
  @OptionGroup var promQL: PromQLOptions

  func judge(_ bytes: [UInt8]) -> Judgement {
    let (expression, problems) = promQL.read(bytes)
    guard let expression else { return .refused(problems) }
    let labels = expression.labels(given: { _ in nil })
    return Judgement(problems: [], fields: { labels.write(to: &$0) }, text: { labels.page })
  }
}

extension PromQL.LabelSet {
  fileprivate func write(to line: inout JSONLine) {
    list("certain", certain, &line)
    list("possible", possible, &line)
    line.list("absent", absent.sorted()) { $0.string(nil, $1) }
    line.bool("othersAreAbsent", isClosed)
    if isEmpty { line.bool("selectsNothing", true) }
  }

  private func list(_ key: StaticString, _ labels: [String: PromQL.ValueSet], _ line: inout JSONLine) {
    line.list(key, labels.sorted { $0.key < $1.key }) { line, entry in
      line.object { line in
        line.string("label", entry.key)
        if let values = entry.value.known { line.list("values", values.sorted()) { $0.string(nil, $1) } }
      }
    }
  }

  /// A label a line, then what is known of all others.
  fileprivate var page: String {
    var lines: [String] = []
    for (presence, labels) in [("certain", certain), ("possible", possible)] {
      for (label, values) in labels.sorted(by: { $0.key < $1.key }) {
        let known = values.known.map { ": " + $0.sorted().map(PromQL.quote).joined(separator: ", ") } ?? ""
        lines.append("\(presence)  \(label)\(known)")
      }
    }
    lines += absent.sorted().map { "absent  \($0)" }
    lines.append(isClosed ? "absent: every other label" : "possible: every other label")
    if isEmpty { lines.append("the conditions contradict each other: nothing is selected") }
    return lines.map { $0 + "\n" }.joined()
  }
}
