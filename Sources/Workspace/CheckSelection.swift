import Diagnostics

/// Which findings are wanted: `--only` and `--ignore`, by id or by group.
///
/// Files that can't be read, syntax errors and what else keeps a spec from being compiled are always reported: with
/// them, nothing is known of what was asked for.
package struct CheckSelection: Sendable {
  package var only: [String]
  package var ignore: [String]

  package init(only: [String] = [], ignore: [String] = []) {
    self.only = only
    self.ignore = ignore
  }

  package func includes(_ id: String) -> Bool {
    (only.isEmpty || only.contains { matches(id, $0) }) && !ignores(id)
  }

  package func ignores(_ id: String) -> Bool { ignore.contains { matches(id, $0) } }

  private func matches(_ id: String, _ wanted: String) -> Bool { id == wanted || id.hasPrefix(wanted + "/") }

  /// Why the selection is wrong usage; nil when it isn't.
  package var problem: String? { (only + ignore).lazy.compactMap(FindingCatalogue.problem).first }
}
