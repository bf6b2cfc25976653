package import Diagnostics
import Parallel
package import Stack

/// Runs checks over a stack.
package struct CheckRun: Sendable {
  /// Checks that run; all of them when nil.
  package var isWanted: @Sendable (CheckMetadata) -> Bool
  /// Severities that a spec or settings changed, by id.
  package var severities: [String: Severity]

  package init(
    severities: [String: Severity] = [:], isWanted: @escaping @Sendable (CheckMetadata) -> Bool = { _ in true }
  ) {
    self.severities = severities
    self.isWanted = isWanted
  }

  package func findings(in stack: Stack) -> [Diagnostic] {
    let types = CheckRegistry.all.filter { isWanted($0.metadata) }
    let found = Work.all(in: stack, checks: types.count).concurrentMap { [severities] work in
      work.findings(of: types, in: stack, severities)
    }
    // One place of a spec may be generated many times.
    var seen: Set<Finding> = []
    return stack.gathered(found.joined().filter { seen.insert(Finding($0)).inserted })
  }

  /// What makes two findings the same to a reader.
  private struct Finding: Hashable {
    var id: String
    var message: String
    var place: Origin

    init(_ diagnostic: Diagnostic) { (id, message, place) = (diagnostic.id, diagnostic.message, diagnostic.place) }
  }
}

/// A part of what there is to look at, for one core at a time.
private enum Work: Sendable {
  /// The whole stack, by the check of this number.
  case stack(Int)
  case expressions(Range<Int>)
  case alerts(Range<Int>)

  /// Enough at a time that handing it out costs nothing beside it.
  private static let portion = 64

  static func all(in stack: Stack, checks: Int) -> [Work] {
    (0..<checks).map { .stack($0) } + portions(stack.expressions.count).map { .expressions($0) }
      + portions(stack.alerts.count).map { .alerts($0) }
  }

  private static func portions(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: portion).map { $0..<min($0 + portion, count) }
  }

  func findings(
    of types: [any Check.Type], in stack: Stack, _ severities: [String: Severity]
  ) -> [Diagnostic] {
    var looks = types.map { type in
      let metadata = type.metadata
      let context = CheckContext(metadata, sources: stack.sources, severity: severities[metadata.id])
      return (check: type.init() as any Check, context: context)
    }
    switch self {
    case .stack(let number): looks[number].check.check(stack, in: &looks[number].context)
    case .expressions(let range):
      for expression in stack.expressions[range] {
        var checked = CheckedExpression(expression, inventory: stack.inventory)
        for at in looks.indices { looks[at].check.check(&checked, of: stack, in: &looks[at].context) }
      }
    case .alerts(let range):
      for alert in stack.alerts[range] {
        for var template in AlertTemplate.all(of: alert) {
          for at in looks.indices { looks[at].check.check(&template, of: stack, in: &looks[at].context) }
        }
      }
    }
    return looks.flatMap(\.context.diagnostics)
  }
}
