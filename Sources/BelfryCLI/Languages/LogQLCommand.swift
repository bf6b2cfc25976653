import ArgumentParser
import LogQL
import Quantities

/// `belfry logql`.
struct LogQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logql",
    abstract: "Read LogQL queries.",
    subcommands: [LogQLParse.self])
}

/// `belfry logql parse`.
struct LogQLParse: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Tell whether Loki accepts a query, its type, and what it selects.",
    usage: "belfry logql parse [<expression>] [<options>]",
    discussion: """
        belfry logql parse '{app="shop"} |= "error" | logfmt | level != ""'
        belfry logql parse 'approx_topk(3, rate({a="b"}[5m]))' --target loki=3.2
        belfry logql parse --dialect grafana '{app="$app"} | $filter'
        jq .expr queries.json | belfry logql parse --json-lines
      """)
  static let findingID = "syntax/logql"

  @OptionGroup var input: ExpressionOptions

  enum Dialect: String, CaseIterable, ExpressibleByArgument {
    case loki, grafana
  }

  @Option(help: "Whose text it is; in grafana's, variables such as $app may stand for names, values and stages.")
  var dialect: Dialect = .loki

  @OptionGroup var servers: ServerOptions

  func judge(_ bytes: [UInt8]) -> Judgement {
    let parsed = LogQL.parse(bytes, dialect: dialect == .grafana ? .grafana : .loki)
    var problems = parsed.errors.map { ExpressionProblem(message: $0.message, range: $0.range) }
    if problems.isEmpty { problems = (parsed.expression?.requirements ?? []).compactMap(complaint) }
    guard problems.isEmpty, let expression = parsed.expression else { return .refused(problems) }
    return Judgement(
      problems: [],
      fields: { line in
        line.string("type", expression.type.rawValue)
        line.string("text", expression.description)
        line.list("selectors", expression.selections) { line, selection in selection.write(to: &line) }
      },
      text: { Self.page(expression) })
  }

  private func complaint(_ requirement: LogQL.Requirement) -> ExpressionProblem? {
    guard let version = servers.version(of: .loki) else { return nil }
    if version < requirement.since {
      return ExpressionProblem(message: "\(requirement.what) needs Loki \(requirement.since)", range: requirement.range)
    }
    guard let removed = requirement.removed, version >= removed else { return nil }
    return ExpressionProblem(message: "\(requirement.what) is gone since Loki \(removed)", range: requirement.range)
  }

  /// The canonical text, the type, and a line for each selector with its pipeline.
  private static func page(_ expression: LogQL.Expression) -> String {
    var lines = [expression.description, "type: \(expression.type.rawValue)"]
    for selection in expression.selections { lines.append("selects: \(selection.expression.description)") }
    for requirement in expression.requirements {
      let removed = requirement.removed.map { ", older than \($0)" } ?? ""
      lines.append("needs: Loki \(requirement.since)\(removed), for \(requirement.what)")
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

extension LogQL.Selection {
  fileprivate func write(to line: inout JSONLine) {
    line.object { line in
      line.list("matchers", query.selector.matchers) { line, matcher in
        line.object { line in
          line.string("label", matcher.label.name)
          line.string("op", matcher.op.rawValue)
          line.string("value", matcher.value)
        }
      }
      if let window = logRange?.window { line.string("window", window.text) }
      if let offset = logRange?.offset { line.string("offset", offset.text) }
      line.int("start", range.lowerBound)
      line.int("end", range.upperBound)
    }
  }
}
