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
    let found = CheckRegistry.all.filter { isWanted($0.metadata) }.concurrentMap { [severities] type in
      var context = CheckContext(type.metadata, stack: stack, severity: severities[type.metadata.id])
      type.init().check(stack, in: &context)
      return context.diagnostics
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
