package import Diagnostics
package import Document
import Grafana
package import LogQL

/// A LogQL query of a dashboard, of one of Grafana's own alerts, or of a rule for Loki's ruler.
package struct StackLogQuery: Sendable {
  /// The scalar it stands in.
  package let node: Node
  /// The tree, even with errors of meaning in it; nil when the grammar was violated.
  package let tree: LogQL.Expression?
  package let errors: [LogQL.SyntaxError]
  /// Where in the scalar's content it starts.
  private let offset: Int

  /// What a rule of Loki's evaluates.
  init(rule expr: Node) {
    node = expr
    offset = 0
    let parsed = LogQL.parse(expr.text)
    (tree, errors) = (parsed.expression, parsed.errors)
  }

  /// Nil when nobody has written it yet: then Grafana doesn't send it.
  init?(_ query: GrafanaQuery) {
    guard let node = query.text, let range = query.expression else { return nil }
    let bytes = Array(node.textBytes.dropFirst(range.lowerBound).prefix(range.count))
    guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
    self.node = node
    offset = range.lowerBound
    let parsed = LogQL.parse(bytes, dialect: .grafana)
    tree = parsed.expression
    // A variable's query selects for another purpose, to which an empty selector is as good.
    let found = query.use == .variable && parsed.expression != nil ? [] : parsed.errors
    // A variable may stand for anything, an operator too, so nothing can be said against it or what is next to it.
    errors = found.filter { error in
      !parsed.variables.contains { variable in
        guard error.range.lowerBound >= variable.range.upperBound else {
          return error.range.upperBound > variable.range.lowerBound
        }
        return bytes[variable.range.upperBound..<error.range.lowerBound].allSatisfy { $0 == 0x20 || $0 == 0x0A }
      }
    }
  }

  /// Where some bytes of the query stand.
  package func place(of range: Range<Int>) -> Origin {
    .file(node.place(inText: (offset + range.lowerBound)..<(offset + range.upperBound)))
  }
}
