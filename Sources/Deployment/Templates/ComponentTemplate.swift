package import Diagnostics
package import Document
internal import Parallel

/// What Belfry knows about the components of a monitoring stack: spec fragments with a catalogue of metrics, rules,
/// dashboards and runbooks, which `use:` adds to a spec.
///
/// Written in `templates/*.yaml` and built in, so that the program needs no files of its own.
package enum ComponentTemplate {
  /// The source of each template by the name that `use:` gives.
  package static let all: [String: String] = Dictionary(uniqueKeysWithValues: embedded.map { ($0.name, $0.source) })

  /// The same as files that spans can point into. One object each, so that a template's places can be told from a
  /// user's file of the same path.
  package static let files: [String: SourceFile] = all.reduce(into: [:]) { files, template in
    files[template.key] = SourceFile(path: "templates/\(template.key).yaml", text: template.value)
  }

  /// The tree of a template. It was recorded when the program was built: parsing all templates took a tenth of a run.
  package static func read(_ name: String) -> ReadResult? { trees[name]?.value }

  /// Has another core make the trees, since no argument and no file changes them and nearly every spec uses some.
  package static func prepare() { for tree in trees.values { tree.begin() } }

  private static let trees: [String: Deferred<ReadResult>] = embedded.reduce(into: [:]) { trees, template in
    guard let file = files[template.name] else { return }
    trees[template.name] = Deferred { TreeRecording.read(template.recording, of: file) ?? YAMLReader.read(file) }
  }

  /// Whether something was written in a template and not by the user.
  package static func contains(_ origin: Origin) -> Bool {
    guard let file = origin.span?.file else { return false }
    return files.values.contains { $0 === file }
  }
}
