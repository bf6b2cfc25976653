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
  case rules(Range<Int>)
  case looseExpressions(Range<Int>)

  /// Enough at a time that handing it out costs nothing beside it.
  private static let portion = 64

  static func all(in stack: Stack, checks: Int) -> [Work] {
    (0..<checks).map { .stack($0) } + portions(stack.rules.count).map { .rules($0) }
      + portions(stack.looseExpressions.count).map { .looseExpressions($0) }
  }

  private static func portions(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: portion).map { $0..<min($0 + portion, count) }
  }

  func findings(
    of types: [any Check.Type], in stack: Stack, _ severities: [String: Severity]
  ) -> [Diagnostic] {
    // One check after the other looks at all of a portion, and finds there what those before it worked out.
    func looking(_ types: some Sequence<any Check.Type>, _ look: (any Check, inout CheckContext) -> Void)
      -> [Diagnostic]
    {
      var found: [Diagnostic] = []
      for type in types {
        var context = CheckContext(
          type.metadata, sources: stack.sources, severity: severities[type.metadata.id])
        look(type.init(), &context)
        found += context.diagnostics
      }
      return found
    }
    switch self {
    case .stack(let number): return looking(types[number...number]) { $0.check(stack, in: &$1) }
    case .looseExpressions(let range):
      var portion = stack.looseExpressions[range].map { CheckedExpression($0, in: stack) }
      return looking(types) { check, context in
        for at in portion.indices { check.check(&portion[at], of: stack, in: &context) }
      }
    case .rules(let range):
      var (expressions, templates) = Self.parts(of: stack.rules[range], in: stack)
      return looking(types) { check, context in
        for at in expressions.indices { check.check(&expressions[at], of: stack, in: &context) }
        for at in templates.indices { check.check(&templates[at], of: stack, in: &context) }
      }
    }
  }

  /// What checks look at in rules, each read once.
  private static func parts(
    of rules: ArraySlice<StackRule>, in stack: Stack
  ) -> (expressions: [CheckedExpression], templates: [AlertTemplate]) {
    var (expressions, templates): ([CheckedExpression], [AlertTemplate]) = ([], [])
    for rule in rules {
      let own = rule.expression.map { CheckedExpression($0, in: stack) }
      if let own { expressions.append(own) }
      for query in rule.queries { expressions.append(CheckedExpression(query, in: stack)) }
      if let alert = rule.alert { templates += AlertTemplate.all(of: alert, own?.tree) }
    }
    return (expressions, templates)
  }
}
