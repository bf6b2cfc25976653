package import Deployment

/// What somebody says that a file is, with `--kind` or in the settings.
///
/// Rule files have one form and several languages, and scrape configurations two readers, so that a kind of file may have
/// several words.
package struct NamedKind: Sendable, Hashable {
  package let word: String
  package let kind: FileKind
  /// Whose rules they are; nil: what stands in the file tells.
  package let rules: StackFile.Rules?

  private init(_ word: String, _ kind: FileKind, _ rules: StackFile.Rules? = nil) {
    (self.word, self.kind, self.rules) = (word, kind, rules)
  }

  private init(_ kind: FileKind) { self.init(kind.rawValue, kind) }

  /// Every word. `other` is not looked at; specs say themselves what they are.
  package static let all =
    FileKind.allCases.filter { ![.spec, .alloy, .hooks, .ruleTest].contains($0) }.flatMap { kind in
      switch kind {
      case .prometheus: [NamedKind(kind.rawValue, kind, .prometheus), NamedKind("vmagent", kind, .victoriaMetrics)]
      case .rules:
        [NamedKind(kind), NamedKind("loki-rules", kind, .loki), NamedKind("vmalert-rules", kind, .victoriaMetrics)]
      default: [NamedKind(kind)]
      }
    }

  package init?(_ word: String) {
    guard let found = Self.all.first(where: { $0.word == word }) else { return nil }
    self = found
  }

  /// What `rule_files` of a prometheus.yml names.
  package static let prometheusRules = NamedKind(FileKind.rules.rawValue, .rules, .prometheus)
}
