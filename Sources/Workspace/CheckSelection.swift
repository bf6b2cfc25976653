import Checks
import Diagnostics

/// Which checks run: `--only` and `--ignore`, by id or by group.
package struct CheckSelection: Sendable {
  package var only: [String]
  package var ignore: [String]

  package init(only: [String] = [], ignore: [String] = []) {
    self.only = only
    self.ignore = ignore
  }

  package func includes(_ id: String) -> Bool {
    (only.isEmpty || only.contains { matches(id, $0) }) && !ignore.contains { matches(id, $0) }
  }

  private func matches(_ id: String, _ wanted: String) -> Bool { id == wanted || id.hasPrefix(wanted + "/") }

  /// Why the selection is wrong usage; nil when it isn't.
  package var problem: String? {
    let known = CheckRegistry.all.map { $0.metadata.id } + Self.outsideTheRegistry
    let groups = Set(known.map { String($0.prefix { $0 != "/" }) })
    for name in only + ignore where !known.contains(name) && !groups.contains(name) {
      let near = nearest(to: name, among: known + groups.sorted())
      return "there is no check \"\(name)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? "; see belfry checks")
    }
    return nil
  }

  /// Ids that readers and `generate --check` report.
  private static let outsideTheRegistry = [
    "syntax/yaml", "syntax/json", "schema/unknown-key", "spec/undefined-reference", "output/stale",
    "output/hand-edited", "output/orphan",
  ]
}
