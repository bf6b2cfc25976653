import ArgumentParser
import Quantities

/// A server that has to understand what is read: `prometheus=2.42`.
struct Target: ExpressibleByArgument {
  enum Name: String, CaseIterable {
    case prometheus, loki, alertmanager
  }

  var name: Name
  var version: Version

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let name = Name(rawValue: parts[0]), let version = Version(parts[1]) else { return nil }
    (self.name, self.version) = (name, version)
  }
}

/// Whose text is read: a server's own, or a Grafana panel's, with variables.
enum Dialect: String, CaseIterable, ExpressibleByArgument {
  case prometheus, grafana
}

/// Which servers an expression is read for.
struct ServerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Refuse what this server does not understand: prometheus, loki or alertmanager, and its version. May be repeated.",
      valueName: "name=version"))
  var target: [Target] = []

  @Flag(help: "Accept what servers understand only with feature flags.")
  var experimental = false

  /// The oldest version that is asked for; nil when any will do.
  func version(of name: Target.Name) -> Version? { target.filter { $0.name == name }.map(\.version).min() }
}
