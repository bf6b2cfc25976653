package import Deployment
package import Diagnostics
package import Document
import LogQL
package import Prometheus
import PromQL

/// One file of a stack: read from disk, or generated and read back.
///
/// It need not be a file of its own. Native files also stand in resources of Kubernetes, in lists and in texts; then `root`
/// is a node somewhere inside, and its places are those of the file that people know.
package struct StackFile: Sendable {
  /// What a native file stands in.
  package struct Wrapper: Sendable {
    /// `a ConfigMap`, for messages.
    package let what: String
    /// Whether the operator gives a collector's Prometheus receivers a target allocator.
    let allocatesTargets: Bool

    package init(_ what: String, allocatesTargets: Bool = false) {
      self.what = what
      self.allocatesTargets = allocatesTargets
    }
  }

  /// Whose rule files they are, or whose scrape configuration: each server has keys of its own beside those of Prometheus.
  package enum Rules: Sendable {
    case prometheus, thanos, mimir
    /// MetricsQL, and keys that no table here describes.
    case victoriaMetrics
    /// LogQL.
    case loki

    package var language: RuleFile.Language {
      switch self {
      case .prometheus, .thanos, .mimir: .promQL
      case .victoriaMetrics: .metricsQL
      case .loki: .logQL
      }
    }
  }

  package let kind: FileKind
  package let root: Node
  /// What it was written from; nil for a file that was read.
  package let draft: Draft?
  /// Nil for a document that a server reads as it is.
  package let wrapper: Wrapper?
  package private(set) var rules: Rules
  /// Whether somebody said what it is; otherwise its content did.
  let isNamed: Bool
  /// Further paths that lead to the file, by links.
  package var otherPaths: [String] = []

  package init(kind: FileKind, root: Node, draft: Draft? = nil, wrapper: Wrapper? = nil, rules: Rules? = nil) {
    self.init(kind: kind, root: root, draft: draft, wrapper: wrapper, rules: rules, isNamed: false)
  }

  /// What somebody says that a document is.
  init(_ root: Node, as named: NamedKind) {
    self.init(kind: named.kind, root: root, draft: nil, wrapper: nil, rules: named.rules, isNamed: true)
  }

  private init(kind: FileKind, root: Node, draft: Draft?, wrapper: Wrapper?, rules: Rules?, isNamed: Bool) {
    self.kind = kind
    self.root = root
    self.draft = draft
    self.wrapper = wrapper
    switch kind {
    case .rules where draft == nil: self.rules = rules ?? Rules(of: root)
    case .prometheus where draft == nil && VictoriaMetricsScraping.isOne(root): self.rules = rules ?? .victoriaMetrics
    default: self.rules = rules ?? .prometheus
    }
    self.isNamed = isNamed
  }

  package var file: SourceFile { root.file }
  package var path: String { root.file.path }
  package var paths: [String] { [path] + otherPaths }

  /// The same, standing in a text of another file.
  func embedded(in wrapper: Wrapper) -> StackFile {
    StackFile(
      kind: kind, root: root, draft: draft, wrapper: self.wrapper ?? wrapper, rules: rules, isNamed: isNamed)
  }

  /// The same, loaded by another server.
  func loaded(by rules: Rules) -> StackFile {
    var other = self
    other.rules = rules
    return other
  }
}

extension StackFile.Rules {
  /// Of a rule file that stands by itself: its own keys tell.
  fileprivate init(of root: Node) {
    self = .prometheus
    if root["namespace"]?.kind == .scalar { self = .mimir }
    for group in root["groups"]?.items ?? root.items where group.kind == .mapping {
      for (key, _) in group.entries {
        switch key.text {
        case "partial_response_strategy": self = .thanos
        case "concurrency", "tenant", "eval_offset", "eval_delay", "eval_alignment", "extra_filter_labels",
          "notifier_headers", "type":
          self = .victoriaMetrics
          return
        case "source_tenants", "align_evaluation_time_on_interval", "evaluation_delay": self = .mimir
        default: break
        }
      }
      if (group["rules"]?.items ?? root.items).contains(where: { $0["expr"].map(Self.isLogQL) ?? false }) {
        self = .loki
        return
      }
    }
  }

  /// Whether an expression is one of Loki's and not of Prometheus'. What selects without a metric's name is worth a look:
  /// nothing else can be LogQL. A stage after a selector is LogQL even where something else in it is wrong.
  private static func isLogQL(_ expr: Node) -> Bool {
    let text = expr.textBytes
    guard let brace = text.firstIndex(of: UInt8(ascii: "{")) else { return false }
    let before = text[..<brace].last { $0 > 0x20 } ?? UInt8(ascii: "(")
    guard before == UInt8(ascii: "(") || before == UInt8(ascii: ")") else { return false }
    if hasStage(text[brace...]) { return true }
    return LogQL.parse(expr.text).valid != nil && PromQL.parse(expr.text).valid == nil
  }

  /// Whether `|` stands behind a selector: no operator of PromQL has it.
  private static func hasStage(_ selector: ArraySlice<UInt8>) -> Bool {
    var quote: UInt8?
    var rest = selector
    while let byte = rest.popFirst() {
      if let open = quote {
        if byte == UInt8(ascii: "\\"), open != UInt8(ascii: "`") { _ = rest.popFirst() }
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "}") {
        return rest.first { $0 > 0x20 } == UInt8(ascii: "|")
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
        quote = byte
      }
    }
    return false
  }
}
