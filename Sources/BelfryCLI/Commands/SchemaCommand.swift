import ArgumentParser
import Deployment
import Diagnostics
import Document
import Quantities
import Stack

/// `belfry schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a kind of native file, for editors.",
    discussion: """
      Made from the tables that belfry check goes by. An editor with the YAML language server takes it from a comment at \
      the top of a file:

        belfry schema alertmanager > alertmanager.schema.json
        # yaml-language-server: $schema=alertmanager.schema.json
      """)

  @Argument(
    help: ArgumentHelp("What the schema is of: \(kinds.joined(separator: ", "))."), completion: .list(kinds))
  var kind: String

  @Option(
    help: ArgumentHelp(
      "Only what this version of the server knows: prometheus=2.42. Keys of any version by default.",
      valueName: "name=version"))
  var target: String?

  private static var kinds: [String] { NativeTable.all.map(\.kind.rawValue) }

  private var native: NativeTable? { FileKind(rawValue: kind).flatMap { NativeTable(of: $0) } }

  func validate() throws {
    guard let native else {
      let help = nearest(to: kind, among: Self.kinds).map { "did you mean \"\($0)\"?" }
      throw ValidationError(
        "there is no schema of \"\(kind)\"; " + (help ?? "use one of \(Self.kinds.joined(separator: ", "))"))
    }
    guard let target else { return }
    guard let parsed = NativeFileOptions.parsed(target), parsed.0 == native.server else {
      throw ValidationError(
        "--target takes the server that reads the file and its version: \(native.server.rawValue)=VERSION")
    }
  }

  func run() throws {
    guard let native else { return }
    let version = target.flatMap(NativeFileOptions.parsed)?.1
    Output.result(JSONWriter.write(JSONSchema(of: native, version: version).draft))
  }
}
