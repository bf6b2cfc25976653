package import Diagnostics
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
    var found: [Diagnostic] = []
    var seen: Set<Finding> = []
    for type in CheckRegistry.all where isWanted(type.metadata) {
      var context = CheckContext(type.metadata, stack: stack, severity: severities[type.metadata.id])
      type.init().check(stack, in: &context)
      // One place of a spec may be generated many times.
      found += context.diagnostics.filter { seen.insert(Finding($0)).inserted }
    }
    return stack.gathered(found)
  }

  /// What makes two findings the same to a reader.
  private struct Finding: Hashable {
    var id: String
    var message: String
    var place: Origin

    init(_ diagnostic: Diagnostic) { (id, message, place) = (diagnostic.id, diagnostic.message, diagnostic.place) }
  }
}
