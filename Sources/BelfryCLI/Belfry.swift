package import ArgumentParser
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
      defined, an SLO window longer than retention.

        belfry init monitoring              write a small spec to start from
        belfry generate monitoring          compile it into out/<deployment>
        belfry generate monitoring --check  in CI: is the output up to date?
        belfry check monitoring             only look for mistakes
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
      var command = try named(by: Array(CommandLine.arguments.dropFirst())) ?? parseAsRoot()
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

  /// The command that right arguments begin with: on its way there from the root, the parser would first make a table of
  /// the root's options and of every command, which takes as long as reading a spec. Anything else, a question for help
  /// included, is left to it.
  private static func named(by arguments: [String]) -> (any ParsableCommand)? {
    let command = configuration.subcommands.first { $0.configuration.commandName == arguments.first }
    guard let command, command.configuration.subcommands.isEmpty else { return nil }
    let rest = Array(arguments.dropFirst())
    if command == Generate.self || command == CheckCommand.self { Compiler<LocalFiles>.prepare(for: rest) }
    return try? command.parse(rest)
  }
}
