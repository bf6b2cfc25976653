import ArgumentParser

/// What maintainers run to regenerate what is derived from other files.
struct BelfryDev: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "belfry-dev", abstract: "Regenerates what is derived from other files of this repository.",
    subcommands: [Generated.self, ListQueries.self, TimePromQL.self])
}

BelfryDev.main()
