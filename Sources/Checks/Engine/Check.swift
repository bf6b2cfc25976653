package import Stack

/// Something that can be wrong with a stack, and how to see it.
///
/// One file a check, named after its type, in the folder of its group. The metadata is the only source of the check's page,
/// its entry in `belfry checks`, its tests and its place in the registry.
package protocol Check: Sendable {
  static var metadata: CheckMetadata { get }
  init()
  /// Reports into `context`, which supplies id and severity. What can't be decided is not reported.
  func check(_ stack: Stack, in context: inout CheckContext)
}
