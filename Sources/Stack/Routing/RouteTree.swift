package import Alertmanager
package import Document
package import Quantities

/// A routing tree that can be asked where an alert goes: inheritance resolved, expressions compiled.
package struct RouteTree: Sendable {
  /// What a route groups by.
  package enum Grouping: Sendable, Hashable {
    case labels([String])
    /// `['...']`: every alert is a group of its own.
    case all
  }

  /// A timing and where it was set; nil where it is Alertmanager's default.
  package struct Timing: Sendable {
    package var value: PromDuration
    package var node: Node?
  }

  /// One route with everything it inherits.
  package struct Route: Sendable {
    /// Its place in `routes`.
    package let index: Int
    /// Nil for the root.
    package let parent: Int?
    package let config: AlertmanagerConfig.Route
    /// Where the receiver's name stands, on this route or on the nearest one above that sets it; nil where none does.
    package let receiver: Node?
    package let grouping: Grouping
    package let groupingNodes: [Node]
    package let groupWait: Timing
    package let groupInterval: Timing
    package let repeatInterval: Timing
    package let continues: Bool
    package let matchers: [CompiledMatcher]
    /// Whether some of its matchers can't be read, so that nothing certain can be said of it.
    package let isBroken: Bool
    package fileprivate(set) var children: [Int] = []

    /// Whether an alert with these labels passes this route's own matchers.
    package func accepts(_ labels: AlertLabels) -> Answer {
      let answer = matchers.reduce(Answer.yes) { $0.and($1.matches(labels)) }
      return isBroken ? answer.and(.unknown) : answer
    }
  }

  /// Parents before children, in the order Alertmanager tries them; the root is first. Empty without `route:`.
  package private(set) var routes: [Route] = []

  package init(_ config: AlertmanagerConfig) {
    var compiler = CompiledMatcher.Compiler()
    if let root = config.root { add(root, under: nil, &compiler) }
  }

  private mutating func add(
    _ config: AlertmanagerConfig.Route, under parent: Int?, _ compiler: inout CompiledMatcher.Compiler
  ) {
    let above = parent.map { routes[$0] }
    let list = config.matchers
    let groupBy = config.groupBy
    // Alertmanager refuses a root with matchers; here it takes everything.
    let matchers = parent == nil ? [] : list.matchers.map { compiler.compile($0) }
    let index = routes.count
    routes.append(
      Route(
        index: index, parent: parent, config: config, receiver: config.receiver ?? above?.receiver,
        grouping: groupBy.map(Self.grouping) ?? above?.grouping ?? .labels([]),
        groupingNodes: groupBy ?? above?.groupingNodes ?? [],
        groupWait: Self.timing(config.groupWait, above?.groupWait, .seconds(30)),
        groupInterval: Self.timing(config.groupInterval, above?.groupInterval, .minutes(5)),
        repeatInterval: Self.timing(config.repeatInterval, above?.repeatInterval, .hours(4)),
        continues: config.continues, matchers: matchers, isBroken: parent != nil && !list.problems.isEmpty))
    if let parent { routes[parent].children.append(index) }
    for child in config.routes { add(child, under: index, &compiler) }
  }

  private static func grouping(_ nodes: [Node]) -> Grouping {
    let labels = nodes.map(\.text)
    return labels.contains("...") ? .all : .labels(labels)
  }

  /// Alertmanager's defaults are those of `dispatch.DefaultRouteOpts`.
  private static func timing(
    _ own: (node: Node, value: PromDuration)?, _ inherited: Timing?, _ standard: PromDuration
  ) -> Timing {
    own.map { Timing(value: $0.value, node: $0.node) } ?? inherited ?? Timing(value: standard, node: nil)
  }
}
