import ArgumentParser
import Deployment
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
      "The oldest server that the files must suit: prometheus=2.42. May be repeated.", valueName: "name=version"))
  var target: [String] = []

  @Option(help: ArgumentHelp("What the files are that are named.", valueName: "kind"))
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
    for target in target where Self.parsed(target) == nil {
      let names = Server.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--target takes a server and its version, such as prometheus=2.42; servers are \(names)")
    }
  }

  /// What is said here outranks what the settings say.
  func options(over settings: Settings) -> NativeOptions {
    let versions = settings.targets.merging(target.compactMap(Self.parsed)) { _, last in last }
    return NativeOptions(
      kind: kind?.kind,
      servers: KnownServers(versions: versions, isAgent: agent || settings.isAgent, loadsOnly: load),
      assumesFiles: assumeFiles || settings.assumesFiles, choice: settings.choice)
  }

  /// `prometheus=2.42` in its parts; nil for anything else.
  static func parsed(_ target: String) -> (Server, Version)? {
    let parts = target.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let server = Server(rawValue: parts[0]), let version = Version(parts[1]) else { return nil }
    return (server, version)
  }
}
