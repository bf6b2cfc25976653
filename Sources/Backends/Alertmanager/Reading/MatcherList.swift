package import Document
package import Matchers

/// The matchers of a route, or of one side of an inhibition rule, in all three spellings.
package struct MatcherList: Sendable {
  package struct Item: Sendable {
    package var matcher: Matcher
    /// The scalar it stands in: the matcher string, or the value under `match` and `match_re`.
    package var node: Node
    /// Its bytes in the scalar's text.
    package var range: Range<Int>
    /// The key of the deprecated spelling it came from (`match_re`); nil for `matchers`.
    package var deprecatedKey: Node?
  }

  /// What is no matcher, and where in its scalar. Items whose expression does not compile are not among these.
  package struct Problem: Sendable {
    package var message: String
    package var node: Node
    package var range: Range<Int>
  }

  package private(set) var items: [Item] = []
  package private(set) var problems: [Problem] = []

  package var isEmpty: Bool { items.isEmpty }
  package var matchers: [Matcher] { items.map(\.matcher) }

  /// - Parameters:
  ///   - prefix: `""`, `"source_"` or `"target_"`.
  ///   - mode: Which grammar the server has.
  package init(_ node: Node, prefix: String, mode: Matcher.Mode = .fallback) {
    for (key, value) in node.entries {
      switch key.text {
      case prefix + "match": addMap(value, .equal, key)
      case prefix + "match_re": addMap(value, .matches, key)
      case prefix + "matchers": for item in value.items where item.kind == .scalar && !item.isNull { add(item, mode) }
      default: break
      }
    }
  }

  private mutating func add(_ node: Node, _ mode: Matcher.Mode) {
    let read = Matcher.parse(node.text, mode: mode)
    items += read.items.map { Item(matcher: $0.matcher, node: node, range: $0.range, deprecatedKey: nil) }
    problems += read.errors.filter { $0.kind == .syntax }.map {
      Problem(message: $0.message, node: node, range: $0.range)
    }
  }

  private mutating func addMap(_ node: Node, _ operation: Matcher.Operator, _ key: Node) {
    for (label, value) in node.entries where value.kind == .scalar {
      let matcher = Matcher(label: label.text, operator: operation, value: value.isNull ? "" : value.text)
      items.append(Item(matcher: matcher, node: value, range: 0..<value.textBytes.count, deprecatedKey: key))
    }
  }
}
