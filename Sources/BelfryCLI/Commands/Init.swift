import ArgumentParser
import Workspace

/// `belfry init`.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a small spec to start from.",
    discussion: """
      The spec compiles as it stands: a host watched by node_exporter, an alert, receivers and routes. Change the \
      names, then run belfry generate. Existing files are never overwritten.

        belfry init monitoring
        belfry init monitoring --template loki
      """)

  @Argument(help: "The folder to write to.", completion: .directory)
  var directory = "."

  @Option(help: ArgumentHelp("A component template to use besides those of the starter.", valueName: "name"))
  var template: String?

  func validate() throws {
    do { _ = try StarterSpec(template: template) } catch { throw ValidationError(error.description) }
  }

  func run() throws {
    for path in try StarterSpec(template: template).write(to: directory) { Output.result("\(path)\n") }
    Output.error("next: belfry generate \(directory)")
  }
}
