package import Stack

/// Something that can be wrong with a stack, and how to see it.
///
/// One file a check, named after its type, in the folder of its group. The metadata is the only source of the check's page,
/// its entry in `belfry checks`, its tests and its place in the registry.
package protocol Check: Sendable {
  static var metadata: CheckMetadata { get }
  init()
  // A check does the one of these that it needs, or several. They report into `context`, which supplies id and severity.
  // What can't be decided is not reported.

  /// Looks at a stack as a whole.
  func check(_ stack: Stack, in context: inout CheckContext)
  /// Looks at one expression.
  func check(_ expression: inout CheckedExpression, of stack: Stack, in context: inout CheckContext)
  /// Looks at one template of an alert's label or annotation.
  func check(_ template: inout AlertTemplate, of stack: Stack, in context: inout CheckContext)
}

extension Check {
  package func check(_ stack: Stack, in context: inout CheckContext) {}
  package func check(_ expression: inout CheckedExpression, of stack: Stack, in context: inout CheckContext) {}
  package func check(_ template: inout AlertTemplate, of stack: Stack, in context: inout CheckContext) {}
}
