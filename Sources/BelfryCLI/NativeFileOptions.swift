import ArgumentParser
import Deployment
import Diagnostics
import Quantities
import Stack
import Workspace

/// What is said about hand-written files and the servers that load them.
struct NativeFileOptions: ParsableArguments {
  @Flag(
    help: """
      Report only what would make the server refuse a file, as promtool check config, check rules and amtool check-config do.
      """)
  var load = false

  @Option(
    help: ArgumentHelp(
      "The oldest server that the files must suit: prometheus=2.42. May be repeated, and the oldest counts.",
      valueName: "name=version"))
  var target: [String] = []

  @Option(help: ArgumentHelp("What the named files are, where their content doesn't say it.", valueName: "kind"))
  var kind: NativeKind?

  @Flag(help: "Prometheus runs as an agent.")
  var agent = false

  @Flag(help: "With --load, files that a configuration names exist where it will run.")
  var assumeFiles = false

  /// What the files can be said to be.
  struct NativeKind: ExpressibleByArgument {
    var kind: NamedKind

    init?(argument: String) {
      guard let kind = NamedKind(argument) else { return nil }
      self.kind = kind
    }

    static var allValueStrings: [String] { NamedKind.all.map(\.word) }
  }

  func validate() throws {
    for target in target where Self.parsed(target) == nil { throw ValidationError(Self.problem(with: target)) }
  }

  /// What is said here outranks what the settings say.
  func options(over settings: Settings) -> NativeOptions {
    let asked = Dictionary(target.compactMap(Self.parsed), uniquingKeysWith: min)
    let versions = settings.targets.merging(asked) { _, last in last }
    return NativeOptions(
      kind: kind?.kind,
      servers: KnownServers(versions: versions, isAgent: agent || settings.isAgent, loadsOnly: load),
      assumesFiles: assumeFiles || settings.assumesFiles, choice: settings.choice)
  }

  /// Why a target can't be read.
  static func problem(with target: String) -> String {
    let parts = target.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let names = Server.allCases.map(\.rawValue)
    guard parts.count == 2 else {
      return "--target takes a server and its version, such as prometheus=2.42; servers are "
        + names.joined(separator: ", ")
    }
    guard names.contains(parts[0]) else {
      let help = nearest(to: parts[0], among: names).map { "did you mean \"\($0)\"?" }
      return "there is no server \"\(parts[0])\"; \(help ?? "servers are \(names.joined(separator: ", "))")"
    }
    return "\"\(parts[1])\" is no version; write --target \(parts[0])=MAJOR.MINOR, with a patch level if it matters"
  }

  /// `prometheus=2.42` in its parts; nil for anything else.
  static func parsed(_ target: String) -> (Server, Version)? {
    let parts = target.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let server = Server(rawValue: parts[0]), let version = Version(parts[1]) else { return nil }
    return (server, version)
  }
}
