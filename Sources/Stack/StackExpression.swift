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

  package let use: Use
  /// The scalar it stands in.
  package let node: Node
  /// Where in the scalar's content it starts; nil when the content escapes it, so that no part of it can be pointed at.
  private let offset: Int?
  /// The literal that holds it, in the scalar's content.
  private let whole: Range<Int>
  /// The tree, even with type errors in it; nil when the grammar was violated.
  package let tree: PromQL.Expression?
  package let errors: [PromQL.SyntaxError]
  /// Whether a Prometheus is to evaluate it, or something else that reads PromQL.
  private let isPrometheus: Bool

  /// An expression that is all of a scalar.
  init(_ node: Node, use: Use) {
    self.use = use
    self.node = node
    offset = 0
    whole = 0..<node.textBytes.count
    let parsed = PromQL.parse(bytes: Array(node.textBytes))
    (tree, errors) = (parsed.expression, parsed.errors)
    isPrometheus = true
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
    let parsed = PromQL.parse(bytes: bytes, dialect: .grafana)
    tree = parsed.expression
    // A variable may stand for anything, an operator too, so nothing can be said against it.
    errors = parsed.errors.filter { !bytes[$0.range.clamped(to: bytes.indices)].contains(UInt8(ascii: "$")) }
    isPrometheus = true
  }

  /// An expression for VictoriaMetrics. What is no PromQL may yet be MetricsQL, so nothing can be said against it.
  init(metricsQL node: Node, use: Use) {
    self.use = use
    self.node = node
    offset = 0
    whole = 0..<node.textBytes.count
    let parsed = PromQL.parse(node.text)
    tree = parsed.errors.isEmpty ? parsed.expression : nil
    errors = []
    isPrometheus = false
  }

  /// An expression that is a literal inside a scalar.
  init(_ text: String, in node: Node, at literal: Range<Int>, isVerbatim: Bool, use: Use) {
    self.use = use
    self.node = node
    // The quote before it.
    offset = isVerbatim ? literal.lowerBound + 1 : nil
    whole = literal
    let parsed = PromQL.parse(text)
    (tree, errors) = (parsed.expression, parsed.errors)
    isPrometheus = true
  }

  private init(withoutErrors other: StackExpression) {
    (use, node, offset, whole) = (other.use, other.node, other.offset, other.whole)
    (tree, isPrometheus) = (other.tree, other.isPrometheus)
    errors = []
  }

  /// Whether an error is about a word that MetricsQL has and PromQL hasn't.
  var isMetricsQL: Bool {
    let bytes = Array(node.textBytes)
    return errors.contains { error in
      guard let offset else { return false }
      let range = (offset + error.range.lowerBound)..<(offset + error.range.upperBound)
      return MetricsQL.isWord(String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self))
    }
  }

  /// The same where nothing can be said against it: it may be in a language that is more than PromQL.
  func withoutErrors() -> StackExpression {
    errors.isEmpty ? self : StackExpression(withoutErrors: self)
  }

  /// Whether Prometheus reads it when it loads a rule file.
  package var isRule: Bool { isPrometheus && (use == .alert || use == .recording) }

  /// Those of some metrics' names that it selects.
  func selected(among names: Set<String>) -> [String] {
    guard !names.isEmpty else { return [] }
    var found: [String] = []
    tree?.visit { node in
      if let name = node.selector?.metricName, names.contains(name) { found.append(name) }
    }
    return found
  }

  /// Where some bytes of the expression stand.
  package func place(of range: Range<Int>) -> Origin {
    let content = offset.map { ($0 + range.lowerBound)..<($0 + range.upperBound) } ?? whole
    return .file(node.place(inText: content))
  }
}
