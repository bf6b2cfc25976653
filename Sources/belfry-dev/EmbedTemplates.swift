import ArgumentParser
import Foundation

/// Writes `templates/*.yaml` into a Swift file, so that the program carries them with it.
struct EmbedTemplates: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds templates/*.yaml into the program.",
    discussion: "Run it at the top of the repository after a template has changed.")

  @Flag(help: "Write nothing, and fail if the built-in templates are not those of templates/.")
  var check = false

  private static let target = "Sources/Deployment/Templates/EmbeddedTemplates+Generated.swift"

  func run() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: "templates").filter { $0.hasSuffix(".yaml") }
    let templates = try files.sorted().map { file in
      (name: String(file.dropLast(5)), source: try String(contentsOfFile: "templates/" + file, encoding: .utf8))
    }
    let wanted = Self.swift(for: templates)
    let present = try? String(contentsOfFile: Self.target, encoding: .utf8)
    guard wanted != present else { return }
    if check {
      throw ValidationError("\(Self.target) is stale; run \"swift run belfry-dev embed-templates\"")
    }
    try wanted.write(toFile: Self.target, atomically: true, encoding: .utf8)
  }

  /// The generated file. Templates stand at the margin, so that their lines are the literal's lines.
  static func swift(for templates: [(name: String, source: String)]) -> String {
    var out = """
      // Generated from templates/*.yaml by "swift run belfry-dev embed-templates". Don't edit.

      extension ComponentTemplate {
        static let embedded: [(name: String, source: String)] = [

      """
    for (name, source) in templates {
      let fence = fence(for: source)
      out += "    (\n      name: \"\(name)\",\n      source: \(fence)\"\"\"\n\(source)\n\"\"\"\(fence)\n    ),\n"
    }
    return out + "  ]\n}\n"
  }

  /// Enough number signs that nothing in the source ends the literal or escapes from it.
  private static func fence(for source: String) -> String {
    var fence = "#"
    while source.contains("\"\"\"" + fence) || source.contains("\\" + fence) { fence += "#" }
    return fence
  }
}
