package import Document

/// One place where an alert ends.
package struct RouteDecision: Sendable {
  /// The route whose receiver is notified.
  package let route: RouteTree.Route
  /// From the root down to `route`.
  package let path: [Int]
  /// Whether the alert gets here whatever the unknown labels are; else it may.
  package let isCertain: Bool

  package var receiver: Node? { route.receiver }
}

extension RouteTree {
  /// Where an alert with these labels goes, in the order of the tree: first match wins among siblings unless it
  /// continues, and a route is notified itself only when none of its children takes the alert.
  package func decisions(for labels: AlertLabels) -> [RouteDecision] {
    guard !routes.isEmpty else { return [] }
    var decisions: [RouteDecision] = []
    walk(0, labels, arrives: .yes, path: [], &decisions)
    return decisions
  }

  /// Names of the receivers that are reached for certain, and of those that may be; each once, in the tree's order.
  package func receivers(for labels: AlertLabels) -> (certain: [String], possible: [String]) {
    var certain: [String] = []
    var possible: [String] = []
    let decisions = decisions(for: labels)
    for name in decisions.filter(\.isCertain).compactMap({ $0.receiver?.text }) where !certain.contains(name) {
      certain.append(name)
    }
    for name in decisions.compactMap({ $0.receiver?.text }) where !certain.contains(name) && !possible.contains(name) {
      possible.append(name)
    }
    return (certain, possible)
  }

  /// Whether the route at `index` takes the alert, supposing that it is asked; `arrives` says whether it is.
  @discardableResult
  private func walk(
    _ index: Int, _ labels: AlertLabels, arrives: Answer, path: [Int], _ decisions: inout [RouteDecision]
  ) -> Answer {
    let route = routes[index]
    let accepts = route.accepts(labels)
    guard accepts != .no else { return .no }
    let path = path + [index]
    let enters = arrives.and(accepts)
    var reachesNext = enters
    var isTakenBelow = Answer.no
    for child in route.children {
      let taken = walk(child, labels, arrives: reachesNext, path: path, &decisions)
      isTakenBelow = isTakenBelow.or(taken)
      guard !routes[child].continues else { continue }
      if taken == .yes { break }
      if taken == .unknown { reachesNext = .unknown }
    }
    if isTakenBelow != .yes {
      let isCertain = enters == .yes && isTakenBelow == .no
      decisions.append(RouteDecision(route: route, path: path, isCertain: isCertain))
    }
    return accepts
  }
}
