package import ArgumentParser
import Diagnostics
import Glibc
import Workspace

/// The command `belfry`: subcommands, options and exit status. Nothing else in the project prints or exits.
package struct Belfry: ParsableCommand {
  package static let version = "0.1.0"

  package static let configuration = CommandConfiguration(
    commandName: "belfry",
    abstract: "Compiles and checks whole monitoring stacks.",
    discussion: """
      Belfry turns one spec of a deployment (targets, metrics, alerts, SLOs, receivers, logs, traces, dashboards) into \
      the configuration of Prometheus, Alertmanager, Loki, Promtail or Alloy, the OpenTelemetry collector, Jaeger and \
      Grafana, and checks all of it together: an alert on a metric nobody exposes, a route to a receiver nobody \
      defined, an SLO window longer than retention. Files that were written by hand it checks as they stand, \
      without any spec.

        belfry check                        hand-written files of this repository
        belfry check rules/ --load          only what a server would refuse
        belfry init monitoring              write a small spec to start from
        belfry generate monitoring          compile it into out/<deployment>
        belfry generate monitoring --check  in CI: is the output up to date?
        belfry check monitoring             look for mistakes, write nothing
        belfry explain promql/rate-window-too-short

      Exit status: 0 clean or done; 1 findings, or output that is not what the spec says; 2 wrong usage, or a file \
      that can't be read or written; 3 a fault of Belfry's own.
      """,
    version: version,
    subcommands: [
      Generate.self, CheckCommand.self, Explain.self, ListChecks.self, PromQLCommand.self, LogQLCommand.self,
      MatchersCommand.self, SchemaCommand.self, Init.self, Completion.self,
    ])

  package init() {}

  /// Runs the command line and exits with the contract's status; the argument parser's own idea of usage errors is 64.
  package static func start() -> Never {
    // A reader that went away and a file that may not grow are errors to be told, not reasons to be killed.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if let problem = unknownCommand(in: arguments) {
        Output.error("Error: \(problem)\nUsage: belfry <subcommand>\n  See 'belfry --help' for more information.")
        leave(.usage)
      }
      var command = try named(by: arguments) ?? parseAsRoot()
      try command.run()
      leave(.clean)
    } catch let status as ExitStatus {
      leave(status)
    } catch let error as FileError {
      Output.error("belfry: \(error)")
      leave(.usage)
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if code.isSuccess {
        Output.result(text.hasSuffix("\n") ? text : text + "\n")
        leave(.clean)
      }
      Output.error(text)
      leave(code == .validationFailure ? .usage : .fault)
    }
  }

  /// What is wrong with the words that should name a command; the argument parser would only call them unexpected, and take
  /// `help` with any word behind it for a plain `help`.
  private static func unknownCommand(in arguments: [String]) -> String? {
    var subcommands = configuration.subcommands
    for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
      guard !subcommands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      if let next = subcommands.first(where: { $0.configuration.commandName == word }) {
        subcommands = next.configuration.subcommands
        continue
      }
      if LocalFiles().holds(word) { return "\"\(word)\" is no command; to check it, run belfry check \(word)" }
      var names: [String] = []
      for command in subcommands { names.append(command.configuration.commandName ?? "") }
      if let meant = nearest(to: word, among: names) {
        return "there is no command \"\(word)\"; did you mean \"\(meant)\"?"
      }
      return "there is no command \"\(word)\"; use one of \(names.joined(separator: ", "))"
    }
    return nil
  }

  /// The command that right arguments begin with: on its way there from the root, the parser would first make a table of
  /// the root's options and of every command, which takes as long as reading a spec. Anything else, a question for help
  /// included, is left to it.
  private static func named(by arguments: [String]) -> (any ParsableCommand)? {
    let command = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    guard let command, command.configuration.subcommands.isEmpty else { return nil }
    let rest = Array(arguments.dropFirst())
    if command == Generate.self || command == CheckCommand.self { Compiler<LocalFiles>.prepare(for: rest) }
    return try? command.parse(command == CheckCommand.self ? FoldedArguments.folded(rest) : rest)
  }
}
