import ArgumentParser
import Checks
import Workspace

/// `belfry explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a check: what it finds, why it matters, what to do, with examples.",
    discussion: """
        belfry explain promql/rate-window-too-short
        belfry checks        # all ids
      """)

  @Argument(
    help: "The id of a check, as findings show it in brackets.", completion: .list(FindingCatalogue.ids))
  var id: String

  func validate() throws {
    if !FindingCatalogue.isKnown(id) {
      throw ValidationError(FindingCatalogue.problem(with: id) ?? "\"\(id)\" is a group; name one of its checks")
    }
  }

  func run() {
    if let check = CheckRegistry.check(id) {
      Output.result(CheckPage.markdown(for: check.metadata))
    } else if let summary = FindingCatalogue.beyondChecks.first(where: { $0.key == id })?.value {
      Output.result("# \(id)\n\n\(summary)\n")
    }
  }
}

/// `belfry checks`.
struct ListChecks: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "checks", abstract: "List every check.")

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    Output.result(json ? CheckPage.json : CheckPage.table)
  }
}
