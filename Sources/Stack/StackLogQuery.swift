package import Diagnostics
package import Document
import Grafana
package import LogQL

/// A LogQL query on a dashboard.
package struct StackLogQuery: Sendable {
  /// The scalar it stands in.
  package let node: Node
  /// The tree, even with errors of meaning in it; nil when the grammar was violated.
  package let tree: LogQL.Expression?
  package let errors: [LogQL.SyntaxError]

  init(_ node: Node) {
    self.node = node
    let bytes = Array(node.textBytes)
    let parsed = LogQL.parse(bytes, dialect: .grafana)
    tree = parsed.expression
    // A variable may stand for anything, an operator too, so nothing can be said against it or what is next to it.
    errors = parsed.errors.filter { error in
      !parsed.variables.contains { variable in
        guard error.range.lowerBound >= variable.range.upperBound else {
          return error.range.upperBound > variable.range.lowerBound
        }
        return bytes[variable.range.upperBound..<error.range.lowerBound].allSatisfy { $0 == 0x20 || $0 == 0x0A }
      }
    }
  }

  /// Where some bytes of the query stand.
  package func place(of range: Range<Int>) -> Origin { .file(node.place(inText: range)) }

  /// The queries of every panel whose datasource is known to be a Loki.
  static func queries(of dashboards: [DashboardFile]) -> [StackLogQuery] {
    dashboards.flatMap { dashboard in
      dashboard.panels.flatMap { panel in
        panel.targets.compactMap { target in
          guard let reference = target.datasource ?? panel.datasource, dashboard.type(of: reference) == "loki",
            // Grafana doesn't send a query that nobody has written yet.
            let expr = target.expr, !expr.text.allSatisfy(\.isWhitespace)
          else { return nil }
          return StackLogQuery(expr)
        }
      }
    }
  }
}
