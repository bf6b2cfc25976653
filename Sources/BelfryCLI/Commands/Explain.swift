import ArgumentParser
import Checks
import Diagnostics

/// `belfry explain`.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a check: what it finds, why it matters, what to do, with examples.")

  @Argument(
    help: "The id of a check, as findings show it in brackets.",
    completion: .list(CheckRegistry.all.map { $0.metadata.id }))
  var id: String

  func run() throws {
    guard let check = CheckRegistry.check(id) else {
      let near = nearest(to: id, among: CheckRegistry.all.map { $0.metadata.id })
      throw ValidationError(
        "there is no check \"\(id)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? "; see belfry checks"))
    }
    Output.result(CheckPage.markdown(for: check.metadata))
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
