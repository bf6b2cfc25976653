/// What Belfry knows about the components of a monitoring stack: spec fragments with a catalogue of metrics, rules,
/// dashboards and runbooks, which `use:` adds to a spec.
///
/// Written in `templates/*.yaml` and built in, so that the program needs no files of its own.
package enum ComponentTemplate {
  /// The source of each template by the name that `use:` gives.
  package static let all: [String: String] = Dictionary(uniqueKeysWithValues: embedded)
}
