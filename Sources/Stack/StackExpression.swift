package import Diagnostics
package import Document
import Grafana
package import PromQL

/// A PromQL expression anywhere in a stack: in a rule, in Grafana, in an annotation's `query`, in a runbook.
///
/// A class, since there are many, and lists of them are made of one another.
package final class StackExpression: Sendable {
  package enum Use: Sendable {
    case alert, recording, annotation, runbook
    /// A dashboard's panel, variable or marks, or one of Grafana's own alerts.
    case grafana
  }

  /// What it is read as.
  package struct Parsed: Sendable {
    /// Even with type errors in it; nil when the grammar was violated.
    package var tree: PromQL.Expression?
    package var errors: [PromQL.SyntaxError]

    fileprivate init(_ result: PromQL.ParseResult) { (tree, errors) = (result.expression, result.errors) }
  }

  package let use: Use
  /// The scalar it stands in.
  package let node: Node
  /// Where in the scalar's content it starts; nil when the content escapes it, so that no part of it can be pointed at.
  private let offset: Int?
  /// The literal that holds it, in the scalar's content.
  private let whole: Range<Int>
  /// Nil where there are so many expressions that their trees would be most of what a run keeps.
  private let kept: Parsed?
  /// Whether it may be VictoriaMetrics' language, which is more than PromQL.
  private let isMetricsQL: Bool

  /// The expression of a rule, all of a scalar.
  ///
  /// - Parameter isKept: Whether it is read once and for all, and not by each who asks.
  init(_ node: Node, use: Use, isMetricsQL: Bool = false, isKept: Bool = true) {
    (self.use, self.node, self.isMetricsQL) = (use, node, isMetricsQL)
    offset = 0
    whole = 0..<node.textBytes.count
    kept = isKept ? Self.parsed(node, isMetricsQL: isMetricsQL) : nil
  }

  /// What Grafana asks of a Prometheus; nil when there is nothing yet: Grafana doesn't send what nobody has written.
  init?(_ query: GrafanaQuery) {
    guard let node = query.text, let range = query.expression else { return nil }
    let bytes = Array(node.textBytes.dropFirst(range.lowerBound).prefix(range.count))
    guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
    use = .grafana
    self.node = node
    offset = range.lowerBound
    whole = range
    isMetricsQL = false
    var parsed = Parsed(PromQL.parse(bytes: bytes, dialect: .grafana))
    // A variable may stand for anything, an operator too, so nothing can be said against it.
    parsed.errors.removeAll { bytes[$0.range.clamped(to: bytes.indices)].contains(UInt8(ascii: "$")) }
    kept = parsed
  }

  /// An expression that is a literal inside a scalar.
  init(_ text: String, in node: Node, at literal: Range<Int>, isVerbatim: Bool, use: Use) {
    self.use = use
    self.node = node
    // The quote before it.
    offset = isVerbatim ? literal.lowerBound + 1 : nil
    whole = literal
    isMetricsQL = false
    kept = Parsed(PromQL.parse(text))
  }

  private init(withoutErrors other: StackExpression) {
    (use, node, offset, whole) = (other.use, other.node, other.offset, other.whole)
    isMetricsQL = other.isMetricsQL
    var parsed = other.parsed
    parsed.errors = []
    kept = parsed
  }

  /// To be asked for once by whoever works on it, and held on to while the work lasts: it may be read anew each time.
  package var parsed: Parsed { kept ?? Self.parsed(node, isMetricsQL: isMetricsQL) }

  private static func parsed(_ node: Node, isMetricsQL: Bool) -> Parsed {
    var parsed = Parsed(PromQL.parse(bytes: Array(node.textBytes)))
    // What is no PromQL may yet be MetricsQL, so nothing can be said against it.
    if isMetricsQL, !parsed.errors.isEmpty {
      parsed.tree = nil
      parsed.errors = []
    }
    return parsed
  }

  /// Whether one of its errors is about a word that MetricsQL has and PromQL hasn't.
  var hasMetricsQLWord: Bool {
    let bytes = Array(node.textBytes)
    return parsed.errors.contains { error in
      guard let offset else { return false }
      let range = (offset + error.range.lowerBound)..<(offset + error.range.upperBound)
      return MetricsQL.isWord(String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self))
    }
  }

  /// The same where nothing can be said against it: it may be in a language that is more than PromQL.
  func withoutErrors() -> StackExpression { parsed.errors.isEmpty ? self : StackExpression(withoutErrors: self) }

  /// Whether Prometheus reads it when it loads a rule file.
  package var isRule: Bool { !isMetricsQL && (use == .alert || use == .recording) }

  /// Where some bytes of the expression stand.
  package func place(of range: Range<Int>) -> Origin {
    let content = offset.map { ($0 + range.lowerBound)..<($0 + range.upperBound) } ?? whole
    return .file(node.place(inText: content))
  }
}
