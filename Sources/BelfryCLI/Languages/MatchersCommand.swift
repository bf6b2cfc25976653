import ArgumentParser
import Matchers
import Quantities

/// `belfry matchers`.
struct MatchersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matchers",
    abstract: "Read Alertmanager's matchers.",
    subcommands: [MatchersParse.self])
}

/// `belfry matchers parse`.
struct MatchersParse: ExpressionCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Tell whether Alertmanager accepts matchers, and what they say.",
    usage: "belfry matchers parse [<expression>] [<options>]",
    discussion: """
      Reads one string of a matchers: list, and prints a matcher a line, as every Alertmanager reads it. Since 0.27 \
      Alertmanager asks two grammars; what only the classic one reads, or both read in two ways, is told in a warning.

        belfry matchers parse 'severity=~"warning|critical", team!=db'
        belfry matchers parse --mode utf8 'team=~[0-9]+'
        belfry matchers parse --target alertmanager=0.25 '"a.b"="c"'
        jq '.matchers[]' routes.json | belfry matchers parse --json-lines
      """)
  static let findingID = "syntax/matcher"

  enum Mode: String, CaseIterable, ExpressibleByArgument {
    case classic, utf8, fallback

    var matchers: Matcher.Mode {
      switch self {
      case .classic: .classic
      case .utf8: .utf8
      case .fallback: .fallback
      }
    }
  }

  @OptionGroup var input: ExpressionOptions

  @Option(
    help: ArgumentHelp(
      """
      The grammar: classic (before 0.27), utf8 (strict), or fallback, which asks both; by default what the target asks.
      """, valueName: "mode"))
  var mode: Mode?

  @OptionGroup var servers: ServerOptions

  func judge(_ bytes: [UInt8]) -> Judgement {
    let isOld = servers.version(of: .alertmanager).map { $0 < "0.27" } ?? false
    let reading = Matcher.parse(
      String(decoding: bytes, as: UTF8.self), mode: mode?.matchers ?? (isOld ? .classic : .fallback))
    guard reading.errors.isEmpty else {
      return .refused(reading.errors.map { ExpressionProblem(message: $0.message, range: $0.range) })
    }
    return Judgement(
      problems: [],
      fields: { line in
        line.string("text", reading.canonical)
        line.list("matchers", reading.items) { line, item in
          line.object { line in
            line.string("label", item.matcher.label)
            line.string("op", item.matcher.operator.rawValue)
            line.string("value", item.matcher.value)
            line.int("start", item.range.lowerBound)
            line.int("end", item.range.upperBound)
          }
        }
        if let warning = reading.warning { line.string("warning", Self.describe(warning)) }
      },
      text: {
        var lines = reading.items.map(\.matcher.description)
        if let warning = reading.warning { lines.append("warning: \(Self.describe(warning))") }
        return lines.map { $0 + "\n" }.joined()
      })
  }

  private static func describe(_ warning: Matcher.Reading.Warning) -> String {
    switch warning {
    case .refusedByUTF8(let error): "Alertmanager in UTF-8 mode refuses it: \(error.message)"
    case .readOtherwiseByUTF8(let matchers):
      "Alertmanager in UTF-8 mode reads it as \(matchers.map(\.description).joined(separator: ","))"
    }
  }
}
